package stalekeys.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import stalekeys.work.Meters;

/**
 * Holds every attempt back until its turn, the SDK's own repeats included: unpaced, those alone would keep IAM's bucket
 * empty.
 */
final class PacedAttempts implements ExecutionInterceptor {
    private final Pace account;
    private final Pace total;
    private final Meters meters;

    PacedAttempts(Pace account, Pace total, Meters meters) {
        this.account = account;
        this.total = total;
        this.meters = meters;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        account.take();
        total.take();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        // IAM throttles with a plain 400; the code is in the body, which is not read yet. Nothing else we ask for in
        // earnest is answered so.
        boolean throttled = context.httpResponse().statusCode() == 400;
        meters.iamAttempt(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), throttled);
        if (throttled) {
            account.throttled();
        }
    }
}

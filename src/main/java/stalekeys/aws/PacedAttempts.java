package stalekeys.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import stalekeys.work.Meters;

/**
 * Holds every attempt back until its turn, the SDK's own repeats included: unpaced, those alone would keep IAM's bucket
 * empty.
 */
final class PacedAttempts implements ExecutionInterceptor {
    /** Whose bucket a request takes from. */
    static final ExecutionAttribute<Pace> ACCOUNT = new ExecutionAttribute<>("StaleKeysAccountPace");

    /** How urgent a request is. */
    static final ExecutionAttribute<Urgency> URGENCY = new ExecutionAttribute<>("StaleKeysUrgency");

    private final Pace total;
    private final Meters meters;

    PacedAttempts(Pace total, Meters meters) {
        this.total = total;
        this.meters = meters;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Urgency urgency = attributes.getAttribute(URGENCY);
        attributes.getAttribute(ACCOUNT).take(urgency);
        total.take(urgency);
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        // IAM throttles with a plain 400; the code is in the body, which is not read yet. Nothing else we ask for in
        // earnest is answered so.
        boolean throttled = context.httpResponse().statusCode() == 400;
        meters.iamAttempt(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), throttled);
        if (throttled) {
            attributes.getAttribute(ACCOUNT).throttled();
        }
    }
}

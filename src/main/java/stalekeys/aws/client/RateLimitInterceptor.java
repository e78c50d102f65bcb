package stalekeys.aws.client;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import stalekeys.work.ledger.Meters;

/**
 * Holds every attempt back until its turn, the SDK's own repeats included: unpaced, those alone would keep IAM's bucket
 * empty.
 */
public final class RateLimitInterceptor implements ExecutionInterceptor {
    /** Whose bucket a request takes from. */
    static final ExecutionAttribute<RateLimiter> ACCOUNT = new ExecutionAttribute<>("StaleKeysAccountPace");

    /** How urgent a request is. */
    static final ExecutionAttribute<Priority> URGENCY = new ExecutionAttribute<>("StaleKeysUrgency");

    private final RateLimiter total;
    private final Meters meters;

    public RateLimitInterceptor(RateLimiter total, Meters meters) {
        this.total = total;
        this.meters = meters;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Priority urgency = attributes.getAttribute(URGENCY);
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

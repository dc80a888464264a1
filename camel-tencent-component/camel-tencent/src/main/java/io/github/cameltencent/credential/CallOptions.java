/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltencent.credential;

import java.time.Clock;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of calls, for an endpoint or as defaults on the component: timeouts, limits, retries. An endpoint starts
 * with a copy of the component's values. {@code region} and {@code rateLimit} are not copied, because an application
 * may set them too: endpoint, application, component, in this order of precedence.
 */
@UriParams
public class CallOptions {

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The region: for TPNS and IM the access point, such as guangzhou, shanghai, hongkong or singapore; for the Cloud API the region of the resources, such as ap-guangzhou")
    private String region;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "The timeout for connecting",
            defaultValue = "5000",
            javaType = "java.time.Duration")
    private long connectTimeout = 5000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "The timeout for waiting for data of the answer",
            defaultValue = "10000",
            javaType = "java.time.Duration")
    private long responseTimeout = 10000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The timeout for waiting until a call may be sent: for maxInFlight, for the rate limit and for a connection. The call then ends as THROTTLED with code LOCAL_LIMIT.",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long acquireTimeout = 30000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "The timeout of a call including its retries, without the wait that acquireTimeout limits",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long requestTimeout = 30000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "The maximum number of calls in flight per application",
            defaultValue = "256")
    private int maxInFlight = 256;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "What happens when maxInFlight is reached: block makes the calling thread wait (except for I/O threads, which are treated as with reject), reject fails the call at once as THROTTLED",
            defaultValue = "block",
            enums = "block,reject")
    private OnSaturation onSaturation = OnSaturation.BLOCK;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "The maximum number of retries of a call, where a retry is safe; 0 disables retries",
            defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "Also retries calls that may have been executed already (AMBIGUOUS), at the risk of executing them twice",
            defaultValue = "false")
    private boolean retryAmbiguous;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The rate limit in calls per second: auto for the documented limit of the operation, a number, or off. The default is that of the application, otherwise auto. All endpoints of an application share it.",
            defaultValue = "auto")
    private String rateLimit;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The share of the rate limit that this node may use: more than 0 and at most 1, or cluster for an equal share of each live member of the Camel cluster service of the context",
            defaultValue = "1.0")
    private String rateLimitShare = "1.0";

    @UriParam(
            label = "tpns,im,cloud,producer",
            description = "The type of the body after a call: json for the original text of the answer, map for a Map",
            defaultValue = "json",
            enums = "json,map")
    private ResponseType responseType = ResponseType.JSON;

    @UriParam(
            label = "producer",
            description =
                    "Whether a call that is not accepted fails the exchange. If false, the result is only in the headers.",
            defaultValue = "true")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            label = "tpns,im,cloud,producer",
            description =
                    "How an operation is checked that is not in the shipped lists: warn logs a warning but refuses likely misspellings, fail refuses it, none checks nothing (the Cloud API then needs the option version for an unknown action)",
            defaultValue = "warn",
            enums = "warn,fail,none")
    private ValidateOperation validateOperation = ValidateOperation.WARN;

    @UriParam(
            label = "producer,advanced",
            description = "The clock for timestamps and expiry checks. The default is the system clock.")
    private Clock clock;

    /** The share that rateLimitShare names; null while it is invalid, or while the cluster is not set. */
    private RateLimitShare share = RateLimitShare.ALL;

    /** The options of the component that these were copied from; null for those of the component. */
    private CallOptions defaults;

    /** Copies the options of the component. */
    public void copyFrom(CallOptions component) {
        connectTimeout = component.connectTimeout;
        responseTimeout = component.responseTimeout;
        acquireTimeout = component.acquireTimeout;
        requestTimeout = component.requestTimeout;
        maxInFlight = component.maxInFlight;
        onSaturation = component.onSaturation;
        maxRetries = component.maxRetries;
        retryAmbiguous = component.retryAmbiguous;
        rateLimitShare = component.rateLimitShare;
        share = component.share;
        responseType = component.responseType;
        throwExceptionOnFailure = component.throwExceptionOnFailure;
        validateOperation = component.validateOperation;
        clock = component.clock;
        defaults = component;
    }

    /** The region if neither the endpoint nor its application sets one, or null. */
    String defaultRegion() {
        return defaults == null ? null : defaults.region;
    }

    /** The rate limit if neither the endpoint nor its application sets one; null for the built-in default. */
    String defaultRateLimit() {
        return defaults == null ? null : defaults.rateLimit;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getAcquireTimeout() {
        return acquireTimeout;
    }

    public void setAcquireTimeout(long acquireTimeout) {
        this.acquireTimeout = acquireTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public OnSaturation getOnSaturation() {
        return onSaturation;
    }

    public void setOnSaturation(OnSaturation onSaturation) {
        this.onSaturation = onSaturation;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public boolean isRetryAmbiguous() {
        return retryAmbiguous;
    }

    public void setRetryAmbiguous(boolean retryAmbiguous) {
        this.retryAmbiguous = retryAmbiguous;
    }

    public String getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(String rateLimit) {
        this.rateLimit = rateLimit;
    }

    public String getRateLimitShare() {
        return rateLimitShare;
    }

    public void setRateLimitShare(String rateLimitShare) {
        this.rateLimitShare = rateLimitShare;
        this.share = RateLimitShare.fixed(rateLimitShare);
    }

    /** Returns whether the share follows the members of a cluster. */
    public boolean isClusterShare() {
        return RateLimitShare.CLUSTER.equalsIgnoreCase(rateLimitShare);
    }

    /** Sets the share that follows the members of a cluster. */
    public void clusterShare(RateLimitShare cluster) {
        share = cluster;
    }

    /** Returns the share of the rate limit that this node may use; null if the option is invalid. */
    public RateLimitShare share() {
        return share;
    }

    public ResponseType getResponseType() {
        return responseType;
    }

    public void setResponseType(ResponseType responseType) {
        this.responseType = responseType;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public ValidateOperation getValidateOperation() {
        return validateOperation;
    }

    public void setValidateOperation(ValidateOperation validateOperation) {
        this.validateOperation = validateOperation;
    }

    public Clock getClock() {
        return clock;
    }

    public void setClock(Clock clock) {
        this.clock = clock;
    }
}

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
 * The options of calls that an endpoint and the component have alike: timeouts, limits, retries. An endpoint begins with a
 * copy of the component's. {@code region} and {@code rateLimit} are the exception, since an application may name them, too:
 * the endpoint's counts before the application's, and that before the component's.
 */
@UriParams
public class CallOptions {

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The access point of the service, such as guangzhou, shanghai, hongkong or singapore for TPNS; for the Cloud API the region whose resources are meant, such as ap-guangzhou")
    private String region;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "How long connecting may take",
            defaultValue = "5000",
            javaType = "java.time.Duration")
    private long connectTimeout = 5000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "How long the service may stay silent while an answer is awaited",
            defaultValue = "10000",
            javaType = "java.time.Duration")
    private long responseTimeout = 10000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "How long a call may wait for its place, for a permit of the rate limit and for a connection; then it ends as THROTTLED with code LOCAL_LIMIT",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long acquireTimeout = 30000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "How long a call may take with all its repeats, from the moment that it was admitted",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long requestTimeout = 30000;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "How many calls of an application may be under way at once",
            defaultValue = "256")
    private int maxInFlight = 256;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "What a call does when maxInFlight is reached: block holds the calling thread (an I/O thread is never held, it gets the same as reject), reject fails at once as THROTTLED",
            defaultValue = "block",
            enums = "block,reject")
    private OnSaturation onSaturation = OnSaturation.BLOCK;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "How often a call is repeated where that is safe; 0 turns all repeating off",
            defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "Repeats a call also when nobody knows whether it was executed: it may be executed twice",
            defaultValue = "false")
    private boolean retryAmbiguous;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "Calls a second: auto for the documented limit of the operation, a number, or off. The default is what the application says, else auto. Shared by all endpoints of an application.",
            defaultValue = "auto")
    private String rateLimit;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "The part of the limit that this node may use, more than 0 and up to 1",
            defaultValue = "1.0")
    private double rateLimitShare = 1.0;

    @UriParam(
            label = "tpns,im,cloud,producer",
            description = "The body after a generic call: json for the original text, map for a Map",
            defaultValue = "json",
            enums = "json,map")
    private ResponseType responseType = ResponseType.JSON;

    @UriParam(
            label = "producer",
            description = "Whether a call that is not accepted fails the exchange. Otherwise only the headers tell.",
            defaultValue = "true")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            label = "tpns,im,cloud,producer",
            description =
                    "What happens to an operation that is not in the shipped lists: warn sends it and refuses a near miss, fail refuses it, none checks nothing (the Cloud API then needs version for an unknown action)",
            defaultValue = "warn",
            enums = "warn,fail,none")
    private ValidateOperation validateOperation = ValidateOperation.WARN;

    @UriParam(label = "producer,advanced", description = "The clock of every timestamp, expiry and check")
    private Clock clock;

    /** The component's, of which this is a copy; null for the component's own. */
    private CallOptions defaults;

    /** The options that an endpoint begins with. */
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
        responseType = component.responseType;
        throwExceptionOnFailure = component.throwExceptionOnFailure;
        validateOperation = component.validateOperation;
        clock = component.clock;
        defaults = component;
    }

    /** The region that counts where neither the endpoint nor its application names one; null for none. */
    String defaultRegion() {
        return defaults == null ? null : defaults.region;
    }

    /** The rate limit that counts where neither the endpoint nor its application names one; null for the built-in one. */
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

    public double getRateLimitShare() {
        return rateLimitShare;
    }

    public void setRateLimitShare(double rateLimitShare) {
        this.rateLimitShare = rateLimitShare;
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

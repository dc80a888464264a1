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
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that more than one service has. Times are in milliseconds unless said otherwise. */
@UriParams
public class SharedConfiguration implements Cloneable {

    @UriParam(
            description =
                    "The named application whose keys are used: a TencentApplication bean, or an entry of the component's applications. Without it the application named default is used, unless keys are given here.")
    private String application;

    @UriParam(label = "security", description = "The AccessId of TPNS, where no application is named")
    private String accessId;

    @UriParam(
            label = "security",
            description =
                    "The key that belongs to accessId, sdkAppId or secretId, where no application is named. Write it as RAW{...}.",
            secret = true)
    private String secretKey;

    @UriParam(label = "security", description = "The SDKAppID of IM, where no application is named")
    private Long sdkAppId;

    @UriParam(
            label = "security",
            description = "The application's administrator; administrator by default",
            defaultValue = "administrator")
    private String adminUserId;

    @UriParam(
            label = "producer",
            description =
                    "The access point of the service, such as guangzhou, shanghai, hongkong or singapore for TPNS; for the Cloud API the region whose resources are meant, such as ap-guangzhou")
    private String region;

    @UriParam(
            label = "producer",
            description = "Replaces scheme, host and port of the service: a gateway, or the emulator")
    private String baseUri;

    @UriParam(
            label = "producer",
            description = "Where calls of the Cloud API and of IM go while the first address fails")
    private String backupBaseUri;

    @UriParam(
            label = "security",
            description = "Allows http: to a host that is not this machine",
            defaultValue = "false")
    private boolean allowInsecure;

    @UriParam(
            label = "producer",
            description = "How long connecting may take",
            defaultValue = "5000",
            javaType = "java.time.Duration")
    private long connectTimeout = 5000;

    @UriParam(
            label = "producer",
            description = "How long the service may stay silent while an answer is awaited",
            defaultValue = "10000",
            javaType = "java.time.Duration")
    private long responseTimeout = 10000;

    @UriParam(
            label = "producer",
            description =
                    "How long a call may wait for its place, for a permit of the rate limit and for a connection; then it ends as THROTTLED with code LOCAL_LIMIT",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long acquireTimeout = 30000;

    @UriParam(
            label = "producer",
            description = "How long a call may take with all its repeats, from the moment that it was admitted",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long requestTimeout = 30000;

    @UriParam(
            label = "producer",
            description = "How many calls of an application may be under way at once",
            defaultValue = "256")
    private int maxInFlight = 256;

    @UriParam(
            label = "producer",
            description =
                    "What a call does when maxInFlight is reached: block holds the calling thread (an I/O thread is never held, it gets the same as reject), reject fails at once as THROTTLED",
            defaultValue = "block",
            enums = "block,reject")
    private OnSaturation onSaturation = OnSaturation.BLOCK;

    @UriParam(
            label = "producer",
            description = "How often a call is repeated where that is safe; 0 turns all repeating off",
            defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(
            label = "producer",
            description = "Repeats a call also when nobody knows whether it was executed: it may be executed twice",
            defaultValue = "false")
    private boolean retryAmbiguous;

    @UriParam(
            label = "producer",
            description =
                    "Calls a second: auto for the documented limit of the operation, a number, or off. The default is what the application says, else auto. Shared by all endpoints of an application.",
            defaultValue = "auto")
    private String rateLimit;

    @UriParam(
            label = "producer",
            description = "The part of the limit that this node may use, more than 0 and up to 1",
            defaultValue = "1.0")
    private double rateLimitShare = 1.0;

    @UriParam(
            label = "producer",
            description = "The body after a generic call: json for the original text, map for a Map",
            defaultValue = "json",
            enums = "json,map")
    private ResponseType responseType = ResponseType.JSON;

    @UriParam(
            label = "producer,usersig",
            description = "How many seconds a UserSig is good for; up to 50 years",
            defaultValue = "5184000")
    private long expire = 5184000;

    @UriParam(
            label = "producer",
            description = "Whether a call that is not accepted fails the exchange. Otherwise only the headers tell.",
            defaultValue = "true")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            label = "producer",
            description =
                    "Puts the signed request into the body, as a Map with its secrets masked, instead of sending it",
            defaultValue = "false")
    private boolean dryRun;

    @UriParam(
            label = "producer",
            description =
                    "What happens to an operation that is not in the shipped lists: warn sends it, fail refuses it, none is silent. A near miss is always refused.",
            defaultValue = "warn",
            enums = "warn,fail,none")
    private ValidateOperation validateOperation = ValidateOperation.WARN;

    @UriParam(
            label = "producer,im,push",
            description =
                    "What makes a message the same as an earlier one, as an expression of the simple language such as ${header.orderId}: the random number by which IM and TIMPush drop the second of two equal messages is derived from it. The header CamelTencentIdempotencyKey goes before it.")
    private String idempotencyKey;

    @UriParam(label = "producer,advanced", description = "The clock of every timestamp, expiry and check")
    private Clock clock;

    public String getApplication() {
        return application;
    }

    public void setApplication(String application) {
        this.application = application;
    }

    public String getAccessId() {
        return accessId;
    }

    public void setAccessId(String accessId) {
        this.accessId = accessId;
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public Long getSdkAppId() {
        return sdkAppId;
    }

    public void setSdkAppId(Long sdkAppId) {
        this.sdkAppId = sdkAppId;
    }

    public String getAdminUserId() {
        return adminUserId;
    }

    public void setAdminUserId(String adminUserId) {
        this.adminUserId = adminUserId;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public String getBaseUri() {
        return baseUri;
    }

    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public String getBackupBaseUri() {
        return backupBaseUri;
    }

    public void setBackupBaseUri(String backupBaseUri) {
        this.backupBaseUri = backupBaseUri;
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
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

    public long getExpire() {
        return expire;
    }

    public void setExpire(long expire) {
        this.expire = expire;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public ValidateOperation getValidateOperation() {
        return validateOperation;
    }

    public void setValidateOperation(ValidateOperation validateOperation) {
        this.validateOperation = validateOperation;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public Clock getClock() {
        return clock;
    }

    public void setClock(Clock clock) {
        this.clock = clock;
    }

    /** A copy that may be changed without changing this one. */
    public SharedConfiguration copy() {
        try {
            return (SharedConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}

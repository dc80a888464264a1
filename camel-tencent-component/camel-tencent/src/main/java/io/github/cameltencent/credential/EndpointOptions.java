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

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options that several services have in common: keys, addresses and, inherited, the options of calls. Times are in
 * milliseconds unless stated otherwise.
 */
@UriParams
public class EndpointOptions extends CallOptions {

    @UriParam(
            description =
                    "The name of the application whose keys are used: a TencentApplication bean, or an entry in the applications of the component. The default is the application named default, unless the endpoint has keys.")
    private String application;

    @UriParam(label = "push,tpns,security", description = "The AccessId of TPNS, if no application is named")
    private String accessId;

    @UriParam(
            label = "push,tpns,im,cloud,usersig,security",
            description =
                    "The secret key of accessId, sdkAppId or secretId, if no application is named. Write it as RAW{...}.",
            secret = true)
    private String secretKey;

    @UriParam(label = "push,im,usersig,security", description = "The SDKAppID of IM, if no application is named")
    private Long sdkAppId;

    @UriParam(
            label = "push,im,usersig,security",
            description = "The user id of the application's administrator",
            defaultValue = "administrator")
    private String adminUserId;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "Replaces scheme, host and port of the service, for a gateway or the emulator. A path is a prefix that the gateway removes, and is not signed; for an old address of the Cloud API (apiGeneration=2) it replaces the path.")
    private String baseUri;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The host that is signed in calls of the Cloud API, as host or host:port, if the gateway of baseUri rewrites the header Host. Signatures of TPNS and IM do not contain the host.")
    private String signedHost;

    @UriParam(
            label = "push,im,cloud,producer",
            description = "The backup address of the Cloud API or of IM, used while the primary address fails")
    private String backupBaseUri;

    @UriParam(
            label = "push,tpns,im,cloud,security",
            description = "Allows plain http: to hosts other than the loopback",
            defaultValue = "false")
    private boolean allowInsecure;

    @UriParam(
            label = "usersig,im,producer",
            description =
                    "The lifetime of a UserSig: a number of seconds, or a duration such as 1h or P1D; up to 50 years",
            defaultValue = "5184000")
    private String expire = "5184000";

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description = "Does not send the signed request, but returns it as the body: a Map with masked secrets",
            defaultValue = "false")
    private boolean dryRun;

    @UriParam(
            label = "push,im,producer",
            description =
                    "Identifies a message for deduplication, as an expression of the simple language such as ${header.orderId}: the message number (MsgRandom), by which IM and TIMPush drop duplicates, is derived from it. The header CamelTencentIdempotencyKey takes precedence.")
    private String idempotencyKey;

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

    public String getBaseUri() {
        return baseUri;
    }

    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public String getSignedHost() {
        return signedHost;
    }

    public void setSignedHost(String signedHost) {
        this.signedHost = signedHost;
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

    public String getExpire() {
        return expire;
    }

    /** Sets the lifetime of UserSigs: a number of seconds, or a duration with its unit. */
    public void setExpire(String expire) {
        this.expire = expire;
    }

    /**
     * Returns the lifetime of UserSigs in seconds.
     *
     * @throws IllegalArgumentException when the text is neither a number of seconds nor a duration
     */
    public long expireSeconds() {
        return SecondsParser.parse("expire", expire);
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }
}

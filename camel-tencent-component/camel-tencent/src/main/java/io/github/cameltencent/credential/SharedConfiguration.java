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

/** The options that more than one service has. Times are in milliseconds unless said otherwise. */
@UriParams
public class SharedConfiguration extends CallOptions {

    @UriParam(
            description =
                    "The named application whose keys are used: a TencentApplication bean, or an entry of the component's applications. Without it the application named default is used, unless keys are given here.")
    private String application;

    @UriParam(label = "push,tpns,security", description = "The AccessId of TPNS, where no application is named")
    private String accessId;

    @UriParam(
            label = "push,tpns,im,cloud,usersig,security",
            description =
                    "The key that belongs to accessId, sdkAppId or secretId, where no application is named. Write it as RAW{...}.",
            secret = true)
    private String secretKey;

    @UriParam(label = "push,im,usersig,security", description = "The SDKAppID of IM, where no application is named")
    private Long sdkAppId;

    @UriParam(
            label = "push,im,usersig,security",
            description = "The application's administrator; administrator by default",
            defaultValue = "administrator")
    private String adminUserId;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "Replaces scheme, host and port of the service: a gateway, or the emulator. Its path is a prefix that the gateway removes, and is not signed; for an old address of the Cloud API (apiGeneration=2) it replaces the path.")
    private String baseUri;

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "The host that calls of the Cloud API are signed for, as host or host:port, where the gateway of baseUri rewrites the header Host. TPNS and IM sign no host.")
    private String signedHost;

    @UriParam(
            label = "push,im,cloud,producer",
            description = "Where calls of the Cloud API and of IM go while the first address fails")
    private String backupBaseUri;

    @UriParam(
            label = "push,tpns,im,cloud,security",
            description = "Allows http: to a host that is not this machine",
            defaultValue = "false")
    private boolean allowInsecure;

    @UriParam(
            label = "usersig,im,producer",
            description =
                    "How long a UserSig is good for, as a number of seconds or as a duration such as 1h or P1D; up to 50 years",
            defaultValue = "5184000")
    private String expire = "5184000";

    @UriParam(
            label = "push,tpns,im,cloud,producer",
            description =
                    "Puts the signed request into the body, as a Map with its secrets masked, instead of sending it",
            defaultValue = "false")
    private boolean dryRun;

    @UriParam(
            label = "push,im,producer",
            description =
                    "What makes a message the same as an earlier one, as an expression of the simple language such as ${header.orderId}: the random number by which IM and TIMPush drop the second of two equal messages is derived from it. The header CamelTencentIdempotencyKey goes before it.")
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

    /** Accepts a number of seconds, or a duration with its unit. */
    public void setExpire(String expire) {
        this.expire = expire;
    }

    /**
     * The lifetime of a UserSig in seconds.
     *
     * @throws IllegalArgumentException when the text is neither a number of seconds nor a duration
     */
    public long expireSeconds() {
        return SecondsText.parse("expire", expire);
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

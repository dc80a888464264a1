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

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;

/** The keys of an application for IM (Tencent Cloud Chat) and TRTC, and the address and limits of its calls. */
@Configurer(extended = true)
public class ImApplication {

    @Metadata(description = "The SDKAppID of the application")
    private Long sdkAppId;

    @Metadata(description = "The key that UserSigs are signed with", secret = true)
    private String secretKey;

    @Metadata(description = "The previous key, still accepted when verifying", secret = true)
    private String previousSecretKey;

    @Metadata(description = "The user id of the application's administrator", defaultValue = "administrator")
    private String adminUserId;

    @Metadata(
            description =
                    "The private key of legacy UserSigs: PEM text, or a resource such as file:NAME or classpath:NAME",
            secret = true)
    private String privateKey;

    @Metadata(
            description =
                    "The public key of legacy UserSigs: PEM text, or a resource such as file:NAME or classpath:NAME")
    private String publicKey;

    @Metadata(description = "The region in which the application was created", defaultValue = "china")
    private String region;

    @Metadata(description = "Replaces scheme, host and port of the region, for a gateway or the emulator")
    private String baseUri;

    @Metadata(
            description = "The rate limit in calls per second: auto for the documented limits, a number, or off",
            defaultValue = "auto")
    private String rateLimit;

    @Metadata(description = "The token that callbacks are signed with", secret = true)
    private String callbackToken;

    @Metadata(description = "The previous token, still accepted when verifying", secret = true)
    private String previousCallbackToken;

    public Long getSdkAppId() {
        return sdkAppId;
    }

    /**
     * Sets the SDKAppID.
     *
     * @param sdkAppId a number, or its digits as text, because Camel would silently convert other text to null
     * @throws IllegalArgumentException for any other text
     */
    public void setSdkAppId(Object sdkAppId) {
        String text = sdkAppId == null ? null : sdkAppId.toString().strip();
        if (text != null && !text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("sdkAppId=" + text + ": it must be a whole number");
        }
        this.sdkAppId = text == null ? null : Long.valueOf(text);
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getPreviousSecretKey() {
        return previousSecretKey;
    }

    public void setPreviousSecretKey(String previousSecretKey) {
        this.previousSecretKey = previousSecretKey;
    }

    public String getAdminUserId() {
        return adminUserId;
    }

    public void setAdminUserId(String adminUserId) {
        this.adminUserId = adminUserId;
    }

    public String getPrivateKey() {
        return privateKey;
    }

    public void setPrivateKey(String privateKey) {
        this.privateKey = privateKey;
    }

    public String getPublicKey() {
        return publicKey;
    }

    public void setPublicKey(String publicKey) {
        this.publicKey = publicKey;
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

    public String getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(String rateLimit) {
        this.rateLimit = rateLimit;
    }

    public String getCallbackToken() {
        return callbackToken;
    }

    public void setCallbackToken(String callbackToken) {
        this.callbackToken = callbackToken;
    }

    public String getPreviousCallbackToken() {
        return previousCallbackToken;
    }

    public void setPreviousCallbackToken(String previousCallbackToken) {
        this.previousCallbackToken = previousCallbackToken;
    }
}

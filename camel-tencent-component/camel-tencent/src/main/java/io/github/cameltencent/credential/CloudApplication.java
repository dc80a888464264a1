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

/**
 * The Cloud API keys of an application, and the address and limits of its calls. Without keys the credential chain is
 * used.
 */
@Configurer(extended = true)
public class CloudApplication {

    @Metadata(description = "The SecretId of the Cloud API key")
    private String secretId;

    @Metadata(description = "The SecretKey that belongs to the SecretId", secret = true)
    private String secretKey;

    @Metadata(description = "The previous SecretKey, still accepted when verifying", secret = true)
    private String previousSecretKey;

    @Metadata(description = "The SecretId of the previous SecretKey, if it differs from the current one")
    private String previousSecretId;

    @Metadata(description = "The session token of temporary credentials", secret = true)
    private String sessionToken;

    @Metadata(description = "The provider of the credentials, instead of secretId and secretKey")
    private CloudCredentialsProvider credentialsProvider;

    @Metadata(description = "The region of the resources, such as ap-guangzhou")
    private String region;

    @Metadata(description = "Replaces scheme, host and port of all products, for a gateway or the emulator")
    private String baseUri;

    @Metadata(description = "The backup address, used while the primary address fails")
    private String backupBaseUri;

    @Metadata(
            description = "The rate limit in calls per second: auto for the documented limits, a number, or off",
            defaultValue = "auto")
    private String rateLimit;

    public String getSecretId() {
        return secretId;
    }

    public void setSecretId(String secretId) {
        this.secretId = secretId;
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

    public String getPreviousSecretId() {
        return previousSecretId;
    }

    public void setPreviousSecretId(String previousSecretId) {
        this.previousSecretId = previousSecretId;
    }

    public String getSessionToken() {
        return sessionToken;
    }

    public void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }

    public CloudCredentialsProvider getCredentialsProvider() {
        return credentialsProvider;
    }

    public void setCredentialsProvider(CloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
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

    public String getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(String rateLimit) {
        this.rateLimit = rateLimit;
    }
}

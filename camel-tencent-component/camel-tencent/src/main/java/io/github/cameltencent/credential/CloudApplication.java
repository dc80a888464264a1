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

/** The keys of one application for the Cloud API, and where its calls go. Without keys the credential chain is asked. */
@Configurer(extended = true)
public class CloudApplication {

    @Metadata(description = "The SecretId of the Cloud API key")
    private String secretId;

    @Metadata(description = "The SecretKey that belongs to the SecretId", secret = true)
    private String secretKey;

    @Metadata(description = "The SecretKey before the present one, accepted when verifying", secret = true)
    private String previousSecretKey;

    @Metadata(
            description =
                    "The SecretId that the previous SecretKey belongs to, where it was another one than the present")
    private String previousSecretId;

    @Metadata(description = "The token that belongs to a temporary key", secret = true)
    private String sessionToken;

    @Metadata(description = "Gives the credentials instead of secretId and secretKey")
    private CloudCredentialsProvider credentialsProvider;

    @Metadata(description = "The region whose resources are meant, such as ap-guangzhou")
    private String region;

    @Metadata(description = "Replaces scheme, host and port of all products: a gateway or the emulator")
    private String baseUri;

    @Metadata(description = "Where calls go while the first address fails")
    private String backupBaseUri;

    @Metadata(description = "Calls a second: auto for the documented limits, a number, or off", defaultValue = "auto")
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

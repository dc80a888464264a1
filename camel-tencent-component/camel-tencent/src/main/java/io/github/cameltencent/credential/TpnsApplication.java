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

/** The TPNS keys of an application for one platform, and the address and limits of its calls. */
@Configurer(extended = true)
public class TpnsApplication {

    @Metadata(description = "The AccessId of the application on this platform")
    private String accessId;

    @Metadata(description = "The SecretKey that belongs to the AccessId", secret = true)
    private String secretKey;

    @Metadata(description = "The previous SecretKey, still accepted when verifying", secret = true)
    private String previousSecretKey;

    @Metadata(description = "The access point of the application", defaultValue = "guangzhou")
    private String region;

    @Metadata(description = "Replaces scheme, host and port of the access point, for a gateway or the emulator")
    private String baseUri;

    @Metadata(
            description = "The rate limit in calls per second: auto for the documented limits, a number, or off",
            defaultValue = "auto")
    private String rateLimit;

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

    public String getPreviousSecretKey() {
        return previousSecretKey;
    }

    public void setPreviousSecretKey(String previousSecretKey) {
        this.previousSecretKey = previousSecretKey;
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
}

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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.credential.CloudKeys;
import io.github.cameltencent.credential.CredentialSource;

/**
 * The keys, credential source and address settings of a call.
 *
 * @param source provides the credentials: the configured keys, or those that are loaded
 */
public record CloudCallSettings(CloudKeys keys, CredentialSource source) {

    /** The key of the shared limits: calls in flight, rate, retries. */
    public String scope() {
        return keys.scope();
    }

    /** The region of the resources, null for none. */
    String region() {
        return keys.region();
    }

    /** Replaces the product's address, null for none. */
    String baseUri() {
        return keys.baseUri();
    }

    /** The backup address, null for none. */
    String backupBaseUri() {
        return keys.backupBaseUri();
    }

    /** {@code auto}, {@code off} or calls per second; null for the default. */
    String rateLimit() {
        return keys.rateLimit();
    }

    @Override
    public String toString() {
        return "CloudCallSettings[" + scope() + "]";
    }
}

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
 * What one call is made with.
 *
 * @param source gives what the keys come to: themselves, or what is loaded in their place
 */
public record CloudAccess(CloudKeys keys, CredentialSource source) {

    /** Names what shares places, permits and the retry bucket. */
    public String scope() {
        return keys.scope();
    }

    /** Whose resources are meant, null for none. */
    String region() {
        return keys.region();
    }

    /** Replaces the product's address, null for none. */
    String baseUri() {
        return keys.baseUri();
    }

    /** Where calls go while the first address fails, null for nowhere. */
    String backupBaseUri() {
        return keys.backupBaseUri();
    }

    /** {@code auto}, {@code off} or a number a second; null for the default. */
    String rateLimit() {
        return keys.rateLimit();
    }

    @Override
    public String toString() {
        return "CloudAccess[" + scope() + "]";
    }
}

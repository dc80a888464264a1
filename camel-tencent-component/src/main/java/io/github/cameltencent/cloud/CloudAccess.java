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
package io.github.cameltencent.cloud;

import io.github.cameltencent.credential.CredentialSource;

/**
 * What one call is made with, read as one unit from the endpoint or else from its application.
 *
 * @param scope names what shares places, permits and the retry bucket: the application, or the SecretId of inline keys
 * @param region whose resources are meant, null for none
 * @param baseUri replaces the product's address, null for none
 * @param rateLimit {@code auto}, {@code off} or a number a second; null for the default
 */
record CloudAccess(String scope, CredentialSource source, String region, String baseUri, String rateLimit) {

    @Override
    public String toString() {
        return "CloudAccess[" + scope + "]";
    }
}

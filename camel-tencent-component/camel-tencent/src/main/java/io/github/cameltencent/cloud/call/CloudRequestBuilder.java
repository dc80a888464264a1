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

import io.github.cameltencent.transport.SignedRequest;
import java.time.Instant;
import java.util.function.Supplier;

/** Builds the signed requests of a call; holds what stays the same in all attempts. Immutable. */
@FunctionalInterface
interface CloudRequestBuilder {

    /**
     * Builds and signs the request of one attempt. * @param signer supplies the signer; not called for unsigned actions
     */
    SignedRequest sign(CloudAddress address, Supplier<CloudSigner> signer, Instant now);
}

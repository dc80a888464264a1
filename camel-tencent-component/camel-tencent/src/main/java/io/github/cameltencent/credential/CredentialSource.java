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

import java.util.concurrent.CompletionStage;

/** Provides the credentials of an application to its calls. No method blocks. Thread-safe. */
public interface CredentialSource {

    /** Returns the valid credentials, or null if there are none at present. */
    CloudCredentials current();

    /** Completes with the valid credentials as soon as there are some, or fails with the reason why there are none. */
    CompletionStage<CloudCredentials> ready();

    /**
     * Loads new credentials because these were refused, unless other ones have been loaded since.
     *
     * @return completes with credentials other than the refused ones, or fails if there are none; null if these cannot
     *     be renewed
     */
    CompletionStage<CloudCredentials> renew(CloudCredentials refused);
}

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

/** The credentials of one application as the calls see them. Nothing here waits. Thread-safe. */
public interface CredentialSource {

    /** What to sign with now, as one unit; null as long as nothing valid was loaded. */
    CloudCredentials current();

    /** Done with {@link #current()} when there is something to sign with; fails with why there is not. */
    CompletionStage<CloudCredentials> ready();

    /**
     * Loads anew because these were refused, unless that has happened since.
     *
     * @return done with others than the refused; fails when there are none. Null where there can be no others
     */
    CompletionStage<CloudCredentials> renew(CloudCredentials refused);
}

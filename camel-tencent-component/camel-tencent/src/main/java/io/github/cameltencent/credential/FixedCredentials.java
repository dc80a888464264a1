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

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Configured credentials, permanent or temporary, which cannot be renewed. Immutable. */
public final class FixedCredentials implements CredentialSource {

    private final CloudCredentials credentials;

    public FixedCredentials(CloudCredentials credentials) {
        this.credentials = Objects.requireNonNull(credentials);
    }

    @Override
    public CloudCredentials current() {
        return credentials;
    }

    @Override
    public CompletionStage<CloudCredentials> ready() {
        return CompletableFuture.completedFuture(credentials);
    }

    /** Returns null: these cannot be renewed. */
    @Override
    public CompletionStage<CloudCredentials> renew(CloudCredentials refused) {
        return null;
    }

    @Override
    public String toString() {
        return "FixedCredentials[" + credentials + "]";
    }
}

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
package io.github.cameltencent.cloud.credentials;

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;

/** A provider that calls a service, over the transport of the component. */
interface RemoteCredentialsProvider extends CloudCredentialsProvider {

    /** Loads the current credentials; may block. */
    CloudCredentials load(CredentialClient client) throws Exception;

    @Override
    default CloudCredentials load() {
        throw new IllegalStateException(getClass().getSimpleName()
                + " needs the transport of a tencent component: set it as credentialsProvider=#bean");
    }
}

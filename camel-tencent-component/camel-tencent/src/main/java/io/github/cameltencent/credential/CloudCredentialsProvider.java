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

/**
 * Loads credentials of the Cloud API, for example from a vault, a file or a service. The option {@code
 * credentialsProvider} names a bean of this type. It is called again before the credentials expire and when the service
 * refuses them. Calls come from one thread at a time, never from the thread of a route, so {@code load} may block.
 */
@FunctionalInterface
public interface CloudCredentialsProvider {

    /**
     * Loads the current credentials.
     *
     * @throws Exception when there are none; the previous credentials are then used until they expire. The message of a
     *     {@link io.github.cameltencent.TencentException} is passed on to the caller; of other exceptions only the type
     *     is, because the message may quote a key
     */
    CloudCredentials load() throws Exception;
}

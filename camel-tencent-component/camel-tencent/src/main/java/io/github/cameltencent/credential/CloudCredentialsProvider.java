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
 * Where credentials of the Cloud API come from: a vault, a file, a service. A bean of this type is named by
 * {@code credentialsProvider}. It is asked anew ahead of the end of what it gave, and when that was refused; by one thread
 * at a time, and never on the thread of a route, so that it may wait.
 */
@FunctionalInterface
public interface CloudCredentialsProvider {

    /**
     * The credentials as they are now.
     *
     * @throws Exception when there are none; what was given before is used until it expires. The words of a
     *     {@link io.github.cameltencent.TencentException} get to whoever needs the credentials; of other exceptions only
     *     the kind does, since they may quote a key
     */
    CloudCredentials load() throws Exception;
}

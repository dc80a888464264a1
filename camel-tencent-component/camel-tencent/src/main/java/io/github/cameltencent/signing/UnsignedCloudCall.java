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
package io.github.cameltencent.signing;

import java.util.Map;

/**
 * A call of the Cloud API to be signed.
 *
 * @param method GET or POST
 * @param host the value of the header Host
 * @param path the absolute path
 * @param query the encoded query, empty for none
 * @param contentType null for none
 * @param body never null
 */
record UnsignedCloudCall(String method, String host, String path, String query, String contentType, byte[] body) {

    boolean isGet() {
        return "GET".equals(method);
    }

    /**
     * The parts of the call after signing.
     *
     * @param contentType the Content-Type to send, null for none
     * @param query the query to send, empty for none
     * @param body the body to send
     * @param headers the headers of the signature
     */
    record Signed(String contentType, String query, byte[] body, Map<String, String> headers) {}
}

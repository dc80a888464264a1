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

import io.github.cameltencent.sign.CanonicalRequest;
import java.util.Map;

/**
 * The body of a call with its content type and headers. Do not modify the bytes.
 *
 * @param contentType the content type that is signed and sent
 * @param headers parameters that are sent as headers
 * @param hasToken whether the service can recognize a retry by the body
 */
public record CloudPayload(byte[] bytes, String contentType, Map<String, String> headers, boolean hasToken) {

    public static CloudPayload json(byte[] bytes) {
        return new CloudPayload(bytes, CanonicalRequest.JSON, Map.of(), false);
    }

    public CloudPayload with(byte[] others, boolean token) {
        return new CloudPayload(others, contentType, headers, token);
    }

    @Override
    public String toString() {
        return "CloudPayload[" + bytes.length + " bytes of " + contentType + "]";
    }
}

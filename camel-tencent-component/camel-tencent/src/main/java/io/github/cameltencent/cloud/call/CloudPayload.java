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
 * What goes out as the body of a call, and what of the message goes beside it. The bytes must not change afterwards.
 *
 * @param contentType as it is signed and sent
 * @param headers parameters that are headers
 * @param tokened whether the body has something by which the service knows a repeat
 */
public record CloudPayload(byte[] bytes, String contentType, Map<String, String> headers, boolean tokened) {

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

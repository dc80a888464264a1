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
package io.github.cameltencent.cloud;

import io.github.cameltencent.cloud.call.CloudJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Loads the request body that a consumer sends with each poll. */
final class PollRequestBody {

    private static final int MAX_BYTES = 1024 * 1024;

    private PollRequestBody() {}

    /**
     * Returns the parameters of the calls.
     *
     * @param text JSON or a resource name; null for none
     * @throws IllegalArgumentException when it is not a JSON object or cannot be read
     */
    static byte[] read(CamelContext context, String text) {
        byte[] json = text == null || text.isBlank()
                ? new byte[] {'{', '}'}
                : ResourceHelper.hasScheme(text) ? resource(context, text) : text.getBytes(StandardCharsets.UTF_8);
        try {
            return CloudJson.write(CloudJson.object(json));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("requestBody: " + e.getMessage(), e);
        }
    }

    private static byte[] resource(CamelContext context, String uri) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, uri)) {
            byte[] json = in.readNBytes(MAX_BYTES + 1);
            if (json.length > MAX_BYTES) {
                throw new IllegalArgumentException("requestBody: " + uri + " is larger than " + MAX_BYTES + " bytes");
            }
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("requestBody: " + uri + " cannot be read", e);
        }
    }
}

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

/** Reads what a consumer sends with each poll. */
final class PollBody {

    private static final int MOST = 1024 * 1024;

    private PollBody() {}

    /**
     * The parameters of the calls.
     *
     * @param text JSON, or where it is; null for none
     * @throws IllegalArgumentException when it is no JSON object, or is not there
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
            byte[] json = in.readNBytes(MOST + 1);
            if (json.length > MOST) {
                throw new IllegalArgumentException("requestBody: " + uri + " is larger than " + MOST + " bytes");
            }
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("requestBody: " + uri + " cannot be read", e);
        }
    }
}

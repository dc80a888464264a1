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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Loads the PEM text of a key, which is configured as text or as a {@code file:} or {@code classpath:} resource. */
final class PemLoader {

    private static final int MAX_BYTES = 64 * 1024;

    private PemLoader() {}

    /**
     * Returns the PEM text.
     *
     * @param what the name of the key in messages, which never quote the text itself
     */
    static String load(CamelContext context, String what, String textOrName) {
        if (textOrName.contains("-----BEGIN")) {
            return textOrName;
        }
        if (!textOrName.startsWith("file:") && !textOrName.startsWith("classpath:")) {
            throw new IllegalArgumentException(
                    "The " + what
                            + " is neither PEM text (-----BEGIN ...) nor a file: or classpath: resource; in a URI write PEM text as RAW{...}");
        }
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, textOrName)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("The " + what + " in " + textOrName + " has more than " + MAX_BYTES
                        + " bytes, which is too long for a key");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("The " + what + " cannot be read from " + textOrName, e);
        }
    }
}

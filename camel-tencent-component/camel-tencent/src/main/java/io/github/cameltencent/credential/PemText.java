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

/** Finds the PEM text of a key: it is given as such, or as the name of a file or of a resource of the class path. */
final class PemText {

    private static final int LONGEST = 64 * 1024;

    private PemText() {}

    /**
     * The PEM text.
     *
     * @param what names the key in errors, which never quote the text itself
     */
    static String load(CamelContext context, String what, String textOrName) {
        if (textOrName.contains("-----BEGIN")) {
            return textOrName;
        }
        if (!textOrName.startsWith("file:") && !textOrName.startsWith("classpath:")) {
            throw new IllegalArgumentException(
                    "The " + what
                            + " is neither PEM text (-----BEGIN ...) nor file: or classpath: with a name; in a URI write PEM text as RAW{...}");
        }
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, textOrName)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IllegalArgumentException(
                        "The " + what + " in " + textOrName + " has more than " + LONGEST + " bytes: that is no key");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("The " + what + " cannot be read from " + textOrName, e);
        }
    }
}

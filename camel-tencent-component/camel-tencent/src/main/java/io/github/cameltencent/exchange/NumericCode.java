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
package io.github.cameltencent.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Parses numeric result codes. */
public final class NumericCode {

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,10}");

    private NumericCode() {}

    /** Returns the code as text; null if it is not a 32-bit integer, so that the outcome of the call is unknown. */
    public static String of(JsonNode code) {
        String text = code.asText().strip();
        if (!(code.isIntegralNumber() || code.isTextual())
                || !FORM.matcher(text).matches()) {
            return null;
        }
        try {
            return Integer.toString(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** Makes text of bytes by the charset of an exchange, {@code CamelCharsetName}, else UTF-8. */
final class ExchangeText {

    private ExchangeText() {}

    /**
     * The text of the bytes.
     *
     * @param code of the refusal when they are none
     * @param what names the bytes in the refusal
     * @throws TencentException REJECTED
     */
    static String decode(Exchange exchange, ByteBuffer bytes, String code, String what) {
        Charset charset = charset(exchange);
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refused(
                    code,
                    what + " is not text in " + charset.name()
                            + ": set the property CamelCharsetName to the charset that it is in");
        }
    }

    /** Whether bytes are UTF-8 as they are. */
    static boolean isUtf8(Exchange exchange) {
        return StandardCharsets.UTF_8.equals(charset(exchange));
    }

    private static Charset charset(Exchange exchange) {
        try {
            String name = ExchangeHelper.getCharsetName(exchange, false);
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw refused(
                    "BODY_UNREADABLE", "there is no such charset as CamelCharsetName names: use one such as UTF-8");
        }
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}

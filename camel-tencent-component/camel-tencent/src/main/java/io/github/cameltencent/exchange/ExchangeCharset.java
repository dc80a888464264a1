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

/** Decodes bytes with the charset of an exchange, {@code CamelCharsetName}, or else UTF-8. */
final class ExchangeCharset {

    private ExchangeCharset() {}

    /**
     * Decodes bytes.
     *
     * @param code the error code if they are not text in that charset
     * @param what names the bytes in the error message
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
                            + ": set the exchange property CamelCharsetName to its charset");
        }
    }

    /** Returns whether the charset of the exchange is UTF-8. */
    static boolean isUtf8(Exchange exchange) {
        return StandardCharsets.UTF_8.equals(charset(exchange));
    }

    private static Charset charset(Exchange exchange) {
        try {
            String name = ExchangeHelper.getCharsetName(exchange, false);
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw refused("BODY_UNREADABLE", "CamelCharsetName is not a known charset: use one such as UTF-8");
        }
    }

    private static TencentException refused(String code, String message) {
        return TencentException.of(Outcome.REJECTED, code, message).build();
    }
}

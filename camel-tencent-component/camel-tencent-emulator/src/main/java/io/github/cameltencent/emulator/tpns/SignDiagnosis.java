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
package io.github.cameltencent.emulator.tpns;

import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Finds the cause of a wrong {@code Sign} by trying common mistakes. */
final class SignDiagnosis {

    private SignDiagnosis() {}

    static String of(TpnsApp app, String timestamp, byte[] body, String sign, Iterable<TpnsApp> all) {
        byte[] mac = app.mac(timestamp + app.accessId(), body);
        String hex = HexFormat.of().formatHex(mac);
        if (sign.equals(base64(mac))) {
            return "it is Base64 of the 32 raw bytes: it must be Base64 of their lower-case hex text";
        }
        if (sign.equals(hex)) {
            return "it is the plain hex text: Base64 of that text is required";
        }
        if (sign.equals(base64(ascii(hex.toUpperCase(Locale.ROOT))))) {
            return "it was made of upper-case hex: lower case is required";
        }
        if (sign.equals(signed(app, "", body))) {
            return "it covers the body only: TimeStamp and AccessId come first";
        }
        if (sign.equals(signed(app, app.accessId() + timestamp, body))) {
            return "AccessId and TimeStamp are in the wrong order";
        }
        for (TpnsApp other : all) {
            if (sign.equals(signed(other, timestamp + app.accessId(), body))) {
                return "it was made with the SecretKey of " + other.accessId() + " (" + other.platform() + ")";
            }
        }
        return "wrong SecretKey, or the body was changed after signing: sign exactly the bytes that are sent";
    }

    private static String signed(TpnsApp app, String before, byte[] body) {
        return base64(ascii(HexFormat.of().formatHex(app.mac(before, body))));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

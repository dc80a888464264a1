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
package io.github.cameltencent.emulator.im.signing;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes UserSigs as the manual describes, within bounds, as the input is untrusted. Thread-safe. */
final class UserSigReader {

    private static final int MAX_CHARACTERS = 8 * 1024;
    private static final int MAX_BYTES = 64 * 1024;
    private static final String CUT = "; is it truncated, or encoded twice?";

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    ReceivedUserSig read(String userSig) throws UserSigException {
        if (userSig.isEmpty()) {
            throw new UserSigException(ImErrorException.TICKET_EMPTY, "usersig is empty");
        }
        byte[] packed = decode(userSig);
        boolean plain = packed[0] == '{';
        ObjectNode members = parse(plain ? packed : inflate(packed));
        if (!members.has("TLS.ver")) {
            return legacy(members);
        }
        if (plain) {
            // only the oldest UserSigs have this form
            throw new UserSigException(ImErrorException.TICKET_CUT, "usersig is not compressed by zlib");
        }
        return present(members);
    }

    private static byte[] decode(String userSig) throws UserSigException {
        if (userSig.length() > MAX_CHARACTERS) {
            throw new UserSigException(
                    ImErrorException.TICKET_CUT, "usersig has more than " + MAX_CHARACTERS + " characters");
        }
        char[] text = userSig.toCharArray();
        for (int i = 0; i < text.length; i++) {
            text[i] = standard(text[i]);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(new String(text));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException ignored) {
            // said below
        }
        throw new UserSigException(
                ImErrorException.TICKET_CUT, "usersig is not Base64 with * - _ instead of + / =" + CUT);
    }

    private static char standard(char c) {
        return switch (c) {
            case '*' -> '+';
            case '-' -> '/';
            case '_' -> '=';
            // the standard characters are not allowed: replace them by one that the decoder refuses
            case '+', '/', '=' -> '!';
            default -> c;
        };
    }

    private static byte[] inflate(byte[] packed) throws UserSigException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] out = new byte[1024];
            int length = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(out, length, out.length - length);
                length += more;
                if (length == out.length) {
                    if (length >= MAX_BYTES) {
                        throw new UserSigException(ImErrorException.TICKET_CUT, "usersig unpacks to more than 64 KiB");
                    }
                    out = Arrays.copyOf(out, length * 2);
                } else if (more == 0) {
                    throw new UserSigException(
                            ImErrorException.TICKET_CUT, "the zlib data of usersig is truncated" + CUT);
                }
            }
            if (inflater.getRemaining() > 0) {
                throw new UserSigException(ImErrorException.TICKET_CUT, "usersig has data after its zlib data");
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new UserSigException(ImErrorException.TICKET_CUT, "usersig is not zlib data" + CUT);
        } finally {
            inflater.end();
        }
    }

    private ObjectNode parse(byte[] json) throws UserSigException {
        try {
            if (mapper.readTree(new String(json, StandardCharsets.UTF_8)) instanceof ObjectNode members) {
                return members;
            }
        } catch (IOException ignored) {
            // said below
        }
        throw new UserSigException(ImErrorException.TICKET_MALFORMED, "usersig does not hold a JSON object");
    }

    private static ReceivedUserSig present(ObjectNode members) throws UserSigException {
        if (!"2.0".equals(text(members, "TLS.ver"))) {
            throw new UserSigException(ImErrorException.TICKET_MALFORMED, "TLS.ver of usersig is not 2.0");
        }
        String identifier = text(members, "TLS.identifier");
        String app = Long.toString(number(members, "TLS.sdkappid"));
        long time = number(members, "TLS.time");
        long expire = number(members, "TLS.expire");
        String signed = "TLS.identifier:" + identifier + "\nTLS.sdkappid:" + app + "\nTLS.time:" + time
                + "\nTLS.expire:" + expire + "\n" + userBuf(members);
        return new ReceivedUserSig(false, identifier, app, time, end(time, expire), signed, sig(members));
    }

    private static ReceivedUserSig legacy(ObjectNode members) throws UserSigException {
        String third =
                members.has("TLS.appid_at_3rd") ? "TLS.appid_at_3rd:" + text(members, "TLS.appid_at_3rd") + "\n" : "";
        String identifier = text(members, "TLS.identifier");
        String app = text(members, "TLS.sdk_appid");
        String time = text(members, "TLS.time");
        String expire = text(members, "TLS.expire_after");
        String signed = third + "TLS.account_type:" + text(members, "TLS.account_type") + "\nTLS.identifier:"
                + identifier + "\nTLS.sdk_appid:" + app + "\nTLS.time:" + time + "\nTLS.expire_after:" + expire + "\n"
                + userBuf(members);
        try {
            long issued = Long.parseLong(time);
            long end = end(issued, Long.parseLong(expire));
            return new ReceivedUserSig(true, identifier, app, issued, end, signed, sig(members));
        } catch (NumberFormatException e) {
            throw new UserSigException(ImErrorException.TICKET_MALFORMED, "time of usersig is not Unix seconds");
        }
    }

    private static long end(long time, long expire) throws UserSigException {
        try {
            return Math.addExact(time, expire);
        } catch (ArithmeticException e) {
            throw new UserSigException(ImErrorException.TICKET_MALFORMED, "time or expire of usersig is out of range");
        }
    }

    private static String userBuf(ObjectNode members) throws UserSigException {
        return members.has("TLS.userbuf") ? "TLS.userbuf:" + text(members, "TLS.userbuf") + "\n" : "";
    }

    private static byte[] sig(ObjectNode members) throws UserSigException {
        try {
            return Base64.getDecoder().decode(text(members, "TLS.sig").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new UserSigException(ImErrorException.TICKET_MALFORMED, "TLS.sig of usersig is not Base64");
        }
    }

    private static String text(ObjectNode members, String name) throws UserSigException {
        JsonNode value = members.path(name);
        if (!value.isTextual()) {
            throw new UserSigException(
                    ImErrorException.TICKET_MALFORMED, name + " of usersig is missing or not a string");
        }
        return value.textValue();
    }

    private static long number(ObjectNode members, String name) throws UserSigException {
        JsonNode value = members.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UserSigException(
                    ImErrorException.TICKET_MALFORMED, name + " of usersig is missing or not a whole number");
        }
        return value.longValue();
    }
}

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
package io.github.cameltencent.birdtalk.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Encodes and decodes public keys on P-256 in the chat's format: PEM of a SubjectPublicKeyInfo with an uncompressed
 * point, which always starts with the same 26 bytes. Anything else is refused, so that no untrusted ASN.1 is parsed
 * and no key on another curve is sent, which would crash the server.
 */
public final class P256 {

    static final ECDomainParameters DOMAIN = domain();

    private static final byte[] HEAD = HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final int POINT = 65;
    private static final int MAX_PEM_LENGTH = 4096;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private P256() {}

    /** Encodes with lines of 64 characters, as OpenSSL does. */
    static byte[] pem(ECPoint point) {
        byte[] encoded = point.getEncoded(false);
        byte[] der = Arrays.copyOf(HEAD, HEAD.length + POINT);
        System.arraycopy(encoded, 0, der, HEAD.length, POINT);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return (BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Decodes PEM with any line length and line ends. */
    public static ECPoint point(byte[] pem) throws KeyExchangeException {
        if (pem.length > MAX_PEM_LENGTH) {
            throw unreadable();
        }
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw unreadable();
        }
        byte[] der;
        try {
            der = Base64.getDecoder()
                    .decode(text.substring(begin + BEGIN.length(), end).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        if (der.length != HEAD.length + POINT || !Arrays.equals(der, 0, HEAD.length, HEAD, 0, HEAD.length)) {
            throw new KeyExchangeException(
                    KeyExchangeException.Reason.OTHER_CURVE, "The server's key is not an uncompressed point on P-256");
        }
        try {
            ECPoint point = DOMAIN.getCurve().decodePoint(Arrays.copyOfRange(der, HEAD.length, der.length));
            return DOMAIN.validatePublicPoint(point);
        } catch (IllegalArgumentException e) {
            throw new KeyExchangeException(
                    KeyExchangeException.Reason.NOT_ON_CURVE, "The server's key is not a point on P-256");
        }
    }

    private static KeyExchangeException unreadable() {
        return new KeyExchangeException(
                KeyExchangeException.Reason.UNREADABLE_KEY, "The server's key is not a public key in PEM format");
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve);
    }
}

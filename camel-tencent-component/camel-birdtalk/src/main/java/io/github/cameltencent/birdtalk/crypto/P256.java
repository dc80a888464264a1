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
 * Public keys on P-256 as the chat writes them: PEM around a SubjectPublicKeyInfo, which for an uncompressed point on
 * this curve is always the same 26 bytes and then the point. Anything else is refused, so that no ASN.1 of strangers is
 * parsed, and no key on another curve, which would end the server, can be taken for one of ours.
 */
public final class P256 {

    static final ECDomainParameters DOMAIN = domain();

    private static final byte[] HEAD = HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final int POINT = 65;
    private static final int LONGEST_PEM = 4096;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private P256() {}

    /** Lines of 64 characters, as OpenSSL writes them. */
    static byte[] pem(ECPoint point) {
        byte[] encoded = point.getEncoded(false);
        byte[] der = Arrays.copyOf(HEAD, HEAD.length + POINT);
        System.arraycopy(encoded, 0, der, HEAD.length, POINT);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return (BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads PEM with lines of any length and any ends. */
    public static ECPoint point(byte[] pem) throws KeyExchangeFailure {
        if (pem.length > LONGEST_PEM) {
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
            throw new KeyExchangeFailure(
                    KeyExchangeFailure.Reason.OTHER_CURVE, "The server's key is no uncompressed point on P-256");
        }
        try {
            ECPoint point = DOMAIN.getCurve().decodePoint(Arrays.copyOfRange(der, HEAD.length, der.length));
            return DOMAIN.validatePublicPoint(point);
        } catch (IllegalArgumentException e) {
            throw new KeyExchangeFailure(
                    KeyExchangeFailure.Reason.NOT_ON_CURVE, "The server's key is a point that does not lie on P-256");
        }
    }

    private static KeyExchangeFailure unreadable() {
        return new KeyExchangeFailure(
                KeyExchangeFailure.Reason.UNREADABLE_KEY, "The server's key is no PEM text of a public key");
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve);
    }
}

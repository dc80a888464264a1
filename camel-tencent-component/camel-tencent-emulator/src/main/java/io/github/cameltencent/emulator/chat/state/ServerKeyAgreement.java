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
package io.github.cameltencent.emulator.chat.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.KeyAgreement;

/** The server's side of the ECDH key agreement, implemented with the JDK's cryptography only. */
public final class ServerKeyAgreement {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final KeyPair pair;

    public ServerKeyAgreement(SecureRandom random) {
        this(random, "secp256r1");
    }

    public ServerKeyAgreement(SecureRandom random, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random);
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + curve, e);
        }
    }

    public byte[] pem() {
        return pem(pair.getPublic().getEncoded());
    }

    public static byte[] pem(byte[] der) {
        return ("-----BEGIN PUBLIC KEY-----\n" + LINES.encodeToString(der) + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The agreed 32 bytes. */
    public byte[] agree(byte[] othersPem) throws ChatErrorException {
        ECPublicKey other = read(othersPem);
        if (other.getParams().getOrder().bitLength() != 256 || !isP256(other.getParams())) {
            throw new ServerCrashException("a public key on another curve than P-256");
        }
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(pair.getPrivate());
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new ChatErrorException(11, "calculate share key error: " + e.getMessage());
        }
    }

    static long print(byte[] key) {
        return ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static ECPublicKey read(byte[] pem) throws ChatErrorException {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        try {
            String body = text.replaceAll("(?s).*-----BEGIN PUBLIC KEY-----(.*)-----END PUBLIC KEY-----.*", "$1");
            byte[] der = Base64.getMimeDecoder().decode(body);
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new ChatErrorException(11, "calculate share key error: failed to parse the public key");
        }
    }

    private static boolean isP256(ECParameterSpec spec) {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec p256 = named.getParameterSpec(ECParameterSpec.class);
            return p256.getCurve().equals(spec.getCurve());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }
}

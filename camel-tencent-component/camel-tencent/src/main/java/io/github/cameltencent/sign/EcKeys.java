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
package io.github.cameltencent.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Reads the keys of legacy UserSigs from PEM text: private ones as PKCS#8 ({@code PRIVATE KEY}) or SEC 1 ({@code EC
 * PRIVATE KEY}), public ones as SPKI ({@code PUBLIC KEY}); on secp256k1 or P-256. Does not register a security
 * provider. Keys that cannot be used are refused with an {@link IllegalArgumentException} whose message says what to do
 * and contains no part of the key.
 */
public final class EcKeys {

    private static final String HOW_TO_CONVERT = "openssl pkcs8 -topk8 -nocrypt";

    private EcKeys() {}

    /** Reads a private key from PEM text. */
    public static PrivateKey privateKey(String pem) {
        PemBlocks blocks = PemBlocks.read("private key", pem);
        if (blocks.encrypted()) {
            throw new IllegalArgumentException("The private key is encrypted: decrypt it with " + HOW_TO_CONVERT
                    + " and protect the result where it is stored");
        }
        try {
            if (blocks.has(PemBlocks.PKCS8)) {
                return requireSupportedCurve(
                        keys().generatePrivate(new PKCS8EncodedKeySpec(blocks.get(PemBlocks.PKCS8))));
            }
            if (blocks.has(PemBlocks.SEC1)) {
                return requireSupportedCurve(keys().generatePrivate(new PKCS8EncodedKeySpec(toPkcs8(blocks))));
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw unreadable("private key", e);
        }
        throw blocks.unexpected("private key", PemBlocks.PKCS8 + " or " + PemBlocks.SEC1);
    }

    /** Reads a public key from PEM text. */
    public static PublicKey publicKey(String pem) {
        PemBlocks blocks = PemBlocks.read("public key", pem);
        try {
            if (blocks.has(PemBlocks.SPKI)) {
                return requireSupportedCurve(keys().generatePublic(new X509EncodedKeySpec(blocks.get(PemBlocks.SPKI))));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable("public key", e);
        }
        throw blocks.unexpected("public key", PemBlocks.SPKI);
    }

    // the JDK's own provider dropped secp256k1 in JDK 16
    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", new BouncyCastleProvider());
    }

    // with SEC 1 the curve may be in the block before the key
    private static byte[] toPkcs8(PemBlocks blocks) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(blocks.get(PemBlocks.SEC1));
        ASN1Encodable curve = key.getParametersObject();
        if (curve == null) {
            if (!blocks.has(PemBlocks.PARAMETERS)) {
                throw new UnusableKey("The private key does not name its curve: convert it with " + HOW_TO_CONVERT);
            }
            curve = ASN1Primitive.fromByteArray(blocks.get(PemBlocks.PARAMETERS));
        }
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key).getEncoded();
    }

    private static <K> K requireSupportedCurve(K key) {
        try {
            EcCurves.of((ECKey) key);
            return key;
        } catch (IllegalArgumentException e) {
            throw new UnusableKey(e.getMessage());
        }
    }

    // without the cause, whose message may quote the key
    private static IllegalArgumentException unreadable(String what, Exception e) {
        return e instanceof UnusableKey unusable
                ? unusable
                : new IllegalArgumentException("The " + what
                        + " cannot be read: its PEM text is damaged, or it is not an EC key on secp256k1 or P-256");
    }

    /** Has a message that already says what to do. */
    private static final class UnusableKey extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnusableKey(String message) {
            super(message);
        }
    }
}

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
 * Reads the keys of legacy UserSigs from PEM text: private ones as PKCS#8 ({@code PRIVATE KEY}) or SEC 1
 * ({@code EC PRIVATE KEY}), public ones as SPKI ({@code PUBLIC KEY}); on secp256k1 or P-256. Java's list of providers
 * stays as it is. What cannot be used is refused with an {@link IllegalArgumentException} that says what to do, and never
 * holds any part of the key.
 */
public final class EcKeys {

    private static final String HOW_TO_CONVERT = "openssl pkcs8 -topk8 -nocrypt";

    private EcKeys() {}

    /** The private key in PEM text. */
    public static PrivateKey privateKey(String pem) {
        PemBlocks blocks = PemBlocks.read("private key", pem);
        if (blocks.encrypted()) {
            throw new IllegalArgumentException("The private key is encrypted: decrypt it with " + HOW_TO_CONVERT
                    + " and protect the result where it is stored");
        }
        try {
            if (blocks.has(PemBlocks.PKCS8)) {
                return known(keys().generatePrivate(new PKCS8EncodedKeySpec(blocks.get(PemBlocks.PKCS8))));
            }
            if (blocks.has(PemBlocks.SEC1)) {
                return known(keys().generatePrivate(new PKCS8EncodedKeySpec(wrapped(blocks))));
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw unreadable("private key", e);
        }
        throw blocks.unexpected("private key", PemBlocks.PKCS8 + " or " + PemBlocks.SEC1);
    }

    /** The public key in PEM text. */
    public static PublicKey publicKey(String pem) {
        PemBlocks blocks = PemBlocks.read("public key", pem);
        try {
            if (blocks.has(PemBlocks.SPKI)) {
                return known(keys().generatePublic(new X509EncodedKeySpec(blocks.get(PemBlocks.SPKI))));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable("public key", e);
        }
        throw blocks.unexpected("public key", PemBlocks.SPKI);
    }

    // since JDK 16 Java's own provider does not know secp256k1
    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", new BouncyCastleProvider());
    }

    // SEC 1 may leave the curve to the block before it
    private static byte[] wrapped(PemBlocks blocks) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(blocks.get(PemBlocks.SEC1));
        ASN1Encodable curve = key.getParametersObject();
        if (curve == null) {
            if (!blocks.has(PemBlocks.PARAMETERS)) {
                throw new UnusableKey("The private key does not tell its curve: convert it with " + HOW_TO_CONVERT);
            }
            curve = ASN1Primitive.fromByteArray(blocks.get(PemBlocks.PARAMETERS));
        }
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key).getEncoded();
    }

    private static <K> K known(K key) {
        try {
            EcCurves.of((ECKey) key);
            return key;
        } catch (IllegalArgumentException e) {
            throw new UnusableKey(e.getMessage());
        }
    }

    // the text of the cause may quote the key, so it stays out
    private static IllegalArgumentException unreadable(String what, Exception e) {
        return e instanceof UnusableKey told
                ? told
                : new IllegalArgumentException("The " + what
                        + " cannot be read: its PEM text is damaged, or it is no EC key on secp256k1 or P-256");
    }

    /** Already says what to do. */
    private static final class UnusableKey extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnusableKey(String message) {
            super(message);
        }
    }
}

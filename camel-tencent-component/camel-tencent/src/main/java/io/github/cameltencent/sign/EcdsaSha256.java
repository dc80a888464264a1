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
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Signs with a private key, or verifies with a public key: ECDSA with SHA-256. Signatures are deterministic (RFC 6979),
 * so they need no random numbers. Thread-safe.
 */
final class EcdsaSha256 {

    private final ECPrivateKeyParameters privateKey;
    private final ECPublicKeyParameters publicKey;

    private EcdsaSha256(ECPrivateKeyParameters privateKey, ECPublicKeyParameters publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    static EcdsaSha256 signer(PrivateKey key) {
        if (!(key instanceof ECPrivateKey ec)) {
            throw new IllegalArgumentException(
                    "A legacy UserSig needs an EC private key whose value can be read, but got "
                            + (key == null ? "none" : "one of algorithm " + key.getAlgorithm()));
        }
        return new EcdsaSha256(new ECPrivateKeyParameters(ec.getS(), EcCurves.of(ec)), null);
    }

    static EcdsaSha256 verifier(PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) {
            throw new IllegalArgumentException("A legacy UserSig is verified with an EC public key, but got "
                    + (key == null ? "none" : "one of algorithm " + key.getAlgorithm()));
        }
        ECDomainParameters curve = EcCurves.of(ec);
        // throws for a point that is not on the curve
        return new EcdsaSha256(
                null,
                new ECPublicKeyParameters(
                        curve.getCurve()
                                .createPoint(ec.getW().getAffineX(), ec.getW().getAffineY()),
                        curve));
    }

    /** Returns the signature, a DER sequence of two integers. */
    byte[] sign(byte[] text, int length) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, privateKey);
        BigInteger[] rs = signer.generateSignature(digest(text, length));
        try {
            return StandardDSAEncoding.INSTANCE.encode(
                    privateKey.getParameters().getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new IllegalStateException("The signature could not be encoded", e);
        }
    }

    /**
     * Checks a signature in strict DER. Both valid values of s (s and n - s) are accepted, because existing issuers do
     * not normalize s.
     */
    boolean verify(byte[] text, byte[] signature) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, publicKey);
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(signer.getOrder(), signature);
            return signer.verifySignature(digest(text, text.length), rs[0], rs[1]);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle throws various exceptions for malformed signatures, among them NullPointerException
            return false;
        }
    }

    private static byte[] digest(byte[] text, int length) {
        MessageDigest digest = Digest.SHA_256.newDigest();
        digest.update(text, 0, length);
        return digest.digest();
    }
}

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
 * ECDSA over SHA-256 with one key of either half. Thread-safe. Signatures are deterministic (RFC 6979), so nothing here
 * depends on the quality of random numbers.
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
                    "A legacy UserSig needs an EC private key whose value can be read, this is "
                            + (key == null ? "none" : "one of algorithm " + key.getAlgorithm()));
        }
        return new EcdsaSha256(new ECPrivateKeyParameters(ec.getS(), EcCurves.of(ec)), null);
    }

    static EcdsaSha256 verifier(PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) {
            throw new IllegalArgumentException("A legacy UserSig is verified with an EC public key, this is "
                    + (key == null ? "none" : "one of algorithm " + key.getAlgorithm()));
        }
        ECDomainParameters curve = EcCurves.of(ec);
        // refuses a point that is not on the curve
        return new EcdsaSha256(
                null,
                new ECPublicKeyParameters(
                        curve.getCurve()
                                .createPoint(ec.getW().getAffineX(), ec.getW().getAffineY()),
                        curve));
    }

    /** The signature, a DER sequence of two integers. */
    byte[] sign(byte[] text, int length) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, privateKey);
        BigInteger[] rs = signer.generateSignature(digest(text, length));
        try {
            return StandardDSAEncoding.INSTANCE.encode(
                    privateKey.getParameters().getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new IllegalStateException("A signature could not be encoded", e);
        }
    }

    /**
     * Whether the signature is right. Its DER must be exact. Of the two values of s that fit (s and n - s) both are
     * taken: issuers never kept to the lower one.
     */
    boolean verify(byte[] text, byte[] signature) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, publicKey);
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(signer.getOrder(), signature);
            return signer.verifySignature(digest(text, text.length), rs[0], rs[1]);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle has many ways to say that this is no signature, a NullPointerException among them
            return false;
        }
    }

    private static byte[] digest(byte[] text, int length) {
        MessageDigest digest = Digest.SHA_256.fresh();
        digest.update(text, 0, length);
        return digest.digest();
    }
}

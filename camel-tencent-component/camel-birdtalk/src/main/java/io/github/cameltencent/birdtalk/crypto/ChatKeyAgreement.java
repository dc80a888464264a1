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

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * One side of an ECDH key agreement on P-256, with a key pair for a single exchange. The agreed key is the X
 * coordinate, padded with leading zero bytes.
 */
public final class ChatKeyAgreement {

    private final ECPrivateKeyParameters own;
    private final ECPoint ownPoint;

    ChatKeyAgreement(BigInteger scalar) {
        own = new ECPrivateKeyParameters(scalar, P256.DOMAIN);
        ownPoint = P256.DOMAIN.getG().multiply(own.getD()).normalize();
    }

    private ChatKeyAgreement(ECPrivateKeyParameters own, ECPublicKeyParameters open) {
        this.own = own;
        this.ownPoint = open.getQ();
    }

    /** Generates a key pair. */
    public static ChatKeyAgreement generate(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256.DOMAIN, random));
        var pair = generator.generateKeyPair();
        return new ChatKeyAgreement(
                (ECPrivateKeyParameters) pair.getPrivate(), (ECPublicKeyParameters) pair.getPublic());
    }

    public byte[] publicKeyPem() {
        return P256.pem(ownPoint);
    }

    /** Computes the key that both sides share. */
    public ChatKey agree(byte[] othersPem, ChatCipher cipher) throws KeyExchangeException {
        ECPoint other = P256.point(othersPem);
        if (other.equals(ownPoint)) {
            throw new KeyExchangeException(
                    KeyExchangeException.Reason.OWN_KEY_REFLECTED, "The server sent the client's own public key back");
        }
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(own);
        BigInteger x = agreement.calculateAgreement(new ECPublicKeyParameters(other, P256.DOMAIN));
        if (x.signum() == 0) {
            throw new KeyExchangeException(KeyExchangeException.Reason.ZERO_SECRET, "The agreed secret is zero");
        }
        byte[] padded = BigIntegers.asUnsignedByteArray(ChatKey.LENGTH, x);
        try {
            return new ChatKey(padded, cipher);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "KeyAgreement[P-256]";
    }
}

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
package io.github.cameltencent.birdtalk.frame;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.crypto.ChatKeyAgreement;
import io.github.cameltencent.birdtalk.crypto.KeyExchangeException;
import io.github.cameltencent.birdtalk.crypto.KeyExchangeException.Reason;
import io.github.cameltencent.birdtalk.crypto.KeyPossessionProof;
import io.github.cameltencent.birdtalk.crypto.SymmetricCipher;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.security.SecureRandom;

/**
 * One key exchange on one connection, in four stages: the client sends the first and the third. A stage out of order,
 * repeated or skipped ends it. Not thread-safe.
 *
 * <pre>
 *  stage1() ──► waiting for 2 ──verify()──► waiting for 4 ──finish()──► the agreed key
 * </pre>
 */
public final class KeyExchange implements AutoCloseable {

    private final ChatCipher cipher;
    private final SecureRandom random;
    private final ChatKeyAgreement agreement;
    private Verified verified;

    public KeyExchange(ChatCipher cipher, SecureRandom random) {
        this.cipher = cipher;
        this.random = random;
        this.agreement = ChatKeyAgreement.generate(random);
    }

    /** For tests with a known key pair. */
    public KeyExchange(ChatCipher cipher, SecureRandom random, ChatKeyAgreement agreement) {
        this.cipher = cipher;
        this.random = random;
        this.agreement = agreement;
    }

    public ChatFrame stage1(long now) {
        MsgKeyExchange.Builder body = MsgKeyExchange.newBuilder()
                .setStage(1)
                .setPubKey(ByteString.copyFrom(agreement.publicKeyPem()))
                .setEncType(cipher.encType());
        return ChatFrame.of(now, MsgPlain.newBuilder().setKeyEx(body));
    }

    /** Verifies the server's stage 2: its public key, the key fingerprint, and the proof that it has the key. */
    public Verified verify(Msg stage2) throws KeyExchangeException {
        MsgKeyExchange answer = stage2.getPlainMsg().getKeyEx();
        if (verified != null || answer.getStage() != 2) {
            throw new KeyExchangeException(Reason.OUT_OF_ORDER, "Stage 2 of the key exchange was expected");
        }
        if (!answer.getEncType().isEmpty() && !answer.getEncType().equalsIgnoreCase(cipher.encType())) {
            throw new KeyExchangeException(Reason.WRONG_CIPHER, "The server chose another cipher than requested");
        }
        ChatKey key = agreement.agree(answer.getPubKey().toByteArray(), cipher);
        boolean good = false;
        try {
            if (key.print() != answer.getKeyPrint()) {
                throw new KeyExchangeException(Reason.WRONG_PRINT, "The server has another key than the client");
            }
            if (!KeyPossessionProof.isValid(
                    answer.getTempKey().toByteArray(), stage2.getTm(), SymmetricCipher.of(key, random))) {
                throw new KeyExchangeException(Reason.WRONG_PROOF, "The server did not prove that it has the key");
            }
            good = true;
        } finally {
            if (!good) {
                key.close();
            }
        }
        verified = new Verified(key, random);
        return verified;
    }

    /** Verifies stage 4 and returns the agreed key, owned by the caller. */
    public ChatKey finish(MsgKeyExchange stage4) throws KeyExchangeException {
        if (verified == null || stage4.getStage() != 4) {
            throw new KeyExchangeException(Reason.OUT_OF_ORDER, "This stage of the key exchange was not expected");
        }
        if (stage4.getKeyPrint() != verified.key.print()) {
            throw new KeyExchangeException(Reason.WRONG_PRINT, "The server ended the key exchange with another key");
        }
        return verified.key.copy();
    }

    public boolean isVerified() {
        return verified != null;
    }

    @Override
    public void close() {
        if (verified != null) {
            verified.key.close();
        }
    }

    /** Permits stage 3, after stage 2 was verified. Only {@link #verify} creates one. */
    static final class Verified {

        private final ChatKey key;
        private final SecureRandom random;

        private Verified(ChatKey key, SecureRandom random) {
            this.key = key;
            this.random = random;
        }

        MsgPlain.Builder stage3(long now) {
            byte[] proof = KeyPossessionProof.of(now, SymmetricCipher.of(key, random));
            return MsgPlain.newBuilder()
                    .setKeyEx(MsgKeyExchange.newBuilder()
                            .setStage(3)
                            .setKeyPrint(key.print())
                            .setTempKey(ByteString.copyFrom(proof))
                            .setEncType(key.cipher().encType())
                            .setStatus("ready"));
        }
    }
}

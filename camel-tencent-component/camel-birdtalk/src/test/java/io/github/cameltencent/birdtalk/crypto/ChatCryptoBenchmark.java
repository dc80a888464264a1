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
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Compares the chat's ciphers and key agreement with those of the JDK and Bouncy Castle. Each draws its own IV. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChatCryptoBenchmark {

    /** AES-CTR of one text. */
    @State(Scope.Thread)
    public static class Sealing {

        @Param({"256", "16384"})
        int size;

        private final SecureRandom random = new SecureRandom();
        private byte[] plain;
        private AesCtrCipher ours;
        private Cipher jdk;
        private SecretKeySpec jdkKey;
        private KeyParameter bcKey;

        @Setup
        public void prepare() throws GeneralSecurityException {
            byte[] key = new byte[ChatKey.LENGTH];
            random.nextBytes(key);
            plain = new byte[size];
            ours = new AesCtrCipher(new ChatKey(key, ChatCipher.AES_CTR), random);
            jdk = Cipher.getInstance("AES/CTR/NoPadding");
            jdkKey = new SecretKeySpec(key, "AES");
            bcKey = new KeyParameter(key);
        }

        private byte[] iv() {
            byte[] iv = new byte[AesCtrCipher.IV];
            random.nextBytes(iv);
            return iv;
        }
    }

    /** One key agreement, with the other side's key in PEM. */
    @State(Scope.Thread)
    public static class Agreeing {

        private ChatKeyAgreement ours;
        private byte[] theirs;
        private KeyPair jdk;
        private ECPrivateKeyParameters bc;

        @Setup
        public void prepare() throws GeneralSecurityException {
            SecureRandom random = new SecureRandom();
            ours = ChatKeyAgreement.generate(random);
            theirs = ChatKeyAgreement.generate(random).publicKeyPem();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            jdk = generator.generateKeyPair();
            bc = new ECPrivateKeyParameters(new java.math.BigInteger(250, random), P256.DOMAIN);
        }
    }

    @Benchmark
    public byte[] sealOurs(Sealing state) {
        return state.ours.encrypt(state.plain);
    }

    @Benchmark
    public byte[] sealJdk(Sealing state) throws GeneralSecurityException {
        state.jdk.init(Cipher.ENCRYPT_MODE, state.jdkKey, new IvParameterSpec(state.iv()));
        return state.jdk.doFinal(state.plain);
    }

    @Benchmark
    public byte[] sealBouncyCastle(Sealing state) {
        var cipher = SICBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(true, new ParametersWithIV(state.bcKey, state.iv()));
        byte[] out = new byte[state.plain.length];
        cipher.processBytes(state.plain, 0, out.length, out, 0);
        return out;
    }

    @Benchmark
    public long agreeOurs(Agreeing state) throws KeyExchangeException {
        return state.ours.agree(state.theirs, ChatCipher.AES_CTR).print();
    }

    @Benchmark
    public byte[] agreeJdk(Agreeing state) throws GeneralSecurityException {
        String pem = new String(state.theirs, java.nio.charset.StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey other = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        var agreement = javax.crypto.KeyAgreement.getInstance("ECDH");
        agreement.init(state.jdk.getPrivate());
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    @Benchmark
    public Object agreeBouncyCastle(Agreeing state) throws KeyExchangeException {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(state.bc);
        return agreement.calculateAgreement(new ECPublicKeyParameters(P256.point(state.theirs), P256.DOMAIN));
    }
}

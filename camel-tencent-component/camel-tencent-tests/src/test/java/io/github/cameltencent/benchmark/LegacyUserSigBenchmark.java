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
package io.github.cameltencent.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.sign.EcKeys;
import io.github.cameltencent.sign.LegacyUserSig;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
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

/** Legacy tickets, beside {@code com.github.tencentyun:tls-sig-api:1.2}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LegacyUserSigBenchmark {

    private static final long APP = 1400000000L;
    private static final String USER = "xiaojun";
    private static final long EXPIRE = 5184000;
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final ObjectMapper JSON = new ObjectMapper();

    // throw-away keys
    private static final String K1_PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgQaDGSLT5F/nuk0OyRpWK
            MBLH5ckETR8gJcs1J9OKaIqhRANCAASBHrycZk1U/g0NwmQI0PjaeZ6lc6bRSZSE
            NZ8vgH/f0hoNZQJfosKewRRgUctZKeRJrU2zKSQyq9RIkIqx3rcf
            -----END PRIVATE KEY-----
            """;
    private static final String K1_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEgR68nGZNVP4NDcJkCND42nmepXOm0UmU
            hDWfL4B/39IaDWUCX6LCnsEUYFHLWSnkSa1NsykkMqvUSJCKsd63Hw==
            -----END PUBLIC KEY-----
            """;
    private static final String P256_PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghQX5aAUY2lsAstqn
            dkE+jhNg0LIUBY8Mm+cwNoyKdiGhRANCAATfA1p2BitIc95y3jKPkPMuKdj4z66b
            S94PFEW+5HJ7vLS6rgvp3ozT+EGvIx8A7jNH2AGJMMmm+Gz2ORTFwDFH
            -----END PRIVATE KEY-----
            """;
    private static final String P256_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3wNadgYrSHPect4yj5DzLinY+M+u
            m0veDxRFvuRye7y0uq4L6d6M0/hBryMfAO4zR9gBiTDJpvhs9jkUxcAxRw==
            -----END PUBLIC KEY-----
            """;

    @Param({"secp256k1", "P-256"})
    private String curve;

    private String privatePem;
    private String publicPem;
    private String ticket;
    private LegacyUserSig ours;
    private UserSigVerification verification;
    private PrivateKey privateKey;
    private PublicKey publicKey;
    private MethodHandle genSig;
    private MethodHandle check;

    /** Returns a benchmark that is set up, for use without JMH. */
    static LegacyUserSigBenchmark of(String curve) throws Throwable {
        LegacyUserSigBenchmark benchmark = new LegacyUserSigBenchmark();
        benchmark.curve = curve;
        benchmark.setUp();
        return benchmark;
    }

    @Setup
    public void setUp() throws Throwable {
        boolean k1 = curve.equals("secp256k1");
        privatePem = k1 ? K1_PRIVATE : P256_PRIVATE;
        publicPem = k1 ? K1_PUBLIC : P256_PUBLIC;
        ours = LegacyUserSig.of(APP, EcKeys.privateKey(privatePem));
        privateKey = (PrivateKey) kept(EcKeys.privateKey(privatePem));
        publicKey = (PublicKey) kept(EcKeys.publicKey(publicPem));
        verification = UserSigVerification.of(APP).withPublicKey(EcKeys.publicKey(publicPem));
        ticket = ours.generate(USER, EXPIRE, null, Instant.now());
        String type = "com.tls.tls_sigature.tls_sigature";
        VendorLibrary library = new VendorLibrary("tls-sig-api");
        genSig = library.method(type, "GenTLSSignatureEx", long.class, String.class, String.class, long.class)
                .asType(MethodType.methodType(Object.class, long.class, String.class, String.class, long.class));
        check = library.method(type, "CheckTLSSignatureEx", String.class, long.class, String.class, String.class)
                .asType(MethodType.methodType(Object.class, String.class, long.class, String.class, String.class));
        Object result = check.invokeWithArguments(ticket, APP, USER, publicPem);
        var verdict = result.getClass().getField("verifyResult");
        verdict.setAccessible(true);
        if (!verdict.getBoolean(result)) {
            throw new IllegalStateException("The vendor's library refuses our ticket");
        }
        verification.verify(signKeptKeys(), USER, null, Instant.now());
    }

    @Benchmark
    public String signOurs() {
        return ours.generate(USER, EXPIRE, null, Instant.now());
    }

    @Benchmark
    public Object signVendor() throws Throwable {
        return (Object) genSig.invokeExact(APP, USER, privatePem, EXPIRE);
    }

    /** The same steps with a key that is parsed once, and nothing else kept. */
    @Benchmark
    public String signKeptKeys() throws GeneralSecurityException {
        String time = Long.toString(Instant.now().getEpochSecond());
        Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
        signature.initSign(privateKey);
        signature.update(signedText(USER, time).getBytes(StandardCharsets.UTF_8));
        String json = "{\"TLS.account_type\":\"0\",\"TLS.identifier\":\"" + USER
                + "\",\"TLS.appid_at_3rd\":\"0\",\"TLS.sdk_appid\":\"" + APP + "\",\"TLS.expire_after\":\"" + EXPIRE
                + "\",\"TLS.time\":\"" + time + "\",\"TLS.sig\":\""
                + Base64.getEncoder().encodeToString(signature.sign()) + "\"}";
        Deflater deflater = new Deflater();
        deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] packed = new byte[1024];
        int length = deflater.deflate(packed);
        deflater.end();
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOf(packed, length))
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }

    /** Unpacks the ticket and verifies its signature, without the checks of its fields. */
    @Benchmark
    public Object verifyKeptKeys() throws GeneralSecurityException, DataFormatException, IOException {
        Inflater inflater = new Inflater();
        inflater.setInput(Base64.getDecoder()
                .decode(ticket.replace('*', '+').replace('-', '/').replace('_', '=')));
        byte[] text = new byte[1024];
        int length = inflater.inflate(text);
        inflater.end();
        JsonNode json = JSON.readTree(text, 0, length);
        Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
        signature.initVerify(publicKey);
        signature.update(signedText(
                        json.get("TLS.identifier").asText(),
                        json.get("TLS.time").asText())
                .getBytes(StandardCharsets.UTF_8));
        if (!signature.verify(Base64.getDecoder().decode(json.get("TLS.sig").asText()))) {
            throw new IllegalStateException("The signature is wrong");
        }
        return json;
    }

    private static String signedText(String user, String time) {
        return "TLS.appid_at_3rd:0\nTLS.account_type:0\nTLS.identifier:" + user + "\nTLS.sdk_appid:" + APP
                + "\nTLS.time:" + time + "\nTLS.expire_after:" + EXPIRE + "\n";
    }

    private static Key kept(Key key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", PROVIDER).translateKey(key);
    }

    @Benchmark
    public UserSigClaims verifyOurs() {
        return verification.verify(ticket, USER, null, Instant.now());
    }

    @Benchmark
    public Object verifyVendor() throws Throwable {
        return (Object) check.invokeExact(ticket, APP, USER, publicPem);
    }
}

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

import io.github.cameltencent.sign.EcKeys;
import io.github.cameltencent.sign.LegacyUserSig;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
    }

    @Benchmark
    public String signOurs() {
        return ours.generate(USER, EXPIRE, null, Instant.now());
    }

    @Benchmark
    public Object signVendor() throws Throwable {
        return (Object) genSig.invokeExact(APP, USER, privatePem, EXPIRE);
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

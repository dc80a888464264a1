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

import io.github.cameltencent.sign.PrivateMapKey;
import io.github.cameltencent.sign.UserSig;
import io.github.cameltencent.sign.UserSigClaims;
import io.github.cameltencent.sign.UserSigVerification;
import java.lang.invoke.MethodHandle;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** UserSigs and private map keys, beside {@code com.github.tencentyun:tls-sig-api-v2:2.0}, which cannot verify. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class UserSigBenchmark {

    static final long APP = 1400000000L;
    static final String KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
    private static final String USER = "xiaojun";
    private static final long EXPIRE = 5184000;
    private static final byte[] USER_BUF = new byte[34];

    static {
        new Random(1).nextBytes(USER_BUF);
    }

    private final UserSig ours = UserSig.of(APP, KEY);
    private final UserSigVerification verification = UserSigVerification.of(APP).withSecretKey(KEY);
    private String ticket;
    private Object theirs;
    private MethodHandle genUserSig;
    private MethodHandle genUserSigWithBuf;
    private MethodHandle genPrivateMapKey;

    @Setup
    public void setUp() throws Exception {
        String type = "com.tencentyun.TLSSigAPIv2";
        VendorLibrary library = new VendorLibrary("tls-sig-api-v2");
        theirs = library.make(type, APP, KEY);
        genUserSig = library.method(type, "genUserSig", String.class, long.class)
                .asType(java.lang.invoke.MethodType.methodType(String.class, Object.class, String.class, long.class));
        genUserSigWithBuf = library.method(type, "genUserSig", String.class, long.class, byte[].class)
                .asType(java.lang.invoke.MethodType.methodType(
                        String.class, Object.class, String.class, long.class, byte[].class));
        genPrivateMapKey = library.method(type, "genPrivateMapKey", String.class, long.class, long.class, long.class)
                .asType(java.lang.invoke.MethodType.methodType(
                        String.class, Object.class, String.class, long.class, long.class, long.class));
        ticket = ours.generate(USER, EXPIRE, null, Instant.now());
    }

    @Benchmark
    public String userSigOurs() {
        return ours.generate(USER, EXPIRE, null, Instant.now());
    }

    @Benchmark
    public String userSigVendor() throws Throwable {
        return (String) genUserSig.invokeExact(theirs, USER, EXPIRE);
    }

    @Benchmark
    public String userBufOurs() {
        return ours.generate(USER, EXPIRE, USER_BUF, Instant.now());
    }

    @Benchmark
    public String userBufVendor() throws Throwable {
        return (String) genUserSigWithBuf.invokeExact(theirs, USER, EXPIRE, USER_BUF);
    }

    @Benchmark
    public String privateMapKeyOurs() {
        Instant now = Instant.now();
        return ours.generate(USER, EXPIRE, PrivateMapKey.userBuf(USER, APP, 10000, now.plusSeconds(EXPIRE), 255), now);
    }

    @Benchmark
    public String privateMapKeyVendor() throws Throwable {
        return (String) genPrivateMapKey.invokeExact(theirs, USER, EXPIRE, 10000L, 255L);
    }

    @Benchmark
    public UserSigClaims verifyOurs() {
        return verification.verify(ticket, USER, null, Instant.now());
    }
}

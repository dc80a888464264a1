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

import io.github.cameltencent.sign.TpnsSignature;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
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

/** The signature of a TPNS request, beside the private method of {@code com.github.xingePush:xinge:1.2.4.10}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TpnsSignatureBenchmark {

    private static final String ID = "1500001048";
    private static final String KEY = "1452fcebae9f3115ba794fb0fff2fd73";

    @Param({"300", "4096"})
    private int length;

    private final TpnsSignature ours = TpnsSignature.of(ID, KEY);
    private byte[] body;
    private String bodyText;
    private Object theirs;
    private MethodHandle genSign;

    /** Returns a benchmark that is set up, for use without JMH. */
    static TpnsSignatureBenchmark of(int length) throws Throwable {
        TpnsSignatureBenchmark benchmark = new TpnsSignatureBenchmark();
        benchmark.length = length;
        benchmark.setUp();
        return benchmark;
    }

    @Setup
    public void setUp() throws Throwable {
        bodyText = "{\"content\":\"" + "x".repeat(length - 14) + "\"}";
        body = bodyText.getBytes(StandardCharsets.UTF_8);
        VendorLibrary library = new VendorLibrary("xinge");
        Object builder = library.make("com.tencent.xinge.XingeApp$Builder");
        String builderType = "com.tencent.xinge.XingeApp$Builder";
        library.method(builderType, "appId", String.class).invokeWithArguments(builder, ID);
        library.method(builderType, "secretKey", String.class).invokeWithArguments(builder, KEY);
        theirs = library.method(builderType, "build").invokeWithArguments(builder);
        genSign = library.method("com.tencent.xinge.XingeApp", "GenSign", String.class, String.class)
                .asType(MethodType.methodType(String.class, Object.class, String.class, String.class));
        if (!genSign.invokeWithArguments(theirs, "1700000000", bodyText).equals(ours.sign(1700000000L, body))) {
            throw new IllegalStateException("The vendor's library signs otherwise");
        }
    }

    @Benchmark
    public String signOurs() {
        return ours.sign(System.currentTimeMillis() / 1000, body);
    }

    @Benchmark
    public String signVendor() throws Throwable {
        return (String) genSign.invokeExact(theirs, Long.toString(System.currentTimeMillis() / 1000), bodyText);
    }
}

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

import io.github.cameltencent.sign.CanonicalRequest;
import io.github.cameltencent.sign.CloudSignatureTc3;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

/**
 * Measures the creation of the header {@code Authorization} of a Cloud API call, compared with the class {@code Sign} of
 * the vendor's client ({@code com.tencentcloudapi:tencentcloud-sdk-java-common:3.1.1481}), and with the inevitable part:
 * the hash of the body and two MACs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CloudSignatureTc3Benchmark {

    private static final String ID = "AKIDEXAMPLE0000000000000000000000001";
    private static final String KEY = "ExampleSecretKey0000000000000001";
    private static final String HOST = "cvm.tencentcloudapi.com";
    private static final String JSON = "application/json; charset=utf-8";

    @Param({"1024", "65536"})
    private int length;

    private final CloudSignatureTc3 ours = CloudSignatureTc3.of(ID, KEY);
    private final byte[] shortText = new byte[130];
    private byte[] body;
    private Mac mac;
    private MethodHandle sha256Hex;
    private MethodHandle hmac256;
    private MethodHandle printHex;

    /** Returns a benchmark that is set up, for use without JMH. */
    static CloudSignatureTc3Benchmark of(int length) throws Throwable {
        CloudSignatureTc3Benchmark benchmark = new CloudSignatureTc3Benchmark();
        benchmark.length = length;
        benchmark.setUp();
        return benchmark;
    }

    @Setup
    public void setUp() throws Throwable {
        body = ("{\"Data\":\"" + "x".repeat(length - 11) + "\"}").getBytes(StandardCharsets.UTF_8);
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        VendorLibrary library = new VendorLibrary("tencentcloud-sdk-java-common");
        String sign = "com.tencentcloudapi.common.Sign";
        sha256Hex = library.method(sign, "sha256Hex", byte[].class);
        hmac256 = library.method(sign, "hmac256", byte[].class, String.class);
        printHex = library.method("com.tencentcloudapi.common.DatatypeConverter", "printHexBinary", byte[].class);
        Instant now = Instant.now();
        if (!vendor(now).equals(ours(now)) || body.length != length) {
            throw new IllegalStateException("The vendor's library signs otherwise");
        }
    }

    @Benchmark
    public String signOurs() {
        return ours(Instant.now());
    }

    @Benchmark
    public String signVendor() throws Throwable {
        return vendor(Instant.now());
    }

    @Benchmark
    public int floor() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
        byte[] first = mac.doFinal(shortText);
        return Arrays.hashCode(hash) + Arrays.hashCode(first) + Arrays.hashCode(mac.doFinal(shortText));
    }

    private String ours(Instant now) {
        return ours.authorization("cvm", CanonicalRequest.post(HOST, body), now);
    }

    // what AbstractClient of that release does, statement by statement
    private String vendor(Instant now) throws Throwable {
        String canonical = "POST\n/\n\ncontent-type:" + JSON + "\nhost:" + HOST + "\n\ncontent-type;host\n"
                + (String) sha256Hex.invokeExact(body);
        String timestamp = String.valueOf(now.getEpochSecond());
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd");
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        String date = format.format(new Date(Long.parseLong(timestamp + "000")));
        String service = HOST.split("\\.")[0];
        String scope = date + "/" + service + "/tc3_request";
        String text = "TC3-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n"
                + (String) sha256Hex.invokeExact(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] ofDate = (byte[]) hmac256.invokeExact(("TC3" + KEY).getBytes(StandardCharsets.UTF_8), date);
        byte[] ofService = (byte[]) hmac256.invokeExact(ofDate, service);
        byte[] signing = (byte[]) hmac256.invokeExact(ofService, "tc3_request");
        String signature = ((String) printHex.invokeExact((byte[]) hmac256.invokeExact(signing, text))).toLowerCase();
        return "TC3-HMAC-SHA256 Credential=" + ID + "/" + scope + ", SignedHeaders=content-type;host, Signature="
                + signature;
    }
}

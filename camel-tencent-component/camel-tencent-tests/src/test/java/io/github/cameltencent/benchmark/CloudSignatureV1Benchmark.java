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

import io.github.cameltencent.sign.CloudSignatureV1;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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

/**
 * Signature v1 of a call with twenty parameters, beside the class {@code Sign} of the vendor's client
 * ({@code com.tencentcloudapi:tencentcloud-sdk-java-common:3.1.1481}), with the sorted map
 * that its client makes of them for each call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CloudSignatureV1Benchmark {

    private static final String KEY = "ExampleSecretKey0000000000000001";
    private static final String HOST = "cvm.tencentcloudapi.com";

    private final CloudSignatureV1 ours = CloudSignatureV1.of(KEY, CloudSignatureV1.HMAC_SHA256);
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private MethodHandle plainText;
    private MethodHandle sign;

    @Setup
    public void setUp() throws Throwable {
        for (int i = 0; i < 12; i++) {
            parameters.put("InstanceIds." + i, "ins-09dx96d" + i);
        }
        parameters.put("Limit", "20");
        parameters.put("Action", "DescribeInstances");
        parameters.put("Version", "2017-03-12");
        parameters.put("Region", "ap-guangzhou");
        parameters.put("Timestamp", "1700000000");
        parameters.put("Nonce", "1199609252");
        parameters.put("SecretId", "AKIDEXAMPLE0000000000000000000000001");
        parameters.put("SignatureMethod", "HmacSHA256");
        VendorLibrary library = new VendorLibrary("tencentcloud-sdk-java-common");
        String type = "com.tencentcloudapi.common.Sign";
        plainText = library.method(type, "makeSignPlainText", TreeMap.class, String.class, String.class, String.class);
        sign = library.method(type, "sign", String.class, String.class, String.class);
        if (!signVendor().equals(signOurs()) || parameters.size() != 20) {
            throw new IllegalStateException("The vendor's library signs otherwise");
        }
    }

    @Benchmark
    public String signOurs() {
        return ours.sign("POST", HOST, "/", parameters);
    }

    @Benchmark
    public String signVendor() throws Throwable {
        String text = (String) plainText.invokeExact(new TreeMap<>(parameters), "POST", HOST, "/");
        return (String) sign.invokeExact(KEY, text, "HmacSHA256");
    }
}

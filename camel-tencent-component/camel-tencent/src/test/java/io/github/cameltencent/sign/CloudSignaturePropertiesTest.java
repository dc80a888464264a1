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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * Compares the signatures of random requests with an independent implementation of the documentation on plain JDK
 * classes.
 */
class CloudSignaturePropertiesTest {

    private static final String ID = "AKIDEXAMPLE0000000000000000000000001";
    private static final String KEY = "ExampleSecretKey-é-0001";
    private static final CloudSignatureTc3 TC3 = CloudSignatureTc3.of(ID, KEY);

    @Property(tries = 300)
    void tc3AgreesWithTheDocumentation(
            @ForAll @Size(max = 2000) byte[] body,
            @ForAll @LongRange(max = 1L << 33) long time,
            @ForAll("services") String service)
            throws Exception {
        String host = service + ".tencentcloudapi.com";
        String date = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(Instant.ofEpochSecond(time));
        String canonical = "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:" + host
                + "\n\ncontent-type;host\n" + sha256(body);
        String scope = date + "/" + service + "/tc3_request";
        String text = "TC3-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.getBytes(UTF_8));
        byte[] key = hmac("HmacSHA256", ("TC3" + KEY).getBytes(UTF_8), date);
        key = hmac("HmacSHA256", hmac("HmacSHA256", key, service), "tc3_request");

        assertThat(TC3.authorization(service, CanonicalRequest.post(host, body), Instant.ofEpochSecond(time)))
                .isEqualTo("TC3-HMAC-SHA256 Credential=" + ID + "/" + scope
                        + ", SignedHeaders=content-type;host, Signature="
                        + HexFormat.of().formatHex(hmac("HmacSHA256", key, text)));
    }

    @Property(tries = 300)
    void v1AgreesWithTheDocumentation(@ForAll("parameters") Map<String, String> parameters) throws Exception {
        Map<String, String> dotted = new TreeMap<>();
        parameters.forEach((name, value) -> dotted.put(name.replace('_', '.'), value));
        if (dotted.size() < parameters.size()) {
            return;
        }
        String text = "GETcvm.tencentcloudapi.com/?"
                + dotted.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
        for (String algorithm : List.of("HmacSHA1", "HmacSHA256")) {
            String right = Base64.getEncoder().encodeToString(hmac(algorithm, KEY.getBytes(UTF_8), text));

            assertThat(CloudSignatureV1.sign(KEY, algorithm, "GET", "cvm.tencentcloudapi.com", "/", parameters))
                    .isEqualTo(right);
        }
    }

    @Property(tries = 300)
    void whatIsEncodedIsAsciiAndDecodesToTheSame(@ForAll("parameters") Map<String, String> parameters) {
        String encoded = FormParameters.encode(parameters);

        assertThat(encoded).matches("[A-Za-z0-9._~%=&-]*");
        assertThat(FormParameters.decode(encoded)).isEqualTo(parameters);
        for (String part : encoded.split("&")) {
            String[] pair = part.split("=", -1);
            assertThat(parameters).containsEntry(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
        }
    }

    @Property(tries = 300)
    void flatTextMembersComeBack(@ForAll("parameters") Map<String, String> members) throws Exception {
        assertThat(CloudParameters.flatten(Vectors.JSON.writeValueAsBytes(members)))
                .isEqualTo(members);

        List<String> values = new ArrayList<>(members.values());
        Map<String, String> flat = CloudParameters.flatten(Vectors.JSON.writeValueAsBytes(Map.of("L", values)));
        assertThat(flat).hasSize(values.size());
        for (int i = 0; i < values.size(); i++) {
            assertThat(flat).containsEntry("L." + i, values.get(i));
        }
    }

    @Property(tries = 1000)
    void randomBytesAreFlattenedOrRefused(@ForAll @Size(max = 64) byte[] bytes) {
        byte[] json = Arrays.copyOf(bytes, bytes.length + 1);
        json[bytes.length] = '}';
        for (byte[] each : List.of(bytes, json, ("{\"A\":[" + new String(bytes, UTF_8) + "]}").getBytes(UTF_8))) {
            try {
                assertThat(CloudParameters.flatten(each)).doesNotContainValue(null);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }

    @Property(tries = 1000)
    void randomTextIsDecodedOrRefused(@ForAll String text) {
        try {
            assertThat(FormParameters.decode(text)).doesNotContainKey(null);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> services() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
    }

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("ABZabz0129._-")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !name.equals("Signature"));
        Arbitrary<String> values = Arbitraries.strings()
                .withChars("azAZ09 +=&*~%'\"/?#\n未é")
                .ofMaxLength(20)
                .map(text -> text.replace("#", "😀"));
        return Arbitraries.maps(names, values).ofMinSize(1).ofMaxSize(30);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}

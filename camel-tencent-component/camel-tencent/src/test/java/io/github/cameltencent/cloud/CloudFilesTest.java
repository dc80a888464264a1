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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.TencentRejectedException;
import io.github.cameltencent.emulator.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that take a file, as multipart or as bytes. */
class CloudFilesTest extends CloudTestSupport {

    private static final String UPLOAD = "tencent:cloud/cii/UploadMedicalFile?application=shop";
    private static final String LOG = "tencent:cloud/cls/UploadLog?application=shop";
    private static final byte[] FILE = {0, 1, 2, '\r', '\n', '-', '-'};
    private static final String FILE_TEXT = "\u0000\u0001\u0002\r\n--";

    @TempDir
    private Path folder;

    @Test
    void aMapBecomesAFormWithAPartForEachParameter() throws Exception {
        Path file = Files.write(folder.resolve("scan.png"), FILE);
        for (Object given : List.of(FILE, new ByteArrayInputStream(FILE), file, file.toFile())) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("Text", "漢 +&=");
            parameters.put("Count", 12345678901234567L);
            parameters.put("Flag", true);
            parameters.put("Nothing", null);
            parameters.put("List", List.of("a", Map.of("B", 1)));
            parameters.put("File", given);

            String form = accepted(send(UPLOAD, parameters)).body();

            assertThat(form)
                    .contains("form-data; name=\"Text\"\r\n\r\n漢 +&=\r\n--")
                    .contains("form-data; name=\"Count\"\r\n\r\n12345678901234567\r\n--")
                    .contains("form-data; name=\"Flag\"\r\n\r\ntrue\r\n--")
                    .contains("name=\"List\"\r\nContent-Type: application/json\r\n\r\n[\"a\",{\"B\":1}]\r\n--")
                    .contains("name=\"File\"; filename=\"File\"\r\n\r\n" + FILE_TEXT + "\r\n--")
                    .doesNotContain("Nothing")
                    .endsWith("--\r\n");
        }
        assertThat(requests().get(0).headers().get("Content-Type"))
                .matches("multipart/form-data; boundary=[0-9a-f]{32}")
                .isNotEqualTo(requests().get(1).headers().get("Content-Type"));
    }

    @Test
    void textOfAnyTypeIsAParameterWithoutQuotes() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("File", FILE);
        parameters.put("Chars", "hi".toCharArray());
        parameters.put("Reader", new StringReader("hi"));
        parameters.put("Builder", new StringBuilder("hi"));
        parameters.put("Node", new TextNode("hi"));
        parameters.put("Time", Instant.ofEpochSecond(1700000000));

        String form = accepted(send(UPLOAD, parameters)).body();

        for (String name : List.of("Chars", "Reader", "Builder", "Node")) {
            assertThat(form).contains("name=\"" + name + "\"\r\n\r\nhi\r\n");
        }
        assertThat(form).contains("name=\"Time\"\r\n\r\n2023-11-14T22:13:20Z\r\n");
    }

    @Test
    void aFileAloneIsTheParameterThatTheActionTakes() throws Exception {
        Files.write(folder.resolve("scan.png"), FILE);
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?noop=true&initialDelay=0&delay=60000").to(UPLOAD);
            }
        });
        org.awaitility.Awaitility.await().until(() -> !requests().isEmpty());
        assertThat(requests().get(0).accepted()).isTrue();
        assertThat(requests().get(0).body()).contains("name=\"File\"; filename=\"File\"\r\n\r\n" + FILE_TEXT);
        assertThat(accepted(send(UPLOAD, FILE)).body()).contains(FILE_TEXT);
    }

    @Test
    void aRepeatSendsTheSameBytes() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"RequestLimitExceeded\",\"count\":1}");
        accepted(send(UPLOAD, new ByteArrayInputStream(FILE)));
        assertThat(requests()).hasSize(2);
        assertThat(requests().get(1).body()).isEqualTo(requests().get(0).body());
    }

    @Test
    void aBodyOfBytesHasItsParametersInHeaders() {
        for (Object given : List.of(FILE, new ByteArrayInputStream(FILE), FILE_TEXT)) {
            Exchange done = context.createProducerTemplate().send(LOG, exchange -> {
                exchange.getMessage().setBody(given);
                exchange.getMessage().setHeader("X-CLS-TopicId", "e621fdb8");
                exchange.getMessage().setHeader("x-cls-compresstype", "");
                exchange.getMessage().setHeader("X-Other-Name", "stays");
            });
            RecordedRequest request = accepted(done);
            assertThat(request.body()).isEqualTo(FILE_TEXT);
            assertThat(request.headers())
                    .containsEntry("Content-Type", "application/octet-stream")
                    .containsEntry("X-CLS-TopicId", "e621fdb8")
                    .doesNotContainKey("X-Other-Name");
        }
    }

    @Test
    void aFormCanBeAskedForWhereTheListsKnowNothing() {
        String form = accepted(send(
                        "tencent:cloud/cvm/DescribeInstances?application=shop&bodyFormat=multipart",
                        Map.of("Limit", 1)))
                .body();
        assertThat(form).contains("name=\"Limit\"\r\n\r\n1\r\n");
    }

    @Test
    void whatIsNoFileIsRefusedBeforeItIsSent() {
        rejected(send(UPLOAD, "{\"FileURL\":\"x\"}"), "BODY_NOT_MULTIPART");
        rejected(send(UPLOAD, null), "BODY_NOT_MULTIPART");
        rejected(send(UPLOAD, Map.of("a\"b", "x")), "BODY_NOT_MULTIPART");
        rejected(send(UPLOAD, Map.of("File", new byte[10 * 1024 * 1024])), "BODY_TOO_LARGE");
        rejected(send(LOG, Map.of("a", 1)), "BODY_NOT_BINARY");
        rejected(send(LOG, new byte[10 * 1024 * 1024 + 1]), "BODY_TOO_LARGE");
        Exchange split = context.createProducerTemplate().send(LOG, exchange -> {
            exchange.getMessage().setBody(FILE);
            exchange.getMessage().setHeader("X-CLS-TopicId", "a\r\nX-TC-Action: DeleteTopic");
        });
        rejected(split, "HEADER_INVALID");
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&method=GET", "&signatureMethod=HmacSHA256", "&paginate=true&pageStyle=offset"})
    void whatCannotCarryAFileIsRefusedWhenTheEndpointIsMade(String options) {
        assertThatThrownBy(() -> context.getEndpoint(UPLOAD + options))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileCannotBePolled() {
        assertThatThrownBy(() -> context.getEndpoint(UPLOAD).createConsumer(exchange -> {}))
                .hasMessageContaining("use it in to()");
    }

    private RecordedRequest accepted(Exchange done) {
        assertThat(done.getException()).isNull();
        RecordedRequest request = requests().get(requests().size() - 1);
        assertThat(request.verdict()).isEqualTo("signature ok");
        assertThat(request.accepted()).isTrue();
        return request;
    }

    private static void rejected(Exchange done, String code) {
        assertThat(done.getException()).isInstanceOf(TencentRejectedException.class);
        assertThat(done.getMessage().getHeaders()).containsEntry("CamelTencentErrorCode", code);
    }
}

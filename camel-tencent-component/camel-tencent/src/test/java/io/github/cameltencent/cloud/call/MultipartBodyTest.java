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
package io.github.cameltencent.cloud.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The multipart body is exactly the one that the official client sends. */
class MultipartBodyTest {

    @Test
    void theBytesAreThoseThatTheOfficialClientSends() throws Exception {
        JsonNode captured = captured("multipart");
        byte[] file = {0, 1, 2, (byte) 0xff, '\r', '\n', '-', '-'};
        MultipartBody body = new MultipartBody("f0f16d33-65ef-40b7-b0e8-dc55a9699813");
        body.add("FileURL", null, "http://example.test/文件");
        body.add("File", file, file);

        assertThat(body.end())
                .isEqualTo(
                        Base64.getDecoder().decode(captured.get("body_base64").asText()));
    }

    private static JsonNode captured(String name) throws Exception {
        try (InputStream file = MultipartBodyTest.class.getResourceAsStream("/vectors/cloud-vectors.json")) {
            for (JsonNode each : new ObjectMapper().readTree(file).get("wire")) {
                if (each.get("name").asText().equals(name)) {
                    return each;
                }
            }
        }
        throw new AssertionError("no such capture: " + name);
    }
}

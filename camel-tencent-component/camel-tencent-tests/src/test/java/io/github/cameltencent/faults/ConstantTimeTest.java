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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Case 27: what an attacker could guess byte by byte is compared in constant time. */
class ConstantTimeTest {

    private static final Pattern BY_EQUALS =
            Pattern.compile("(?i)\\b(sign|signature|mac|hmac|digest|sig|expected)(\\(\\))?\\.equals(IgnoreCase)?\\("
                    + "|Arrays\\.equals\\([^)]*(sign|mac|digest|sig|expected)");

    private static final List<String> VERIFIERS = List.of(
            "TpnsSignature", "CloudSignatureV1", "CloudSignatureTc3", "ImCallbackSignature", "UserSigVerification");

    @Test
    void case27NoSignatureIsComparedByEquals() throws IOException {
        int verifiers = 0;
        for (Path file : sources()) {
            String text = Files.readString(file);
            assertThat(BY_EQUALS.matcher(text).results().map(match -> match.group()))
                    .as("%s", file.getFileName())
                    .isEmpty();
            if (VERIFIERS.contains(file.getFileName().toString().replace(".java", ""))) {
                assertThat(text).as("%s", file.getFileName()).contains("MessageDigest.isEqual(");
                verifiers++;
            }
        }
        assertThat(verifiers).isEqualTo(VERIFIERS.size());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Stream.concat(
                Files.walk(Path.of("..", "camel-tencent", "src", "main", "java")),
                Files.walk(Path.of("..", "camel-birdtalk", "src", "main", "java")))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}

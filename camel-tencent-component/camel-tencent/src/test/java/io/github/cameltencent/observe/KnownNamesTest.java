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
package io.github.cameltencent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.exchange.DataTable;
import io.github.cameltencent.im.ImCalls;
import io.github.cameltencent.tpns.TpnsCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only names of the shipped lists become values of tags. */
class KnownNamesTest {

    /** Words in capitals in the sources that are no codes of failed calls. */
    private static final Set<String> NO_CODES = Set.of(
            "BUSY", // of callbacks, which are no calls
            "COMMAND_MISMATCH",
            "ENCODING_UNSUPPORTED",
            "QUERY_UNREADABLE",
            "REQUEST_TIME_WRONG",
            "SIGN_MISMATCH",
            "SIGN_MISSING",
            "STOPPING",
            "TOO_MANY_EVENTS",
            "ECDSA_SHA256", // algorithms
            "HMAC_SHA256");

    private final CloudCalls cloud = new CloudCalls();
    private final KnownNames names = new KnownNames(new TpnsCalls(), new ImCalls(() -> 7), () -> cloud);

    @ParameterizedTest
    @CsvSource({
        "push, push/app, push/app",
        "push, timpush/batch, timpush/batch",
        "im, openim/sendmsg, openim/sendmsg",
        "cloud, cvm/DescribeInstances, cvm/DescribeInstances",
        "cloud, cvm/NoSuchAction, other",
        "cloud, nosuch/DescribeInstances, other",
        "cloud, sts/AssumeRole, sts/AssumeRole",
        "usersig, verify, verify",
        "tpns, verify, other",
        "tpns, push/app/14, other"
    })
    void operationsThatAreNotListedAreOther(String service, String operation, String tag) {
        cloud.product("cvm"); // as an endpoint of it does

        assertThat(names.operation(service, operation)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        ", none",
        "1008003, 1008003",
        "70001, 70001",
        "99999999, other",
        "LOCAL_LIMIT, LOCAL_LIMIT",
        "INVENTED_BY_A_SERVER, other",
        "HTTP_503, HTTP_503",
        "HTTP_99999, other",
        "AuthFailure.SignatureExpire, AuthFailure.SignatureExpire",
        "AuthFailure.SomethingNew, AuthFailure",
        "InvalidParameterValue.One.Two, InvalidParameterValue",
        "Invented.Code, other"
    })
    void codesThatAreNotListedAreOther(String code, String tag) {
        assertThat(names.code(code)).isEqualTo(tag);
    }

    /** So that a new code is not counted as other. */
    @Test
    void theCodesOfTheSourcesAreListed() throws IOException {
        Set<String> listed = DataTable.read(KnownNames.class, "own-codes.txt").stream()
                .map(row -> row[0])
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        Pattern literal = Pattern.compile("\"([A-Z]{2,}(?:_[A-Z0-9]+)+)\"");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/github/cameltencent"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")
                            && !path.toString().contains("signing")
                            && !path.toString().contains("dsl"))
                    .toList()) {
                literal.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        used.removeIf(name -> name.startsWith("TENCENTCLOUD_") || name.startsWith("TKE_") || NO_CODES.contains(name));

        assertThat(used).hasSizeGreaterThan(60).isSubsetOf(listed);
    }
}

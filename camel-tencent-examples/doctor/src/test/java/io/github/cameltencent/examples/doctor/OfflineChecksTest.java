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
package io.github.cameltencent.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.examples.doctor.DoctorFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found without sending anything. */
class OfflineChecksTest {

    private static final String ORDERS = "camel.component.tencent.applications[orders].";
    private static final String TPNS_KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private DoctorFixture doctor;

    @BeforeEach
    void prepare() {
        doctor = new DoctorFixture(folder);
    }

    @Test
    void nothingIsSentAndNoNameResolved() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start()) {
            Result result = doctor.run(DoctorFixture.emulated(emulator));

            assertThat(result.status()).as(result.out()).isZero();
            assertThat(result.about("applications[orders].tpns[android]")).contains("OK", "complete, for 127.0.0.1");
            assertThat(result.about("applications[orders].im")).contains("OK");
            assertThat(result.about("applications[orders].cloud")).contains("OK");
            assertThat(result.about("network")).contains("add --online");
            assertThat(emulator.requests()).isEmpty();
        }
        assertThat(doctor.resolved()).isEmpty();
    }

    @Test
    void aWellFormedConfigurationForTencentIsRight() throws Exception {
        Result result = doctor.run(ORDERS + "tpns[android].access-id = 1500000001\n"
                + ORDERS + "tpns[android].secret-key = " + TPNS_KEY + "\n"
                + ORDERS + "tpns[android].region = shanghai\n");

        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.out()).doesNotContain("WARN", "FAIL", TPNS_KEY);
        assertThat(result.about("applications[orders].tpns[android]")).contains("api.tpns.sh.tencent.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tpns[android].secret-key = \"quoted-secret\"|in quotes",
                "tpns[android].secret-key = RAW(raw-secret)|RAW",
                "tpns[android].region = moscow|no access point",
                "tpns[windows].secret-key = some-secret|use tpns[android] or tpns[ios]",
                "im.sdk-app-id = 14x|whole number",
                "im.secret-key = im-secret-alone|sdkAppId",
                "cloud.secret-key = cloud-secret-alone|no secretId",
                "cloud.secret-id = AKIDinvented00000000000000000000|no secretKey",
                "cloud.base-uri = not an address|not an address",
                "tpns[android].base-uri = ftp://host|baseUri"
            })
    void aDefectIsNamedWithoutTheSecret(String line, String defect) throws Exception {
        Result result = doctor.run(ORDERS + "tpns[android].access-id = 1500000001\n"
                + ORDERS + "tpns[android].secret-key = " + TPNS_KEY + "\n"
                + ORDERS + line + "\n");

        assertThat(result.status()).as(result.out()).isOne();
        assertThat(result.out()).containsPattern("FAIL .*\\Q" + defect + "\\E");
        if (line.contains("secret-key")) {
            assertThat(result.out()).doesNotContain(line.replaceFirst(".* = ", ""));
        }
    }

    @Test
    void aMistypedOptionIsNamedWithTheRightOne() throws Exception {
        Result result = doctor.run(
                ORDERS + "im.secret-kye = a-secret-with-a-typo\n" + "camel.component.tencent.request-timeot = 5s\n");

        assertThat(result.status()).isOne();
        assertThat(result.about("applications[orders].im.secret-kye")).contains("no such option", "secret-key?");
        assertThat(result.about("request-timeot")).contains("request-timeout?");
        assertThat(result.out()).doesNotContain("a-secret-with-a-typo");
    }

    @Test
    void aPlaceholderIsResolvedAndAMissingOneIsNamed() throws Exception {
        Result result = doctor.run(ORDERS + "im.sdk-app-id = {{im.id}}\nim.id = 1400000001\n" + ORDERS
                + "im.secret-key = ${NO_SUCH_VARIABLE_HERE}\n");

        assertThat(result.status()).isOne();
        assertThat(result.out()).contains("no value: [NO_SUCH_VARIABLE_HERE]");
        assertThat(result.out()).doesNotContain("im.sdk-app-id");
    }

    @Test
    void whatOnlyTheApplicationHasIsNotChecked() throws Exception {
        Result result = doctor.run(
                ORDERS + "cloud.credentials-provider = #bean:vault\n" + ORDERS + "cloud.region = ap-guangzhou\n");

        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.about("applications[orders].cloud")).contains("WARN", "not checked");
    }

    @Test
    void swappedKeysAndSamplesAreFound() throws Exception {
        Result result = doctor.run(ORDERS + "cloud.secret-id = 0123456789abcdefABCDEF0123456789\n"
                + ORDERS + "cloud.secret-key = AKIDinvented00000000000000000000\n"
                + "camel.component.tencent.applications[shop].tpns[ios].access-id = 1600000001\n"
                + "camel.component.tencent.applications[shop].tpns[ios].secret-key = your-secret-key\n");

        assertThat(result.status()).isOne();
        assertThat(result.about("applications[orders].cloud.secret-key")).contains("FAIL", "swapped");
        assertThat(result.about("applications[shop].tpns[ios].secret-key"))
                .contains("FAIL", "placeholder of an example");
    }

    @Test
    void anUnusualFormIsAWarning() throws Exception {
        Result result = doctor.run(ORDERS + "im.sdk-app-id = 20000\n" + ORDERS + "im.secret-key = " + TPNS_KEY + "\n");

        assertThat(result.status()).isZero();
        assertThat(result.about("applications[orders].im.sdk-app-id")).contains("WARN");
        assertThat(result.about("applications[orders].im.secret-key")).contains("WARN", "64 hexadecimal");
    }

    @Test
    void legacyKeysMakeAPair() throws Exception {
        KeyPair keys = ecKeys();
        Result result = doctor.run(legacy(keys.getPrivate(), keys.getPublic()));

        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.about("applications[orders].im private-key")).contains("OK");
        assertThat(result.about("applications[orders].im public-key")).contains("OK", "belongs to the private key");
    }

    @Test
    void aPublicKeyOfAnotherPairIsFound() throws Exception {
        Result result = doctor.run(legacy(ecKeys().getPrivate(), ecKeys().getPublic()));

        assertThat(result.status()).as(result.out()).isOne();
        assertThat(result.about("applications[orders].im public-key")).contains("FAIL");
    }

    @Test
    void aPrivateKeyThatCannotBeReadIsFound() throws Exception {
        Result result = doctor.run(
                ORDERS + "im.sdk-app-id = 1400000001\n" + ORDERS + "im.private-key = classpath:no-such-key.pem\n");

        assertThat(result.status()).isOne();
        assertThat(result.about("applications[orders].im private-key")).contains("FAIL");
    }

    private String legacy(Key privateKey, Key publicKey) throws IOException {
        return ORDERS + "im.sdk-app-id = 1400000001\n"
                + ORDERS + "im.private-key = file:" + pem("private.pem", "PRIVATE KEY", privateKey) + "\n"
                + ORDERS + "im.public-key = file:" + pem("public.pem", "PUBLIC KEY", publicKey) + "\n";
    }

    private Path pem(String name, String type, Key key) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    private static KeyPair ecKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    @Test
    void theEnvironmentAloneIsChecked() throws Exception {
        doctor.environment(Map.of(
                "TENCENTCLOUD_SECRET_ID",
                EmulatorOptions.CLOUD.id(),
                "CAMEL_COMPONENT_TENCENT_REGION",
                "shanghai",
                "HTTPS_PROXY",
                "http://proxy:3128"));
        Result result = doctor.arguments();

        assertThat(result.status()).as(result.out()).isOne();
        assertThat(result.out())
                .contains("no file", "TENCENTCLOUD_SECRET_KEY is missing", "CAMEL_COMPONENT_TENCENT_REGION")
                .contains("HTTPS_PROXY");
    }

    @Test
    void aTlsSettingThatCannotBeUsedIsNamed() throws Exception {
        Result result = doctor.run("camel.component.tencent.proxy-host = proxy\n"
                + "camel.component.tencent.use-global-ssl-context-parameters = true\n");

        assertThat(result.status()).isOne();
        assertThat(result.about("component")).contains("proxyPort");
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        assertThat(doctor.arguments("--help").out()).contains("--online");
        assertThat(doctor.arguments("--onlin").status()).isEqualTo(2);
        assertThat(doctor.arguments("--timeout", "0").err()).contains("--timeout");
        assertThat(doctor.arguments("no/such/file").err()).contains("no file no/such/file");
        assertThat(doctor.run("spring.application.name = orders\n").about("configuration"))
                .contains("FAIL", "YAML");
    }
}

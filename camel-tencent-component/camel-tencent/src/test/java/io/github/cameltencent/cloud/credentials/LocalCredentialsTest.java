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
package io.github.cameltencent.cloud.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.credential.CloudCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials from the environment and from profile files. */
class LocalCredentialsTest {

    @Nested
    class Environment {

        private CloudCredentials load(Map<String, String> variables) {
            return new EnvironmentCredentials(variables::get).load();
        }

        @Test
        void permanentKeys() {
            assertThat(load(Map.of("TENCENTCLOUD_SECRET_ID", "AKIDenv", "TENCENTCLOUD_SECRET_KEY", "key-env")))
                    .isEqualTo(CloudCredentials.of("AKIDenv", "key-env"));
        }

        @Test
        void temporaryKeysInEachSpellingOfTheToken() {
            for (String token : List.of("TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN")) {
                assertThat(load(Map.of(
                                        "TENCENTCLOUD_SECRET_ID",
                                        "AKIDenv",
                                        "TENCENTCLOUD_SECRET_KEY",
                                        "key-env",
                                        token,
                                        "token-env"))
                                .sessionToken())
                        .isEqualTo("token-env");
            }
        }

        @Test
        void theSpellingOfCloudFunctions() {
            assertThat(load(Map.of(
                            "TENCENTCLOUD_SECRETID",
                            "AKIDscf",
                            "TENCENTCLOUD_SECRETKEY",
                            "key-scf",
                            "TENCENTCLOUD_SESSIONTOKEN",
                            "token-scf")))
                    .isEqualTo(new CloudCredentials("AKIDscf", "key-scf", "token-scf", null));
        }

        @Test
        void theSpellingsAreNotMixed() {
            assertThatThrownBy(() ->
                            load(Map.of("TENCENTCLOUD_SECRET_ID", "AKIDenv", "TENCENTCLOUD_SECRETKEY", "key-scf")))
                    .hasMessage("TENCENTCLOUD_SECRET_KEY is not set");
            assertThat(load(Map.of(
                                    "TENCENTCLOUD_SECRET_ID",
                                    "AKIDenv",
                                    "TENCENTCLOUD_SECRET_KEY",
                                    "key-env",
                                    "TENCENTCLOUD_SESSIONTOKEN",
                                    "token-scf"))
                            .sessionToken())
                    .isNull();
        }

        @Test
        void emptyVariablesCountAsAbsent() {
            assertThatThrownBy(() -> load(Map.of("TENCENTCLOUD_SECRET_ID", "", "TENCENTCLOUD_SECRET_KEY", " ")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("neither TENCENTCLOUD_SECRET_ID nor TENCENTCLOUD_SECRETID is set");
        }

        @Test
        void surroundingWhiteSpaceIsRefused() {
            assertThatThrownBy(() ->
                            load(Map.of("TENCENTCLOUD_SECRET_ID", "AKIDenv", "TENCENTCLOUD_SECRET_KEY", "key-env\n")))
                    .hasMessageContaining("white space")
                    .hasMessageNotContaining("key-env");
        }
    }

    @Nested
    class Profile {

        @TempDir
        private Path folder;

        private ProfileCredentials of(String text) throws IOException {
            return new ProfileCredentials(List.of(folder.resolve("none"), file("credentials", text)));
        }

        private Path file(String name, String text) throws IOException {
            return Files.writeString(folder.resolve(name), text);
        }

        @Test
        void theDefaultProfile() throws Exception {
            ProfileCredentials source = of("""
                    # mine
                    [other]
                    secret_id = AKIDother
                    secret_key = key-other
                    [default]
                    ; the usual
                    secret_id = AKIDfile
                    secret_key=key=with=signs
                    role_arn =
                    """);
            assertThat(source.load()).isEqualTo(CloudCredentials.of("AKIDfile", "key=with=signs"));
        }

        @Test
        void aNamedProfileWithAToken() throws Exception {
            ProfileCredentials source =
                    of("[default]\nsecret_id=a\n[ other ]\nSECRET_ID=AKIDother\nsecret_key=key\ntoken=token-other\n");
            source.setProfile("other");
            assertThat(source.load()).isEqualTo(new CloudCredentials("AKIDother", "key", "token-other", null));
        }

        @Test
        void theFirstExistingDefaultFileIsRead() throws Exception {
            Path home = file("home", "[default]\nsecret_id=AKIDhome\nsecret_key=key\n");
            Path machine = file("machine", "[default]\nsecret_id=AKIDmachine\nsecret_key=key\n");
            ProfileCredentials source = new ProfileCredentials(List.of(home, machine));
            assertThat(source.load().secretId()).isEqualTo("AKIDhome");
            Files.delete(home);
            assertThat(source.load().secretId()).isEqualTo("AKIDmachine");
        }

        @Test
        void changedKeysAreReadByTheNextLoad() throws Exception {
            ProfileCredentials source = of("[default]\nsecret_id=AKIDone\nsecret_key=key\n");
            source.load();
            file("credentials", "[default]\nsecret_id=AKIDtwo\nsecret_key=key\n");
            assertThat(source.load().secretId()).isEqualTo("AKIDtwo");
        }

        @Test
        void missingSectionsAndKeysAreNamed() throws Exception {
            assertThatThrownBy(of("[default]\nsecret_id=AKIDfile\nsecret_key=\n")::load)
                    .hasMessageContaining("has no secret_key in [default]");
            assertThatThrownBy(of("[else]\nsecret_id=a\n")::load).hasMessageContaining("has no section [default]");
            assertThatThrownBy(of("secret_id=a\nsecret_key=b\n")::load).hasMessageContaining("has no section");
            assertThatThrownBy(new ProfileCredentials(List.of(folder.resolve("none")))::load)
                    .hasMessageContaining("none of these files exists: ");
        }

        @Test
        void aFileThatIsTooLongIsNotRead() throws Exception {
            assertThatThrownBy(of("#".repeat(SmallFile.MAX_BYTES + 1))::load).hasMessageContaining("is longer than");
        }
    }
}

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
package io.github.cameltencent.usersig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cameltencent.credential.ImApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid options fail the creation of the endpoint, not the first message. */
class UserSigEndpointCreationTest extends UserSigTestSupport {

    private static final String INLINE = "sdkAppId=" + APP + "&secretKey=RAW{" + KEY + "}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/generat | did you mean tencent:usersig/generate",
                "/Verify | did you mean tencent:usersig/verify",
                "/somethingElse | not in the lists",
                "?expire=0 | expire is 0",
                "?expire=-1 | expire is -1",
                "?expire=1576800001 | 50 years",
                "?roomId=1&roomIdString=lobby | remove one",
                "?roomId=0 | roomId is 0",
                "?roomId=4294967295 | roomId is 4294967295",
                "?roomIdString=a%0Ab | roomIdString",
                "?privileges=256 | 0 to 255",
                "?privileges=flyAway | receiveSubstream",
                "?userBuf=no!base64 | userBuf is not Base64",
                "/privateMapKey?userBuf=YWJj | its own userbuf",
                "?allowedClockSkew=-1 | allowedClockSkew is negative",
                "?algorithm=ECDSA_SHA256 | no privateKey",
                "?application=nobody | There is no application named nobody",
                "?sdkAppId=1400000000 | no secretKey",
                "?application=orders&secretKey=abc | no sdkAppId",
                "?application=orders&privateKey=classpath:x.pem | no sdkAppId",
                "?sdkAppId=1400000000&privateKey=classpath:missing.pem | classpath:missing.pem",
                "?sdkAppId=1400000000&privateKey=file:missing.pem&algorithm=ECDSA_SHA256 | file:missing.pem",
                "?sdkAppId=1400000000&privateKey=http://localhost/x.pem | neither PEM text",
                "/verify?sdkAppId=1400000000&privateKey=file:missing.pem | file:missing.pem",
                "?sdkAppId=0&secretKey=abc | is not the id of an application",
                "?sdkAppId=1400000000&secretKey=RAW{ abc} | white space",
            })
    void invalidOptionsFailTheCreationOfTheEndpoint(String operationAndOptions, String saying) {
        assertThat(messageOf(uri(operationAndOptions))).contains(saying);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/generate",
                "/verify",
                "/privateMapKey",
                "?expire=1",
                "?expire=1576800000",
                "?roomId=1",
                "?roomId=4294967294",
                "?roomIdString=lobby",
                "?privileges=0",
                "?privileges=255",
                "?" + INLINE
            })
    void validOptionsAreAccepted(String operationAndOptions) {
        assertThatCode(() -> context.getEndpoint(uri(operationAndOptions))).doesNotThrowAnyException();
    }

    @Test
    void anEndpointWithoutKeysAndWithoutDefaultApplicationIsRefused() {
        assertThat(messageOf("tencent:usersig")).contains("set the option application");
    }

    @Test
    void theApplicationNamedDefaultServesEndpointsThatNameNone() {
        context.getRegistry().bind("default", application(im(KEY)));

        assertThatCode(() -> context.getEndpoint("tencent:usersig")).doesNotThrowAnyException();
    }

    @Test
    void aHalfFilledApplicationFails() {
        ImApplication im = new ImApplication();
        context.getRegistry().bind("half", application(im));
        im.setSecretKey(KEY);
        assertThat(messageOf("tencent:usersig?application=half")).contains("no sdkAppId");
        im.setSdkAppId(APP);
        im.setSecretKey(null);
        assertThat(messageOf("tencent:usersig?application=half")).contains("no secretKey");
        context.getRegistry().bind("none", application(null));
        assertThat(messageOf("tencent:usersig?application=none")).contains("no keys for IM");
    }

    @Test
    void verifyingNeedsTheKeyThatChecks(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), pem("P-256", "private_key_sec1_pem"));

        assertThat(messageOf("tencent:usersig/verify?sdkAppId=1&privateKey=file:" + key))
                .contains("no secretKey nor publicKey");
    }

    @Test
    void anEncryptedKeyIsRefusedWithAdvice(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

        assertThat(messageOf("tencent:usersig?sdkAppId=1&algorithm=ECDSA_SHA256&privateKey=file:" + key))
                .contains("encrypted", "openssl");
    }

    @Test
    void aPublicKeyIsNoPrivateKey(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), pem("P-256", "public_key_spki_pem"));

        assertThat(messageOf("tencent:usersig?sdkAppId=1&algorithm=ECDSA_SHA256&privateKey=file:" + key))
                .contains("PUBLIC KEY", "PRIVATE KEY");
    }

    @Test
    void aFileThatIsTooLongIsNoKey(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN".repeat(7000));

        assertThat(messageOf("tencent:usersig?sdkAppId=1&algorithm=ECDSA_SHA256&privateKey=file:" + key))
                .contains("more than 65536 bytes");
    }

    @Test
    void messagesContainNoKeys() {
        String told = messageOf("tencent:usersig?sdkAppId=1400000000&secretKey=RAW{" + KEY + " }")
                + messageOf("tencent:usersig?application=orders&secretKey=RAW{" + KEY + "}")
                + messageOf("tencent:usersig?sdkAppId=1&algorithm=ECDSA_SHA256&privateKey=RAW{" + KEY + "}")
                + context.getEndpoint("tencent:usersig?" + INLINE);

        assertThat(told).doesNotContain(KEY);
    }

    private String messageOf(String uri) {
        Throwable thrown = catchThrowable(() -> context.getEndpoint(uri));
        assertThat(thrown).isInstanceOf(ResolveEndpointFailedException.class);
        StringBuilder told = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            told.append(one.getMessage()).append('\n');
        }
        return told.toString();
    }
}

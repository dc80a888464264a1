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
package io.github.cameltencent.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulatorExtension;
import io.github.cameltencent.sign.LegacyUserSig;
import io.github.cameltencent.sign.UserSigVerification;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** UserSigs of the vendor's two libraries, before the emulator and before our own verification. */
class UserSigLibrariesContractTest {

    private static final String APP = EmulatorOptions.IM.id();

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    @TempDir
    Path folder;

    @Test
    void ticketsOfTodayAreBelieved() throws Exception {
        List<String> tickets = VendorProgram.of("UserSigs", "tls-sig-api-v2")
                .run(List.of(), APP, EmulatorOptions.IM.key(), "administrator", "user-1", "a b+c=%&*");
        assertThat(tickets).hasSize(6);
        for (String user : List.of("administrator", "user-1", "a b+c=%&*")) {
            EMULATOR.emulator().im().addAdministrator(APP, user);
        }
        List<String> named = List.of("administrator", "user-1", "a b+c=%&*");
        for (int i = 0; i < tickets.size(); i++) {
            String user = named.get(i / 2);
            assertThat(call(user, tickets.get(i))).as(user).contains("\"ErrorCode\":0");
            assertThat(UserSigVerification.of(Long.parseLong(APP))
                            .withSecretKey(EmulatorOptions.IM.key())
                            .verify(tickets.get(i), Instant.now())
                            .getUserId())
                    .isEqualTo(user);
        }
    }

    @Test
    void olderTicketsAreBelievedBothWays() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String ours = LegacyUserSig.of(Long.parseLong(APP), pair.getPrivate())
                .generate("administrator", 3600, null, Instant.now());
        List<String> answers = VendorProgram.of("LegacyUserSigs", "tls-sig-api")
                .run(
                        List.of(),
                        APP,
                        "administrator",
                        pem("private", "PRIVATE KEY", pair.getPrivate().getEncoded()),
                        pem("public", "PUBLIC KEY", pair.getPublic().getEncoded()),
                        ours);
        assertThat(answers.get(1)).as("the library believes ours").isEqualTo("true");
        EMULATOR.emulator().im().addPublicKey(APP, pair.getPublic());
        assertThat(call("administrator", answers.get(0))).contains("\"ErrorCode\":0");
        assertThat(call("administrator", ours)).contains("\"ErrorCode\":0");
    }

    private String pem(String name, String kind, byte[] key) throws Exception {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind + "-----\n";
        return Files.writeString(folder.resolve(name + ".pem"), text).toString();
    }

    private static String call(String user, String ticket) throws Exception {
        String query = "?sdkappid=" + APP + "&identifier=" + URLEncoder.encode(user, StandardCharsets.UTF_8)
                + "&usersig=" + ticket + "&random=1&contenttype=json";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(EMULATOR.emulator().baseUri() + "/v4/openim/query_online_status" + query))
                .POST(HttpRequest.BodyPublishers.ofString("{\"To_Account\":[\"user-1\"]}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

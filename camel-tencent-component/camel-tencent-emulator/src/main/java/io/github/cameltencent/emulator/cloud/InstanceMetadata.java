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
package io.github.cameltencent.emulator.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Serves the metadata of a virtual machine with a role: its name and its temporary credentials, which are rotated. */
final class InstanceMetadata {

    static final String ROLE = "emulated-role";

    private static final String CREDENTIALS = "/latest/meta-data/cam/security-credentials";
    /** Any role name is accepted. */
    private static final String ANY_ROLE = "/[\\w+=,.@-]{1,128}";

    private static final long LIFE_SECONDS = 6 * 3600;

    private final CloudKeyStore keys;
    private final Clock clock;
    private final AtomicReference<Current> current = new AtomicReference<>();

    InstanceMetadata(CloudKeyStore keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    static boolean handles(String path) {
        return path.startsWith("/latest/meta-data/");
    }

    void reset() {
        current.set(null);
    }

    Protocol.Handling open(Call call) {
        String rest = call.path().startsWith(CREDENTIALS) ? call.path().substring(CREDENTIALS.length()) : null;
        return new Protocol.Handling() {
            @Override
            public RecordedVerdict verdict() {
                return RecordedVerdict.of(true, "no credentials needed");
            }

            @Override
            public Answer answer() {
                if (rest == null || !call.method().equals("GET")) {
                    return Answer.refusal(404, "the emulated machine has only the credentials of its role");
                }
                if (rest.isEmpty() || rest.equals("/")) {
                    return new Answer(200, "text/plain", HashFunctions.utf8(ROLE), Map.of(), Decision.success());
                }
                return rest.matches(ANY_ROLE) ? credentials() : Answer.refusal(404, "not a valid role name");
            }

            @Override
            public Answer refuse(String code) {
                return Answer.json(Json.object().put("Code", code), Decision.refused(code, "emulated fault " + code));
            }
        };
    }

    /** The current credentials; renewed after half of their lifetime, so that clients always get usable ones. */
    private Answer credentials() {
        Instant now = clock.instant();
        Current known = current.get();
        if (known == null || !now.isBefore(known.change) || !keys.isAlive(known.issued)) {
            CloudKeyStore.Issued issued = keys.issue(LIFE_SECONDS);
            known = new Current(
                    issued, now.plus(Duration.between(now, issued.end()).dividedBy(2)));
            current.set(known);
        }
        ObjectNode body = Json.object()
                .put("TmpSecretId", known.issued.id())
                .put("TmpSecretKey", known.issued.secret())
                .put("ExpiredTime", known.issued.end().getEpochSecond())
                .put(
                        "Expiration",
                        known.issued.end().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("Token", known.issued.token())
                .put("Code", "Success");
        return Answer.json(body, new Decision(true, "0", "", List.of(known.issued.id()), List.of()));
    }

    private record Current(CloudKeyStore.Issued issued, Instant change) {}
}

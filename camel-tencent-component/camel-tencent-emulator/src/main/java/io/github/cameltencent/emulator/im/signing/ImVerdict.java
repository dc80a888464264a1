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
package io.github.cameltencent.emulator.im.signing;

import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.VerificationStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of authenticating an IM request.
 *
 * @param stage the failed check, or the last one
 * @param code the error code, 0 for success
 * @param problem the reason, empty for success
 * @param app the application, null if there is no such application
 * @param end the expiry of the UserSig, 0 if unknown
 */
public record ImVerdict(
        Stage stage,
        int code,
        String problem,
        String application,
        String operation,
        ImApp app,
        String identifier,
        long end)
        implements RecordedVerdict {

    private static final long FAR = 100_000_000_000L;

    /** The checks in their order. */
    public enum Stage {
        QUERY("Query", "query wrong", "sdkappid, identifier, usersig, random and contenttype are present"),
        APPLICATION("SDKAppID", "unknown application", "an application of this emulator"),
        TICKET("UserSig", "usersig unreadable", "decoded"),
        IDENTIFIER("Identifier", "usersig of another user", "the UserSig is of the identifier in the query"),
        TICKET_APP("UserSig's SDKAppID", "usersig of another application", "the UserSig is of this application"),
        EXPIRY("Expiry", "usersig expired", "not expired"),
        SIGNATURE("Signature", "usersig wrong", "the signature over the members of the UserSig is valid"),
        ROLE("Role", "not an administrator", "the identifier is an administrator");

        public final String title;
        final String failure;
        final String success;

        Stage(String title, String failure, String success) {
            this.title = title;
            this.failure = failure;
            this.success = success;
        }
    }

    @Override
    public boolean ok() {
        return code == 0;
    }

    @Override
    public String text() {
        return ok() ? "usersig ok" : stage.failure;
    }

    @Override
    public List<VerificationStep> steps() {
        List<VerificationStep> steps = new ArrayList<>();
        for (Stage each : Stage.values()) {
            if (!ok() && each == stage) {
                steps.add(new VerificationStep(each.title, false, problem));
                break;
            }
            steps.add(
                    new VerificationStep(each.title, true, each == Stage.EXPIRY ? "until " + endText() : each.success));
        }
        return steps;
    }

    private String endText() {
        return Math.abs(end) > FAR
                ? "second " + end
                : Instant.ofEpochSecond(end).toString();
    }
}

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
import io.github.cameltencent.emulator.engine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of checking the query of an IM request.
 *
 * @param stage which check it failed, or the last one
 * @param code the code of the refusal, 0 when nothing is wrong
 * @param trouble what is wrong in detail, empty if nothing is
 * @param app the application, null when the request names none that exists
 * @param end when the UserSig ends, 0 when that is not known
 */
public record ImVerdict(
        Stage stage,
        int code,
        String trouble,
        String application,
        String operation,
        ImApp app,
        String identifier,
        long end)
        implements RecordedVerdict {

    private static final long FAR = 100_000_000_000L;

    /** The checks in their order. */
    public enum Stage {
        QUERY("Query", "query wrong", "sdkappid, identifier, usersig, random and contenttype are there"),
        APPLICATION("SDKAppID", "unknown application", "an application of this emulator"),
        TICKET("UserSig", "usersig unreadable", "unpacked and parsed"),
        IDENTIFIER("Identifier", "usersig of another user", "the UserSig is of the identifier in the query"),
        TICKET_APP("UserSig's SDKAppID", "usersig of another application", "the UserSig is of this application"),
        EXPIRY("Expiry", "usersig expired", "not over yet"),
        SIGNATURE("Signature", "usersig wrong", "the signature over the members of the UserSig is right"),
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
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Stage each : Stage.values()) {
            if (!ok() && each == stage) {
                steps.add(new Step(each.title, false, trouble));
                break;
            }
            steps.add(new Step(each.title, true, each == Stage.EXPIRY ? "until " + endText() : each.success));
        }
        return steps;
    }

    private String endText() {
        return Math.abs(end) > FAR
                ? "second " + end
                : Instant.ofEpochSecond(end).toString();
    }
}

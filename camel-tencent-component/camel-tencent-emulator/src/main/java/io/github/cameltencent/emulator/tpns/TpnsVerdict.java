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
package io.github.cameltencent.emulator.tpns;

import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.VerificationStep;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of authenticating a TPNS request.
 *
 * @param app the application, null if there is no such application
 * @param skewSeconds the age of TimeStamp; negative if it is ahead of the clock
 * @param problem the reason, empty for success
 */
record TpnsVerdict(Kind kind, String application, TpnsApp app, long skewSeconds, long allowed, String problem)
        implements RecordedVerdict {

    enum Kind {
        SIGNATURE_OK("signature ok", null),
        BASIC_OK("basic ok", null),
        NO_CREDENTIALS("no credentials", "1008003"),
        UNKNOWN_ACCESS_ID("unknown access id", "1008035"),
        BAD_TIMESTAMP("timestamp wrong", "1008003"),
        STALE("timestamp stale", "1008003"),
        SIGNATURE_WRONG("signature wrong", "1008003"),
        BASIC_WRONG("basic wrong", "1008003");

        private final String words;
        private final String code;

        Kind(String words, String code) {
            this.words = words;
            this.code = code;
        }
    }

    @Override
    public boolean ok() {
        return kind.code == null;
    }

    @Override
    public String text() {
        return kind.words;
    }

    String code() {
        return kind.code;
    }

    @Override
    public List<VerificationStep> steps() {
        List<VerificationStep> steps = new ArrayList<>();
        if (kind == Kind.NO_CREDENTIALS) {
            return List.of(new VerificationStep("Credentials", false, problem));
        }
        steps.add(new VerificationStep(
                "AccessId",
                app != null,
                app == null ? problem : application + " is the " + (app.ios() ? "iOS" : "Android") + " application"));
        if (app == null) {
            return steps;
        }
        if (kind == Kind.BASIC_OK || kind == Kind.BASIC_WRONG) {
            steps.add(new VerificationStep("Basic", ok(), ok() ? "the SecretKey is right" : problem));
            return steps;
        }
        if (kind == Kind.BAD_TIMESTAMP || kind == Kind.STALE) {
            steps.add(new VerificationStep("TimeStamp", false, problem));
            return steps;
        }
        String side = skewSeconds < 0 ? " s ahead, " : " s behind, ";
        steps.add(new VerificationStep("TimeStamp", true, Math.abs(skewSeconds) + side + allowed + " s are allowed"));
        String right = "HMAC-SHA256 over TimeStamp, AccessId and the body bytes, hex, Base64: equal";
        steps.add(new VerificationStep("Sign", ok(), ok() ? right : problem));
        return steps;
    }
}

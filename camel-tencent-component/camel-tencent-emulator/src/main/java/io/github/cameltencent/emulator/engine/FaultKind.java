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
package io.github.cameltencent.emulator.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of faults. */
public enum FaultKind {
    /** Answers late. */
    DELAY(true),
    /** Answers with an HTTP status; the request is not executed unless the fault says so. */
    STATUS(false),
    /** Answers with a code of the service; the request is not executed. */
    CODE(false),
    /** Reads the request, does not execute it, and resets the connection. */
    RESET_BEFORE(false),
    /** Executes the request and resets the connection without an answer. */
    RESET_AFTER(true),
    /** Answers, and closes the connection a little later, when it is idle. */
    CLOSE_IDLE(true),
    /** Announces the whole answer, sends half of it, and closes. */
    CUT(true),
    /** Sends the body of the answer one byte at a time. */
    DRIBBLE(true),
    /** Executes the request and answers 200 with something that is not JSON. */
    GARBAGE(true);

    private final boolean executes;

    FaultKind(boolean executes) {
        this.executes = executes;
    }

    /** Whether the service executes the request. */
    public boolean executes() {
        return executes;
    }

    /** The name in fault scripts. */
    public String scriptName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FaultKind ofScriptName(String scriptName) {
        return Arrays.stream(values())
                .filter(kind -> kind.scriptName().equals(scriptName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fault \"" + scriptName + "\", expected one of "
                        + Arrays.stream(values()).map(FaultKind::scriptName).collect(Collectors.joining(", "))));
    }
}

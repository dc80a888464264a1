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
package io.github.cameltencent.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Attempts that end as a test says, after the time that it says, without any network. */
final class ScriptedAttempts implements AttemptLayer {

    /** One attempt as it was begun. */
    record Begun(Duration at, String signature, long leaseUntil, long until) {}

    private record Ending(Duration after, Verdict verdict, HttpAnswer answer) {}

    private final ManualTime time;
    private final Queue<Ending> endings = new ArrayDeque<>();
    private final List<Begun> begun = new ArrayList<>();

    ScriptedAttempts(ManualTime time) {
        this.time = time;
    }

    ScriptedAttempts then(Verdict verdict) {
        return then(Duration.ZERO, verdict);
    }

    ScriptedAttempts then(Duration after, Verdict verdict) {
        endings.add(new Ending(after, verdict, null));
        return this;
    }

    /** An answer that is no 2xx. */
    ScriptedAttempts then(HttpAnswer answer) {
        endings.add(new Ending(Duration.ZERO, null, answer));
        return this;
    }

    List<Begun> begun() {
        return begun;
    }

    @Override
    public void begin(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener) {
        begun.add(new Begun(time.elapsed(), signed.headers().get("Sign"), leaseUntil, until));
        Ending ending = endings.remove();
        long leased = time.nanos();
        Runnable end = () -> listener.ended(
                ending.answer == null
                        ? ending.verdict
                        : StatusVerdicts.of(ending.answer, true, time.now(call.options())),
                ending.answer,
                leased);
        if (ending.after.isZero()) {
            end.run();
        } else {
            time.schedule(end, ending.after.toMillis());
        }
    }

    @Override
    public void cutWaiting() {
        // none waits
    }

    @Override
    public void cutAll() {
        // they end by their script
    }
}

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

/** Attempts with scripted results and durations, without network. */
final class ScriptedAttempts implements AttemptSender {

    /** One attempt that was sent. */
    record SentAttempt(Duration at, String signature, long leaseUntil, long until) {}

    private record Ending(Duration after, AttemptResult result, HttpAnswer answer) {}

    private final ManualTransportClock time;
    private final Queue<Ending> endings = new ArrayDeque<>();
    private final List<SentAttempt> sent = new ArrayList<>();

    ScriptedAttempts(ManualTransportClock time) {
        this.time = time;
    }

    ScriptedAttempts then(AttemptResult result) {
        return then(Duration.ZERO, result);
    }

    ScriptedAttempts then(Duration after, AttemptResult result) {
        endings.add(new Ending(after, result, null));
        return this;
    }

    /** Adds an answer with a status other than 2xx. */
    ScriptedAttempts then(HttpAnswer answer) {
        endings.add(new Ending(Duration.ZERO, null, answer));
        return this;
    }

    /** Adds an attempt whose answer was read with the given result. */
    ScriptedAttempts then(AttemptResult result, HttpAnswer answer) {
        endings.add(new Ending(Duration.ZERO, result, answer));
        return this;
    }

    List<SentAttempt> sent() {
        return sent;
    }

    @Override
    public void send(HttpCall call, SignedRequest signed, long leaseUntil, long until, AttemptListener listener) {
        sent.add(new SentAttempt(time.elapsed(), signed.headers().get("Sign"), leaseUntil, until));
        Ending ending = endings.remove();
        long leased = time.nanos();
        Runnable end = () -> listener.ended(
                ending.result != null
                        ? ending.result
                        : HttpStatusClassifier.of(ending.answer, true, time.now(call.options())),
                ending.answer,
                leased);
        if (ending.after.isZero()) {
            end.run();
        } else {
            time.schedule(end, ending.after.toMillis());
        }
    }

    @Override
    public void abortWaiting() {
        // none waits
    }

    @Override
    public void abortAll() {
        // they end as scripted
    }
}

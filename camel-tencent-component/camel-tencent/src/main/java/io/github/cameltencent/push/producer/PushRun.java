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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.push.PartEnd;
import io.github.cameltencent.push.PushPart;
import io.github.cameltencent.push.PushService;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The parts of a push under way. Sent at once by the calling thread; their ends come in on any thread and in any order,
 * and the last one hands all of them over, on a Camel pool thread. The counter orders their writes before that.
 */
final class PushRun {

    private final CallSender transport;
    private final PushService service;
    private final List<PushPart> parts;
    private final AtomicReferenceArray<PartEnd> ends;
    private final AtomicInteger open;
    private final Consumer<List<PartEnd>> done;

    PushRun(CallSender transport, PushService service, List<PushPart> parts, Consumer<List<PartEnd>> done) {
        this.transport = transport;
        this.service = service;
        this.parts = parts;
        this.ends = new AtomicReferenceArray<>(parts.size());
        this.open = new AtomicInteger(parts.size());
        this.done = done;
    }

    /** Sends every part; all the calls are made before, so that a failure to make one sends nothing. */
    void start(List<HttpCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            transport.send(calls.get(i), result -> ended(index, service.end(parts.get(index), result)));
        }
    }

    private void ended(int index, PartEnd end) {
        if (ends.compareAndSet(index, null, end) && open.decrementAndGet() == 0) {
            transport.resume(this::finish);
        }
    }

    private void finish() {
        List<PartEnd> all = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            all.add(ends.get(i));
        }
        done.accept(all);
    }
}

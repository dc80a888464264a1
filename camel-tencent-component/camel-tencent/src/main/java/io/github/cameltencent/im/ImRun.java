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
package io.github.cameltencent.im;

import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The parts of a call under way. Their ends come in on any thread and in any order, and the last one hands all of them over,
 * on a Camel pool thread. The counter orders their writes before that.
 */
final class ImRun {

    private final CallSender transport;
    private final AtomicReferenceArray<CallResult> ends;
    private final AtomicInteger open;
    private final Consumer<List<CallResult>> done;

    ImRun(CallSender transport, int parts, Consumer<List<CallResult>> done) {
        this.transport = transport;
        this.ends = new AtomicReferenceArray<>(parts);
        this.open = new AtomicInteger(parts);
        this.done = done;
    }

    void start(List<HttpCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            transport.send(calls.get(i), result -> ended(index, result));
        }
    }

    private void ended(int index, CallResult result) {
        if (ends.compareAndSet(index, null, result) && open.decrementAndGet() == 0) {
            transport.resume(this::finish);
        }
    }

    private void finish() {
        List<CallResult> all = new ArrayList<>(ends.length());
        for (int i = 0; i < ends.length(); i++) {
            all.add(ends.get(i));
        }
        done.accept(all);
    }
}

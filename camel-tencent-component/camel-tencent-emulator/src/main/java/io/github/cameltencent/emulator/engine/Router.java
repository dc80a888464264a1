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

import io.github.cameltencent.emulator.RecordedRequest;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Routes each request to its service: verify, select a fault, execute, record, and then answer. */
public final class Router {

    private static final int CONTROL_BODY_LIMIT = 4 * 1024 * 1024;

    private final List<Protocol> protocols;
    private final List<WebHandler> sites;
    private final List<UpgradeHandler> upgrades;
    private final Faults faults;
    private final Recorder recorder;
    private final Clock clock;
    private final long latencyMillis;

    public Router(
            List<Protocol> protocols,
            List<WebHandler> sites,
            List<UpgradeHandler> upgrades,
            Faults faults,
            Recorder recorder,
            Clock clock,
            long latency) {
        this.protocols = List.copyOf(protocols);
        this.sites = List.copyOf(sites);
        this.upgrades = List.copyOf(upgrades);
        this.faults = faults;
        this.recorder = recorder;
        this.clock = clock;
        this.latencyMillis = latency;
    }

    public Clock clock() {
        return clock;
    }

    public int bodyLimit(String method, String path, String query) {
        Protocol protocol = protocolFor(method, path, query);
        return protocol == null ? CONTROL_BODY_LIMIT : protocol.bodyLimit(path);
    }

    public void route(Call call, AnswerSender reply) {
        long start = System.nanoTime();
        for (WebHandler site : sites) {
            if (site.serve(call, reply)) {
                return;
            }
        }
        for (UpgradeHandler upgrade : upgrades) {
            if (upgrade.accepts(call)) {
                upgrade(upgrade, call, reply);
                return;
            }
        }
        Protocol protocol = protocolFor(call.method(), call.path(), call.query());
        if (protocol == null) {
            Answer answer = Answer.refusal(404, "no service of this emulator has the path " + call.path());
            observe(
                    recorder.record("unknown", call, RecordedVerdict.of(false, "no such service"), answer, null),
                    start,
                    reply);
            reply.send(answer);
            return;
        }
        Protocol.Handling handling = protocol.open(call);
        String operation = handling.verdict().operation();
        Fault fault = faults.next(protocol.service(), call.path(), operation);
        CompletionStage<?> ready = fault == null || fault.executes() ? handling.ready() : null;
        if (ready == null) {
            finish(protocol, handling, call, fault, reply, start);
        } else {
            Executor eventLoop = reply.channel().eventLoop();
            ready.whenCompleteAsync(
                    (done, failure) -> finishLater(protocol, handling, call, fault, reply, start), eventLoop);
        }
    }

    private void finishLater(
            Protocol protocol, Protocol.Handling handling, Call call, Fault fault, AnswerSender reply, long start) {
        try {
            finish(protocol, handling, call, fault, reply, start);
        } catch (RuntimeException e) {
            // an exception must close the connection here as it does while reading
            reply.channel().pipeline().fireExceptionCaught(e);
        }
    }

    private void finish(
            Protocol protocol, Protocol.Handling handling, Call call, Fault fault, AnswerSender reply, long start) {
        Answer answer = answer(handling, fault);
        observe(recorder.record(protocol.service(), call, handling.verdict(), answer, fault), start, reply);
        long wait = latencyMillis + (fault != null && fault.kind() == FaultKind.DELAY ? fault.delayMillis() : 0);
        if (wait <= 0) {
            reply.send(answer, fault);
        } else {
            Channel channel = reply.channel();
            channel.eventLoop().schedule(() -> reply.send(answer, fault), wait, TimeUnit.MILLISECONDS);
        }
    }

    private static void observe(RecordedRequest request, long start, AnswerSender reply) {
        reply.onAnswered(() -> request.answered(System.nanoTime() - start));
    }

    private void upgrade(UpgradeHandler upgrade, Call call, AnswerSender reply) {
        Fault fault = faults.next(upgrade.service(), call.path(), UpgradeHandling.OPERATION);
        UpgradeHandling handling = new UpgradeHandling();
        Answer answer = answer(handling, fault);
        recorder.record(upgrade.service(), call, handling.verdict(), answer, fault);
        if (answer.status() == UpgradeHandling.STATUS) {
            reply.upgrade(upgrade);
        } else {
            reply.send(answer, fault);
        }
    }

    private Protocol protocolFor(String method, String path, String query) {
        for (Protocol protocol : protocols) {
            if (protocol.handles(method, path, query)) {
                return protocol;
            }
        }
        return null;
    }

    private static Answer answer(Protocol.Handling handling, Fault fault) {
        if (fault == null) {
            return handling.answer();
        }
        Answer answer =
                switch (fault.kind()) {
                    case RESET_BEFORE ->
                        noAnswer(Decision.refused("", "the connection was reset before the request was executed"));
                    case RESET_AFTER -> noAnswer(handling.answer().decision());
                    case CODE -> handling.verdict().ok() ? handling.refuse(fault.code()) : handling.answer();
                    case STATUS ->
                        status(fault, fault.executes() ? handling.answer().decision() : null);
                    case GARBAGE -> handling.answer().withBody("text/html", Garbage.BYTES);
                    default -> handling.answer();
                };
        return fault.headers().isEmpty() ? answer : answer.withHeaders(fault.headers());
    }

    private static Answer noAnswer(Decision decision) {
        return new Answer(0, Answer.TEXT, new byte[0], Map.of(), decision);
    }

    private static Answer status(Fault fault, Decision executed) {
        Answer refusal = Answer.refusal(fault.status(), "emulated fault: HTTP status " + fault.status());
        return executed == null
                ? refusal
                : new Answer(refusal.status(), Answer.TEXT, refusal.body(), Map.of(), executed);
    }

    /** A request that upgrades the connection. */
    private static final class UpgradeHandling implements Protocol.Handling {

        static final int STATUS = 101;
        static final String OPERATION = "connect";

        @Override
        public RecordedVerdict verdict() {
            return RecordedVerdict.of(true, "no credentials yet");
        }

        @Override
        public Answer answer() {
            return new Answer(STATUS, Answer.TEXT, new byte[0], Map.of(), Decision.success());
        }

        @Override
        public Answer refuse(String code) {
            return Answer.refusal(400, "emulated fault: " + code);
        }
    }

    /** An answer as from a captive portal or a broken gateway. */
    private static final class Garbage {
        static final byte[] BYTES = "<!doctype html><title>502</title><h1>Bad gateway</h1>{\"ret_code\":"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}

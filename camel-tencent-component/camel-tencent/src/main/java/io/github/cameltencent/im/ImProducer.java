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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ResponseType;
import io.github.cameltencent.exchange.OutcomeHeaders;
import io.github.cameltencent.exchange.ProducerSteps;
import io.github.cameltencent.exchange.ServiceProducer;
import io.github.cameltencent.exchange.ServiceRequest;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.CallSender;
import io.github.cameltencent.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes any call of the IM REST API with the body as it is, or with the message that body and headers make. */
final class ImProducer extends ServiceProducer {

    static final String SERVICE = "im";

    private final String command;
    private final EndpointOptions options;
    private final boolean partialIsFailure;
    private final ImClient service;
    private final ImBodies bodies;
    private final ImRequests requests;
    private final IdempotencyKey idempotencyKey;

    ImProducer(
            Endpoint endpoint,
            String command,
            EndpointOptions options,
            ImConfiguration own,
            boolean partialIsFailure,
            ImClient service,
            CallSender transport) {
        super(endpoint, SERVICE, options, transport);
        this.command = command;
        this.options = options;
        this.partialIsFailure = partialIsFailure;
        this.service = service;
        this.bodies = new ImBodies(command, own);
        this.requests = new ImRequests(endpoint.getEndpointKey(), command, service.calls());
        this.idempotencyKey = IdempotencyKey.of(endpoint.getCamelContext(), options);
    }

    @Override
    protected String operation() {
        return command;
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        List<ImPart> parts =
                ProducerSteps.read(() -> requests.of(exchange, bodies.of(exchange), idempotencyKey.find(exchange)));
        return new ServiceRequest() {
            @Override
            public String operation() {
                return command;
            }

            @Override
            public List<HttpCall> calls() { // none where an earlier delivery took all parts, though not all entries
                return ProducerSteps.configured(() -> parts.stream()
                        .filter(part -> done(part) == null)
                        .map(ImProducer.this::call)
                        .toList());
            }

            @Override
            public void finish(Exchange done, List<CallResult> results) {
                ImProducer.this.finish(done, parts, results);
            }
        };
    }

    private HttpCall call(ImPart part) {
        return service.call(SERVICE, command, part.body(), part.sending());
    }

    private static CallResult done(ImPart part) {
        return part.sending() == null ? null : part.sending().done();
    }

    private void finish(Exchange exchange, List<ImPart> parts, List<CallResult> ended) {
        List<CallResult> ends = settle(parts, ended);
        ImEnd end = ImEnd.of(command, parts, ends, service.facts());
        if (end.failure() == null) {
            forget(exchange, parts);
            OutcomeHeaders.accepted(exchange, SERVICE, command, end.call());
        } else {
            boolean goesOn = end.failure().getOutcome() == Outcome.PARTIAL && !partialIsFailure;
            boolean raise = !goesOn && options.isThrowExceptionOnFailure();
            OutcomeHeaders.failed(exchange, end.failure(), raise);
            if (!goesOn) {
                return;
            }
        }
        tell(exchange.getMessage(), end.answers());
        exchange.getMessage().setBody(body(ends));
    }

    /** Joins what ended now with what earlier deliveries of the exchange told. */
    private List<CallResult> settle(List<ImPart> parts, List<CallResult> ended) {
        List<CallResult> ends = new ArrayList<>(parts.size());
        int next = 0;
        for (ImPart part : parts) {
            CallResult before = done(part);
            ends.add(before != null ? before : settle(part, ended.get(next++), parts.size() > 1));
        }
        return ends;
    }

    private static CallResult settle(ImPart part, CallResult now, boolean split) {
        ImSending sending = part.sending();
        if (sending == null) {
            return now;
        }
        TencentException before = sending.unresolved();
        if (now.outcome() == Outcome.ACCEPTED) {
            boolean twice = now.possiblyDuplicate() || (before != null && !sending.isInTime());
            CallResult accepted = new CallResult(
                    now.outcome(), now.attempts(), now.answer(), now.content(), now.requestId(), null, twice);
            if (split) {
                sending.done(accepted);
            }
            return accepted;
        }
        if (now.outcome() == Outcome.AMBIGUOUS) {
            sending.unresolved(now.failure());
            return now;
        }
        // nothing that comes later makes undone what the earlier call may have done
        return before == null
                ? now
                : new CallResult(before.getOutcome(), now.attempts(), now.answer(), now.content(), null, before, false);
    }

    private static void forget(Exchange exchange, List<ImPart> parts) {
        for (ImPart part : parts) {
            if (part.sending() != null) {
                MsgRandoms.forget(exchange, part.sending());
            }
        }
    }

    private static void tell(Message message, List<ImAnswer> answers) {
        ImAnswer answer = answers.size() == 1 ? answers.get(0) : null;
        if (answer != null) {
            header(message, TencentConstants.MSG_KEY, answer.text("MsgKey"));
            header(message, TencentConstants.MSG_SEQ, number(answer.text("MsgSeq")));
            header(message, TencentConstants.MSG_TIME, number(answer.text("MsgTime")));
        }
        List<String> tasks =
                answers.stream().flatMap(each -> each.taskIds().stream()).toList();
        header(message, TencentConstants.PUSH_IDS, tasks.isEmpty() ? null : tasks);
    }

    private static Long number(String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static void header(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }

    /** The answer; a list of them where the call was split. */
    private Object body(List<CallResult> ends) {
        List<CallResult> taken =
                ends.stream().filter(end -> end.outcome() == Outcome.ACCEPTED).toList();
        if (options.getResponseType() == ResponseType.MAP) {
            List<Map<String, Object>> maps = taken.stream()
                    .map(end -> ImJson.map(((ImAnswer) end.content()).json()))
                    .toList();
            return ends.size() == 1 ? maps.get(0) : maps;
        }
        List<String> texts = taken.stream()
                .map(end -> new String(end.answer().body(), StandardCharsets.UTF_8))
                .toList();
        return ends.size() == 1 ? texts.get(0) : "[" + String.join(",", texts) + "]";
    }
}

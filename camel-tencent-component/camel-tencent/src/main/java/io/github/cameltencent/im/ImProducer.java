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
import io.github.cameltencent.exchange.RequestErrors;
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

/** Calls any command of the IM REST API, with the body as the request, or with a message made of body and headers. */
final class ImProducer extends ServiceProducer {

    static final String SERVICE = "im";

    private final String command;
    private final EndpointOptions options;
    private final boolean partialIsFailure;
    private final ImClient service;
    private final ImBodyFactory bodies;
    private final ImPartFactory requests;
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
        this.bodies = new ImBodyFactory(command, own);
        this.requests = new ImPartFactory(endpoint.getEndpointKey(), command, service.calls());
        this.idempotencyKey = IdempotencyKey.of(endpoint.getCamelContext(), options);
    }

    @Override
    protected String operation() {
        return command;
    }

    @Override
    protected ServiceRequest prepare(Exchange exchange) {
        List<ImPart> parts = RequestErrors.mapBodyErrors(
                () -> requests.of(exchange, bodies.of(exchange), idempotencyKey.find(exchange)));
        return new ServiceRequest() {
            @Override
            public String operation() {
                return command;
            }

            @Override
            public List<HttpCall> calls() { // empty if an earlier delivery completed all parts, though not all entries
                return RequestErrors.mapKeyErrors(() -> parts.stream()
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
        return service.call(SERVICE, command, part.body(), part.randomState());
    }

    private static CallResult done(ImPart part) {
        return part.randomState() == null ? null : part.randomState().done();
    }

    private void finish(Exchange exchange, List<ImPart> parts, List<CallResult> results) {
        List<CallResult> merged = mergeResults(parts, results);
        ImCallResult result = ImCallResult.of(command, parts, merged, service.facts());
        if (result.failure() == null) {
            remove(exchange, parts);
            OutcomeHeaders.setAccepted(exchange, SERVICE, command, result.call());
        } else {
            boolean continues = result.failure().getOutcome() == Outcome.PARTIAL && !partialIsFailure;
            boolean raise = !continues && options.isThrowExceptionOnFailure();
            OutcomeHeaders.setFailed(exchange, result.failure(), raise);
            if (!continues) {
                return;
            }
        }
        setHeaders(exchange.getMessage(), result.answers());
        exchange.getMessage().setBody(body(merged));
    }

    /** Merges the new results with those of earlier deliveries of the exchange. */
    private List<CallResult> mergeResults(List<ImPart> parts, List<CallResult> results) {
        List<CallResult> merged = new ArrayList<>(parts.size());
        int next = 0;
        for (ImPart part : parts) {
            CallResult before = done(part);
            merged.add(before != null ? before : mergeResults(part, results.get(next++), parts.size() > 1));
        }
        return merged;
    }

    private static CallResult mergeResults(ImPart part, CallResult now, boolean split) {
        MsgRandomState state = part.randomState();
        if (state == null) {
            return now;
        }
        TencentException before = state.ambiguousFailure();
        if (now.outcome() == Outcome.ACCEPTED) {
            boolean possiblyDuplicate = now.possiblyDuplicate() || (before != null && !state.isInWindow());
            CallResult accepted = new CallResult(
                    now.outcome(),
                    now.attempts(),
                    now.answer(),
                    now.content(),
                    now.requestId(),
                    null,
                    possiblyDuplicate);
            if (split) {
                state.done(accepted);
            }
            return accepted;
        }
        if (now.outcome() == Outcome.AMBIGUOUS) {
            state.ambiguousFailure(now.failure());
            return now;
        }
        // a later failure does not undo what the earlier call may have done
        return before == null
                ? now
                : new CallResult(before.getOutcome(), now.attempts(), now.answer(), now.content(), null, before, false);
    }

    private static void remove(Exchange exchange, List<ImPart> parts) {
        for (ImPart part : parts) {
            if (part.randomState() != null) {
                MsgRandoms.remove(exchange, part.randomState());
            }
        }
    }

    private static void setHeaders(Message message, List<ImAnswer> answers) {
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

    /** Returns the answer, or a list of answers if the call was split. */
    private Object body(List<CallResult> merged) {
        List<CallResult> accepted = merged.stream()
                .filter(each -> each.outcome() == Outcome.ACCEPTED)
                .toList();
        if (options.getResponseType() == ResponseType.MAP) {
            List<Map<String, Object>> maps = accepted.stream()
                    .map(each -> ImJson.map(((ImAnswer) each.content()).json()))
                    .toList();
            return merged.size() == 1 ? maps.get(0) : maps;
        }
        List<String> texts = accepted.stream()
                .map(each -> new String(each.answer().body(), StandardCharsets.UTF_8))
                .toList();
        return merged.size() == 1 ? texts.get(0) : "[" + String.join(",", texts) + "]";
    }
}

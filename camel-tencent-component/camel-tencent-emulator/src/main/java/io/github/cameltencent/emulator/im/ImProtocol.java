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
package io.github.cameltencent.emulator.im;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.SignedReplay;
import io.github.cameltencent.emulator.im.callback.CallbackSender;
import io.github.cameltencent.emulator.im.callback.MessageCallbacks;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImLimits;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.command.MessageCallbackDecision;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.signing.ImApps;
import io.github.cameltencent.emulator.im.signing.ImAuthentication;
import io.github.cameltencent.emulator.im.signing.ImReplaySigner;
import io.github.cameltencent.emulator.im.signing.ImVerdict;
import io.github.cameltencent.emulator.im.state.ImState;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Tencent Cloud Chat: the server API v4 with Push, and the callbacks. */
public final class ImProtocol implements Protocol {

    private static final String START = "/v4/";
    private static final int BODY_LIMIT = 1024 * 1024;

    private final ImApps apps;
    private final ImAuthentication authentication;
    private final ImLimits limits;
    private final ImCommands catalogue;
    private final MessageCallbacks hooks;
    private final ImControls controls;

    /**
     * Creates the service.
     *
     * @param keys the secret keys by SDKAppID
     * @param quotas whether the quotas of Push are enforced
     * @param dead tells which users and devices do not exist
     */
    public ImProtocol(Map<String, String> keys, boolean quotas, Predicate<String> dead, Clock clock) {
        apps = new ImApps(keys, dead);
        authentication = new ImAuthentication(apps.all());
        limits = new ImLimits(quotas);
        catalogue = new ImCommands(limits);
        CallbackSender sender = new CallbackSender(clock);
        hooks = new MessageCallbacks(sender);
        controls = new ImControls(apps, limits, sender);
    }

    /** The controls for tests. */
    public ImControls controls() {
        return controls;
    }

    @Override
    public String service() {
        return "im";
    }

    @Override
    public boolean handles(String method, String path, String query) {
        return path.startsWith(START);
    }

    @Override
    public int bodyLimit(String path) {
        return BODY_LIMIT;
    }

    @Override
    public Handling open(Call call) {
        return new ImHandling(call, authentication.check(call, operation(call.path())));
    }

    /** Service and command of a path; empty if the path has another form. */
    private static String operation(String path) {
        String operation = path.substring(START.length());
        return operation.matches("\\w{1,64}/\\w{1,64}") ? operation : "";
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        ImPageView.describe(request, into);
    }

    @Override
    public SignedReplay sign(RecordedRequest request, byte[] body, String host, Instant now) {
        return ImReplaySigner.sign(request, body, apps.all(), now);
    }

    @Override
    public void reset() {
        apps.reset();
        limits.reset();
    }

    private final class ImHandling implements Handling {

        private final Call call;
        private final ImVerdict verdict;
        private MessageCallbackDecision hook = MessageCallbackDecision.ALLOW;

        ImHandling(Call call, ImVerdict verdict) {
            this.call = call;
            this.verdict = verdict;
        }

        @Override
        public RecordedVerdict verdict() {
            return verdict;
        }

        @Override
        public CompletionStage<?> ready() {
            if (!verdict.ok() || !MessageCallbacks.asksBefore(verdict)) {
                return null;
            }
            ObjectNode body = Json.objectOrNull(call.body());
            CompletionStage<MessageCallbackDecision> asked =
                    body == null ? null : hooks.before(verdict.app(), imCall(body));
            return asked == null ? null : asked.thenAccept(answer -> hook = answer);
        }

        private ImCall imCall(ObjectNode body) {
            ImState state = verdict.app().state;
            return new ImCall(state, verdict.operation(), verdict.identifier(), body, call.received(), hook);
        }

        @Override
        public Answer answer() {
            if (!verdict.ok()) {
                return ImEnvelope.refusal(verdict.code(), verdict.text() + ": " + verdict.problem());
            }
            try {
                return ImEnvelope.success(run());
            } catch (ImErrorException refusal) {
                return ImEnvelope.refusal(refusal.code(), refusal.getMessage());
            }
        }

        private ImCommandResult run() {
            if (!call.method().equals("POST")) {
                throw new ImErrorException(ImErrorException.URL, "only POST is accepted");
            }
            String name = verdict.operation();
            ImOperation operation = catalogue.find(name);
            ObjectNode body = Json.objectOrNull(call.body());
            if (body == null) {
                throw new ImErrorException(ImErrorException.JSON, "the body is not a JSON object; an empty one is {}");
            }
            ImCall imCall = imCall(body);
            ImCommandResult result = imCall.state().locked(() -> {
                int max = catalogue.rate(name);
                if (limits.rates() && !imCall.state().rates.tryAcquire(name, max, 1, imCall.now())) {
                    throw new ImErrorException(ImErrorException.TOO_FAST, "more than " + max + " calls a second");
                }
                return operation.run(imCall);
            });
            hooks.after(verdict.app(), imCall, result);
            return result;
        }

        @Override
        public Answer refuse(String code) {
            int number = code.matches("\\d{1,9}") ? Integer.parseInt(code) : ImErrorException.INTERNAL;
            return ImEnvelope.refusal(number, "emulated fault " + code);
        }
    }
}

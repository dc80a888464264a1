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
package io.github.cameltencent.emulator.im.callback;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.MessageCallbackDecision;
import io.github.cameltencent.emulator.im.group.GroupMessageCommands;
import io.github.cameltencent.emulator.im.message.MessageCommands;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.signing.ImApp;
import io.github.cameltencent.emulator.im.signing.ImVerdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** Sends callbacks before and after messages for applications with a webhook. Thread-safe. */
public final class MessageCallbacks {

    /** The timeout of a callback before sending; after it the message is sent as if it had been allowed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int MAX_AFTER = 1000;
    private static final Map<String, String> BEFORE = Map.of(
            MessageCommands.SEND,
            "C2C.CallbackBeforeSendMsg",
            GroupMessageCommands.SEND,
            "Group.CallbackBeforeSendMsg");
    private static final Map<String, String> AFTER = Map.of(
            MessageCommands.SEND, "C2C.CallbackAfterSendMsg", GroupMessageCommands.SEND, "Group.CallbackAfterSendMsg");

    private final CallbackSender sender;
    private final Semaphore after = new Semaphore(MAX_AFTER);

    public MessageCallbacks(CallbackSender sender) {
        this.sender = sender;
    }

    public static boolean asksBefore(ImVerdict verdict) {
        return verdict.app().webhook != null && BEFORE.containsKey(verdict.operation());
    }

    /** Asks whether a message may be sent; null if there is nothing to ask, because it will not be sent. */
    public CompletionStage<MessageCallbackDecision> before(ImApp app, ImCall call) {
        if (forbids(call, "ForbidBeforeSendMsgCallback")) {
            return null;
        }
        boolean group = call.operation().equals(GroupMessageCommands.SEND);
        ObjectNode body;
        long seq;
        try {
            seq = group ? 0 : call.state().locked(() -> nextSeqOf(call));
            if (group && call.state().locked(() -> GroupMessageCommands.wouldRepeat(call))) {
                return null;
            }
            body = group ? MessageCallbackBodies.group(call) : MessageCallbackBodies.chat(call, seq);
        } catch (ImErrorException refused) {
            return null;
        }
        if (seq < 0) {
            return null;
        }
        return new ImCallback(sender, app, BEFORE.get(call.operation()))
                .body(body.toString())
                .timeout(TIMEOUT)
                .sendAsync()
                .handle((answer, failure) -> failure == null ? parseDecision(answer, seq) : allowed(seq));
    }

    /** The sequence number that the message would get; -1 for a repeat. */
    private static long nextSeqOf(ImCall call) {
        String from = MessageCommands.check(call);
        return MessageCommands.repeated(call, from) == null ? MessageCommands.seq(call) : -1;
    }

    private static MessageCallbackDecision allowed(long seq) {
        return new MessageCallbackDecision(0, "", null, null, seq);
    }

    private static MessageCallbackDecision parseDecision(ImCallbackAnswer answer, long seq) {
        if (answer.status() != 200) {
            return allowed(seq);
        }
        ObjectNode json = answer.json();
        ArrayNode elements = json.path("MsgBody") instanceof ArrayNode array && !array.isEmpty() ? array : null;
        String custom = json.path("CloudCustomData").isTextual()
                ? json.path("CloudCustomData").textValue()
                : null;
        int code = json.path("ErrorCode").asInt();
        return new MessageCallbackDecision(code, json.path("ErrorInfo").asText(), elements, custom, seq);
    }

    /** Sends the callback after a message. */
    public void after(ImApp app, ImCall call, ImCommandResult result) {
        if (app.webhook == null
                || !AFTER.containsKey(call.operation())
                || !result.note().isEmpty()
                || forbids(call, "ForbidAfterSendMsgCallback")
                || !after.tryAcquire()) {
            return;
        }
        boolean group = call.operation().equals(GroupMessageCommands.SEND);
        new ImCallback(sender, app, AFTER.get(call.operation()))
                .body((group ? MessageCallbackBodies.group(call, result) : MessageCallbackBodies.chat(call, result))
                        .toString())
                .timeout(TIMEOUT)
                .sendAsync()
                .whenComplete((answer, failure) -> after.release());
    }

    private static boolean forbids(ImCall call, String what) {
        return call.body().path("ForbidCallbackControl").valueStream().anyMatch(entry -> entry.asText()
                .equals(what));
    }
}

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
package io.github.cameltencent.emulator.im.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.command.MessageCallbackDecision;
import io.github.cameltencent.emulator.im.push.PushRules;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import io.github.cameltencent.emulator.im.request.ImMessageRules;
import io.github.cameltencent.emulator.im.state.SentMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The commands that send messages to users. */
public final class MessageCommands {

    public static final String SEND = "openim/sendmsg";
    private static final int FORBIDDEN = 20006;
    private static final int TIME_STAMP = 90006;
    private static final int SYNC = 90030;
    private static final int HISTORY = 2;
    private static final int LIVE = 5;

    private MessageCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        commands.accept(SEND, MessageCommands::send);
        commands.accept("openim/batchsendmsg", MessageCommands::sendBatch);
        commands.accept("openim/importmsg", MessageCommands::importOne);
    }

    /** Checks a message to one user and returns its sender. */
    public static String check(ImCall call) {
        ObjectNode body = call.body();
        ImFields.text(body, "To_Account", ImErrorException.TO_ACCOUNT);
        ImFields.uint32(body, "MsgRandom", ImErrorException.MSG_RANDOM);
        ImFields.uint32Or(body, "MsgSeq", 0, ImErrorException.MSG_RANDOM);
        ImMessageRules.elements(body, ImMessageRules.TOO_LARGE);
        ImMessageRules.options(body);
        String from = ImFields.textOr(body, "From_Account", call.identifier(), ImErrorException.FROM_ACCOUNT);
        if (!call.state().users.exists(from)) {
            throw new ImErrorException(ImErrorException.FROM_ACCOUNT, "From_Account " + from + " is no account");
        }
        return from;
    }

    /** The earlier message that this one repeats, or null. */
    public static SentMessage repeated(ImCall call, String from) {
        String to = call.body().path("To_Account").asText();
        return call.state().messages.sent.find(repeatKey(call, from, to), call.now());
    }

    private static ImCommandResult send(ImCall call) {
        String from = check(call);
        String to = call.body().get("To_Account").textValue();
        if (!call.state().users.exists(to)) {
            throw new ImErrorException(ImErrorException.RECIPIENT_UNKNOWN, "To_Account " + to + " is no account");
        }
        SentMessage before = repeated(call, from);
        if (before != null) {
            return answer(before).note("dropped: a repeat within a second");
        }
        call.hook().check(FORBIDDEN, 120_001, 130_000);
        SentMessage message = message(call, from, to, seq(call));
        if (call.hook().drops()) {
            return answer(message).targets(List.of()).note("dropped by the callback before sending");
        }
        deliver(call, message);
        return answer(message);
    }

    private static ImCommandResult answer(SentMessage message) {
        ObjectNode answer = Json.object().put("MsgTime", message.time).put("MsgKey", message.key());
        return ImCommandResult.of(answer).ids(message.key()).targets(List.of(message.to));
    }

    private static ImCommandResult sendBatch(ImCall call) {
        ObjectNode body = call.body();
        List<String> users = ImFields.texts(body, "To_Account", 500, ImErrorException.TO_ACCOUNT, PushRules.TOO_MANY);
        // the remaining rules are those of a single message
        ObjectNode one = body.deepCopy().put("To_Account", users.get(0));
        String from = check(new ImCall(call.state(), SEND, call.identifier(), one, call.now(), call.hook()));
        ArrayNode errors = Json.object().putArray("ErrorList");
        List<String> taken = new ArrayList<>();
        long seq = seq(call);
        String key = null;
        for (String user : users) {
            if (!call.state().users.exists(user)) {
                errors.addObject().put("To_Account", user).put("ErrorCode", ImErrorException.ACCOUNT_UNKNOWN);
                continue;
            }
            SentMessage message = call.state().messages.sent.find(repeatKey(call, from, user), call.now());
            if (message == null) {
                message = message(call, from, user, seq);
                deliver(call, message);
            }
            key = key == null ? message.key() : key;
            taken.add(user);
        }
        ObjectNode answer = Json.object();
        if (!errors.isEmpty()) {
            answer.set("ErrorList", errors);
        }
        if (key == null) {
            return ImCommandResult.of(answer)
                    .failed(ImErrorException.RECIPIENT_UNKNOWN, "none of To_Account is an account");
        }
        ImCommandResult result =
                ImCommandResult.of(answer.put("MsgKey", key)).ids(key).targets(taken);
        return errors.isEmpty() ? result : result.status("SomeError");
    }

    private static ImCommandResult importOne(ImCall call) {
        ObjectNode body = call.body();
        int origin = origin(body);
        String from = ImFields.text(body, "From_Account", ImErrorException.FROM_ACCOUNT);
        String to = ImFields.text(body, "To_Account", ImErrorException.TO_ACCOUNT);
        long random = ImFields.uint32(body, "MsgRandom", ImErrorException.MSG_RANDOM);
        long time = ImFields.uint32(body, "MsgTimeStamp", TIME_STAMP);
        ArrayNode elements = ImMessageRules.elements(body, ImMessageRules.TOO_LARGE);
        String custom = body.path("CloudCustomData").asText();
        SentMessage message = new SentMessage(from, to, seq(call), random, time, elements, custom);
        message.read = origin == HISTORY;
        call.state().messages.add(message);
        return ImCommandResult.empty().ids(message.key()).targets(List.of(to));
    }

    /** Whether an imported message counts as history, which is read, or as new. */
    private static int origin(ObjectNode body) {
        long origin = ImFields.number(body, "SyncFromOldSystem", -1, HISTORY, LIVE, SYNC);
        if (origin != HISTORY && origin != LIVE) {
            throw new ImErrorException(SYNC, "SyncFromOldSystem must be 2 or 5");
        }
        return (int) origin;
    }

    /** Delivers a message to online users; MsgLifeTime decides whether it is stored and counted. */
    private static void deliver(ImCall call, SentMessage message) {
        message.counted = call.body().path("SendMsgControl").valueStream().noneMatch(control -> control.asText()
                .equals("NoUnread"));
        boolean onlineOnly = ImFields.has(call.body(), "MsgLifeTime")
                && call.body().get("MsgLifeTime").longValue() == 0;
        if (!onlineOnly) {
            call.state().messages.add(message);
        }
        call.state().messages.sent.keep(repeatKey(call, message.from, message.to), message, call.now());
    }

    private static SentMessage message(ImCall call, String from, String to, long seq) {
        MessageCallbackDecision hook = call.hook();
        ArrayNode elements = hook.body() == null ? (ArrayNode) call.body().get("MsgBody") : hook.body();
        String custom =
                hook.custom() == null ? call.body().path("CloudCustomData").asText() : hook.custom();
        long random = call.body().get("MsgRandom").longValue();
        return new SentMessage(from, to, seq, random, call.seconds(), elements, custom);
    }

    /** The sequence number from the caller, from the callback before, or the next one. */
    public static long seq(ImCall call) {
        long given = ImFields.uint32Or(call.body(), "MsgSeq", -1, ImErrorException.MSG_RANDOM);
        if (given >= 0) {
            return given;
        }
        return call.hook().seq() > 0 ? call.hook().seq() : call.state().messages.nextSeq();
    }

    private static String repeatKey(ImCall call, String from, String to) {
        ObjectNode body = call.body();
        return from + "\n" + to + "\n" + body.path("MsgRandom").asText() + "\n"
                + body.path("MsgSeq").asText();
    }
}

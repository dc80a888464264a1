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
package io.github.cameltencent.birdtalk.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.frame.FriendFrames;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.protocol.UserOpReq;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.FriendRequest;
import io.github.cameltencent.birdtalk.request.RequestContext;
import io.github.cameltencent.birdtalk.request.RequestQueue;
import io.github.cameltencent.birdtalk.request.RequestQueues;
import io.github.cameltencent.birdtalk.request.UserRequest;
import io.github.cameltencent.birdtalk.send.MessageSender;
import io.github.cameltencent.birdtalk.send.OutgoingMessage;
import io.github.cameltencent.birdtalk.send.SilentOutbound;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of the server, which name neither a message nor a request, are matched to those that wait. */
class ServerErrorsTest {

    private static final long BETA = 10002;
    private static final long TIMEOUT = 1000;

    private final ChatExceptions exceptions = new ChatExceptions();
    private final Outbound outbound = new Outbound();
    private final MessageSender sender = new MessageSender(outbound, exceptions);
    private final RequestQueues queues = new RequestQueues(outbound, exceptions, outbound::monotonicMillis);
    private final IncomingDispatcher incoming = new IncomingDispatcher(sender, queues, new AccountListeners());
    private final List<TencentException> refused = new ArrayList<>();

    ServerErrorsTest() {
        sender.ready();
        queues.ready();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 21})
    void aMissingPermissionFailsTheMessageAndNotTheRequest(int code) {
        send(Dialogue.user(BETA));
        CompletableFuture<?> request = ask(find());
        error(code, Long.toString(BETA));
        replyFail();
        assertThat(refused)
                .singleElement()
                .extracting(TencentException::getCode)
                .isEqualTo(Integer.toString(code));
        assertThat(request).isNotDone();
    }

    @Test
    void anErrorThatMessagesCannotHaveFailsTheRequestEvenIfItNamesAReceiver() {
        send(Dialogue.user(BETA));
        CompletableFuture<?> request = ask(find());
        error(14, Long.toString(BETA));
        assertThat(request).isCompletedExceptionally();
        replyFail();
        assertThat(refused)
                .singleElement()
                .extracting(TencentException::getCode)
                .isEqualTo("REFUSED");
    }

    @Test
    void aGroupWithTheSameIdIsNotTheUser() {
        send(Dialogue.group(BETA));
        CompletableFuture<?> request = ask(find());
        error(16, Long.toString(BETA));
        assertThat(request).isCompletedExceptionally();
    }

    @Test
    void theSecondErrorAboutTheReceiverOfOneMessageFailsTheRequest() {
        send(Dialogue.user(BETA));
        CompletableFuture<?> request = ask(find());
        error(16, Long.toString(BETA));
        assertThat(request).isNotDone();
        error(16, Long.toString(BETA));
        assertThat(request).isCompletedExceptionally();
    }

    @Test
    void aLateRefusalOfAMessageFailsNoRequest() {
        CompletableFuture<?> request = ask(find());
        error(21, Long.toString(BETA));
        assertThat(request).isNotDone();
    }

    @Test
    void aRefusalThatMayBelongToALateMessageFailsNoRequest() {
        send(Dialogue.user(BETA));
        outbound.now += TIMEOUT;
        sender.expire();
        CompletableFuture<?> request = ask(find());
        error(16, Long.toString(BETA));
        assertThat(request).isNotDone();
        error(16, Long.toString(SilentOutbound.ALPHA));
        assertThat(request).isCompletedExceptionally();
    }

    @Test
    void aMailErrorFailsOnlyRequestsThatSendMail() {
        CompletableFuture<?> other = ask(find());
        error(19, "");
        assertThat(other).isNotDone();
        queues.failAll(exceptions.notSent("STOPPED", "stopped"));
        queues.ready();
        CompletableFuture<?> code = ask(user("user/code", UserOperationType.RealNameVerification));
        error(19, "");
        assertThat(code).isNotDone();
        queues.failAll(exceptions.notSent("STOPPED", "stopped"));
        queues.ready();
        CompletableFuture<?> set = ask(user("user/set", UserOperationType.SetUserInfo));
        error(19, "");
        assertThat(set).isCompletedExceptionally();
    }

    private static ChatRequest<?> find() {
        return new FriendRequest(
                "friend/find",
                true,
                UserOperationType.FindUser,
                as -> FriendFrames.find(as.now(), as.sendId(), "id", "10002"));
    }

    private static ChatRequest<?> user(String name, UserOperationType type) {
        return new UserRequest(name, UserOpReq.newBuilder().setOperation(type), Set.of("ok"));
    }

    private <T> CompletableFuture<T> ask(ChatRequest<T> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        queues.requests().add(request, TIMEOUT, false, answer);
        return answer;
    }

    private void send(Dialogue to) {
        sender.add(new OutgoingMessage(
                to,
                ChatMsgType.TEXT,
                new byte[] {1},
                0,
                outbound.now + TIMEOUT,
                1,
                (sent, failure) -> refused.add(failure)));
    }

    private void error(int code, String uid) {
        MsgError error =
                MsgError.newBuilder().setCode(code).putParams("uid", uid).build();
        incoming.dispatch(MsgPlain.newBuilder().setErrorMsg(error).build());
    }

    /** To the first message. */
    private void replyFail() {
        incoming.dispatch(MsgPlain.newBuilder()
                .setChatReply(
                        MsgChatReply.newBuilder().setSendId(1).setSendOk(1).setExtraMsg("fail"))
                .build());
    }

    private static final class Outbound extends SilentOutbound implements RequestQueue.Outbound {

        @Override
        public RequestContext requestContext() {
            return new RequestContext(1, sendId(), ALPHA, "device");
        }

        @Override
        public void reconnect() {
            throw new AssertionError("no time goes by for requests");
        }
    }
}

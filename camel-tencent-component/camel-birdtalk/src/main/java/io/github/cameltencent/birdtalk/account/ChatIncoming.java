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

import com.google.protobuf.Message;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.birdtalk.request.ChatQueues;
import io.github.cameltencent.birdtalk.send.ChatSends;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what comes in to whom it belongs: to a message that waits for its reply, to the request that is being asked, or to
 * the observers. It goes by the member that a frame has, since the server's numbers do not always fit. Used by the
 * connection's thread.
 */
final class ChatIncoming {

    private static final Logger LOG = LoggerFactory.getLogger(ChatIncoming.class);

    private final ChatSends sends;
    private final ChatQueues queues;
    private final ChatObservers observers;
    private long highestKnown;

    ChatIncoming(ChatSends sends, ChatQueues queues, ChatObservers observers) {
        this.sends = sends;
        this.queues = queues;
        this.observers = observers;
    }

    /** The highest message id that the server has told; ids grow with time. */
    long highestKnown() {
        return highestKnown;
    }

    /** Takes a frame that is not the session's own. */
    void arrived(MsgPlain body) {
        switch (body.getMessageCase()) {
            case CHATDATA -> message(body.getChatData());
            case CHATREPLY -> reply(body.getChatReply());
            case ERRORMSG -> error(body.getErrorMsg());
            case USEROP -> tell(ChatEvent.PRESENCE, body.getUserOp());
            case FRIENDOP -> tell(ChatEvent.FRIEND, body.getFriendOp());
            case GROUPOP -> tell(ChatEvent.GROUP, body.getGroupOp());
            default -> answer(body);
        }
    }

    private void message(MsgChat message) {
        known(message.getMsgId());
        observers.tell(observer -> observer.message(message));
    }

    private void reply(MsgChatReply reply) {
        if (reply.getSendOk() > 0) {
            known(reply.getMsgId());
            sends.reply(reply);
        } else {
            tell(ChatEvent.RECEIPT, reply);
        }
    }

    private void known(long msgId) {
        highestKnown = Math.max(highestKnown, msgId);
    }

    private void error(MsgError error) {
        if (!sends.noted(error) && !queues.refused(error)) {
            LOG.debug("The chat server sent error {}, which belongs to nothing that was asked", error.getCode());
        }
    }

    private void answer(MsgPlain body) {
        if (queues.offer(body)) {
            return;
        }
        if (body.hasFriendOpRet()) {
            tell(ChatEvent.FRIEND, body.getFriendOpRet());
        } else if (body.hasGroupOpRet()) {
            tell(ChatEvent.GROUP, body.getGroupOpRet());
        }
    }

    private void tell(ChatEvent kind, Message what) {
        observers.tell(observer -> observer.event(kind, what));
    }
}

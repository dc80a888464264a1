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
import io.github.cameltencent.birdtalk.request.RequestQueues;
import io.github.cameltencent.birdtalk.send.MessageSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dispatches what the server sends: replies to the message sender, answers and errors to the request queues,
 * everything else to the listeners. The kind of a frame is read from the field that is set, since its type number may
 * be wrong. On the connection's thread.
 */
final class IncomingDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingDispatcher.class);

    private final MessageSender sender;
    private final RequestQueues queues;
    private final AccountListeners listeners;
    private long highestMessageId;

    IncomingDispatcher(MessageSender sender, RequestQueues queues, AccountListeners listeners) {
        this.sender = sender;
        this.queues = queues;
        this.listeners = listeners;
    }

    /** The highest message id seen so far; ids increase with time. */
    long highestMessageId() {
        return highestMessageId;
    }

    /** Dispatches a frame that does not belong to the session itself. */
    void dispatch(MsgPlain body) {
        switch (body.getMessageCase()) {
            case CHATDATA -> message(body.getChatData());
            case CHATREPLY -> reply(body.getChatReply());
            case ERRORMSG -> error(body.getErrorMsg());
            case USEROP -> notifyListeners(ChatEventType.PRESENCE, body.getUserOp());
            case FRIENDOP -> notifyListeners(ChatEventType.FRIEND, body.getFriendOp());
            case GROUPOP -> notifyListeners(ChatEventType.GROUP, body.getGroupOp());
            default -> answer(body);
        }
    }

    private void message(MsgChat message) {
        noteMessageId(message.getMsgId());
        listeners.forEach(listener -> listener.messageReceived(message));
    }

    private void reply(MsgChatReply reply) {
        if (reply.getSendOk() > 0) {
            noteMessageId(reply.getMsgId());
            sender.replyReceived(reply);
        } else {
            notifyListeners(ChatEventType.RECEIPT, reply);
        }
    }

    private void noteMessageId(long msgId) {
        highestMessageId = Math.max(highestMessageId, msgId);
    }

    private void error(MsgError error) {
        if (!sender.errorReceived(error) && !queues.errorReceived(error)) {
            LOG.debug("The chat server sent error {}, which no request or message was waiting for", error.getCode());
        }
    }

    private void answer(MsgPlain body) {
        if (queues.offer(body)) {
            return;
        }
        if (body.hasFriendOpRet()) {
            notifyListeners(ChatEventType.FRIEND, body.getFriendOpRet());
        } else if (body.hasGroupOpRet()) {
            notifyListeners(ChatEventType.GROUP, body.getGroupOpRet());
        }
    }

    private void notifyListeners(ChatEventType kind, Message what) {
        listeners.forEach(listener -> listener.eventReceived(kind, what));
    }
}

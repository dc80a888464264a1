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
package io.github.cameltencent.birdtalk.send;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.protocol.ChatType;
import io.github.cameltencent.birdtalk.protocol.ErrorMsgType;
import io.github.cameltencent.birdtalk.protocol.MsgChatReply;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that are on their way over one connection. The server does not recognise a message that it has already, so
 * one whose reply is lost is looked for in the history first, and sent again only if it is not there. Until that is
 * known, those behind it wait, so that they keep their order. Used by the connection's thread alone.
 *
 * <pre>
 * waiting → written → replied
 *    ↑         ↓ reply lost
 *    └──── doubtful → found in the history
 *  not there          ↓ cannot be told in time
 *                  AMBIGUOUS
 * </pre>
 */
public final class ChatSends {

    static final int MOST = 1000;

    /** How long the history may be asked about a message whose reply did not come in time, in milliseconds. */
    private static final long SEARCH_TIME = 15_000;

    private final Line line;
    private final ChatFailures failures;
    private final Deque<ChatSend> waiting = new ArrayDeque<>();
    private final Map<Long, ChatSend> written = new LinkedHashMap<>();
    private final Deque<ChatSend> doubtful = new ArrayDeque<>();
    /** Those that the history does not have; they go out again before all others. */
    private final Deque<ChatSend> again = new ArrayDeque<>();

    private boolean open;
    private boolean searching;

    /** What the messages need of the connection. */
    public interface Line {

        /** A send id, or 0 while none can be had: {@link ChatSends#go} is called later. */
        long sendId();

        ChatFrame frame(ChatSend send);

        /** The highest message id that the server has told. */
        long highestKnown();

        void send(ChatFrame frame);

        /** Looks for a message in the history; tells {@link ChatSends#searched}. */
        void search(ChatSend send);

        long ticks();
    }

    public ChatSends(Line line, ChatFailures failures) {
        this.line = line;
        this.failures = failures;
    }

    /** Sends it when it can be sent. */
    public void add(ChatSend send) {
        if (waiting.size() + written.size() + doubtful.size() + again.size() >= MOST) {
            send.failed(failures.full(MOST));
            return;
        }
        (send.wasSent() ? doubtful : waiting).add(send);
        go();
    }

    /** The session is logged in. */
    public void ready() {
        open = true;
        go();
    }

    /** Does what can be done now. */
    public void go() {
        if (!open || searching) {
            return;
        }
        if (!doubtful.isEmpty()) {
            searching = true;
            line.search(doubtful.peek());
            return;
        }
        while (!again.isEmpty()) {
            waiting.addFirst(again.pollLast());
        }
        while (!waiting.isEmpty() && numbered(waiting.peek())) {
            write(waiting.poll());
        }
    }

    private boolean numbered(ChatSend send) {
        if (!send.isNumbered()) {
            send.number(line.sendId());
        }
        return send.isNumbered();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // a message that was taken from the queue must end
    private void write(ChatSend send) {
        try {
            ChatFrame frame = line.frame(send);
            written.put(send.sendId(), send);
            send.count(line.highestKnown());
            line.send(frame);
        } catch (ForbiddenFrame e) {
            send.failed(failures.forbidden(e));
        } catch (RuntimeException | Error e) {
            written.remove(send.sendId());
            send.threw(e);
        }
    }

    /** The server's reply to a message of ours. */
    public void reply(MsgChatReply reply) {
        ChatSend send = written.remove(reply.getSendId());
        if (send == null) {
            return; // it came too late, or belongs to nobody
        }
        if (reply.getExtraMsg().equals("fail")) {
            send.failed(failures.refused(send.code(), reply.getParamsOrDefault("detail", "")));
        } else {
            send.taken(reply.getMsgId(), reply.getSendOk(), false);
        }
    }

    /**
     * An error came: whether it announces the refusal of a message, whose reply will follow. Two errors do, and name the
     * receiver. That he does not follow the sender can be said of nothing else, even if it comes when nobody waits for it
     * any more. That one may not do this can be the answer to a request as well: where both wait, the request is left to
     * its own time, since nobody could tell that it was refused.
     */
    public boolean noted(MsgError error) {
        boolean notFriend = error.getCode() == ErrorMsgType.ErrTNotFriend_VALUE;
        if (!notFriend && error.getCode() != ErrorMsgType.ErrTNotPermission_VALUE) {
            return false;
        }
        String receiver = error.getParamsOrDefault("uid", "");
        for (ChatSend send : written.values()) {
            if (send.code() == 0 && isTo(send, receiver)) {
                send.note(error.getCode());
                return true;
            }
        }
        return notFriend || doubtful.stream().anyMatch(send -> isTo(send, receiver));
    }

    private static boolean isTo(ChatSend send, String userId) {
        return send.to().type() == ChatType.ChatTypeP2P
                && Long.toString(send.to().id()).equals(userId);
    }

    /** The connection is gone: what was written may have arrived. */
    public void lost() {
        open = false;
        searching = false;
        doubtful.addAll(written.values());
        written.clear();
    }

    /**
     * What came of a search.
     *
     * @param msgId the id in the history, 0 if it is certainly not there
     */
    void searched(ChatSend send, long msgId, long time) {
        searching = false;
        if (!doubtful.remove(send)) {
            return; // it took too long
        }
        if (msgId != 0) {
            send.taken(msgId, time, true);
        } else if (send.mayRepeat()) {
            again.add(send);
        } else {
            send.failed(failures.unknown("No reply came, nor is it in the history"));
        }
        go();
    }

    /** Nobody can tell whether a message is in the history. */
    void searchFailed(ChatSend send) {
        searching = false;
        if (doubtful.remove(send)) {
            send.failed(failures.unknown("The connection broke, and the history does not tell what became of it"));
        }
        go();
    }

    /** Ends what took too long. */
    public void sweep() {
        long now = line.ticks();
        end(waiting, now);
        end(doubtful, now);
        end(again, now);
        List<ChatSend> late =
                written.values().stream().filter(send -> now >= send.deadline()).toList();
        for (ChatSend send : late) {
            written.remove(send.sendId());
            send.expire(SEARCH_TIME);
            doubtful.add(send);
        }
        go();
    }

    private void end(Deque<ChatSend> sends, long now) {
        List<ChatSend> late =
                sends.stream().filter(send -> now >= send.deadline()).toList();
        sends.removeAll(late);
        late.forEach(send -> send.failed(
                send.wasSent()
                        ? failures.unknown("No reply came, and the history could not be asked in time")
                        : failures.notSent("NOT_CONNECTED", "The chat server was not reached in time")));
    }

    /** Nothing will ever be sent again. */
    public void refuse(TencentException why) {
        lost();
        doubtful.addAll(again);
        again.clear();
        while (!doubtful.isEmpty()) {
            doubtful.poll().failed(failures.unknown("The connection ended before the server replied"));
        }
        while (!waiting.isEmpty()) {
            ChatSend send = waiting.poll();
            send.failed(send.wasSent() ? failures.unknown("The connection ended before it was sent again") : why);
        }
    }
}

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
package io.github.cameltencent.birdtalk;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The two queues of what is asked over a connection. Files that come down have one of their own: they are told apart by
 * their names and have no errors, so that nothing else need wait for the end of one. Used by the connection's thread alone.
 */
final class ChatQueues {

    private final ChatRequests requests;
    private final ChatRequests downloads;
    private final List<ChatRequests> both;

    ChatQueues(ChatRequests.Line line, ChatFailures failures, LongSupplier ticks) {
        requests = new ChatRequests(line, failures, ticks);
        downloads = new ChatRequests(line, failures, ticks);
        both = List.of(requests, downloads);
    }

    ChatRequests requests() {
        return requests;
    }

    ChatRequests downloads() {
        return downloads;
    }

    /** Whether what came belongs to what is being asked. */
    boolean offer(MsgPlain body) {
        return (body.hasDownloadReply() ? downloads : requests).offer(body);
    }

    /** An error came; whether it belongs to what is being asked. */
    boolean refused(MsgError error) {
        return requests.refused(error);
    }

    void ready() {
        both.forEach(ChatRequests::ready);
    }

    void go() {
        both.forEach(ChatRequests::go);
    }

    void lost() {
        both.forEach(ChatRequests::lost);
    }

    void sweep() {
        both.forEach(ChatRequests::sweep);
    }

    void refuse(TencentException why) {
        both.forEach(queue -> queue.refuse(why));
    }
}

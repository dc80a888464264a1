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
package io.github.cameltencent.birdtalk.request;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The two queues of what is asked over a connection. Files that come down have one of their own: they are told apart by
 * their names and have no errors, so that nothing else need wait for the end of one. Used by the connection's thread alone.
 */
public final class ChatQueues {

    private final ChatRequests requests;
    private final ChatRequests downloads;
    private final List<ChatRequests> both;

    public ChatQueues(ChatRequests.Line line, ChatFailures failures, LongSupplier ticks) {
        requests = new ChatRequests(line, failures, ticks);
        downloads = new ChatRequests(line, failures, ticks);
        both = List.of(requests, downloads);
    }

    public ChatRequests requests() {
        return requests;
    }

    public ChatRequests downloads() {
        return downloads;
    }

    /** Whether what came belongs to what is being asked. */
    public boolean offer(MsgPlain body) {
        return (body.hasDownloadReply() ? downloads : requests).offer(body);
    }

    /** An error came; whether it belongs to what is being asked. */
    public boolean refused(MsgError error) {
        return requests.refused(error);
    }

    public void ready() {
        both.forEach(ChatRequests::ready);
    }

    public void go() {
        both.forEach(ChatRequests::go);
    }

    public void lost() {
        both.forEach(ChatRequests::lost);
    }

    public void sweep() {
        both.forEach(ChatRequests::sweep);
    }

    public void refuse(TencentException why) {
        both.forEach(queue -> queue.refuse(why));
    }
}

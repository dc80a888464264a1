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
 * The two request queues of a connection. Downloads have their own, since their answers are matched by file name and
 * they have no error messages; other requests do not wait for them. On the connection's thread.
 */
public final class RequestQueues {

    private final RequestQueue requests;
    private final RequestQueue downloads;
    private final List<RequestQueue> both;

    public RequestQueues(RequestQueue.Outbound outbound, ChatExceptions exceptions, LongSupplier clock) {
        requests = new RequestQueue(outbound, exceptions, clock);
        downloads = new RequestQueue(outbound, exceptions, clock);
        both = List.of(requests, downloads);
    }

    public RequestQueue requests() {
        return requests;
    }

    public RequestQueue downloads() {
        return downloads;
    }

    /** Offers a frame to the request in progress; true if it belongs to it. */
    public boolean offer(MsgPlain body) {
        return (body.hasDownloadReply() ? downloads : requests).offer(body);
    }

    /** Offers an error to the request in progress; true if it belongs to it. */
    public boolean errorReceived(MsgError error) {
        return requests.errorReceived(error);
    }

    public void ready() {
        both.forEach(RequestQueue::ready);
    }

    public void sendNext() {
        both.forEach(RequestQueue::sendNext);
    }

    public void disconnected() {
        both.forEach(RequestQueue::disconnected);
    }

    public void expire() {
        both.forEach(RequestQueue::expire);
    }

    public void failAll(TencentException cause) {
        both.forEach(queue -> queue.failAll(cause));
    }
}

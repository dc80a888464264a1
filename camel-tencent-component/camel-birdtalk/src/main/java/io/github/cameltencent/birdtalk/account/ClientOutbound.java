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

import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.request.RequestContext;
import io.github.cameltencent.birdtalk.request.RequestQueue;
import io.github.cameltencent.birdtalk.send.MessageSender;
import io.github.cameltencent.birdtalk.send.OutgoingMessage;
import io.github.cameltencent.birdtalk.send.SentMessageSearch;

/** Connects the queues of messages and requests to the client whose connection they use. On the connection's thread. */
final class ClientOutbound implements RequestQueue.Outbound, MessageSender.Outbound {

    private final AccountClient client;

    ClientOutbound(AccountClient client) {
        this.client = client;
    }

    @Override
    public RequestContext requestContext() {
        long id = sendId();
        return id == 0 ? null : new RequestContext(client.unixMillis(), id, client.ownId(), client.clientId());
    }

    @Override
    public void send(ChatFrame frame) {
        client.write(frame);
    }

    @Override
    public void reconnect() {
        client.reconnect("The server did not answer a request in time");
    }

    @Override
    public long sendId() {
        return client.state().sendId();
    }

    @Override
    public ChatFrame frame(OutgoingMessage message) {
        return message.frame(client.unixMillis(), client.frames());
    }

    @Override
    public long highestMessageId() {
        return client.incoming().highestMessageId();
    }

    @Override
    public void search(OutgoingMessage message) {
        new SentMessageSearch(message, client.ownId(), client::sendFirst, client.sender()).start();
    }

    @Override
    public long monotonicMillis() {
        return client.monotonicMillis();
    }
}

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
package io.github.cameltencent.emulator.chat;

import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Faults;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.Recorder;
import io.github.cameltencent.emulator.engine.Upgrade;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** The chat server, at {@code /ws} of the emulator's port. Its cryptography is the JDK's. */
public final class ChatService implements Upgrade {

    static final String NAME = "chat";
    static final String PATH = "/ws";

    private static final int LARGEST = 10 * 1024 * 1024;
    private static final int MOST_UNFLUSHED = 64;

    private final ChatServerState world;
    private final ChatLogic logic;
    private final ChatControls controls;
    private final FrameRecord record;
    private final Faults faults;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /**
     * A server with some accounts.
     *
     * @param accounts passwords by user id
     */
    public ChatService(Map<Long, String> accounts, Faults faults, Recorder recorder, Clock clock) {
        this.world = new ChatServerState(clock);
        this.logic = new ChatLogic(world, new SecureRandom());
        this.faults = faults;
        this.record = new FrameRecord(recorder, clock);
        this.controls = new ChatControls(world, Map.copyOf(accounts), channels);
        controls.reset();
    }

    /** What the emulated chat is like: its users, and what has become of it. */
    public ChatControls controls() {
        return controls;
    }

    /** The files of the chat, as far as they are got without it. */
    public Protocol files() {
        return new FileLinks(world);
    }

    @Override
    public String service() {
        return NAME;
    }

    @Override
    public boolean wants(Call call) {
        return call.path().equals(PATH)
                && call.method().equals("GET")
                && call.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    @Override
    public void take(Channel channel, FullHttpRequest request) {
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(PATH, null, false, LARGEST).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        channels.add(channel);
        channel.pipeline()
                .addLast(
                        // what several connections send to one at a time goes out together
                        new FlushConsolidationHandler(MOST_UNFLUSHED, true),
                        new WebSocketFrameAggregator(LARGEST),
                        new FrameHandler(logic, world, faults, record, controls));
        handshaker.handshake(channel, request);
    }
}

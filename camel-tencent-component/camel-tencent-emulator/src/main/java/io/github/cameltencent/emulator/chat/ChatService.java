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
import io.github.cameltencent.emulator.engine.UpgradeHandler;
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

/** The chat server at {@code /ws}. It uses only the JDK's cryptography, not the client's code. */
public final class ChatService implements UpgradeHandler {

    static final String NAME = "chat";
    static final String PATH = "/ws";

    private static final int MAX_FRAME_SIZE = 10 * 1024 * 1024;
    private static final int MAX_UNFLUSHED = 64;

    private final ChatServerState state;
    private final FrameDispatcher dispatcher;
    private final ChatControls controls;
    private final FrameRecorder record;
    private final Faults faults;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /**
     * Creates a server.
     *
     * @param accounts passwords by user id
     */
    public ChatService(Map<Long, String> accounts, Faults faults, Recorder recorder, Clock clock) {
        this.state = new ChatServerState(clock);
        this.dispatcher = new FrameDispatcher(state, new SecureRandom());
        this.faults = faults;
        this.record = new FrameRecorder(recorder, clock);
        this.controls = new ChatControls(state, Map.copyOf(accounts), channels);
        controls.reset();
    }

    /** The controls for tests. */
    public ChatControls controls() {
        return controls;
    }

    /** The HTTP service for the chat's files. */
    public Protocol files() {
        return new ChatFileProtocol(state);
    }

    @Override
    public String service() {
        return NAME;
    }

    @Override
    public boolean accepts(Call call) {
        return call.path().equals(PATH)
                && call.method().equals("GET")
                && call.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    @Override
    public void upgrade(Channel channel, FullHttpRequest request) {
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(PATH, null, false, MAX_FRAME_SIZE).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        channels.add(channel);
        channel.pipeline()
                .addLast(
                        // messages from several connections to one client are flushed together
                        new FlushConsolidationHandler(MAX_UNFLUSHED, true),
                        new WebSocketFrameAggregator(MAX_FRAME_SIZE),
                        new FrameHandler(dispatcher, state, faults, record, controls));
        handshaker.handshake(channel, request);
    }
}

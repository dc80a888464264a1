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
package io.github.cameltencent.transport.http;

import java.net.SocketAddress;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets a protocol handler on each new connection that is like the default of the client, but uses {@link RequestWriter} and
 * {@link HeaderLogger}, which cannot be configured otherwise. Thread-safe.
 */
final class ProtocolHandlers {

    private final HttpProcessor noSteps = HttpProcessorBuilder.create().build(); // the client runs its own
    private final HeaderLogger log = new HeaderLogger();
    private final Http1Config config;

    ProtocolHandlers(Http1Config config) {
        this.config = config;
    }

    /** Wraps an initiator so that it sets the handler before a connection is used. */
    ConnectionInitiator wrap(ConnectionInitiator initiator) {
        return new ConnectionInitiator() {
            @Override
            public Future<IOSession> connect(
                    NamedEndpoint host,
                    SocketAddress remote,
                    SocketAddress local,
                    Timeout timeout,
                    Object attachment,
                    FutureCallback<IOSession> callback) {
                return initiator.connect(
                        host, remote, local, timeout, attachment, new CallbackContribution<>(callback) {
                            @Override
                            public void completed(IOSession session) {
                                session.upgrade(handler((ProtocolIOSession) session));
                                callback.completed(session);
                            }
                        });
            }
        };
    }

    private ClientHttp1IOEventHandler handler(ProtocolIOSession session) {
        return new ClientHttp1IOEventHandler(new ClientHttp1StreamDuplexerFactory(
                        noSteps,
                        config,
                        CharCodingConfig.DEFAULT,
                        DefaultClientConnectionReuseStrategy.INSTANCE,
                        null,
                        () -> new RequestWriter(config, session),
                        log)
                .create(session));
    }
}

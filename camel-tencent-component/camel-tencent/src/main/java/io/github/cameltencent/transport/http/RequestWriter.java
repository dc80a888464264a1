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

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.message.BasicLineFormatter;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Writes requests to one connection. Before the first byte it checks whether the server has closed a reused connection, and
 * whether the attempt may still be sent. Used by one I/O thread.
 */
final class RequestWriter extends DefaultHttpRequestWriter<HttpRequest> {

    private final IOSession session;
    private final ByteBuffer probe = ByteBuffer.allocateDirect(1);

    RequestWriter(Http1Config config, IOSession session) {
        super(config, null);
        this.session = session;
    }

    @Override
    public void write(HttpRequest request, SessionOutputBuffer buffer) throws IOException, HttpException {
        if (request instanceof MaskedRequest outgoing) {
            Attempt attempt = outgoing.attempt();
            if (!attempt.isFresh()) {
                checkOpen();
            }
            if (!attempt.markSent()) {
                throw AttemptRequest.attemptEnded();
            }
        }
        super.write(request, buffer);
    }

    @Override
    protected void writeHeadLine(HttpRequest request, CharArrayBuffer line) throws IOException {
        if (!(request instanceof MaskedRequest outgoing)) {
            super.writeHeadLine(request, line); // the CONNECT request of a tunnel
            return;
        }
        line.clear();
        BasicLineFormatter.INSTANCE.formatRequestLine(
                line, new RequestLine(outgoing.getMethod(), outgoing.unmaskedUri(), protocolVersion(request)));
    }

    /**
     * Throws if an idle connection has something to read: the end of the stream means that the server has closed it, a byte
     * that it sent an unsolicited response, such as a 408, before closing.
     */
    private void checkOpen() throws IOException {
        probe.clear();
        if (session.channel().read(probe) != 0) {
            throw new ConnectionClosedException("the server closed the idle connection");
        }
    }
}

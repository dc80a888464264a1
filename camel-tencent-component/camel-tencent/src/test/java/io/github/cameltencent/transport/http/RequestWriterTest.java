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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.ManualTransportClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of a connection before the first byte of a request is written. */
@Tag("httpclient")
class RequestWriterTest {

    private static final int CLOSED_BY_SERVER = -1;
    private static final int NOTHING_TO_READ = 0;
    private static final int UNASKED_ANSWER = 1;

    private final ManualTransportClock time = new ManualTransportClock();
    private final AttemptTimeouts timeouts = new AttemptTimeouts(time);
    private final List<AttemptResult> results = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();
    private final SessionOutputBuffer buffer = (SessionOutputBuffer) Proxy.newProxyInstance(
            RequestWriterTest.class.getClassLoader(),
            new Class<?>[] {SessionOutputBuffer.class},
            (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("writeLine");
                written.append(arguments[0]).append("\r\n");
                return null;
            });
    private final Attempt attempt = new Attempt(
            HttpCallBuilder.to(URI.create("http://localhost/")).call(),
            time,
            timeouts,
            Runnable::run,
            (verdict, answer, leased) -> results.add(verdict),
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    private final MaskedRequest request =
            new MaskedRequest(new BasicHttpRequest("POST", "/v4/x?usersig=secret&random=1"), attempt);

    private RequestWriter writer(int read) {
        return new RequestWriter(Http1Config.DEFAULT, session(read));
    }

    private static IOSession session(int read) {
        return (IOSession) Proxy.newProxyInstance(
                RequestWriterTest.class.getClassLoader(),
                new Class<?>[] {IOSession.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("channel");
                    return new Read(read);
                });
    }

    private record Read(int result) implements ByteChannel {

        @Override
        public int read(ByteBuffer target) {
            return result;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new AssertionError("nothing is written past the buffer");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private void assertNotSent(int read) {
        assertThatThrownBy(() -> writer(read).write(request, buffer)).isInstanceOf(ConnectionClosedException.class);
        assertThat(written.toString()).isEmpty();
        attempt.failed(new ConnectionClosedException());
        assertThat(results).extracting(AttemptResult::outcome).containsExactly(Outcome.TRANSIENT);
    }

    @Test
    void aKeptConnectionThatTheServerHasClosedIsNotUsed() {
        assertNotSent(CLOSED_BY_SERVER);
    }

    @Test
    void aKeptConnectionWithAnAnswerThatNobodyAskedForIsNotUsed() {
        assertNotSent(UNASKED_ANSWER);
    }

    @Test
    void theConnectionGetsTheQueryAndLogsGetItMasked() throws Exception {
        writer(NOTHING_TO_READ).write(request, buffer);

        assertThat(written.toString()).startsWith("POST /v4/x?usersig=secret&random=1 HTTP/1.1\r\n");
        assertThat(request.getRequestUri()).isEqualTo("/v4/x?usersig=xxxxxx&random=1");
        assertThat(request.toString()).doesNotContain("secret");
        attempt.failed(new ConnectionClosedException());
        assertThat(results).extracting(AttemptResult::outcome).containsExactly(Outcome.AMBIGUOUS);
    }

    @Test
    void aConnectionThatWasOpenedForTheRequestIsNotProbed() throws Exception {
        attempt.connecting();
        writer(CLOSED_BY_SERVER).write(request, buffer);

        assertThat(written.toString()).isNotEmpty();
    }

    @Test
    void anAttemptThatHasEndedIsNotWritten() {
        attempt.abort("STOPPED", "stopped");

        assertThatThrownBy(() -> writer(NOTHING_TO_READ).write(request, buffer)).isInstanceOf(IOException.class);
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void theConnectOfATunnelIsWrittenAsItIs() throws Exception {
        writer(CLOSED_BY_SERVER)
                .write(new BasicHttpRequest(Method.CONNECT, new HttpHost("host", 443), "host:443"), buffer);

        assertThat(written.toString()).startsWith("CONNECT host:443 HTTP/1.1\r\n");
    }
}

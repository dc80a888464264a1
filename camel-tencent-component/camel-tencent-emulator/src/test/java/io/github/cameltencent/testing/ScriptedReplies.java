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
package io.github.cameltencent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Answers of a {@link ScriptedServer}. */
public final class ScriptedReplies {

    private ScriptedReplies() {}

    public static ScriptedServer.Reply ok() {
        return answer(200, "accepted");
    }

    /** An answer with the given header lines. */
    public static ScriptedServer.Reply answer(int status, String body, String... headers) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static ScriptedServer.Reply answer(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said so\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return (request, socket) -> {
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return true;
        };
    }

    /** Raw bytes, then the end of the stream. */
    public static ScriptedServer.Reply raw(String text) {
        return (request, socket) -> {
            ScriptedServer.write(socket, text);
            return false;
        };
    }

    /** Answers and closes the connection without announcing it. */
    public static ScriptedServer.Reply okThenClose() {
        return (request, socket) -> {
            ok().play(request, socket);
            return false;
        };
    }

    /** A TCP reset. */
    public static ScriptedServer.Reply reset() {
        return (request, socket) -> {
            reset(socket);
            return false;
        };
    }

    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** No answer until the client closes. */
    public static ScriptedServer.Reply silence() {
        return (request, socket) -> {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // read and ignore
            }
            return false;
        };
    }

    /** Answers once the latch is released. */
    public static ScriptedServer.Reply after(CountDownLatch latch, ScriptedServer.Reply reply) {
        return (request, socket) -> {
            latch.await();
            return reply.play(request, socket);
        };
    }

    /** Sends single bytes with a delay between them until the client closes. */
    public static ScriptedServer.Reply dribble(int pauseMillis) {
        return (request, socket) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 1000; i++) {
                ScriptedServer.write(socket, "x");
                Thread.sleep(pauseMillis);
            }
            return true;
        };
    }

    /** An endless chunked body. */
    public static ScriptedServer.Reply endlessChunks() {
        return (request, socket) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(65536) + "\r\n";
            while (true) {
                ScriptedServer.write(socket, chunk);
            }
        };
    }
}

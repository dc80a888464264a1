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

import io.github.cameltencent.testing.ScriptedServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A gateway on the loopback address: it removes a path prefix, replaces the header {@code Host}, and forwards the
 * request to one server. Requests without the prefix are answered with 404.
 */
public final class PrefixGateway implements AutoCloseable {

    private final ScriptedServer server = ScriptedServer.start();
    private final String prefix;
    private final String host;
    private final URI origin;

    /**
     * Creates a gateway in front of a local server.
     *
     * @param host the {@code Host} that the server gets
     */
    public PrefixGateway(String prefix, String host, String origin) {
        this.prefix = prefix;
        this.host = host;
        this.origin = URI.create(origin);
        server.always(this::handOn);
    }

    /** The address with the prefix. */
    public String baseUri() {
        return "http://localhost:" + server.port() + prefix;
    }

    /** The received request lines. */
    public List<Request> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        server.close();
    }

    private boolean handOn(Request request, Socket client) throws IOException, InterruptedException {
        if (!request.target().startsWith(prefix + "/")) {
            return ScriptedReplies.answer(404, "no such route").play(request, client);
        }
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), origin.getPort())) {
            OutputStream out = there.getOutputStream();
            out.write(rewritten(request));
            out.flush();
            there.getInputStream().transferTo(client.getOutputStream());
            client.getOutputStream().flush();
        }
        return false;
    }

    private byte[] rewritten(Request request) {
        StringBuilder head = new StringBuilder(request.method() + " "
                + request.target().substring(prefix.length()) + " HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: close\r\n");
        request.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Connection")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(request.body());
        return bytes.toByteArray();
    }
}

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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy on the loopback address for tunnels and plain requests, with or without credentials. It forwards every
 * host to one origin, as if it had resolved the name.
 */
public final class ScriptedProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int originPort;
    private final String credentials;
    private final List<ScriptedServer.Request> heads = new CopyOnWriteArrayList<>();
    private volatile String refusal;

    private ScriptedProxy(int originPort, String credentials) {
        this.originPort = originPort;
        this.credentials = credentials;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public static ScriptedProxy to(ScriptedServer origin) {
        return to(origin.port());
    }

    /** A proxy in front of a local server. */
    public static ScriptedProxy to(int originPort) {
        return new ScriptedProxy(originPort, null);
    }

    /** A proxy that requires Basic credentials, given in their encoded form. */
    public static ScriptedProxy withCredentials(String credentials, ScriptedServer origin) {
        return new ScriptedProxy(origin.port(), credentials);
    }

    /** Refuses every request with a status line. */
    public ScriptedProxy refusing(String status) {
        refusal = status;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The heads of the received requests: CONNECT, or the whole request. */
    public List<ScriptedServer.Request> heads() {
        return heads;
    }

    @Override
    public void close() {
        ScriptedServer.closeQuietly(server);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException ignored) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            ScriptedServer.Request head = ScriptedServer.read(client.getInputStream(), 0);
            while (head != null) {
                heads.add(head);
                if (credentials != null && !("Basic " + credentials).equals(head.header("Proxy-Authorization"))) {
                    answer(
                            client,
                            "407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
                } else if (refusal != null) {
                    answer(client, refusal, "");
                } else if (head.method().equals("CONNECT")) {
                    tunnel(client);
                    return;
                } else {
                    forward(head, client);
                }
                head = ScriptedServer.read(client.getInputStream(), 0);
            }
        } catch (IOException ignored) {
            // one side has closed
        }
    }

    private static void answer(Socket client, String status, String headers) throws IOException {
        ScriptedServer.write(client, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n");
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), originPort)) {
            ScriptedServer.write(client, "HTTP/1.1 200 Established\r\n\r\n");
            daemon(() -> copy(client, origin));
            copy(origin, client);
        }
    }

    /** The request without the headers for the proxy. */
    private void forward(ScriptedServer.Request request, Socket client) throws IOException {
        try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), originPort)) {
            StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
            request.headers().forEach((name, value) -> {
                if (!name.toLowerCase(java.util.Locale.ROOT).startsWith("proxy-")) {
                    head.append(name).append(": ").append(value).append("\r\n");
                }
            });
            ScriptedServer.write(origin, head + "Connection: close\r\n\r\n");
            origin.getOutputStream().write(request.body());
            origin.shutdownOutput();
            copy(origin, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.close();
        } catch (IOException ignored) {
            ScriptedServer.closeQuietly(to);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

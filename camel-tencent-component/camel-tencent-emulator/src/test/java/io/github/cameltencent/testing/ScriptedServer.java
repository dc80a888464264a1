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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * An HTTP server on the loopback address that plays a script of raw replies: it reads each request completely, records
 * it, and plays the next reply. One thread per connection.
 */
public final class ScriptedServer implements AutoCloseable {

    /** Answers one request on the raw socket. */
    @FunctionalInterface
    public interface Reply {

        /** Writes the answer; returns false to close the connection. */
        boolean play(Request request, Socket socket) throws IOException, InterruptedException;
    }

    /**
     * A received request.
     *
     * @param connection the number of the connection, from 0
     * @param nanos the time when it was complete
     */
    public record Request(
            String method, String target, Map<String, String> headers, byte[] body, int connection, long nanos) {

        public String header(String name) {
            return headers.get(name);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final ServerSocket server;
    private final Thread acceptor;
    private final String scheme;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<Reply> script = new ArrayDeque<>();
    private volatile Reply otherwise = ScriptedReplies.ok();
    private volatile boolean resetOnAccept;
    private volatile int accepted;
    private volatile boolean closed;

    private ScriptedServer(ServerSocket server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        acceptor = new Thread(this::accept, "scripted-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public static ScriptedServer start() {
        try {
            return new ScriptedServer(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An https server; the socket can be configured further. */
    public static ScriptedServer start(SSLServerSocketFactory tls, java.util.function.Consumer<ServerSocket> setUp) {
        try {
            ServerSocket socket = tls.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            setUp.accept(socket);
            return new ScriptedServer(socket, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a reply to the script. */
    public ScriptedServer then(Reply reply) {
        synchronized (script) {
            script.add(reply);
        }
        return this;
    }

    /** Adds a reply several times. */
    public ScriptedServer then(int times, Reply reply) {
        for (int i = 0; i < times; i++) {
            then(reply);
        }
        return this;
    }

    /** Sets the reply for requests after the end of the script. */
    public ScriptedServer always(Reply reply) {
        otherwise = reply;
        return this;
    }

    /** Resets connections on accept. */
    public ScriptedServer resettingConnections() {
        resetOnAccept = true;
        return this;
    }

    public URI uri() {
        return URI.create(scheme + "://localhost:" + port() + "/v3/call");
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /** The number of accepted connections. */
    public int connections() {
        return accepted;
    }

    /** The number of open connections, as far as this side knows. */
    public int openConnections() {
        return sockets.size();
    }

    /** Closes the connections and keeps listening. */
    public void dropConnections() {
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(server);
        try {
            acceptor.join(2000); // until then a last connection may be accepted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropConnections();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                int number = accepted++;
                if (closed) {
                    closeQuietly(socket);
                } else if (resetOnAccept) {
                    ScriptedReplies.reset(socket);
                } else {
                    sockets.add(socket);
                    Thread thread = new Thread(() -> serve(socket, number), "scripted-connection-" + number);
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try {
            socket.setTcpNoDelay(true);
            Request request = read(socket.getInputStream(), number);
            while (request != null) {
                requests.add(request);
                if (!reply().play(request, socket)) {
                    return;
                }
                request = read(socket.getInputStream(), number);
            }
        } catch (IOException ignored) {
            // the client has closed, as some tests intend
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
            closeQuietly(socket);
        }
    }

    private Reply reply() {
        synchronized (script) {
            Reply next = script.poll();
            return next == null ? otherwise : next;
        }
    }

    /** Reads a request; null at the end of the stream. */
    public static Request read(InputStream in, int connection) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ");
        if (parts.length < 2) {
            throw new IOException("no HTTP");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("no HTTP"); // such as a TLS hello
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        String length = headers.get("Content-Length");
        byte[] body = length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
        return new Request(parts[0], parts[1], headers, body, connection, System.nanoTime());
    }

    public static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    public static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    public static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // nobody is left to answer
        }
    }
}

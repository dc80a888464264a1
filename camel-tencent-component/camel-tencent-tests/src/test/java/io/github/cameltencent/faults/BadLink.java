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
package io.github.cameltencent.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of a {@link BadNetwork}. */
final class BadLink {

    private static final int PIECE = 64;
    private static final int RESET_WITHIN = 2500;

    private final Socket client;
    private final Socket server;
    private final NetworkFault fault;
    private final Random random;
    private final AtomicInteger left;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean deaf;

    BadLink(Socket client, Socket server, NetworkFault fault, long seed) throws IOException {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.random = new Random(seed);
        this.left = new AtomicInteger(random.nextInt(RESET_WITHIN));
        this.deaf = fault == NetworkFault.BLACK_HOLE;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    /** Forwards the bytes of one direction until it ends. */
    void relay(boolean up) {
        Socket from = up ? client : server;
        Socket to = up ? server : client;
        byte[] buffer = new byte[8192];
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                if (!deaf) {
                    forward(buffer, read, up, to.getOutputStream());
                }
                read = from.getInputStream().read(buffer);
            }
            if (!deaf) {
                to.shutdownOutput();
            } else if (up) {
                reset();
            }
        } catch (IOException | InterruptedException e) {
            if (!deaf || up) {
                reset();
            }
        }
    }

    private void forward(byte[] bytes, int length, boolean up, OutputStream out)
            throws IOException, InterruptedException {
        switch (fault == null ? NetworkFault.JITTER : fault) {
            case LATENCY -> late(100, bytes, length, out);
            case JITTER -> late(fault == null ? 0 : random.nextInt(80), bytes, length, out);
            case BANDWIDTH -> pieces(PIECE, 4, bytes, length, out);
            case SLICES -> pieces(1, 0, bytes, length, out);
            case SLOW_CLOSE -> {
                out.write(bytes, 0, length);
                if (!up) {
                    closeSlowly();
                }
            }
            case RESET -> {
                int passed = Math.max(0, Math.min(length, left.getAndAdd(-length)));
                out.write(bytes, 0, passed);
                if (passed < length) {
                    reset();
                }
            }
            case HALF_OPEN -> {
                out.write(bytes, 0, length);
                if (!up) {
                    deaf = true;
                    BadNetwork.quietly(server);
                }
            }
            case LOST_ANSWERS -> {
                if (up) {
                    out.write(bytes, 0, length);
                }
            }
            default -> throw new IllegalStateException("nothing passes a " + fault);
        }
    }

    private void late(int millis, byte[] bytes, int length, OutputStream out) throws IOException, InterruptedException {
        rest(millis);
        out.write(bytes, 0, length);
    }

    private void pieces(int size, int millis, byte[] bytes, int length, OutputStream out)
            throws IOException, InterruptedException {
        for (int i = 0; i < length; i += size) {
            out.write(bytes, i, Math.min(size, length - i));
            out.flush();
            rest(millis);
        }
    }

    private void closeSlowly() throws IOException, InterruptedException {
        rest(30);
        deaf = true;
        client.shutdownOutput();
        rest(200);
        BadNetwork.quietly(client);
        BadNetwork.quietly(server);
    }

    private void rest(int millis) throws InterruptedException {
        if (millis > 0 && ended.await(millis, TimeUnit.MILLISECONDS)) {
            deaf = true;
        }
    }

    /** Resets both sides. */
    void reset() {
        ended.countDown();
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException ignored) {
                // it is closed
            }
            BadNetwork.quietly(socket);
        }
    }
}

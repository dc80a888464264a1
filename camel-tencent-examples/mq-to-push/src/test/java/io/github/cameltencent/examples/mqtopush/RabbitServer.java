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
package io.github.cameltencent.examples.mqtopush;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The RabbitMQ of Debian's package with AMQP 1.0, with folders and ports of its own on the loopback address. */
final class RabbitServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Path CONTROL = Path.of("/usr/lib/rabbitmq/bin/rabbitmqctl");
    private static final String USER = "rabbitmq";

    private final Path folder;
    private final int port = freePort();
    private final int distributionPort = freePort();
    private final int portMapperPort = freePort();
    private final Process portMapper;
    private Process broker;

    private RabbitServer(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("plugins"), "[rabbitmq_amqp1_0].");
        Files.createFile(folder.resolve("env.conf"));
        // started here, as the one that Erlang starts outlives the broker
        portMapper = run("epmd", "-port", String.valueOf(portMapperPort), "-address", "127.0.0.1");
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static RabbitServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rabbitmq");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        RabbitServer server = new RabbitServer(folder);
        server.startBroker();
        server.declare(Broker.ORDERS, Broker.DEAD_LETTERS, Broker.AMBIGUOUS);
        return server;
    }

    void startBroker() throws IOException {
        broker = run(PROGRAM.toString());
        await().atMost(Duration.ofMinutes(2)).until(this::listens);
    }

    /** A queue that a client of AMQP 1.0 declares would not outlive a restart. */
    private void declare(String... queues) throws IOException, InterruptedException {
        String durable = Arrays.stream(queues)
                .map(name -> "{\"name\":\"" + name
                        + "\",\"vhost\":\"/\",\"durable\":true,\"auto_delete\":false,\"arguments\":{}}")
                .collect(Collectors.joining(",", "{\"queues\":[", "]}"));
        Path definitions = Files.writeString(folder.resolve("queues.json"), durable);
        int status = run(CONTROL.toString(), "import_definitions", definitions.toString())
                .waitFor();
        if (status != 0) {
            throw new IOException("rabbitmqctl ended with " + status);
        }
    }

    /** Stops the broker, which writes to its disk what it has to keep. */
    void stopBroker() throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        if (!broker.waitFor(1, TimeUnit.MINUTES)) {
            throw new IOException("RabbitMQ did not stop");
        }
    }

    String url() {
        return "amqp://127.0.0.1:" + port;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Process run(String... program) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", USER, "--") : List.of());
        command.addAll(Arrays.asList(program));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", folder.toString()),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("ERL_EPMD_PORT", String.valueOf(portMapperPort)),
                        Map.entry("RABBITMQ_NODENAME", "orders@localhost"),
                        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(distributionPort)),
                        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                        Map.entry("RABBITMQ_CTL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", file("plugins")),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", file("env.conf")),
                        Map.entry("RABBITMQ_CONFIG_FILE", file("none")),
                        Map.entry("RABBITMQ_MNESIA_BASE", file("data")),
                        Map.entry("RABBITMQ_LOG_BASE", file("log")),
                        Map.entry("RABBITMQ_PID_FILE", file("pid"))));
        return builder.start();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (broker.isAlive()) {
            stopBroker();
        }
        portMapper.descendants().forEach(ProcessHandle::destroy);
        portMapper.destroy();
        portMapper.waitFor();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

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
package io.github.cameltencent.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The PostgreSQL server of Debian's package, with a folder and a port of its own on the loopback address. */
final class PostgresServer implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String USER = "postgres";

    private final Path folder;
    private final int port;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("initdb"));
    }

    static PostgresServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("postgres");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        PostgresServer server = new PostgresServer(folder, port);
        server.run("initdb", "-U", USER, "-A", "trust", "-N", "-D", server.data());
        String options = "-F -p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1";
        server.run(
                "pg_ctl", "-w", "-D", server.data(), "-l", folder.resolve("log").toString(), "-o", options, "start");
        return server;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** PostgreSQL does not run as root. */
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", USER, "--"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("postgres", ".txt");
        int status = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(program + " ended with " + status + ": " + Files.readString(output));
        }
        Files.delete(output);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-w", "-m", "immediate", "-D", data(), "stop");
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

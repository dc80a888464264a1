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
package io.github.cameltencent.contract;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A program for a client that was not written here, compiled against its libraries in {@code target/vendor} and run in a
 * process of its own: those libraries never share a class path with ours.
 */
final class VendorProgram {

    private static final Path SOURCES = Path.of("src", "test", "vendor");

    private final String name;
    private final String classPath;

    private VendorProgram(String name, String classPath) {
        this.name = name;
        this.classPath = classPath;
    }

    /** A program of {@code src/test/vendor}. */
    static VendorProgram of(String name, String library) throws IOException {
        return of(name, Files.readString(SOURCES.resolve(name + ".java")), library);
    }

    /** A program from its text. */
    static VendorProgram of(String name, String text, String library) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "vendor-programs", name));
        Path source = Files.writeString(folder.resolve(name + ".java"), text);
        String jars = jars(library);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        complaints,
                        complaints,
                        "-nowarn",
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        jars,
                        source.toString());
        if (status != 0) {
            throw new IllegalStateException(complaints.toString(StandardCharsets.UTF_8));
        }
        return new VendorProgram(name, folder + File.pathSeparator + jars);
    }

    private static String jars(String library) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "vendor", library))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Runs the program to its end and returns its output. */
    List<String> run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, name));
        command.addAll(List.of(arguments));
        return execute(command, name);
    }

    /** Runs any program to its end and returns its output. */
    static List<String> execute(List<String> command, String name) throws IOException, InterruptedException {
        Path log = Path.of("target", "vendor-programs", name + ".log");
        Files.createDirectories(log.getParent());
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(name + " failed: " + out + Files.readString(log));
            }
            return out.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}

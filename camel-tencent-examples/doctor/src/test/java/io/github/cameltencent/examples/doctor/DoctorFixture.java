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
package io.github.cameltencent.examples.doctor;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the doctor on a configuration, as its user does. */
final class DoctorFixture {

    private final Path folder;
    private final List<String> resolved = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private Clock clock = Clock.systemUTC();
    private NameResolver resolver = InetAddress::getAllByName;

    /** What the program printed, and its exit status. */
    record Result(int status, String out, String err) {

        /** Returns the lines about one check, with the advice. */
        String about(String check) {
            StringBuilder lines = new StringBuilder();
            boolean inside = false;
            for (String line : out.lines().toList()) {
                inside = line.startsWith("      ") ? inside : line.matches("(OK  |WARN|FAIL)  \\Q" + check + "\\E +.*");
                lines.append(inside ? line + "\n" : "");
            }
            return lines.toString();
        }
    }

    DoctorFixture(Path folder) {
        this.folder = folder;
    }

    DoctorFixture environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    DoctorFixture clock(Clock source) {
        clock = source;
        return this;
    }

    DoctorFixture resolver(NameResolver names) {
        resolver = names;
        return this;
    }

    /** The names that were resolved. */
    List<String> resolved() {
        return resolved;
    }

    Result run(String properties, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("application.properties"), properties);
        return arguments(
                Stream.concat(Stream.of(options), Stream.of(file.toString())).toArray(String[]::new));
    }

    Result arguments(String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Doctor doctor = new Doctor(environment, this::resolve, clock);
        int status = doctor.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
        return new Result(status, text(out), text(err));
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        resolved.add(host);
        return resolver.resolve(host);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** An application for every service, with keys of the emulator. */
    static String emulated(TencentEmulator emulator) {
        return """
                camel.component.tencent.applications[orders].tpns[android].access-id = %s
                camel.component.tencent.applications[orders].tpns[android].secret-key = %s
                camel.component.tencent.applications[orders].tpns[android].base-uri = %s
                camel.component.tencent.applications[orders].im.sdk-app-id = %s
                camel.component.tencent.applications[orders].im.secret-key = %s
                camel.component.tencent.applications[orders].im.base-uri = %3$s
                camel.component.tencent.applications[orders].cloud.secret-id = %s
                camel.component.tencent.applications[orders].cloud.secret-key = %s
                camel.component.tencent.applications[orders].cloud.base-uri = %3$s
                """.formatted(
                        EmulatorOptions.TPNS_ANDROID.id(),
                        EmulatorOptions.TPNS_ANDROID.key(),
                        emulator.baseUri(),
                        EmulatorOptions.IM.id(),
                        EmulatorOptions.IM.key(),
                        EmulatorOptions.CLOUD.id(),
                        EmulatorOptions.CLOUD.key());
    }

    /** An application of TPNS alone, at an address. */
    static String tpnsAt(String baseUri) {
        return """
                camel.component.tencent.applications[orders].tpns[android].access-id = 1500000001
                camel.component.tencent.applications[orders].tpns[android].secret-key = %s
                camel.component.tencent.applications[orders].tpns[android].base-uri = %s
                """.formatted(EmulatorOptions.TPNS_ANDROID.key(), baseUri);
    }
}

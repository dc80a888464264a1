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

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Checks the configuration of an application, and says what is wrong and what to do. {@code --help} prints the options. */
public final class Doctor {

    private final Map<String, String> environment;
    private final NameResolver resolver;
    private final Clock clock;

    Doctor(Map<String, String> environment, NameResolver resolver, Clock clock) {
        this.environment = environment;
        this.resolver = resolver;
        this.clock = clock;
    }

    /** Runs the checks. */
    public static void main(String[] arguments) throws Exception {
        Doctor doctor = new Doctor(System.getenv(), InetAddress::getAllByName, Clock.systemUTC());
        System.exit(doctor.run(arguments, System.out, System.err));
    }

    /** Runs the checks; returns the exit status. */
    int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        Settings settings;
        ConfigurationFile file;
        try {
            settings = Settings.parse(arguments);
            if (settings.help()) {
                out.print(Settings.USAGE);
                return 0;
            }
            file = settings.file() == null ? ConfigurationFile.empty() : ConfigurationFile.read(settings.file());
        } catch (IllegalArgumentException e) {
            err.println("doctor: " + e.getMessage());
            err.print(Settings.USAGE);
            return 2;
        } catch (NoSuchFileException e) {
            err.println("doctor: there is no file " + e.getFile());
            return 2;
        } catch (IOException e) {
            err.println("doctor: the file cannot be read: " + e.getClass().getSimpleName());
            return 2;
        }
        Redactor redactor = new Redactor();
        file.secrets(environment).forEach(redactor::add);
        Findings findings = new Findings(redactor);
        check(settings, file, findings, redactor);
        findings.print(out);
        out.flush();
        return findings.hasFailures() ? 1 : 0;
    }

    private void check(Settings settings, ConfigurationFile file, Findings findings, Redactor redactor)
            throws Exception {
        describe(settings, file, findings);
        new EnvironmentCheck(environment, findings).run(file);
        try (DoctorContext doctor = DoctorContext.start(file, findings, redactor)) {
            doctor.context().getRegistry().bind("doctorClock", clock);
            Caller caller = new Caller(doctor.context());
            List<ConfiguredCall> calls = new ApplicationCheck(doctor, caller, environment, findings).run();
            if (settings.online()) {
                ServerProbe probe = new ServerProbe(findings, resolver, clock, settings.timeout());
                new OnlineCheck(doctor, caller, probe, findings, settings.timeout()).run(calls);
            } else {
                findings.ok("network", "not tried, and nothing sent: add --online");
            }
        }
    }

    private static void describe(Settings settings, ConfigurationFile file, Findings findings) {
        if (settings.file() == null) {
            findings.ok("configuration", "no file: only the environment is checked");
        } else if (file.isEmpty()) {
            findings.fail(
                    "configuration",
                    settings.file().getFileName() + " has no line camel.component.tencent.*",
                    "Name the right file; YAML must be written as properties first");
        } else {
            findings.ok(
                    "configuration",
                    settings.file().getFileName() + " sets "
                            + file.componentOptions().size() + " options");
        }
    }
}

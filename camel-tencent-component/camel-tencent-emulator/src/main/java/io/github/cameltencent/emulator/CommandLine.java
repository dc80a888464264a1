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
package io.github.cameltencent.emulator;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Runs the emulator as a program: parses the arguments, starts it and prints its address. */
final class CommandLine {

    private static final String USAGE = """
            Usage: java -jar camel-tencent-emulator.jar [options]
              --port N               the port on 127.0.0.1, 0 for a free one (default 0)
              --tpns-android id:key  AccessId and SecretKey of an Android application of TPNS
              --tpns-ios id:key      AccessId and SecretKey of an iOS application of TPNS
              --im sdkAppId:key      SDKAppID and key of an IM application
              --cloud id:key         SecretId and SecretKey of the Cloud API; each of these five may be repeated
              --chat id:password     user id and password of an account of the chat
              --faults FILE          a fault script, JSON lines
              --skew SECONDS         allowed clock skew of requests (default 300)
              --latency MS           delay of every answer (default 0)
              --help                 this text
            """;

    private static final Set<String> OPTIONS = Set.of(
            "--port", "--tpns-android", "--tpns-ios", "--im", "--cloud", "--chat", "--faults", "--skew", "--latency");

    private CommandLine() {}

    /** Runs until the emulator is closed; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        // Netty uses any logging library on the class path, which may write to standard output; the JDK's does not
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        EmulatorOptions options;
        TencentEmulator emulator;
        try {
            options = parse(arguments).log(line -> err.println("emulator: " + line));
            emulator = TencentEmulator.start(options);
        } catch (IllegalArgumentException e) {
            err.println("emulator: " + e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (IllegalStateException e) {
            err.println("emulator: " + e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "tencent-emulator-shutdown"));
        out.println("listening " + emulator.baseUri());
        out.flush();
        printCredentials(options, emulator, err);
        emulator.join();
        return 0;
    }

    static EmulatorOptions parse(String[] arguments) {
        EmulatorOptions options = new EmulatorOptions();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!OPTIONS.contains(name)) {
                throw new IllegalArgumentException(name + ": unknown option");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(name + ": its value is missing");
            }
            try {
                apply(options, name, arguments[i + 1]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + ": must be a whole number", e);
            } catch (IOException | InvalidPathException e) {
                throw new IllegalArgumentException(name + ": cannot read " + arguments[i + 1], e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }
        return options;
    }

    private static void apply(EmulatorOptions options, String name, String value) throws IOException {
        switch (name) {
            case "--port" -> options.port(Integer.parseInt(value));
            case "--tpns-android" -> options.tpnsAndroid(KeyPair.parse(value));
            case "--tpns-ios" -> options.tpnsIos(KeyPair.parse(value));
            case "--im" -> options.im(KeyPair.parse(value));
            case "--cloud" -> options.cloud(KeyPair.parse(value));
            case "--chat" -> options.chat(KeyPair.parse(value));
            case "--faults" -> options.faults(Files.readString(Path.of(value)));
            case "--skew" -> options.skew(Duration.ofSeconds(Integer.parseInt(value)));
            case "--latency" -> options.latency(Duration.ofMillis(Integer.parseInt(value)));
            default -> throw new IllegalStateException(name);
        }
    }

    /** Prints the credentials; keys from the command line may be real secrets, so only the default keys are shown. */
    private static void printCredentials(EmulatorOptions options, TencentEmulator emulator, PrintStream err) {
        err.println("emulator: open " + emulator.baseUri() + "/ in a browser to see the requests");
        options.tpnsAndroid().forEach(pair -> err.println("emulator: TPNS Android " + masked(pair)));
        options.tpnsIos().forEach(pair -> err.println("emulator: TPNS iOS     " + masked(pair)));
        options.im().forEach(pair -> err.println("emulator: IM           " + masked(pair)));
        options.cloud().forEach(pair -> err.println("emulator: Cloud API    " + masked(pair)));
        options.chat().forEach(pair -> err.println("emulator: Chat         " + masked(pair)));
    }

    private static String masked(KeyPair pair) {
        boolean invented = pair.equals(EmulatorOptions.TPNS_ANDROID)
                || pair.equals(EmulatorOptions.TPNS_IOS)
                || pair.equals(EmulatorOptions.IM)
                || pair.equals(EmulatorOptions.CLOUD)
                || pair.equals(EmulatorOptions.CHAT_ALPHA)
                || pair.equals(EmulatorOptions.CHAT_BETA);
        return invented ? pair.id() + ":" + pair.key() + " (default)" : pair.toString();
    }
}

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
package io.github.cameltencent.examples.imbot;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Answers users who write to an IM bot and prints a summary. {@code --help} prints the options. */
public final class ImBot {

    private static final String PATH = "/im";
    private static final long TICK_MILLIS = 1000;

    /** Between two messages of users, all together. */
    private static final long WRITE_MILLIS = 10;

    /** Longer than all redeliveries of an answer. */
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Settings settings;
    private final PrintStream out;
    private final BotStatistics statistics = new BotStatistics();

    private ImBot(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs the example. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Runs the example; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws Exception {
        Settings settings;
        try {
            settings = Settings.parse(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            err.println("im-bot: " + e.getMessage());
            err.print(Settings.USAGE);
            return 2;
        }
        if (settings.help()) {
            out.print(Settings.USAGE);
            return 0;
        }
        try {
            ImBot program = new ImBot(settings, out);
            return settings.real() ? program.answerTencent() : program.answerEmulator();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            err.println("im-bot: " + e.getMessage());
            return 2;
        }
    }

    private int answerTencent() throws InterruptedException {
        line(
                "Callbacks of Tencent are expected at http://127.0.0.1:%d%s; whoever writes",
                settings.callbackPort(), PATH);
        line("to the account \"%s\" gets an answer.", Bot.ACCOUNT);
        try (Bot bot = Bot.start(statistics, settings.callbackPort(), settings.yaml(), Map.of())) {
            bot.closeAtExit();
            TimeUnit.SECONDS.sleep(settings.serve() ? Long.MAX_VALUE : settings.seconds());
        }
        line("");
        line("Summary");
        summary();
        return statistics.unanswered() == 0 ? 0 : 1;
    }

    private int answerEmulator() throws IOException, InterruptedException {
        EmulatorOptions options = new EmulatorOptions().port(settings.port());
        if (settings.faults() != null) {
            options.faults(Files.readString(settings.faults()));
        }
        int port = settings.callbackPort() == 0 ? freePort() : settings.callbackPort();
        try (TencentEmulator emulator = TencentEmulator.start(options);
                Bot bot = Bot.start(statistics, port, settings.yaml(), Bot.emulated(emulator.baseUri()))) {
            emulator.im().webhook(EmulatorOptions.IM.id(), "http://127.0.0.1:" + port + PATH, Bot.EMULATED_TOKEN);
            line("No credentials in the environment: using the emulator. The chat is on its page:");
            line("  %s/", emulator.baseUri());
            SimulatedUsers users = new SimulatedUsers(emulator, bot.context().createProducerTemplate());
            talk(emulator, users);
            int status = report(Audit.of(emulator), users);
            if (settings.serve()) {
                bot.closeAtExit();
                line("");
                line("Open %s/ in a browser; users go on writing now and then. Ctrl-C ends.", emulator.baseUri());
                while (true) {
                    users.write();
                    TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
                }
            }
            return status;
        }
    }

    /** Lets users write, until all are answered or nothing has changed for too long. */
    private void talk(TencentEmulator emulator, SimulatedUsers users) throws InterruptedException {
        long shown = System.nanoTime();
        long progress = -1;
        long progressAt = shown;
        boolean done = false;
        while (!done && System.nanoTime() - progressAt < STALLED_NANOS) {
            if (users.written() < settings.messages()) {
                users.write();
            } else if (users.isQuiet()) {
                done = statistics.answered() + statistics.unanswered()
                        >= Audit.of(emulator).questions();
            }
            TimeUnit.MILLISECONDS.sleep(WRITE_MILLIS);
            long now = statistics.callbacks() + statistics.answered() + statistics.unanswered();
            if (now != progress) {
                progress = now;
                progressAt = System.nanoTime();
            }
            if (done || System.nanoTime() - shown > TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
                shown = System.nanoTime();
                line(
                        "  written %,d of %,d  callbacks %,d  blocked %,d  answered %,d  unanswered %,d",
                        users.written(),
                        settings.messages(),
                        statistics.callbacks(),
                        statistics.blocked(),
                        statistics.answered(),
                        statistics.unanswered());
            }
        }
    }

    private int report(Audit audit, SimulatedUsers users) {
        line("");
        line("Summary");
        line("  written       %,7d  messages of users to \"%s\"", users.written(), Bot.ACCOUNT);
        line("  blocked       %,7d  with a card number: rejected before they were sent", users.blocked());
        line("  sent          %,7d", audit.questions());
        long unconfirmed = users.written() - users.blocked() - audit.questions();
        if (unconfirmed > 0) {
            line("  unconfirmed   %,7d  calls of users that failed; a card number may be among them", unconfirmed);
        }
        summary();
        line("  duplicates    %,7d  of %d possible duplicates", audit.duplicates(), statistics.possibleDuplicates());
        line("  forged        %,7d  callbacks, of which %d were accepted", users.forged(), users.acceptedForgeries());
        line("  p50 / p99     %,7d / %d ms from a message to its answer", audit.millis(50), audit.millis(99));
        boolean success = audit.isClean(statistics.possibleDuplicates()) && users.acceptedForgeries() == 0;
        line("");
        line(
                success
                        ? "Every message was answered; the emulator's record confirms it."
                        : "Messages without answer: " + audit.unanswered() + ", with duplicates: " + audit.duplicates()
                                + ".");
        return success ? 0 : 1;
    }

    private void summary() {
        line("  callbacks     %,7d  reached the route", statistics.callbacks());
        line("  answered      %,7d  by openim/sendmsg", statistics.answered());
        line("  unanswered    %,7d", statistics.unanswered());
        statistics.reasons().forEach((why, count) -> line("       %,7d  %s", count, why));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}

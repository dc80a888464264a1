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
package io.github.cameltencent.examples.chatbridge;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Bridges a chat room and a JMS topic. {@code --help} prints the options. */
public final class ChatBridge {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    /** A member who is always offline. */
    private static final long GAMMA = 10003;

    private static final List<String> QUESTIONS = List.of("/help", "/time", "/who");
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Settings settings;
    private final PrintStream out;
    private final BridgeStatistics statistics = new BridgeStatistics();

    private ChatBridge(Settings settings, PrintStream out) {
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
            err.println("chat-bridge: " + e.getMessage());
            err.print(Settings.USAGE);
            return 2;
        }
        if (settings.help()) {
            out.print(Settings.USAGE);
            return 0;
        }
        try (Broker broker = Broker.start()) {
            ChatBridge program = new ChatBridge(settings, out);
            return settings.real() ? program.bridge(broker) : program.runEmulator(broker);
        } catch (IOException | IllegalArgumentException e) {
            err.println("chat-bridge: " + e.getMessage());
            return 2;
        }
    }

    private int bridge(Broker broker) throws InterruptedException {
        line("The room %s and the topic \"room\" are bridged until Ctrl-C.", System.getenv("BIRDTALK_GROUP"));
        try (Bridge bridge = Bridge.start(broker, statistics, settings.members(), settings.yaml(), Map.of())) {
            bridge.closeAtExit();
            TimeUnit.SECONDS.sleep(Long.MAX_VALUE);
        }
        return 0;
    }

    private int runEmulator(Broker broker) throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().port(settings.port()))) {
            emulator.chat().addUser(GAMMA, "gamma", "gamma-password");
            long room = emulator.chat().addGroup("room", BETA, List.of(ALPHA, GAMMA));
            line(
                    "No chat server in the environment: using the emulator. Its page shows the pushes to offline members:");
            line("  %s/", emulator.baseUri());
            Participants participants = new Participants(emulator, BETA, EmulatorOptions.CHAT_BETA.key(), room);
            try (participants;
                    Bridge bridge = Bridge.start(
                            broker,
                            statistics,
                            Set.of(BETA, GAMMA),
                            settings.yaml(),
                            Bridge.emulated(emulator, room))) {
                bridge.closeAtExit();
                await(() -> emulator.chat().isOnline(ALPHA));
                participants.start(broker.connections());
                await(() -> emulator.chat().isOnline(BETA));
                // JMS consumers subscribe after the start of their routes
                await(() -> broker.subscriptions("room") == 2);
                sendMessages(emulator, participants);
                awaitMessages(participants);
                int status = report(participants);
                if (settings.serve()) {
                    line("");
                    line("Open %s/ in a browser. Ctrl-C ends.", emulator.baseUri());
                    TimeUnit.SECONDS.sleep(Long.MAX_VALUE);
                }
                return status;
            }
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begin < STALLED_NANOS) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void sendMessages(TencentEmulator emulator, Participants participants) {
        int every = settings.disconnects() == 0
                ? Integer.MAX_VALUE
                : Math.max(1, settings.messages() / settings.disconnects());
        int disconnects = 0;
        QUESTIONS.forEach(participants::sendToChat);
        for (int i = 0; i < settings.messages(); i++) {
            participants.sendToChat(inChat(i));
            participants.sendToTopic(atTopic(i));
            if (i % every == every - 1 && disconnects < settings.disconnects()) {
                disconnects++;
                emulator.chat().disconnectAll();
            }
        }
    }

    private static String inChat(int i) {
        return "Message in the room " + i;
    }

    private static String atTopic(int i) {
        return "Message at the topic " + i;
    }

    private void awaitMessages(Participants participants) throws InterruptedException {
        long progress = -1;
        long progressAt = System.nanoTime();
        long nextShow = progressAt;
        while (!isAllReceived(participants) && System.nanoTime() - progressAt < STALLED_NANOS) {
            long now = participants.received() + statistics.total();
            if (now != progress) {
                progress = now;
                progressAt = System.nanoTime();
            }
            if (System.nanoTime() - nextShow >= 0) {
                nextShow += SHOW_NANOS;
                line("  received %,d of %,d", participants.received(), 2 * settings.messages() + QUESTIONS.size());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isAllReceived(Participants participants) {
        return participants.received() >= 2 * settings.messages() + QUESTIONS.size()
                && statistics.pushes() + statistics.failedPushes() >= 2L * settings.messages();
    }

    private int report(Participants participants) {
        long lost = count(i -> participants.atTopic(inChat(i)) == 0 ? 1 : 0)
                + count(i -> participants.inChat(atTopic(i)) == 0 ? 1 : 0);
        long duplicates = count(i -> Math.max(0, participants.atTopic(inChat(i)) - 1))
                + count(i -> Math.max(0, participants.inChat(atTopic(i)) - 1));
        line("");
        line("Summary");
        line("  room to topic  %,7d  of %,d", statistics.fromChat(), settings.messages());
        line("  topic to room  %,7d  of %,d", statistics.fromTopic(), settings.messages());
        line("  answers        %,7d  of the bot", participants.answers());
        line(
                "  pushes         %,7d  to offline members, %,d not accepted",
                statistics.pushes(), statistics.failedPushes());
        line("  lost           %,7d", lost);
        line("  duplicates     %,7d", duplicates);
        boolean success = lost == 0
                && duplicates == 0
                && participants.answers() == QUESTIONS.size()
                && statistics.failedPushes() == 0;
        line("");
        line(success ? "Every message arrived once on the other side." : "Not every message arrived once: see above.");
        return success ? 0 : 1;
    }

    private long count(ToIntFunction<Integer> of) {
        return IntStream.range(0, settings.messages())
                .map(of::applyAsInt)
                .asLongStream()
                .sum();
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}

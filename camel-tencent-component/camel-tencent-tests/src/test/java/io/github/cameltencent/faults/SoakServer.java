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

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.invariant.RandomFaults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The emulator of a soak in a JVM of its own, so that the figures are those of the client. Reads commands from standard input,
 * and ends with it.
 */
final class SoakServer {

    static final String TOKEN = "token-of-the-console";
    static final String END = "end";

    private final TencentEmulator emulator = TencentEmulator.start(
            new EmulatorOptions().records(200_000, 128L << 20).imQuotas(false));
    private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private SoakServer() {}

    public static void main(String[] arguments) throws IOException {
        new SoakServer().serve();
        System.exit(0);
    }

    private void serve() throws IOException {
        out.println(emulator.port());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "strike" -> strike(Long.parseLong(words[1]));
                case "calm" -> emulator.faults().clear();
                case "callback" -> callBack(words[1]);
                case "record" -> printRecord();
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private void strike(long seed) {
        for (MarkedCall call : new MarkedCall[] {MarkedCall.PUSH, MarkedCall.IM, MarkedCall.CLOUD}) {
            new RandomFaults(call.service(), seed).addTo(emulator);
        }
        long next = 2 * seed;
        for (String fault : new String[] {"reset_before", "reset_after"}) {
            emulator.faults()
                    .addScript("{\"match\":{\"service\":\"chat\",\"path\":\"message\"},\"fault\":\"" + fault
                            + "\",\"rate\":0.01,\"seed\":" + next++ + "}");
        }
    }

    private void callBack(String port) {
        callbacks.execute(() -> emulator.im()
                .callback(EmulatorOptions.IM.id(), "C2C.CallbackAfterSendMsg")
                .token(TOKEN)
                .to("http://127.0.0.1:" + port + "/callbacks")
                .send());
    }

    /** Prints the number of faults, and how often each call was executed, and clears the record. */
    private void printRecord() throws IOException {
        out.println("faulted " + emulator.counters().faulted());
        for (MarkedCall call : MarkedCall.values()) {
            call.acceptances(emulator).forEach((mark, times) -> out.println(mark + " " + times));
        }
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(emulator.baseUri() + "/_emulator/requests").toURL().openConnection();
        connection.setRequestMethod("DELETE");
        if (connection.getResponseCode() >= 300) {
            throw new IOException("The emulator answered " + connection.getResponseCode());
        }
        connection.disconnect();
        out.println(END);
    }
}

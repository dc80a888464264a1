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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A running {@link SoakServer}. */
final class SoakServerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;
    private final int port;

    SoakServerProcess() throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoakServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The emulator did not start");
        }
        port = Integer.parseInt(line);
    }

    int port() {
        return port;
    }

    void command(String command) {
        commands.println(command);
    }

    /** How often each marked call was executed since the last time, and the number of faults as {@code faulted}. */
    Map<String, Long> record() throws IOException {
        command("record");
        Map<String, Long> record = new HashMap<>();
        for (String line = answers.readLine(); !SoakServer.END.equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("The emulator has ended");
            }
            String[] words = line.split(" ");
            record.put(words[0], Long.valueOf(words[1]));
        }
        return record;
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}

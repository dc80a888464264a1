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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.KeyPair;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's Java client for TPNS, with its typed requests, against the emulator. */
class PushClientContractTest {

    private static final String LIBRARY = "xinge";

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension(
            new EmulatorOptions().clock(new HastyClock()).skew(Duration.ofHours(1)));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyKindOfTypedCallIsTaken(boolean sign) throws Exception {
        KeyPair android = EmulatorOptions.TPNS_ANDROID;
        KeyPair ios = EmulatorOptions.TPNS_IOS;
        List<String> calls = VendorProgram.of("PushClientCalls", LIBRARY)
                .run(
                        List.of(),
                        EMULATOR.emulator().baseUri(),
                        android.id(),
                        android.key(),
                        ios.id(),
                        ios.key(),
                        Boolean.toString(sign))
                .stream()
                // the client itself prints the bodies of some calls
                .filter(line -> !line.startsWith("{"))
                .toList();
        assertThat(calls).hasSize(sign ? 60 : 72).allMatch(call -> call.matches("[^|]*\\|0\\|.*"));
        assertThat(EMULATOR.emulator().requests()).hasSize(calls.size()).allMatch(RecordedRequest::accepted);
        assertThat(EMULATOR.emulator().requests())
                .filteredOn(request -> !request.path().endsWith("/upload"))
                .allMatch(request -> request.verdict().equals(sign ? "signature ok" : "basic ok"));
    }

    @Test
    void theProgramOfTheGuidePushes() throws Exception {
        String guide = Files.readString(Path.of("..", "..", "docs", "emulator.md"));
        Matcher program = Pattern.compile("```java\n(import com\\.tencent\\.xinge.*?)```", Pattern.DOTALL)
                .matcher(guide);
        assertThat(program.find()).isTrue();
        VendorProgram.of("PushToEmulator", program.group(1), LIBRARY)
                .run(List.of(), EMULATOR.emulator().baseUri());
        assertThat(EMULATOR.emulator().requests()).hasSize(1).allMatch(RecordedRequest::accepted);
    }

    /** Two seconds further at each look, so that broadcasts are never too close to each other. */
    private static final class HastyClock extends Clock {

        private final AtomicLong ahead = new AtomicLong();

        @Override
        public Instant instant() {
            return Instant.now().plusSeconds(ahead.addAndGet(2));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

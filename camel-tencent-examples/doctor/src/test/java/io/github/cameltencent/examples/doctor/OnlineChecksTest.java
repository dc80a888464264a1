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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.examples.doctor.DoctorFixture.Result;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys and the clock, tried with the emulator. */
class OnlineChecksTest {

    @TempDir
    Path folder;

    private final TencentEmulator emulator = TencentEmulator.start();
    private DoctorFixture doctor;

    @BeforeEach
    void prepare() {
        doctor = new DoctorFixture(folder);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private String address() {
        return "127.0.0.1:" + emulator.port();
    }

    @Test
    void oneReadingCallTriesTheKeysOfEachPart() throws Exception {
        Result result = doctor.run(DoctorFixture.emulated(emulator), "--online");

        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.about(address())).contains("connected to 127.0.0.1", "the clocks agree");
        assertThat(result.out()).doesNotContain("WARN");
        assertThat(calls()).allMatch(RecordedRequest::verified);
        assertThat(calls())
                .extracting(RecordedRequest::path, RecordedRequest::operation)
                .extracting(Tuple::toList)
                .extracting(names -> String.join(" ", names.toArray(String[]::new)))
                .satisfiesExactly(
                        tpns -> assertThat(tpns).contains("/v3/device/account/query"),
                        im -> assertThat(im).contains("/v4/im_open_login_svc/account_check"),
                        cloud -> assertThat(cloud).contains("sts/GetCallerIdentity"));
    }

    /** All but the one request without keys that the clocks are compared with. */
    private List<RecordedRequest> calls() {
        List<RecordedRequest> calls = emulator.requests();
        assertThat(calls.get(0).method()).isEqualTo("HEAD");
        return calls.subList(1, calls.size());
    }

    @ParameterizedTest
    @CsvSource({
        "tpns[android].secret-key, applications[orders].tpns[android], 1008003",
        "im.secret-key, applications[orders].im, 70009",
        "cloud.secret-key, applications[orders].cloud, AuthFailure.SignatureFailure"
    })
    void aWrongKeyIsNamedByTheCodeOfItsService(String option, String part, String code) throws Exception {
        Result result = doctor.run(
                DoctorFixture.emulated(emulator) + "camel.component.tencent.applications[orders]." + option
                        + " = not-the-right-key\n",
                "--online");

        assertThat(result.status()).as(result.out()).isOne();
        assertThat(result.about(part)).contains("FAIL", code, "troubleshooting");
        assertThat(result.out())
                .doesNotContain(
                        "not-the-right-key",
                        EmulatorOptions.TPNS_ANDROID.key(),
                        EmulatorOptions.IM.key(),
                        EmulatorOptions.CLOUD.key());
    }

    @ParameterizedTest
    @CsvSource({"-3600, FAIL, behind", "3600, FAIL, ahead", "-90, WARN, behind", "0, OK, agree"})
    void theClockIsComparedWithTheServers(long seconds, String level, String words) throws Exception {
        doctor.clock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
        Result result = doctor.run(DoctorFixture.tpnsAt(emulator.baseUri()), "--online");

        assertThat(result.about(address())).containsPattern(level + " .*" + words);
        assertThat(result.status()).as(result.out()).isEqualTo("FAIL".equals(level) ? 1 : 0);
    }

    @Test
    void aFaultyAnswerIsReported() throws Exception {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"status\",\"status\":503}");
        Result result = doctor.run(DoctorFixture.tpnsAt(emulator.baseUri()), "--online");

        assertThat(result.status()).isOne();
        assertThat(result.about("applications[orders].tpns[android]")).contains("HTTP_503");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aLimitIsAWarning() throws Exception {
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"fault\":\"code\",\"code\":\"1008028\"}");
        Result result = doctor.run(DoctorFixture.tpnsAt(emulator.baseUri()), "--online");

        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.about("applications[orders].tpns[android]")).contains("WARN", "1008028");
    }
}

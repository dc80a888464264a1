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
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Probes each address once, and tries the keys of each application with one call. */
final class OnlineCheck {

    private final DoctorContext doctor;
    private final Caller caller;
    private final ServerProbe probe;
    private final Findings findings;
    private final Duration timeout;

    OnlineCheck(DoctorContext doctor, Caller caller, ServerProbe probe, Findings findings, Duration timeout) {
        this.doctor = doctor;
        this.caller = caller;
        this.probe = probe;
        this.findings = findings;
        this.timeout = timeout;
    }

    void run(List<ConfiguredCall> calls) {
        SSLContext tls;
        try {
            tls = doctor.tls();
        } catch (GeneralSecurityException | IOException e) {
            findings.fail("TLS settings", "they cannot be used", "Check key stores and passwords");
            return;
        }
        Map<String, Boolean> reachable = new LinkedHashMap<>();
        for (ConfiguredCall call : calls) {
            URI address = call.address();
            reachable.computeIfAbsent(
                    address.getScheme() + "://" + address.getAuthority(),
                    any -> probe.probe(address, ProxySettings.of(doctor.component(), address.getHost()), tls));
        }
        for (ConfiguredCall call : calls) {
            if (reachable.get(
                    call.address().getScheme() + "://" + call.address().getAuthority())) {
                call(call);
            } else {
                findings.warn(call.part(), "not called: its address cannot be reached", "See above");
            }
        }
    }

    private void call(ConfiguredCall call) {
        long millis = timeout.toMillis();
        CallResponse answer = caller.call(
                call,
                "maxRetries=0&connectTimeout=" + millis + "&responseTimeout=" + millis + "&requestTimeout=" + 3 * millis
                        + "&clock=#doctorClock");
        String text = answer.code() == null ? answer.message() : answer.code() + ": " + answer.message();
        if (answer.outcome() == null) {
            findings.fail(call.part(), text, "Correct it as docs/configuration.md shows");
            return;
        }
        switch (answer.outcome()) {
            case "ACCEPTED" -> findings.ok(call.part(), "a call with these keys was accepted");
            case "REJECTED" -> {
                String found = "the keys were accepted; the trial call was refused with " + text;
                findings.add(
                        call.refusable() ? Level.OK : Level.WARN,
                        call.part(),
                        found,
                        call.refusable() ? "" : "See docs/troubleshooting.md");
            }
            case "THROTTLED" ->
                findings.warn(
                        call.part(), "a limit was reached: " + text, "Try again later; see docs/troubleshooting.md");
            case "AUTH" ->
                findings.fail(
                        call.part(), text, "Compare id, key and region with the console; see docs/troubleshooting.md");
            default -> findings.fail(call.part(), text, "See docs/troubleshooting.md");
        }
    }
}

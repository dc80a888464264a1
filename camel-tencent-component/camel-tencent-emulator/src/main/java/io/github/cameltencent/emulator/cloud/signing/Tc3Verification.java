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
package io.github.cameltencent.emulator.cloud.signing;

import io.github.cameltencent.emulator.cloud.key.CloudKey;
import io.github.cameltencent.emulator.cloud.request.Digests;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.signing.Denial.Stage;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Verifies TC3-HMAC-SHA256 over the bytes as they came. */
final class Tc3Verification {

    private static final String EMPTY = Digests.sha256Hex(new byte[0]);
    private static final String UNSIGNED = Digests.sha256Hex(Digests.utf8(Tc3Text.UNSIGNED));

    private final CommonChecks common;

    Tc3Verification(CommonChecks common) {
        this.common = common;
    }

    /** Throws the reason not to believe the request; fills in what is known of it on the way. */
    void check(ReceivedCloudCall call, Findings findings) {
        if (call.old) {
            throw Denial.malformed("the old address takes the first signature only, not TC3");
        }
        List<String> headers = call.all(HttpHeaderNames.AUTHORIZATION.toString());
        if (headers.size() > 1) {
            throw Denial.malformed("it comes twice");
        }
        ReceivedTc3 given = ReceivedTc3.parse(headers.get(0));
        findings.secretId = given.secretId();
        findings.service = given.service();
        common.headers(call);
        List<String> values = values(call, given);
        findings.skew = common.timestamp(call, call.timestamp);
        CloudKey key = common.key(given.secretId(), call.token, call.call.received());
        String date = Instant.ofEpochSecond(Long.parseLong(call.timestamp))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        if (!date.equals(given.date())) {
            throw Denial.wrong(
                    Stage.SCOPE,
                    "the date must be " + date + ", the UTC date of the timestamp, not " + given.date()
                            + ": a local date is wrong for some hours of each day");
        }
        if (!call.isLoopback() && !call.firstLabel().equals(given.service())) {
            throw Denial.wrong(
                    Stage.SCOPE,
                    "the service must be " + call.firstLabel() + ", the first label of the host, not "
                            + given.service());
        }
        if (!call.isGet() && !call.call.query().isEmpty()) {
            throw Denial.wrong(Stage.SIGNATURE, "a POST has no query: its signature would not cover it");
        }
        Tc3Text text = text(call, given, values);
        byte[] signing = key.tc3Key(date, given.service());
        if (!reads(text, call, given, signing) && !reads(withoutPort(call, text), call, given, signing)) {
            throw Denial.wrong(Stage.SIGNATURE, new Tc3Diagnosis(call, given, key, text, common.keys()).explain());
        }
    }

    private static boolean reads(Tc3Text text, ReceivedCloudCall call, ReceivedTc3 given, byte[] signing) {
        return matches(text, true, call, given, signing)
                || (!text.readsTheSame() && matches(text, false, call, given, signing));
    }

    /** The official client for Node signs the host without its port, which only shows where that is not 443. */
    private static Tc3Text withoutPort(ReceivedCloudCall call, Tc3Text text) {
        return call.isLoopback() ? text.with("host", call.hostWithoutPort()) : text;
    }

    private static List<String> values(ReceivedCloudCall call, ReceivedTc3 given) {
        List<String> values = new ArrayList<>(given.names().size());
        for (String name : given.names()) {
            List<String> all = call.all(name);
            if (all.size() != 1) {
                throw Denial.malformed("the signed header " + name + (all.isEmpty() ? " is not sent" : " comes twice"));
            }
            values.add(all.get(0).strip());
        }
        return values;
    }

    private static Tc3Text text(ReceivedCloudCall call, ReceivedTc3 given, List<String> values) {
        String hash = call.header("X-TC-Content-SHA256").equals(Tc3Text.UNSIGNED)
                ? UNSIGNED
                : call.isGet() ? EMPTY : Digests.sha256Hex(call.call.body());
        return new Tc3Text(call.call.method(), call.call.path(), call.call.query(), given.names(), values, hash);
    }

    static boolean matches(Tc3Text text, boolean lower, ReceivedCloudCall call, ReceivedTc3 given, byte[] signing) {
        byte[] toSign = Tc3Text.toSign(call.timestamp, given.date(), given.service(), text.hash(lower));
        String right = HexFormat.of().formatHex(Digests.hmac(Digests.SHA256, signing, toSign));
        return Digests.same(right, given.signature());
    }
}

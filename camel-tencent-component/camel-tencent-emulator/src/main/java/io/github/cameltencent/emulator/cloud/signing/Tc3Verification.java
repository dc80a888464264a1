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
import io.github.cameltencent.emulator.cloud.request.HashFunctions;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthenticationException.Stage;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Verifies TC3-HMAC-SHA256 over the bytes as they came. */
final class Tc3Verification {

    private static final String EMPTY = HashFunctions.sha256Hex(new byte[0]);
    private static final String UNSIGNED = HashFunctions.sha256Hex(HashFunctions.utf8(Tc3CanonicalRequest.UNSIGNED));

    private final CommonParameterCheck common;

    Tc3Verification(CommonParameterCheck common) {
        this.common = common;
    }

    /**
     * Verifies a request and fills in the context.
     *
     * @throws CloudAuthenticationException if the request is refused
     */
    void check(ReceivedCloudCall call, VerificationContext findings) {
        if (call.old) {
            throw CloudAuthenticationException.malformed("the old address takes the first signature only, not TC3");
        }
        List<String> headers = call.all(HttpHeaderNames.AUTHORIZATION.toString());
        if (headers.size() > 1) {
            throw CloudAuthenticationException.malformed("it comes twice");
        }
        ReceivedTc3Authorization given = ReceivedTc3Authorization.parse(headers.get(0));
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
            throw CloudAuthenticationException.wrong(
                    Stage.SCOPE,
                    "the date must be " + date + ", the UTC date of the timestamp, not " + given.date()
                            + ": a local date is wrong for some hours of each day");
        }
        if (!call.isLoopback() && !call.firstLabel().equals(given.service())) {
            throw CloudAuthenticationException.wrong(
                    Stage.SCOPE,
                    "the service must be " + call.firstLabel() + ", the first label of the host, not "
                            + given.service());
        }
        if (!call.isGet() && !call.call.query().isEmpty()) {
            throw CloudAuthenticationException.wrong(
                    Stage.SIGNATURE, "a POST has no query: its signature would not cover it");
        }
        Tc3CanonicalRequest text = text(call, given, values);
        byte[] signing = key.tc3Key(date, given.service());
        if (!reads(text, call, given, signing) && !reads(withoutPort(call, text), call, given, signing)) {
            throw CloudAuthenticationException.wrong(
                    Stage.SIGNATURE, new Tc3Diagnosis(call, given, key, text, common.keys()).explain());
        }
    }

    private static boolean reads(
            Tc3CanonicalRequest text, ReceivedCloudCall call, ReceivedTc3Authorization given, byte[] signing) {
        return matches(text, true, call, given, signing)
                || (!text.readsTheSame() && matches(text, false, call, given, signing));
    }

    /** The official client for Node signs the host without its port, which matters only for ports other than 443. */
    private static Tc3CanonicalRequest withoutPort(ReceivedCloudCall call, Tc3CanonicalRequest text) {
        return call.isLoopback() ? text.with("host", call.hostWithoutPort()) : text;
    }

    private static List<String> values(ReceivedCloudCall call, ReceivedTc3Authorization given) {
        List<String> values = new ArrayList<>(given.names().size());
        for (String name : given.names()) {
            List<String> all = call.all(name);
            if (all.size() != 1) {
                throw CloudAuthenticationException.malformed(
                        "the signed header " + name + (all.isEmpty() ? " is not sent" : " comes twice"));
            }
            values.add(all.get(0).strip());
        }
        return values;
    }

    private static Tc3CanonicalRequest text(
            ReceivedCloudCall call, ReceivedTc3Authorization given, List<String> values) {
        String hash = call.header("X-TC-Content-SHA256").equals(Tc3CanonicalRequest.UNSIGNED)
                ? UNSIGNED
                : call.isGet() ? EMPTY : HashFunctions.sha256Hex(call.call.body());
        return new Tc3CanonicalRequest(
                call.call.method(), call.call.path(), call.call.query(), given.names(), values, hash);
    }

    static boolean matches(
            Tc3CanonicalRequest text,
            boolean lower,
            ReceivedCloudCall call,
            ReceivedTc3Authorization given,
            byte[] signing) {
        byte[] toSign = Tc3CanonicalRequest.toSign(call.timestamp, given.date(), given.service(), text.hash(lower));
        String right = HexFormat.of().formatHex(HashFunctions.hmac(HashFunctions.SHA256, signing, toSign));
        return HashFunctions.same(right, given.signature());
    }
}

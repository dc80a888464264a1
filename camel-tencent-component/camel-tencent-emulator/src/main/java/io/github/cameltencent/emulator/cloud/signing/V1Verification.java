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
import java.util.List;
import java.util.regex.Pattern;

/** Verifies the first signature, HmacSHA1 or HmacSHA256, at the present and at the old addresses. */
final class V1Verification {

    private static final Pattern NONCE = Pattern.compile("[0-9]{1,19}");

    private final CommonChecks common;
    private final Nonces nonces;

    V1Verification(CommonChecks common, Nonces nonces) {
        this.common = common;
        this.nonces = nonces;
    }

    /** Throws the reason not to believe the request; fills in what is known of it on the way. */
    void check(ReceivedCloudCall call, Findings findings) {
        if (call.pairs.trouble() != null) {
            throw new Denial(Stage.REQUEST, "InvalidParameter", call.pairs.trouble());
        }
        if (!call.isGet() && !call.call.query().isEmpty()) {
            throw Denial.wrong(Stage.REQUEST, "a POST has its parameters in the body, not in the query");
        }
        require(call);
        String secretId = call.pairs.get("SecretId");
        findings.secretId = secretId;
        findings.skew = common.timestamp(call, call.timestamp);
        String nonce = call.pairs.get("Nonce");
        if (!NONCE.matcher(nonce).matches()) {
            throw new Denial(Stage.PARAMETERS, "InvalidParameterValue", "Nonce must be a positive whole number");
        }
        CloudKey key = common.key(secretId, call.token, call.call.received());
        String algorithm = Digests.SHA256.equals(call.pairs.get("SignatureMethod")) ? Digests.SHA256 : Digests.SHA1;
        V1Text text = V1Text.of(call);
        String given = call.pairs.get("Signature");
        if (!Digests.same(text.sign(key, algorithm), given)) {
            throw Denial.wrong(
                    Stage.SIGNATURE, new V1Diagnosis(call, key, text, algorithm, given, common.keys()).explain());
        }
        if (!nonces.first(secretId, nonce, call.timestamp)) {
            String code = call.isFlat() ? OldCode.REPLAY : Denial.SIGNATURE;
            String message = "this Nonce came before with this Timestamp: sign each attempt anew";
            throw new Denial(Stage.NONCE, code, message);
        }
    }

    private static void require(ReceivedCloudCall call) {
        for (String name : List.of("Action", "Timestamp", "Nonce", "SecretId", "Signature")) {
            String value = call.pairs.get(name);
            if (value == null || value.isEmpty()) {
                throw Denial.missing(name);
            }
        }
        if (!call.version.isEmpty()) {
            CommonChecks.version(call.version);
        } else if (!call.old) {
            throw Denial.missing("Version");
        }
    }
}

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
import java.util.List;
import java.util.regex.Pattern;

/** Verifies the first signature method, HmacSHA1 or HmacSHA256, at the current and the legacy addresses. */
final class V1Verification {

    private static final Pattern NONCE = Pattern.compile("[0-9]{1,19}");

    private final CommonParameterCheck common;
    private final NonceCache nonces;

    V1Verification(CommonParameterCheck common, NonceCache nonces) {
        this.common = common;
        this.nonces = nonces;
    }

    /**
     * Verifies a request and fills in the context.
     *
     * @throws CloudAuthenticationException if the request is refused
     */
    void check(ReceivedCloudCall call, VerificationContext findings) {
        if (call.pairs.problem() != null) {
            throw new CloudAuthenticationException(Stage.REQUEST, "InvalidParameter", call.pairs.problem());
        }
        if (!call.isGet() && !call.call.query().isEmpty()) {
            throw CloudAuthenticationException.wrong(
                    Stage.REQUEST, "a POST must have its parameters in the body, not in the query");
        }
        require(call);
        String secretId = call.pairs.get("SecretId");
        findings.secretId = secretId;
        findings.skew = common.timestamp(call, call.timestamp);
        String nonce = call.pairs.get("Nonce");
        if (!NONCE.matcher(nonce).matches()) {
            throw new CloudAuthenticationException(
                    Stage.PARAMETERS, "InvalidParameterValue", "Nonce must be a positive whole number");
        }
        CloudKey key = common.key(secretId, call.token, call.call.received());
        String algorithm = HashFunctions.SHA256.equals(call.pairs.get("SignatureMethod"))
                ? HashFunctions.SHA256
                : HashFunctions.SHA1;
        V1StringToSign text = V1StringToSign.of(call);
        String given = call.pairs.get("Signature");
        if (!HashFunctions.same(text.sign(key, algorithm), given)) {
            throw CloudAuthenticationException.wrong(
                    Stage.SIGNATURE, new V1Diagnosis(call, key, text, algorithm, given, common.keys()).explain());
        }
        if (!nonces.first(secretId, nonce, call.timestamp)) {
            String code = call.isFlat() ? LegacyErrorCode.REPLAY : CloudAuthenticationException.SIGNATURE;
            String message = "this Nonce was already used with this Timestamp: sign each attempt anew";
            throw new CloudAuthenticationException(Stage.NONCE, code, message);
        }
    }

    private static void require(ReceivedCloudCall call) {
        for (String name : List.of("Action", "Timestamp", "Nonce", "SecretId", "Signature")) {
            String value = call.pairs.get(name);
            if (value == null || value.isEmpty()) {
                throw CloudAuthenticationException.missing(name);
            }
        }
        if (!call.version.isEmpty()) {
            CommonParameterCheck.version(call.version);
        } else if (!call.old) {
            throw CloudAuthenticationException.missing("Version");
        }
    }
}

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

import io.github.cameltencent.emulator.cloud.action.CloudActionRegistry;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthenticationException.Stage;
import java.util.Set;

/** Authenticates requests. */
public final class CloudAuthentication {

    public static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_V1_BYTES = 1024 * 1024;
    private static final int MAX_GET_BYTES = 32 * 1024;
    private static final Set<String> UNSIGNED = Set.of("sts/AssumeRoleWithSAML", "sts/AssumeRoleWithWebIdentity");

    private final CommonParameterCheck common;
    private final Tc3Verification tc3;
    private final V1Verification v1;
    private final CloudActionRegistry actions;

    public CloudAuthentication(CommonParameterCheck common, NonceCache nonces, CloudActionRegistry actions) {
        this.common = common;
        this.tc3 = new Tc3Verification(common);
        this.v1 = new V1Verification(common, nonces);
        this.actions = actions;
    }

    public CloudVerdict check(ReceivedCloudCall call) {
        VerificationContext findings = new VerificationContext();
        CloudAuthenticationException denial = null;
        try {
            verify(call, findings);
        } catch (CloudAuthenticationException e) {
            denial = e;
        }
        String operation = actions.operation(call, findings.service);
        if (denial == null) {
            boolean skipped = call.scheme == ReceivedCloudCall.Scheme.SKIP;
            String words = skipped ? "unsigned, as allowed" : "signature ok";
            return verdict(call, findings, operation, words, null);
        }
        return verdict(call, findings, operation, denial.stage().words, denial);
    }

    private CloudVerdict verdict(
            ReceivedCloudCall call,
            VerificationContext findings,
            String operation,
            String words,
            CloudAuthenticationException denial) {
        boolean fine = denial == null;
        return new CloudVerdict(
                call.scheme == ReceivedCloudCall.Scheme.NONE ? "no credentials" : words,
                call.scheme,
                fine ? null : denial.stage(),
                fine ? "" : denial.code(),
                fine ? "" : denial.getMessage(),
                findings.secretId,
                operation,
                call.requestId,
                findings.skew,
                common.allowedSkew());
    }

    private void verify(ReceivedCloudCall call, VerificationContext findings) {
        size(call);
        switch (call.scheme) {
            case TC3 -> tc3.check(call, findings);
            case V1 -> v1.check(call, findings);
            case SKIP -> skip(call, findings);
            case NONE -> throw CloudAuthenticationException.malformed("the header Authorization is missing");
        }
    }

    private static void size(ReceivedCloudCall call) {
        String method = call.call.method();
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new CloudAuthenticationException(
                    Stage.REQUEST, "UnsupportedProtocol", "only GET and POST are supported, not " + method);
        }
        int length = call.call.body().length;
        if (call.isGet() && call.call.path().length() + 1 + call.call.query().length() > MAX_GET_BYTES) {
            throw new CloudAuthenticationException(
                    Stage.REQUEST, "RequestSizeLimitExceeded", "a GET must have at most 32 KB");
        }
        if (call.scheme == ReceivedCloudCall.Scheme.V1 && length > MAX_V1_BYTES) {
            throw CloudAuthenticationException.wrong(Stage.REQUEST, "a body of more than 1 MB needs TC3-HMAC-SHA256");
        }
        if (length > MAX_BYTES) {
            throw new CloudAuthenticationException(
                    Stage.REQUEST, "RequestSizeLimitExceeded", "a body must have at most 10 MB");
        }
    }

    private void skip(ReceivedCloudCall call, VerificationContext findings) {
        if (call.old || !UNSIGNED.contains(actions.operation(call, ""))) {
            throw CloudAuthenticationException.malformed(
                    "SKIP is for AssumeRoleWithSAML and AssumeRoleWithWebIdentity of sts only");
        }
        common.headers(call);
        findings.skew = common.timestamp(call, call.timestamp);
    }
}

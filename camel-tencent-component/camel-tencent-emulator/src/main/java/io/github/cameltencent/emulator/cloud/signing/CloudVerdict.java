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

import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthenticationException.Stage;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.VerificationStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of verifying a request.
 *
 * @param text the summary
 * @param stage the failed stage, or null
 * @param code the error code, or ""
 * @param problem the reason, or ""
 */
public record CloudVerdict(
        String text,
        ReceivedCloudCall.Scheme scheme,
        Stage stage,
        String code,
        String problem,
        String application,
        String operation,
        String requestId,
        long skewSeconds,
        long allowed)
        implements RecordedVerdict {

    @Override
    public boolean ok() {
        return stage == null;
    }

    @Override
    public List<VerificationStep> steps() {
        List<VerificationStep> steps = new ArrayList<>();
        if (stage == Stage.REQUEST) {
            return List.of(new VerificationStep(stage.title, false, problem));
        }
        for (Stage each : stages()) {
            if (each == stage) {
                steps.add(new VerificationStep(each.title, false, problem));
                return steps;
            }
            steps.add(new VerificationStep(each.title, true, passed(each)));
        }
        return steps;
    }

    private List<Stage> stages() {
        return switch (scheme) {
            case TC3 ->
                List.of(
                        Stage.AUTHORIZATION,
                        Stage.PARAMETERS,
                        Stage.TIMESTAMP,
                        Stage.SECRET_ID,
                        Stage.TOKEN,
                        Stage.SCOPE,
                        Stage.SIGNATURE);
            case V1 ->
                List.of(Stage.PARAMETERS, Stage.TIMESTAMP, Stage.SECRET_ID, Stage.TOKEN, Stage.SIGNATURE, Stage.NONCE);
            case SKIP -> List.of(Stage.AUTHORIZATION, Stage.PARAMETERS, Stage.TIMESTAMP);
            case NONE -> List.of(Stage.AUTHORIZATION);
        };
    }

    private String passed(Stage passed) {
        return switch (passed) {
            case REQUEST -> "as documented";
            case AUTHORIZATION ->
                scheme == ReceivedCloudCall.Scheme.SKIP
                        ? "SKIP: this action may be unsigned"
                        : "well-formed, SignedHeaders sorted, with content-type and host";
            case PARAMETERS -> "present: " + operation;
            case TIMESTAMP ->
                Math.abs(skewSeconds) + (skewSeconds < 0 ? " s ahead, " : " s behind, ") + allowed + " s are allowed";
            case SECRET_ID -> application + " is known";
            case TOKEN -> "valid for this key";
            case SCOPE -> "UTC date of the timestamp, service of the host, tc3_request";
            case SIGNATURE ->
                scheme == ReceivedCloudCall.Scheme.TC3
                        ? "HMAC-SHA256 over the canonical request of the received bytes: equal"
                        : "HMAC over method, host, path and the sorted raw parameters: equal";
            case NONCE -> "new";
        };
    }
}

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
import io.github.cameltencent.emulator.cloud.signing.Denial.Stage;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What verifying a request came to.
 *
 * @param text the words for it
 * @param stage where it failed, or null
 * @param code the code to refuse it with, or ""
 * @param trouble why, or ""
 */
public record CloudVerdict(
        String text,
        ReceivedCloudCall.Scheme scheme,
        Stage stage,
        String code,
        String trouble,
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
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (stage == Stage.REQUEST) {
            return List.of(new Step(stage.title, false, trouble));
        }
        for (Stage each : stages()) {
            if (each == stage) {
                steps.add(new Step(each.title, false, trouble));
                return steps;
            }
            steps.add(new Step(each.title, true, passed(each)));
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
                        ? "SKIP: this action may come unsigned"
                        : "well-formed, SignedHeaders sorted, with content-type and host";
            case PARAMETERS -> "all there: " + operation;
            case TIMESTAMP ->
                Math.abs(skewSeconds) + (skewSeconds < 0 ? " s ahead, " : " s behind, ") + allowed + " s are allowed";
            case SECRET_ID -> application + " is known";
            case TOKEN -> "as it must be for this key";
            case SCOPE -> "UTC date of the timestamp, service of the host, tc3_request";
            case SIGNATURE ->
                scheme == ReceivedCloudCall.Scheme.TC3
                        ? "HMAC-SHA256 over the canonical request, from the bytes as they came: equal"
                        : "HMAC over method, host, path and the sorted raw parameters: equal";
            case NONCE -> "new";
        };
    }
}

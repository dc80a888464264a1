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
package io.github.cameltencent.emulator.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.cloud.action.CloudAction;
import io.github.cameltencent.emulator.cloud.action.CloudActionRegistry;
import io.github.cameltencent.emulator.cloud.action.CloudActionTable;
import io.github.cameltencent.emulator.cloud.action.CloudContext;
import io.github.cameltencent.emulator.cloud.action.CloudResult;
import io.github.cameltencent.emulator.cloud.action.EmulatedCloudState;
import io.github.cameltencent.emulator.cloud.key.KnownCloudKeys;
import io.github.cameltencent.emulator.cloud.request.CloudRefusal;
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.request.UniqueIds;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthentication;
import io.github.cameltencent.emulator.cloud.signing.CloudVerdict;
import io.github.cameltencent.emulator.cloud.signing.CommonChecks;
import io.github.cameltencent.emulator.cloud.signing.Nonces;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The Cloud API: both signatures, the present and the old addresses, and the metadata of a virtual machine. */
public final class CloudProtocol implements Protocol {

    /** More than the service takes, so that what is too much can be refused in its own words. */
    private static final int BODY_LIMIT = 2 * CloudAuthentication.MOST_BYTES;

    private final UniqueIds ids;
    private final KnownCloudKeys keys;
    private final Nonces nonces = new Nonces();
    private final CloudActionRegistry actions = new CloudActionRegistry();
    private final CloudAuthentication authentication;
    private final EmulatedCloudState state;
    private final MachineMetadata metadata;
    private final CloudControls controls;

    /**
     * A service with its keys.
     *
     * @param pairs the keys that are always known, by their ids
     * @param skewSeconds how far time stamps may be off
     * @param tokenLife how long temporary credentials live at most
     */
    public CloudProtocol(Map<String, String> pairs, long skewSeconds, Duration tokenLife, Clock clock) {
        ids = new UniqueIds(clock.millis());
        keys = new KnownCloudKeys(pairs, clock, tokenLife, ids);
        authentication = new CloudAuthentication(new CommonChecks(keys, skewSeconds), nonces, actions);
        metadata = new MachineMetadata(keys, clock);
        state = new EmulatedCloudState(ids);
        controls = new CloudControls(keys, state);
        new CloudActionTable(state, keys, ids).fill(actions);
    }

    /** What tests set up and look at. */
    public CloudControls controls() {
        return controls;
    }

    @Override
    public String service() {
        return "cloud";
    }

    @Override
    public boolean handles(String method, String path, String query) {
        return path.equals("/") || path.equals(ReceivedCloudCall.OLD_PATH) || MachineMetadata.handles(path);
    }

    @Override
    public int bodyLimit(String path) {
        return BODY_LIMIT;
    }

    @Override
    public Handling open(Call call) {
        if (MachineMetadata.handles(call.path())) {
            return metadata.open(call);
        }
        ReceivedCloudCall cloud = new ReceivedCloudCall(call, ids.requestId());
        return new CloudHandling(cloud, authentication.check(cloud));
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        // the list shows the operation, and there is nothing more to draw
    }

    @Override
    public void reset() {
        keys.reset();
        nonces.clear();
        state.reset();
        metadata.reset();
    }

    private final class CloudHandling implements Handling {

        private final ReceivedCloudCall call;
        private final CloudVerdict verdict;

        CloudHandling(ReceivedCloudCall call, CloudVerdict verdict) {
            this.call = call;
            this.verdict = verdict;
        }

        @Override
        public RecordedVerdict verdict() {
            return verdict;
        }

        @Override
        public Answer answer() {
            if (!verdict.ok()) {
                String message = verdict.stage().title + ": " + verdict.trouble();
                return CloudEnvelope.refusal(call, verdict.code(), message);
            }
            try {
                return CloudEnvelope.success(call, run());
            } catch (CloudRefusal refusal) {
                return CloudEnvelope.refusal(call, refusal.code(), refusal.getMessage());
            }
        }

        private CloudResult run() {
            String operation = verdict.operation();
            ObjectNode fixed = state.answer(operation);
            if (fixed != null) {
                return CloudResult.of(fixed);
            }
            CloudAction action = actions.find(call, operation);
            Parameters parameters = Parameters.of(call);
            if (!call.isFlat()) {
                parameters.capitalised();
            }
            if (action == null) {
                return CloudResult.empty();
            }
            return action.run(
                    new CloudContext(operation, verdict.application(), call.region, parameters, call.call.received()));
        }

        @Override
        public Answer refuse(String code) {
            return CloudEnvelope.refusal(call, code, "emulated fault " + code);
        }
    }
}

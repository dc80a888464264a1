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
import io.github.cameltencent.emulator.cloud.action.CloudState;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.CloudErrorException;
import io.github.cameltencent.emulator.cloud.request.Parameters;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.request.UniqueIdGenerator;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthentication;
import io.github.cameltencent.emulator.cloud.signing.CloudReplaySigner;
import io.github.cameltencent.emulator.cloud.signing.CloudVerdict;
import io.github.cameltencent.emulator.cloud.signing.CommonParameterCheck;
import io.github.cameltencent.emulator.cloud.signing.NonceCache;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.SignedReplay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The Cloud API: both signature methods, the current and the legacy addresses, and the instance metadata. */
public final class CloudProtocol implements Protocol {

    /** More than the service's limit, so that oversized bodies are refused with the service's own error. */
    private static final int BODY_LIMIT = 2 * CloudAuthentication.MAX_BYTES;

    private final UniqueIdGenerator ids;
    private final CloudKeyStore keys;
    private final NonceCache nonces = new NonceCache();
    private final CloudActionRegistry actions = new CloudActionRegistry();
    private final CloudAuthentication authentication;
    private final CloudState state;
    private final InstanceMetadata metadata;
    private final CloudControls controls;
    private final CloudReplaySigner replaySigner;

    /**
     * Creates the service.
     *
     * @param pairs the permanent keys by id
     * @param skewSeconds the allowed clock skew
     * @param tokenLife the longest lifetime of temporary credentials
     */
    public CloudProtocol(Map<String, String> pairs, long skewSeconds, Duration tokenLife, Clock clock) {
        ids = new UniqueIdGenerator(clock.millis());
        keys = new CloudKeyStore(pairs, clock, tokenLife, ids);
        authentication = new CloudAuthentication(new CommonParameterCheck(keys, skewSeconds), nonces, actions);
        metadata = new InstanceMetadata(keys, clock);
        state = new CloudState(ids);
        controls = new CloudControls(keys, state);
        replaySigner = new CloudReplaySigner(keys);
        new CloudActionTable(state, keys, ids).register(actions);
    }

    /** The controls for tests. */
    public CloudControls controls() {
        return controls;
    }

    @Override
    public String service() {
        return "cloud";
    }

    @Override
    public boolean handles(String method, String path, String query) {
        return path.equals("/") || path.equals(ReceivedCloudCall.OLD_PATH) || InstanceMetadata.handles(path);
    }

    @Override
    public int bodyLimit(String path) {
        return BODY_LIMIT;
    }

    @Override
    public Handling open(Call call) {
        if (InstanceMetadata.handles(call.path())) {
            return metadata.open(call);
        }
        ReceivedCloudCall cloud = new ReceivedCloudCall(call, ids.requestId());
        return new CloudHandling(cloud, authentication.check(cloud));
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        // the page shows nothing beyond the operation
    }

    @Override
    public SignedReplay sign(RecordedRequest request, byte[] body, String host, Instant now) {
        if (InstanceMetadata.handles(request.path())) {
            return new SignedReplay(request.query(), Map.of(), body);
        }
        return replaySigner.sign(request, body, host, now);
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
                String message = verdict.stage().title + ": " + verdict.problem();
                return CloudEnvelope.refusal(call, verdict.code(), message);
            }
            try {
                return CloudEnvelope.success(call, run());
            } catch (CloudErrorException refusal) {
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

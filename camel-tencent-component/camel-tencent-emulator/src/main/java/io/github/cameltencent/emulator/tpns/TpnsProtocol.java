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
package io.github.cameltencent.emulator.tpns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.RecordedVerdict;
import io.github.cameltencent.emulator.engine.SignedReplay;
import io.github.cameltencent.emulator.tpns.operation.AddPlanPush;
import io.github.cameltencent.emulator.tpns.operation.CustomAttributes;
import io.github.cameltencent.emulator.tpns.operation.DeviceAccount;
import io.github.cameltencent.emulator.tpns.operation.DeviceTag;
import io.github.cameltencent.emulator.tpns.operation.PackageUpload;
import io.github.cameltencent.emulator.tpns.operation.PushApp;
import io.github.cameltencent.emulator.tpns.operation.PushControl;
import io.github.cameltencent.emulator.tpns.operation.PushStatistics;
import io.github.cameltencent.emulator.tpns.operation.TpnsCall;
import io.github.cameltencent.emulator.tpns.operation.TpnsOperation;
import io.github.cameltencent.emulator.tpns.request.AnswerStyle;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import io.github.cameltencent.emulator.tpns.state.TpnsState;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The server API v3 of TPNS: maps paths to operations. */
public final class TpnsProtocol implements Protocol {

    private static final String UPLOAD = "/v3/push/package/upload";
    private static final int JSON_LIMIT = 1024 * 1024;
    private static final int MULTIPART_EXTRA = 64 * 1024;
    private static final long FIRST_PUSH_ID = 1_180_000_000_000_000_000L;

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, TpnsApp> apps = new LinkedHashMap<>();
    private final Map<String, TpnsState> states = new ConcurrentHashMap<>();
    private final AtomicLong pushIds = new AtomicLong(FIRST_PUSH_ID);
    private final TpnsAuthentication authentication;
    private final Predicate<String> dead;

    /**
     * Creates the service.
     *
     * @param skewSeconds the allowed clock skew
     * @param dead tells which tokens have no device
     */
    public TpnsProtocol(Collection<TpnsApp> applications, long skewSeconds, Predicate<String> dead) {
        applications.forEach(app -> apps.put(app.accessId(), app));
        this.authentication = new TpnsAuthentication(apps, skewSeconds);
        this.dead = dead;
        reset();
        snakeCase("push/app", new PushApp());
        snakeCase("push/stop_push_msg", new PushControl("PUSH_FINISHED"));
        snakeCase("push/revoke_push_msg", new PushControl("PUSH_REVOKED"));
        snakeCase("push/cancel_timing_task", new PushControl("PUSH_CANCELED"));
        snakeCase("device/tag", new DeviceTag());
        snakeCase("device/tag/delete_all_device", DeviceTag::deleteEverywhere);
        snakeCase("device/account/batchoperate", DeviceAccount::operate);
        camelCase("device/account/query", DeviceAccount::query);
        camelCase("device/set_custom_attribute", new CustomAttributes());
        camelCase("push/package/upload", new PackageUpload());
        camelCase("push/plan/add_plan_push", new AddPlanPush());
        camelCase("statistics/get_push_record", PushStatistics::record);
        camelCase("statistics/get_push_task_stat_channel", PushStatistics::task);
        camelCase("statistics/get_push_group_stat_channel", PushStatistics::group);
        camelCase("statistics/get_push_channel_stat_overview", PushStatistics::overview);
        camelCase("statistics/get_device_stat_overview", PushStatistics::devices);
        camelCase("statistics/get_device_distribute_info", PushStatistics::distribution);
        camelCase("toolbox/getPushListByToken", PushStatistics::byToken);
    }

    private void snakeCase(String path, TpnsOperation operation) {
        routes.put("/v3/" + path, new Route(operation, AnswerStyle.SNAKE_CASE));
    }

    private void camelCase(String path, TpnsOperation operation) {
        routes.put("/v3/" + path, new Route(operation, AnswerStyle.CAMEL_CASE));
    }

    @Override
    public String service() {
        return "tpns";
    }

    @Override
    public boolean handles(String method, String path, String query) {
        return path.startsWith("/v3/");
    }

    @Override
    public int bodyLimit(String path) {
        return path.equals(UPLOAD) ? PackageUpload.MAX_BYTES + MULTIPART_EXTRA : JSON_LIMIT;
    }

    @Override
    public Handling open(Call call) {
        return new TpnsHandling(call, authentication.check(call));
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        TpnsApp app = apps.get(request.application());
        if (app != null) {
            PushPageView.describe(request, app, into);
        }
    }

    @Override
    public SignedReplay sign(RecordedRequest request, byte[] body, String host, Instant now) {
        return TpnsReplaySigner.sign(request, body, apps.get(request.application()), now);
    }

    @Override
    public void reset() {
        apps.keySet().forEach(id -> states.put(id, new TpnsState(pushIds, dead)));
    }

    private record Route(TpnsOperation operation, AnswerStyle style) {}

    private final class TpnsHandling implements Handling {

        private final Call call;
        private final TpnsVerdict verdict;
        private final Route route;

        TpnsHandling(Call call, TpnsVerdict verdict) {
            this.call = call;
            this.verdict = verdict;
            this.route = routes.get(call.path());
        }

        @Override
        public RecordedVerdict verdict() {
            return verdict;
        }

        @Override
        public Answer answer() {
            if (route == null) {
                return Answer.refusal(404, "TPNS has no path " + call.path());
            }
            if (!call.method().equals("POST")) {
                return Answer.refusal(405, "TPNS takes POST only");
            }
            if (!verdict.ok()) {
                return route.style.refusal(0, verdict.code(), verdict.text() + ": " + verdict.problem());
            }
            boolean upload = call.path().equals(UPLOAD);
            if (upload && verdict.kind() != TpnsVerdict.Kind.BASIC_OK) {
                String words = "only Basic authorization is documented for uploads";
                return route.style.refusal(0, TpnsErrorException.AUTHENTICATION, words);
            }
            ObjectNode body = upload ? Json.object() : Json.objectOrNull(call.body());
            if (body == null) {
                return route.style.refusal(0, TpnsErrorException.NOT_PARSED, "the body is not a JSON object");
            }
            TpnsState state = states.get(verdict.app().accessId());
            TpnsCall tpns = new TpnsCall(call, verdict.app(), state, body, route.style);
            try {
                return route.operation.run(tpns);
            } catch (TpnsErrorException refusal) {
                return route.style.refusal(tpns.seq(), refusal.code(), refusal.getMessage());
            }
        }

        @Override
        public Answer refuse(String code) {
            AnswerStyle style = route == null ? AnswerStyle.SNAKE_CASE : route.style;
            return style.refusal(
                    0, code.matches("\\d{1,18}") ? code : TpnsErrorException.INTERNAL, "emulated fault " + code);
        }
    }
}

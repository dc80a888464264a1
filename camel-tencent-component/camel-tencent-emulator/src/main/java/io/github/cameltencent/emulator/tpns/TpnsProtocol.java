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
import io.github.cameltencent.emulator.tpns.operation.CustomAttributes;
import io.github.cameltencent.emulator.tpns.operation.DeviceAccount;
import io.github.cameltencent.emulator.tpns.operation.DeviceTag;
import io.github.cameltencent.emulator.tpns.operation.PackageUpload;
import io.github.cameltencent.emulator.tpns.operation.Plans;
import io.github.cameltencent.emulator.tpns.operation.PushApp;
import io.github.cameltencent.emulator.tpns.operation.PushControl;
import io.github.cameltencent.emulator.tpns.operation.Statistics;
import io.github.cameltencent.emulator.tpns.operation.TpnsCall;
import io.github.cameltencent.emulator.tpns.operation.TpnsOperation;
import io.github.cameltencent.emulator.tpns.request.TpnsRefusal;
import io.github.cameltencent.emulator.tpns.request.TpnsReply;
import io.github.cameltencent.emulator.tpns.state.TpnsApp;
import io.github.cameltencent.emulator.tpns.state.TpnsState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** TPNS, server API v3: which path is which operation, and who may call it. */
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
     * A service with its applications.
     *
     * @param skewSeconds how far TimeStamp may be off
     * @param dead tells which tokens belong to no device any more
     */
    public TpnsProtocol(Collection<TpnsApp> applications, long skewSeconds, Predicate<String> dead) {
        applications.forEach(app -> apps.put(app.accessId(), app));
        this.authentication = new TpnsAuthentication(apps, skewSeconds);
        this.dead = dead;
        reset();
        a("push/app", new PushApp());
        a("push/stop_push_msg", new PushControl("PUSH_FINISHED"));
        a("push/revoke_push_msg", new PushControl("PUSH_REVOKED"));
        a("push/cancel_timing_task", new PushControl("PUSH_CANCELED"));
        a("device/tag", new DeviceTag());
        a("device/tag/delete_all_device", DeviceTag::deleteEverywhere);
        a("device/account/batchoperate", DeviceAccount::operate);
        b("device/account/query", DeviceAccount::query);
        b("device/set_custom_attribute", new CustomAttributes());
        b("push/package/upload", new PackageUpload());
        b("push/plan/add_plan_push", new Plans());
        b("statistics/get_push_record", Statistics::record);
        b("statistics/get_push_task_stat_channel", Statistics::task);
        b("statistics/get_push_group_stat_channel", Statistics::group);
        b("statistics/get_push_channel_stat_overview", Statistics::overview);
        b("statistics/get_device_stat_overview", Statistics::devices);
        b("statistics/get_device_distribute_info", Statistics::distribution);
        b("toolbox/getPushListByToken", Statistics::byToken);
    }

    private void a(String path, TpnsOperation operation) {
        routes.put("/v3/" + path, new Route(operation, TpnsReply.A));
    }

    private void b(String path, TpnsOperation operation) {
        routes.put("/v3/" + path, new Route(operation, TpnsReply.B));
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
        return path.equals(UPLOAD) ? PackageUpload.MOST_BYTES + MULTIPART_EXTRA : JSON_LIMIT;
    }

    @Override
    public Handling open(Call call) {
        return new TpnsHandling(call, authentication.check(call));
    }

    @Override
    public void describe(RecordedRequest request, ObjectNode into) {
        TpnsApp app = apps.get(request.application());
        if (app != null) {
            PushView.describe(request, app, into);
        }
    }

    @Override
    public void reset() {
        apps.keySet().forEach(id -> states.put(id, new TpnsState(pushIds, dead)));
    }

    private record Route(TpnsOperation operation, TpnsReply reply) {}

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
                return route.reply.refusal(0, verdict.code(), verdict.text() + ": " + verdict.trouble());
            }
            boolean upload = call.path().equals(UPLOAD);
            if (upload && verdict.kind() != TpnsVerdict.Kind.BASIC_OK) {
                String words = "only Basic authorization is documented for uploads";
                return route.reply.refusal(0, TpnsRefusal.AUTHENTICATION, words);
            }
            ObjectNode body = upload ? Json.object() : Json.objectOrNull(call.body());
            if (body == null) {
                return route.reply.refusal(0, TpnsRefusal.NOT_PARSED, "the body is not a JSON object");
            }
            TpnsState state = states.get(verdict.app().accessId());
            TpnsCall tpns = new TpnsCall(call, verdict.app(), state, body, route.reply);
            try {
                return route.operation.run(tpns);
            } catch (TpnsRefusal refusal) {
                return route.reply.refusal(tpns.seq(), refusal.code(), refusal.getMessage());
            }
        }

        @Override
        public Answer refuse(String code) {
            TpnsReply reply = route == null ? TpnsReply.A : route.reply;
            return reply.refusal(0, code.matches("\\d{1,18}") ? code : TpnsRefusal.INTERNAL, "emulated fault " + code);
        }
    }
}

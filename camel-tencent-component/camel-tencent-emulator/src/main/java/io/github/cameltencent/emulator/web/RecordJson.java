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
package io.github.cameltencent.emulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.SecretMasker;
import io.github.cameltencent.emulator.engine.VerificationStep;
import java.time.Duration;
import java.util.List;

/**
 * Recorded requests as JSON: facts for the control API, an outline for the list of the page, details for one request.
 */
final class RecordJson {

    private static final int IDS_SHOWN = 3;

    private final List<Protocol> protocols;

    RecordJson(List<Protocol> protocols) {
        this.protocols = protocols;
    }

    ObjectNode facts(RecordedRequest request) {
        ObjectNode json = common(request);
        request.ids().forEach(json.putArray("ids")::add);
        request.targets().forEach(json.putArray("targets")::add);
        return json;
    }

    ObjectNode outline(RecordedRequest request) {
        ObjectNode json = common(request);
        request.ids().stream().limit(IDS_SHOWN).forEach(json.putArray("ids")::add);
        request.targets().stream().limit(IDS_SHOWN).forEach(json.putArray("targets")::add);
        json.put("targetCount", request.targets().size());
        for (Protocol protocol : protocols) {
            if (protocol.service().equals(request.service())) {
                protocol.describe(request, json);
            }
        }
        return json;
    }

    ObjectNode details(RecordedRequest request) {
        ObjectNode json = facts(request);
        json.put("query", request.query());
        ObjectNode headers = json.putObject("headers");
        request.headers().forEach(headers::put);
        json.put("body", body(request));
        json.put("bodyLength", request.bodyLength());
        json.put("bodyComplete", request.bodyBytes() != null);
        json.putObject("answer")
                .put("type", request.answerType())
                .put("body", request.answer())
                .put("length", request.answerLength());
        json.put("replayOf", replayOf(request));
        ArrayNode steps = json.putArray("steps");
        for (VerificationStep step : request.steps()) {
            steps.addObject().put("name", step.name()).put("ok", step.ok()).put("detail", step.detail());
        }
        return json;
    }

    /** The body without credentials. */
    static String body(RecordedRequest request) {
        return SecretMasker.json(request.body());
    }

    private static long replayOf(RecordedRequest request) {
        String mark = request.headers().getOrDefault(RequestReplayer.HEADER, "");
        return mark.matches("\\d{1,18}/\\d{1,18}") ? Long.parseLong(mark.substring(0, mark.indexOf('/'))) : 0;
    }

    private static ObjectNode common(RecordedRequest request) {
        ObjectNode json = Json.object()
                .put("seq", request.sequence())
                .put("time", request.time().toString())
                .put("service", request.service())
                .put("method", request.method())
                .put("path", request.path())
                .put("operation", request.operation())
                .put("requestId", request.requestId())
                .put("application", request.application())
                .put("verdict", request.verdict())
                .put("verified", request.verified())
                .put("accepted", request.accepted())
                .put("code", request.code())
                .put("message", request.message())
                .put("status", request.status())
                .put("fault", request.fault());
        Duration duration = request.duration();
        return duration == null ? json : json.put("durationMicros", duration.toNanos() / 1000);
    }
}

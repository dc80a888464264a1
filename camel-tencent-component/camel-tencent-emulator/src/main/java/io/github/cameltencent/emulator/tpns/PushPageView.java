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
import io.github.cameltencent.emulator.tpns.state.TpnsApp;

/** The fields that the page shows of a push: the notification on the phone. */
final class PushPageView {

    private PushPageView() {}

    static void describe(RecordedRequest request, TpnsApp app, ObjectNode into) {
        into.put("platform", app.platform());
        if (!request.path().equals("/v3/push/app")) {
            return;
        }
        ObjectNode body = request.json();
        ObjectNode push = into.putObject("push");
        push.put("audience", body.path("audience_type").asText())
                .put("messageType", body.path("message_type").asText())
                .put("environment", body.path("environment").asText())
                .put("sendTime", body.path("send_time").asText())
                .put("title", body.path("message").path("title").asText())
                .put("content", body.path("message").path("content").asText());
        if (app.ios()) {
            var aps = body.path("message").path("ios").path("aps");
            push.put("subtitle", aps.path("alert").path("subtitle").asText())
                    .put("badge", aps.path("badge_type").asInt(-1))
                    .put("level", aps.path("interruption-level").asText());
        } else {
            var android = body.path("message").path("android");
            push.put(
                            "channel",
                            android.path("n_ch_name")
                                    .asText(android.path("n_ch_id").asText()))
                    .put("badge", android.path("badge_type").asInt(-1))
                    .put("color", android.path("icon_color").asInt(0));
        }
    }
}

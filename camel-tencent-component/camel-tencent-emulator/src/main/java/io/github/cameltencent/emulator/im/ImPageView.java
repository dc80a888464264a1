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
package io.github.cameltencent.emulator.im;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.im.group.GroupMessageCommands;
import io.github.cameltencent.emulator.im.message.MessageCommands;
import io.github.cameltencent.emulator.im.push.PushCommands;
import io.github.cameltencent.emulator.im.signing.ImApp;

/** The fields that the page shows: messages as chat bubbles, pushes as notifications on both phones. */
final class ImPageView {

    private ImPageView() {}

    static void describe(RecordedRequest request, ObjectNode into) {
        switch (request.operation()) {
            case MessageCommands.SEND, "openim/batchsendmsg" -> chat(request, into, "");
            case GroupMessageCommands.SEND ->
                chat(request, into, request.json().path("GroupId").asText());
            case PushCommands.PUSH, "all_member_push/im_push" -> push(request, into, audience(request), "");
            case PushCommands.BATCH -> push(request, into, "account_list", "");
            default -> {
                // the page shows nothing beyond the command
            }
        }
    }

    private static String audience(RecordedRequest request) {
        return request.targets().contains("*") ? "all" : "tag";
    }

    private static void chat(RecordedRequest request, ObjectNode into, String group) {
        JsonNode body = request.json();
        String text = text(body.path("MsgBody"));
        into.putObject("chat")
                .put("from", body.path("From_Account").asText(ImApp.ADMINISTRATOR))
                .put(
                        "to",
                        group.isEmpty()
                                ? String.join(
                                        ", ",
                                        request.targets().stream().limit(3).toList())
                                : group)
                .put("group", !group.isEmpty())
                .put("repeat", !request.message().isEmpty())
                .put("text", text);
        JsonNode offline = body.path("OfflinePushInfo");
        if (offline.isObject()
                && offline.path("PushFlag").asInt() == 0
                && request.message().isEmpty()) {
            push(request, into, "account_list", text);
        }
    }

    private static void push(RecordedRequest request, ObjectNode into, String audience, String defaultValue) {
        JsonNode info = request.json().path("OfflinePushInfo");
        JsonNode apns = info.path("ApnsInfo");
        JsonNode android = info.path("AndroidInfo");
        boolean silent =
                info.path("PushFlag").asInt() == 1 || !request.message().isEmpty();
        into.putObject("push")
                .put("audience", audience)
                .put("messageType", silent ? "message" : "notify")
                .put("title", info.path("Title").asText())
                .put("iosTitle", apns.path("Title").asText(info.path("Title").asText()))
                .put("content", info.path("Desc").asText(defaultValue))
                .put("subtitle", apns.path("SubTitle").asText())
                .put("level", apns.path("InterruptionLevel").asText())
                .put("badge", apns.path("BadgeMode").asInt() == 0 ? -2 : -1)
                .put("channel", channel(android));
    }

    private static String channel(JsonNode android) {
        for (String name : new String[] {"GoogleChannelID", "HuaWeiChannelID", "XiaoMiChannelID", "OPPOChannelID"}) {
            if (!android.path(name).asText().isEmpty()) {
                return android.path(name).asText();
            }
        }
        return "";
    }

    private static String text(JsonNode elements) {
        StringBuilder text = new StringBuilder();
        for (JsonNode element : elements) {
            JsonNode content = element.path("MsgContent");
            text.append(text.length() == 0 ? "" : "\n");
            switch (element.path("MsgType").asText()) {
                case "TIMTextElem" -> text.append(content.path("Text").asText());
                case "TIMCustomElem" ->
                    text.append("[custom] ")
                            .append(content.path("Desc")
                                    .asText(content.path("Data").asText()));
                case "TIMImageElem" -> text.append("[image]");
                case "TIMSoundElem" -> text.append("[sound]");
                case "TIMVideoFileElem" -> text.append("[video]");
                case "TIMFileElem" ->
                    text.append("[file] ").append(content.path("FileName").asText());
                case "TIMLocationElem" ->
                    text.append("[location] ").append(content.path("Desc").asText());
                default -> text.append("[face]");
            }
        }
        return text.toString();
    }
}

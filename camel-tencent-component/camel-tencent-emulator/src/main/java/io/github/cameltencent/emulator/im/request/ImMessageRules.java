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
package io.github.cameltencent.emulator.im.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Checks the fields that all messages have. */
public final class ImMessageRules {

    static final int MAX_BYTES = 8 * 1024;
    private static final int MAX_LIFETIME = 604_800;
    private static final int NO_ARRAY = 90007;
    private static final int ELEMENT = 90010;
    private static final int LIFE_TIME = 90026;
    private static final int LIFE_TIME_KIND = 90044;
    private static final int SYNC = 90031;
    static final int OFFLINE_PUSH = 90043;
    public static final int TOO_LARGE = 93000;
    public static final int GROUP_TOO_LARGE = 80002;
    private static final Set<String> TYPES = Set.of(
            "TIMTextElem",
            "TIMCustomElem",
            "TIMFaceElem",
            "TIMLocationElem",
            "TIMSoundElem",
            "TIMImageElem",
            "TIMFileElem",
            "TIMVideoFileElem");

    private ImMessageRules() {}

    /** Checks and returns the elements of a message. */
    public static ArrayNode elements(ObjectNode body, int tooLarge) {
        if (!ImFields.has(body, "MsgBody")) {
            throw new ImErrorException(ImErrorException.MSG_BODY, "MsgBody is missing");
        }
        if (!(body.get("MsgBody") instanceof ArrayNode elements)) {
            throw new ImErrorException(NO_ARRAY, "MsgBody must be an array");
        }
        if (elements.isEmpty()) {
            throw new ImErrorException(ImErrorException.MSG_BODY, "MsgBody is empty");
        }
        int custom = 0;
        for (JsonNode element : elements) {
            String type = element.path("MsgType").asText();
            if (!TYPES.contains(type)) {
                throw new ImErrorException(ELEMENT, "MsgType " + type + " is unknown");
            }
            if (!(element.path("MsgContent") instanceof ObjectNode content)) {
                throw new ImErrorException(ELEMENT, "MsgContent must be an object");
            }
            if (type.equals("TIMTextElem") && !content.path("Text").isTextual()) {
                throw new ImErrorException(ELEMENT, "a TIMTextElem must have a Text");
            }
            if (type.equals("TIMCustomElem") && ++custom > 1) {
                throw new ImErrorException(ELEMENT, "a message must have at most one TIMCustomElem");
            }
        }
        int size = Json.bytes(elements).length
                + body.path("CloudCustomData").asText().getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw new ImErrorException(tooLarge, "the message has more than 8 KB");
        }
        return elements;
    }

    /** Checks the fields besides the content of a message to a user. */
    public static void options(ObjectNode body) {
        if (ImFields.number(body, "MsgLifeTime", 0, 0, Long.MAX_VALUE, LIFE_TIME_KIND) > MAX_LIFETIME) {
            throw new ImErrorException(LIFE_TIME, "MsgLifeTime is more than 7 days");
        }
        ImFields.number(body, "SyncOtherMachine", 1, 1, 2, SYNC);
        ImFields.textOr(body, "CloudCustomData", "", ImErrorException.MSG_BODY);
        offlinePush(body, false);
    }

    public static void offlinePush(ObjectNode body, boolean required) {
        if (!ImFields.has(body, "OfflinePushInfo")) {
            if (required) {
                throw new ImErrorException(OFFLINE_PUSH, "OfflinePushInfo is missing");
            }
            return;
        }
        if (!(body.get("OfflinePushInfo") instanceof ObjectNode push)) {
            throw new ImErrorException(OFFLINE_PUSH, "OfflinePushInfo must be an object");
        }
        ImFields.number(push, "PushFlag", 0, 0, 1, OFFLINE_PUSH);
        for (String name : new String[] {"Title", "Desc", "Ext"}) {
            ImFields.textOr(push, name, "", OFFLINE_PUSH);
        }
        for (String name : new String[] {"AndroidInfo", "ApnsInfo"}) {
            if (ImFields.has(push, name) && !push.path(name).isObject()) {
                throw new ImErrorException(OFFLINE_PUSH, name + " must be an object");
            }
        }
    }
}

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
package io.github.cameltencent.emulator.im.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.BoundedMap;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.im.command.ImCall;
import io.github.cameltencent.emulator.im.command.ImOperation;
import io.github.cameltencent.emulator.im.request.ImCommandResult;
import io.github.cameltencent.emulator.im.request.ImErrorException;
import io.github.cameltencent.emulator.im.request.ImFields;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands for audit words. They are stored only: every content passes. */
public final class AuditCommands {

    private static final int PARAMETER = ImErrorException.ACCOUNT_PARAMETER;
    private static final String LOCAL = "local";
    private static final int MAX = 1000;

    private AuditCommands() {}

    public static void register(BiConsumer<String, ImOperation> commands) {
        String service = "im_msg_audit_mgr/";
        commands.accept(service + "add_local_audit_keywords", AuditCommands::addLocal);
        commands.accept(service + "delete_local_audit_keywords", AuditCommands::deleteLocal);
        commands.accept(service + "get_local_audit_keywords", AuditCommands::listLocal);
        commands.accept(service + "add_cloud_audit_keywords", AuditCommands::addCloud);
        commands.accept(service + "delete_cloud_audit_keywords", AuditCommands::deleteCloud);
        commands.accept(service + "get_cloud_audit_keywords", AuditCommands::listCloud);
        commands.accept(service + "get_cloud_audit_keywords_ids", AuditCommands::libraries);
        commands.accept("im_msg_audit/content_moderation", call -> ImCommandResult.of(passed()));
        commands.accept("im_msg_audit/batch_content_moderation", AuditCommands::many);
    }

    private static ObjectNode passed() {
        ObjectNode answer = Json.object().put("Result", "Pass").put("Score", 0).put("Label", "Normal");
        answer.putArray("Keywords");
        return answer;
    }

    private static ImCommandResult many(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("AuditResults");
        for (JsonNode content : ImFields.objects(call.body(), "Contents", MAX, PARAMETER, PARAMETER)) {
            list.add(passed().put("ErrorCode", 0)
                    .put("ErrorInfo", "")
                    .put("ContentId", content.path("ContentId").asInt()));
        }
        return ImCommandResult.of(answer);
    }

    private static Map<String, ObjectNode> words(ImCall call, String list) {
        return call.state().services.words.computeIfAbsent(list, unused -> new BoundedMap<>(MAX));
    }

    private static ImCommandResult addLocal(ImCall call) {
        for (ObjectNode word : ImFields.objects(call.body(), "LocalAuditWords", MAX, PARAMETER, PARAMETER)) {
            String text = ImFields.text(word, "Keyword", PARAMETER);
            words(call, LOCAL).put(text, word.deepCopy().put("Id", ++call.state().services.lastId));
        }
        return ImCommandResult.empty();
    }

    private static ImCommandResult deleteLocal(ImCall call) {
        for (ObjectNode word : ImFields.objects(call.body(), "LocalAuditWords", MAX, PARAMETER, PARAMETER)) {
            words(call, LOCAL).remove(word.path("Keyword").asText());
        }
        return ImCommandResult.empty();
    }

    private static ImCommandResult listLocal(ImCall call) {
        String part = ImFields.textOr(call.body(), "Keyword", "", PARAMETER);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("LocalAuditWords");
        words(call, LOCAL).forEach((text, word) -> {
            if (text.contains(part)) {
                list.add(word);
            }
        });
        return ImCommandResult.of(answer.put("TotalCount", list.size()).put("CurCount", list.size()));
    }

    private static String library(ImCall call) {
        return ImFields.text(call.body(), "LibID", PARAMETER);
    }

    private static ImCommandResult addCloud(ImCall call) {
        String library = library(call);
        for (ObjectNode word : ImFields.objects(call.body(), "UserKeywords", MAX, PARAMETER, PARAMETER)) {
            String text = ImFields.text(word, "Content", PARAMETER);
            words(call, library).put(text, word.deepCopy().put("ID", Long.toString(++call.state().services.lastId)));
        }
        return ImCommandResult.empty();
    }

    private static ImCommandResult deleteCloud(ImCall call) {
        Map<String, ObjectNode> words = words(call, library(call));
        ObjectNode answer = Json.object();
        ArrayNode details = answer.putArray("Details");
        List<String> removed = ImFields.texts(call.body(), "Keywords", MAX, PARAMETER, PARAMETER);
        int count = 0;
        for (String text : removed) {
            boolean deleted = words.remove(text) != null;
            count += deleted ? 1 : 0;
            details.addObject()
                    .put("Keyword", text)
                    .put("Deleted", deleted)
                    .put("ErrorInfo", deleted ? "" : "no such word");
        }
        return ImCommandResult.of(answer.put("Count", count));
    }

    private static ImCommandResult listCloud(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode infos = answer.putArray("Infos");
        words(call, library(call)).values().forEach(infos::add);
        return ImCommandResult.of(answer.put("TotalCount", infos.size()));
    }

    private static ImCommandResult libraries(ImCall call) {
        ObjectNode answer = Json.object();
        ArrayNode infos = answer.putArray("Infos");
        call.state().services.words.keySet().stream()
                .filter(name -> !name.equals(LOCAL))
                .forEach(name -> infos.addObject().put("ID", name).put("LibName", name));
        return ImCommandResult.of(answer.put("TotalCount", infos.size()));
    }
}

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
package io.github.cameltencent.examples.imbot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions and answers in the emulator's record. Duplicates that IM drops do not count.
 *
 * @param questions messages of users to the bot
 * @param unanswered questions without an answer
 * @param duplicates questions with more than one answer
 * @param times the time from each question to its answer, the shortest first
 */
record Audit(int questions, int unanswered, int duplicates, List<Duration> times) {

    static Audit of(TencentEmulator emulator) {
        Map<String, Instant> questions = new HashMap<>();
        Map<String, Set<String>> answers = new HashMap<>();
        Map<String, Instant> answered = new HashMap<>();
        for (RecordedRequest request : emulator.requests()) {
            if (!request.accepted()
                    || request.ids().isEmpty()
                    || !request.path().endsWith("/openim/sendmsg")) {
                continue;
            }
            ObjectNode json = request.json();
            String id = request.ids().get(0);
            if (Bot.ACCOUNT.equals(json.path("To_Account").asText())) {
                questions.putIfAbsent(id, request.time());
            } else if (Bot.ACCOUNT.equals(json.path("From_Account").asText())) {
                String custom = json.path("CloudCustomData").asText();
                answers.computeIfAbsent(custom, any -> new HashSet<>()).add(id);
                answered.putIfAbsent(custom, request.time());
            }
        }
        int unanswered = 0;
        int duplicates = 0;
        List<Duration> times = new ArrayList<>();
        for (Map.Entry<String, Instant> question : questions.entrySet()) {
            String custom = String.format(Conversation.ANSWERS, question.getKey());
            int count = answers.getOrDefault(custom, Set.of()).size();
            unanswered += count == 0 ? 1 : 0;
            duplicates += count > 1 ? 1 : 0;
            if (count > 0) {
                times.add(Duration.between(question.getValue(), answered.get(custom)));
            }
        }
        times.sort(null);
        return new Audit(questions.size(), unanswered, duplicates, times);
    }

    /** A percentile of the times in milliseconds; 0 without any answers. */
    long millis(int percent) {
        return times.isEmpty()
                ? 0
                : times.get((times.size() - 1) * percent / 100).toMillis();
    }

    /** Whether every message was answered, and no question has two answers, except for the reported possible duplicates. */
    boolean isClean(long possibleDuplicates) {
        return unanswered == 0 && duplicates <= possibleDuplicates;
    }
}

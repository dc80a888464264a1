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
package io.github.cameltencent.examples.cloudops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the lines of the dead-letter file: failures with outcome, code and reason. */
final class DeadLetters {

    static final String FILE = "dead-letters.jsonl";

    private static final JsonMapper MAPPER = new JsonMapper();

    private DeadLetters() {}

    /**
     * A line about a call that failed.
     *
     * @param subject the alarm or poll that failed
     * @param next what happens next
     */
    static String of(Instant now, String subject, Throwable failure, String next) {
        if (failure instanceof TencentException known) {
            return line(
                    now,
                    subject,
                    known.getOutcome().name(),
                    known.getCode(),
                    known.getMessage(),
                    known.getRequestId(),
                    next);
        }
        String reason = failure.getMessage() == null ? "" : failure.getMessage();
        return line(now, subject, "FAILED", failure.getClass().getSimpleName(), reason, null, next);
    }

    static String deadPhone(Instant now, String phone) {
        return line(
                now,
                "phone " + phone,
                Outcome.REJECTED.name(),
                "DEAD_PHONE",
                "no phone has this token",
                null,
                "remove it from the list of phones");
    }

    private static String line(
            Instant now, String subject, String outcome, String code, String reason, String requestId, String next) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", now.toString());
        line.put("about", subject);
        line.put("outcome", outcome);
        line.put("code", code);
        line.put("reason", reason);
        line.put("requestId", requestId);
        line.put("next", next);
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The answers of the bot. A real one would query a system of the shop. */
final class Answers {

    /** Own codes for messages between two users are 120001 to 130000; the user's app gets code and text. */
    static final String NO_CARD_NUMBERS =
            "{\"ErrorCode\":120001,\"ErrorInfo\":\"Please do not send card numbers, the shop never asks for them\"}";

    private static final Pattern CARD_NUMBER = Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b");
    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    static boolean hasCardNumber(String text) {
        return CARD_NUMBER.matcher(text).find();
    }

    static String to(String question) {
        String text = question.toLowerCase(Locale.ROOT);
        if (text.contains("order")) {
            return "Your order is on its way.";
        }
        if (text.contains("open")) {
            return "We are there from nine to five.";
        }
        return "A colleague will answer soon.";
    }

    /** The text of the callback of a message: that of its text elements. */
    static String textOf(Map<?, ?> callback) {
        StringBuilder text = new StringBuilder();
        for (JsonNode element : JSON.valueToTree(callback).path("MsgBody")) {
            if ("TIMTextElem".equals(element.path("MsgType").asText())) {
                text.append(element.at("/MsgContent/Text").asText()).append(' ');
            }
        }
        return text.toString().strip();
    }
}

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
package io.github.cameltencent.tpns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.exchange.NumericCode;
import io.github.cameltencent.exchange.ServiceJson;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer of TPNS, with either spelling of its fields ({@code ret_code} or {@code retCode}) in any letter case. Ids are
 * text, since push ids have up to 19 digits.
 */
public final class TpnsAnswer implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final ObjectReader READER = ServiceJson.MAPPER.reader();

    private final ObjectNode root;

    private TpnsAnswer(ObjectNode root) {
        this.root = root;
    }

    /**
     * Parses an answer.
     *
     * @return null if it is not a JSON object with a code
     */
    public static TpnsAnswer of(byte[] body) {
        try {
            JsonNode read = READER.readTree(body);
            if (!(read instanceof ObjectNode object)) {
                return null;
            }
            TpnsAnswer answer = new TpnsAnswer(object);
            return answer.code() == null ? null : answer;
        } catch (IOException | NumberFormatException e) {
            return null; // truncated, HTML, another charset, a huge number: the caller reports it
        }
    }

    /** Returns the code as text, {@code 0} for success. */
    public String code() {
        JsonNode code = find("ret_code", "retcode");
        return code == null ? null : NumericCode.of(code);
    }

    /** Returns whether TPNS accepted the call. */
    public boolean isSuccess() {
        return "0".equals(code());
    }

    /** Returns the error message of TPNS, null for none. */
    public String message() {
        JsonNode message = find("err_msg", "errmsg");
        return message == null || message.asText().isBlank() ? null : message.asText();
    }

    /** Returns the ids of the push; a recurring push has several. */
    public List<String> pushIds() {
        return texts(find("push_id", "pushid"));
    }

    /** Returns the invalid tokens, which were left out. */
    public List<String> invalidTargets() {
        // sic: TPNS spells it so
        return texts(find("invalid_targe_list", "invalid_target_list"));
    }

    /** Returns the complete answer. */
    public JsonNode json() {
        return root;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(each -> texts.add(each.asText()));
        } else if (node != null && !node.isNull() && !node.asText().isEmpty()) {
            texts.add(node.asText());
        }
        return texts;
    }

    private JsonNode find(String name, String otherName) {
        JsonNode exact = root.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equalsIgnoreCase(name) || field.getKey().equalsIgnoreCase(otherName)) {
                return field.getValue();
            }
        }
        return null;
    }
}

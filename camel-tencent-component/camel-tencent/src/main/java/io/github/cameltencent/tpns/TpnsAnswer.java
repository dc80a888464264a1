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
 * An answer of TPNS in either of its spellings ({@code ret_code} or {@code retCode}), in any letter case. Ids are kept as
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
     * Reads an answer.
     *
     * @return null when it is no JSON object with a code
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
            return null; // cut, HTML, another charset, a number without bounds: the caller reports what the answer was
        }
    }

    /** The code as text, {@code 0} for success. */
    public String code() {
        JsonNode code = find("ret_code", "retcode");
        return code == null ? null : NumericCode.of(code);
    }

    /** Whether TPNS took the call. */
    public boolean isSuccess() {
        return "0".equals(code());
    }

    /** What TPNS says about a failure, null for nothing. */
    public String message() {
        JsonNode message = find("err_msg", "errmsg");
        return message == null || message.asText().isBlank() ? null : message.asText();
    }

    /** The ids of the push: one, or several for a push that is sent again and again. */
    public List<String> pushIds() {
        return texts(find("push_id", "pushid"));
    }

    /** The tokens that were left out since they are not valid. */
    public List<String> invalidTargets() {
        // sic: this spelling is the real name
        return texts(find("invalid_targe_list", "invalid_target_list"));
    }

    /** The whole answer. */
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

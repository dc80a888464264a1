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
package io.github.cameltencent.im;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An IM message as the body of an exchange, for {@code openim/sendmsg}, {@code openim/batchsendmsg} and
 * {@code group_open_http_svc/send_group_msg}. Immutable; {@code toString()} contains neither recipients nor content.
 */
public final class ImMessage implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Object> fields;
    private final ArrayList<ImElement> elements;

    private ImMessage(Map<String, Object> fields, List<ImElement> elements) {
        this.fields = new LinkedHashMap<>(fields);
        this.elements = new ArrayList<>(elements);
    }

    /** Creates a message without a recipient. */
    public static ImMessage of(ImElement... elements) {
        return new ImMessage(Map.of(), List.of(elements));
    }

    /** Returns a copy for one user. */
    public ImMessage to(String userId) {
        return with("To_Account", userId);
    }

    /** Returns a copy for several users, for {@code batchsendmsg}. */
    public ImMessage to(List<String> userIds) {
        return with("To_Account", new ArrayList<>(userIds));
    }

    /** Returns a copy for a group. */
    public ImMessage toGroup(String groupId) {
        return with("GroupId", groupId);
    }

    /** Returns a copy that is sent on behalf of a user. */
    public ImMessage from(String userId) {
        return with("From_Account", userId);
    }

    /** Returns a copy with a push for offline users. */
    public ImMessage offlinePush(OfflinePushInfo info) {
        return with("OfflinePushInfo", info.toMap());
    }

    /** Returns a copy with a field of the request; null removes the field. */
    public ImMessage with(String field, Object value) {
        LinkedHashMap<String, Object> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new ImMessage(changed, elements);
    }

    /** Returns the request as a JSON object. */
    @JsonValue
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(fields);
        map.put("MsgBody", elements.stream().map(ImElement::toMap).toList());
        return map;
    }

    @Override
    public String toString() {
        return "ImMessage" + fields.keySet() + elements;
    }
}

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

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The push notification of a message for offline users, with Tencent's field names. Immutable; {@code toString()} contains
 * no content.
 */
public final class OfflinePushInfo implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Object> fields;

    private OfflinePushInfo(Map<String, ?> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /** Creates a notification with title and text. */
    public static OfflinePushInfo of(String title, String text) {
        return new OfflinePushInfo(Map.of()).with("Title", title).with("Desc", text);
    }

    /** Creates the setting for no push. */
    public static OfflinePushInfo none() {
        return new OfflinePushInfo(Map.of("PushFlag", 1));
    }

    /** Returns a copy with text that is passed to the app. */
    public OfflinePushInfo ext(String ext) {
        return with("Ext", ext);
    }

    /** Returns a copy with fields for Android. */
    public OfflinePushInfo android(Map<String, ?> androidInfo) {
        return with("AndroidInfo", new LinkedHashMap<>(androidInfo));
    }

    /** Returns a copy with fields for iOS. */
    public OfflinePushInfo apns(Map<String, ?> apnsInfo) {
        return with("ApnsInfo", new LinkedHashMap<>(apnsInfo));
    }

    /** Returns a copy with another field; null removes it. */
    public OfflinePushInfo with(String field, Object value) {
        LinkedHashMap<String, Object> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new OfflinePushInfo(changed);
    }

    /** Returns the fields as a JSON object. */
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(fields);
    }

    @Override
    public String toString() {
        return "OfflinePushInfo" + fields.keySet();
    }
}

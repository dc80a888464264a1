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

/** How a message is pushed to a user who is offline, by Tencent's names. Immutable; its text shows no content. */
public final class OfflinePushInfo implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Object> fields;

    private OfflinePushInfo(Map<String, ?> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /** A notification of this title and text. */
    public static OfflinePushInfo of(String title, String text) {
        return new OfflinePushInfo(Map.of()).with("Title", title).with("Desc", text);
    }

    /** No push at all. */
    public static OfflinePushInfo none() {
        return new OfflinePushInfo(Map.of("PushFlag", 1));
    }

    /** The same with text that is passed through to the app. */
    public OfflinePushInfo ext(String ext) {
        return with("Ext", ext);
    }

    /** The same with the fields for Android. */
    public OfflinePushInfo android(Map<String, ?> androidInfo) {
        return with("AndroidInfo", new LinkedHashMap<>(androidInfo));
    }

    /** The same with the fields for iOS. */
    public OfflinePushInfo apns(Map<String, ?> apnsInfo) {
        return with("ApnsInfo", new LinkedHashMap<>(apnsInfo));
    }

    /** The same with another field; null leaves it out. */
    public OfflinePushInfo with(String field, Object value) {
        LinkedHashMap<String, Object> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new OfflinePushInfo(changed);
    }

    /** The fields as JSON has them. */
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(fields);
    }

    @Override
    public String toString() {
        return "OfflinePushInfo" + fields.keySet();
    }
}

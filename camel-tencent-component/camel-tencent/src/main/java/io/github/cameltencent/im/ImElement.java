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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of an IM message, with Tencent's field names. {@code toString()} contains no content. */
public final class ImElement implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int DOWNLOADABLE = 2;

    private final String type;
    private final LinkedHashMap<String, Object> content;

    /** A picture in one size. */
    private record Picture(int type, String url, long size, int width, int height) {}

    private ImElement(String type, Map<String, ?> content) {
        this.type = type;
        this.content = new LinkedHashMap<>(content);
    }

    /** Creates any element, such as {@code TIMFaceElem}. */
    public static ImElement of(String type, Map<String, ?> content) {
        return new ImElement(type, content);
    }

    /** Creates a text element. */
    public static ImElement text(String text) {
        return new ImElement("TIMTextElem", Map.of("Text", text));
    }

    /**
     * Creates an element with data for the app; a message may have only one.
     *
     * @param description the text of a notification, null for none
     * @param extension further data, null for none
     */
    public static ImElement custom(String data, String description, String extension) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("Data", data);
        put(content, "Desc", description);
        put(content, "Ext", extension);
        return new ImElement("TIMCustomElem", content);
    }

    /**
     * Creates a picture with a URL; the app scales it to smaller sizes.
     *
     * @param format 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 any other
     */
    public static ImElement image(String uuid, int format, String url, long size, int width, int height) {
        List<Map<String, Object>> sizes = new ArrayList<>();
        for (int type = 1; type <= 3; type++) {
            sizes.add(map(new Picture(type, url, size, width, height)));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("UUID", uuid);
        content.put("ImageFormat", format);
        content.put("ImageInfoArray", new ArrayList<>(sizes));
        return new ImElement("TIMImageElem", content);
    }

    /** Creates a file element with a URL. */
    public static ImElement file(String uuid, String url, String name, long size) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("Url", url);
        content.put("UUID", uuid);
        content.put("FileSize", size);
        content.put("FileName", name);
        content.put("Download_Flag", DOWNLOADABLE);
        return new ImElement("TIMFileElem", content);
    }

    private static Map<String, Object> map(Picture picture) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Type", picture.type());
        map.put("Size", picture.size());
        map.put("Width", picture.width());
        map.put("Height", picture.height());
        map.put("URL", picture.url());
        return map;
    }

    private static void put(Map<String, Object> content, String name, Object value) {
        if (value != null) {
            content.put(name, value);
        }
    }

    /** Returns the element as a JSON object. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("MsgType", type);
        map.put("MsgContent", content);
        return map;
    }

    @Override
    public String toString() {
        return "ImElement[" + type + "]";
    }
}

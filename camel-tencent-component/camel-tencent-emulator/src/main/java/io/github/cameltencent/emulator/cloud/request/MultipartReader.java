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
package io.github.cameltencent.emulator.cloud.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a multipart body, with one parameter per part. Texts have one char per byte. */
final class MultipartReader {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]+)\"");

    private MultipartReader() {}

    static ObjectNode object(ReceivedCloudCall call) {
        Matcher matcher = BOUNDARY.matcher(call.header("Content-Type"));
        if (!matcher.find()) {
            throw refused("the content type has no boundary");
        }
        String body = new String(call.call.body(), StandardCharsets.ISO_8859_1);
        String line = "--" + matcher.group(1);
        if (!body.startsWith(line + "\r\n")) {
            throw refused("the body does not start with the boundary");
        }
        ObjectNode object = Json.object();
        int at = line.length();
        while (!body.startsWith("--", at)) {
            int end = body.indexOf("\r\n" + line, at);
            int head = body.indexOf("\r\n\r\n", at);
            if (!body.startsWith("\r\n", at) || end < 0 || head < 0 || head > end) {
                throw refused("a part is not terminated, or has no header");
            }
            part(object, body.substring(at, head), body, head + 4, end);
            at = end + 2 + line.length();
        }
        return object;
    }

    private static void part(ObjectNode object, String head, String body, int from, int to) {
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            throw refused("a part has no name");
        }
        if (object.has(name.group(1))) {
            throw refused("the part " + name.group(1) + " comes twice");
        }
        // only the length of a binary part matters here
        String value = head.contains("filename=")
                ? (to - from) + " bytes"
                : RawFormParameters.text(body.substring(from, Math.max(from, to)));
        object.put(name.group(1), value);
    }

    private static CloudErrorException refused(String message) {
        return new CloudErrorException("InvalidRequest", "multipart: " + message);
    }
}

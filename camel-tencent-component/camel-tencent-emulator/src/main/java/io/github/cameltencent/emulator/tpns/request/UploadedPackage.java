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
package io.github.cameltencent.emulator.tpns.request;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part "file" of a multipart/form-data body, located without copying. */
public final class UploadedPackage {

    private static final int MOST_HEADERS = 8192;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private final byte[] body;
    private final int from;
    private final int to;
    private final String name;

    private UploadedPackage(byte[] body, int from, int to, String name) {
        this.body = body;
        this.from = from;
        this.to = to;
        this.name = name;
    }

    public static UploadedPackage of(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/form-data") || !boundary.find()) {
            throw new TpnsErrorException(
                    TpnsErrorException.NOT_PARSED, "multipart/form-data with a boundary is needed");
        }
        byte[] delimiter = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        int part = indexOf(body, delimiter, 0, body.length);
        while (part >= 0) {
            int start = part + delimiter.length;
            int next = indexOf(body, delimiter, start, body.length);
            int head = indexOf(body, new byte[] {13, 10, 13, 10}, start, Math.min(body.length, start + MOST_HEADERS));
            if (next < 0 || head < 0 || head > next) {
                break;
            }
            String headers = new String(body, start, head - start, StandardCharsets.UTF_8);
            Matcher field = FIELD.matcher(headers);
            if (field.find() && field.group(1).equals("file")) {
                Matcher file = FILE.matcher(headers);
                return new UploadedPackage(
                        body, head + 4, Math.max(head + 4, next - 2), file.find() ? file.group(1) : "");
            }
            part = next;
        }
        throw TpnsErrorException.missing("file");
    }

    public String name() {
        return name;
    }

    public int length() {
        return to - from;
    }

    public boolean startsWith(String ascii) {
        return new String(body, from, Math.min(length(), ascii.length()), StandardCharsets.ISO_8859_1).equals(ascii);
    }

    public String firstLine() {
        int end = from;
        while (end < to && body[end] != '\n' && end - from < 1000) {
            end++;
        }
        return new String(body, from, end - from, StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] body, byte[] requested, int from, int to) {
        outer:
        for (int i = from; i <= to - requested.length; i++) {
            for (int j = 0; j < requested.length; j++) {
                if (body[i + j] != requested[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}

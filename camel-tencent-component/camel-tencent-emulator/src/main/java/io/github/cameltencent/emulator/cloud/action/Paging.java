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
package io.github.cameltencent.emulator.cloud.action;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The paging fields of an action's request and answer. A dot in a name selects a nested field.
 *
 * @param style offset, page, token, or offset+token
 * @param first the number of the first page
 * @param max the largest page size
 * @param token the answer's field for the next token, or ""
 * @param end the answer's flag for further pages, or ""
 */
record Paging(
        String service,
        String version,
        String action,
        String style,
        String position,
        String size,
        long first,
        long max,
        String token,
        String total,
        String list,
        String end,
        long items) {

    private static final String TABLE = "/io/github/cameltencent/emulator/cloud-paged.csv";

    static List<Paging> table() {
        try (InputStream in = Paging.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + TABLE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines().skip(1).map(Paging::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Paging parse(String line) {
        String[] at = line.split(",", -1);
        return new Paging(
                at[0],
                at[1],
                at[2],
                at[3],
                at[4],
                at[5],
                Long.parseLong(at[6]),
                Long.parseLong(at[7]),
                at[8],
                at[9],
                at[10],
                at[11],
                Long.parseLong(at[12]));
    }

    String operation() {
        return service + '/' + action;
    }

    boolean byToken() {
        return !token.isEmpty();
    }
}

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
package io.github.cameltencent.cloud.paging;

import io.github.cameltencent.sign.bytes.BoundedCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The paging rules of the 2,682 paged actions at the time of the release: a compressed table, of which only used rows
 * are cached. Thread-safe.
 */
public final class PageTable {

    private static final String TABLE = "cloud-paging.gz";
    private static final int COLUMNS = 10;
    private static final int MAX_CACHED = 4_000;

    private final BoundedCache<String, Optional<PageRule>> cached = new BoundedCache<>(MAX_CACHED);

    /** Returns the rule of an action in a version, null if none is known. */
    public PageRule rule(String product, String version, String action) {
        String key = product + "," + version + "," + action + ",";
        Optional<PageRule> rule = cached.get(key);
        if (rule == null) {
            rule = Optional.ofNullable(find(key));
            cached.put(key, rule);
        }
        return rule.orElse(null);
    }

    private static PageRule find(String key) {
        try (InputStream file = PageTable.class.getResourceAsStream(TABLE)) {
            if (file == null) {
                throw new IllegalStateException("Missing resource " + TABLE);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(key)) {
                    return parse(line.split(",", COLUMNS));
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns: service, version, action, style, position, size, token, total, lists, end flag. */
    private static PageRule parse(String[] columns) {
        String style = columns[3];
        String lists = columns[8];
        boolean offsetAndToken = style.equals("offset+token");
        return new PageRule(
                offsetAndToken ? PageStyle.TOKEN : PageStyle.valueOf(style.toUpperCase(Locale.ROOT)),
                offsetAndToken ? columns[6] : columns[4],
                text(columns[5]),
                text(columns[6]),
                text(columns[7]),
                lists.isEmpty() ? List.of() : List.of(lists.split("\\|")),
                offsetAndToken ? columns[4] : null,
                text(columns[9]));
    }

    private static String text(String column) {
        return column.isEmpty() ? null : column;
    }
}

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
package io.github.cameltencent.cloud.call;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The catalog of the products of the Cloud API at the time of the release. The list is loaded at first use, actions
 * only for the products that are used. Thread-safe.
 */
public final class CloudCatalog {

    /** The character for a common prefix of length 0 with the previous line. */
    static final char FIRST_LENGTH = '0';

    private static final String LIST = "cloud-actions.bin";

    private final Map<String, CloudProduct> products = new ConcurrentHashMap<>();
    private volatile Index index;

    /** The position of a product's actions; the offset counts from the end of the index. */
    private record Entry(List<String> versions, int offset, int length) {}

    private record Index(Map<String, Entry> entries, int size) {}

    /** Returns the names of all products. */
    public Collection<String> names() {
        return index().entries().keySet();
    }

    /** Returns the product with this name, or null. */
    public CloudProduct product(String name) {
        CloudProduct cached = products.get(name);
        if (cached == null) {
            Entry entry = index().entries().get(name);
            if (entry == null) {
                return null;
            }
            cached = read(name, entry);
            products.put(name, cached);
        }
        return cached;
    }

    /** Returns whether a {@code product/Action} is in the list of a product that is in use. Reads no file. */
    public boolean isInUse(String operation) {
        int slash = operation.indexOf('/');
        CloudProduct product = slash < 0 ? null : products.get(operation.substring(0, slash));
        return product != null && product.version(operation.substring(slash + 1)) != null;
    }

    private Index index() {
        Index cached = index;
        if (cached == null) {
            cached = readIndex(); // at worst loaded twice
            index = cached;
        }
        return cached;
    }

    private static Index readIndex() {
        try (InputStream file = open()) {
            byte[] all = file.readAllBytes();
            ByteArrayInputStream rest = new ByteArrayInputStream(all);
            DataInputStream in = new DataInputStream(rest);
            Map<String, Entry> entries = new TreeMap<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                entries.put(in.readUTF(), new Entry(List.of(in.readUTF().split(" ")), in.readInt(), in.readInt()));
            }
            return new Index(entries, all.length - rest.available());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CloudProduct read(String name, Entry entry) {
        Inflater inflater = new Inflater(true);
        try (InputStream file = open()) {
            file.skipNBytes(index().size() + (long) entry.offset());
            InputStream packed = new ByteArrayInputStream(file.readNBytes(entry.length()));
            return new CloudProduct(
                    name,
                    entry.versions(),
                    actions(
                            new BufferedReader(new InputStreamReader(
                                    new InflaterInputStream(packed, inflater), StandardCharsets.US_ASCII)),
                            entry.versions()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }

    /** Reads the actions, each with the newest version that has it. */
    private static Map<String, String> actions(BufferedReader lines, List<String> versions) throws IOException {
        Map<String, String> actions = new TreeMap<>();
        String before = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int blank = line.indexOf(' ');
            String rest = line.substring(1, blank < 0 ? line.length() : blank);
            before = before.substring(0, line.charAt(0) - FIRST_LENGTH) + rest;
            int newest = blank < 0 ? 0 : line.charAt(line.length() - 1) - '0';
            actions.put(before, versions.get(newest));
        }
        return actions;
    }

    private static InputStream open() {
        InputStream in = CloudCatalog.class.getResourceAsStream(LIST);
        if (in == null) {
            throw new IllegalStateException("Missing resource " + LIST);
        }
        return in;
    }
}

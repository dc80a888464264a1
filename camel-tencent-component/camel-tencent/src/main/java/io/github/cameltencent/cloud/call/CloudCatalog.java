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
 * The products of the Cloud API, as known when this release was made. The list is read when it is first asked; of the
 * actions only those of products that somebody asks for. Thread-safe.
 */
public final class CloudCatalog {

    /** The character that stands for nothing repeated of the line before. */
    static final char FIRST_LENGTH = '0';

    private static final String LIST = "cloud-actions.bin";

    private final Map<String, CloudProduct> products = new ConcurrentHashMap<>();
    private volatile Index index;

    /** Where a product's actions are; the offset counts from the end of the index. */
    private record Place(List<String> versions, int offset, int length) {}

    private record Index(Map<String, Place> places, int size) {}

    /** The names of all products. */
    public Collection<String> names() {
        return index().places().keySet();
    }

    /** The product of that name, null for one that is not in the list. */
    public CloudProduct product(String name) {
        CloudProduct known = products.get(name);
        if (known == null) {
            Place place = index().places().get(name);
            if (place == null) {
                return null;
            }
            known = read(name, place);
            products.put(name, known);
        }
        return known;
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            known = readIndex(); // at worst twice, and the same
            index = known;
        }
        return known;
    }

    private static Index readIndex() {
        try (InputStream file = open()) {
            byte[] all = file.readAllBytes();
            ByteArrayInputStream rest = new ByteArrayInputStream(all);
            DataInputStream in = new DataInputStream(rest);
            Map<String, Place> places = new TreeMap<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                places.put(in.readUTF(), new Place(List.of(in.readUTF().split(" ")), in.readInt(), in.readInt()));
            }
            return new Index(places, all.length - rest.available());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CloudProduct read(String name, Place place) {
        Inflater inflater = new Inflater(true);
        try (InputStream file = open()) {
            file.skipNBytes(index().size() + (long) place.offset());
            InputStream packed = new ByteArrayInputStream(file.readNBytes(place.length()));
            return new CloudProduct(
                    name,
                    place.versions(),
                    actions(
                            new BufferedReader(new InputStreamReader(
                                    new InflaterInputStream(packed, inflater), StandardCharsets.US_ASCII)),
                            place.versions()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }

    /** The actions, each with the newest version that has it. */
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
            throw new IllegalStateException("The jar lacks " + LIST);
        }
        return in;
    }
}

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

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the tables {@code cloud-actions.csv} and {@code cloud-pagination.csv}, test resources beside this class, into the
 * lists that the jar ships. README.md there names the sources. The argument is the folder of the module. Each product is
 * packed separately, so that a route unpacks only the products that it calls.
 */
final class CloudListsGenerator {

    private static final String LISTS = "src/main/resources/io/github/cameltencent/cloud/";

    private CloudListsGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Path lists = Path.of(arguments[0]).resolve(LISTS);
        Files.write(lists.resolve("call/cloud-actions.bin"), pack(actions()));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(lists.resolve("paging/cloud-paging.gz")))) {
            out.write(paging().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Product, action, versions that have it. */
    static Map<String, Map<String, TreeSet<String>>> actions() throws IOException {
        Map<String, Map<String, TreeSet<String>>> products = new TreeMap<>();
        for (String line : rows("cloud-actions.csv")) {
            String[] row = line.split(",");
            products.computeIfAbsent(row[0], any -> new TreeMap<>())
                    .computeIfAbsent(row[2].strip(), any -> new TreeSet<>())
                    .add(row[1]);
        }
        return products;
    }

    /** The table of paged actions without its head line. */
    static String paging() throws IOException {
        return String.join("\n", rows("cloud-pagination.csv")) + "\n";
    }

    private static List<String> rows(String table) throws IOException {
        try (InputStream in = CloudListsGenerator.class.getResourceAsStream(table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }

    static byte[] pack(Map<String, Map<String, TreeSet<String>>> products) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(index);
        out.writeShort(products.size());
        for (Map.Entry<String, Map<String, TreeSet<String>>> product : products.entrySet()) {
            TreeSet<String> versions = new TreeSet<>();
            product.getValue().values().forEach(versions::addAll);
            byte[] actions = deflate(actions(product.getValue(), new ArrayList<>(versions)));
            out.writeUTF(product.getKey());
            out.writeUTF(String.join(" ", versions));
            out.writeInt(packed.size());
            out.writeInt(actions.length);
            packed.write(actions);
        }
        packed.writeTo(index);
        return index.toByteArray();
    }

    /**
     * One line for each action: the length of the prefix shared with the previous line, the rest of the name, and the
     * indexes of the versions that have it.
     */
    private static String actions(Map<String, TreeSet<String>> actions, List<String> versions) {
        StringBuilder lines = new StringBuilder();
        String before = "";
        for (Map.Entry<String, TreeSet<String>> action : actions.entrySet()) {
            String name = action.getKey();
            int same = 0;
            while (same < Math.min(before.length(), name.length()) && before.charAt(same) == name.charAt(same)) {
                same++;
            }
            lines.append((char) (CloudCatalog.FIRST_LENGTH + same)).append(name, same, name.length());
            if (versions.size() > 1) {
                lines.append(' ');
                action.getValue().forEach(version -> lines.append(versions.indexOf(version)));
            }
            lines.append('\n');
            before = name;
        }
        return lines.toString();
    }

    private static byte[] deflate(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, best)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        best.end();
        return bytes.toByteArray();
    }
}

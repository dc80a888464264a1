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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.cloud.paging.PageTable;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/**
 * The packed lists of the jar have the content of the tables of their generator. They are compared uncompressed,
 * because JDKs deflate differently.
 */
class CloudListsTest {

    @Test
    void theListOfActionsIsTheTableOfActions() throws IOException {
        Map<String, String> shipped = unpack(shipped(CloudCatalog.class, "cloud-actions.bin"));

        assertThat(shipped)
                .hasSizeGreaterThan(200)
                .isEqualTo(unpack(CloudListsGenerator.pack(CloudListsGenerator.actions())));
    }

    @Test
    void theListOfPagedActionsIsTheTableOfPagedActions() throws IOException {
        byte[] shipped = shipped(PageTable.class, "cloud-paging.gz");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(shipped))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(CloudListsGenerator.paging());
        }
    }

    private static byte[] shipped(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** The lines of each product, by its name and versions. */
    private static Map<String, String> unpack(byte[] list) throws IOException {
        record Place(int offset, int length) {}

        DataInputStream in = new DataInputStream(new ByteArrayInputStream(list));
        Map<String, Place> places = new TreeMap<>();
        int products = in.readUnsignedShort();
        for (int i = 0; i < products; i++) {
            places.put(in.readUTF() + " " + in.readUTF(), new Place(in.readInt(), in.readInt()));
        }
        byte[] packed = in.readAllBytes();
        Map<String, String> lines = new TreeMap<>();
        for (Map.Entry<String, Place> place : places.entrySet()) {
            try (InputStream actions = new InflaterInputStream(
                    new ByteArrayInputStream(
                            packed, place.getValue().offset(), place.getValue().length()),
                    new Inflater(true))) {
                lines.put(place.getKey(), new String(actions.readAllBytes(), StandardCharsets.US_ASCII));
            }
        }
        return lines;
    }
}

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
package io.github.cameltencent.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PushJsonWriterTest {

    @Property(tries = 2000)
    void writesWhatJacksonWritesAsText(@ForAll long seed) {
        assertAgrees(value(new Random(seed), 0));
    }

    @Test
    void writesEachCharacterAsJacksonDoes() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 97) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                String text = "a" + Character.toString(point) + "b";

                assertThat(PushJson.bytes(text))
                        .as("U+%04X", point)
                        .isEqualTo(PushJson.text(text).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void writesEmptyObjectsAndLists() {
        assertAgrees(Map.of());
        assertAgrees(List.of());
        assertAgrees(Map.of("a", List.of(Map.of(), List.of())));
    }

    private static void assertAgrees(Object value) {
        assertThat(new String(PushJson.bytes(value), StandardCharsets.UTF_8)).isEqualTo(PushJson.text(value));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 9 : 11)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextDouble();
            case 5 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(40) - 20);
            case 6, 7, 8 -> text(random);
            case 9 -> list(random, depth);
            default -> object(random, depth);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(value(random, depth + 1));
        }
        return list;
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(text(random), value(random, depth + 1));
        }
        return object;
    }

    private static String text(Random random) {
        int[] bounds = {0x20, 0x80, 0x800, 0xd800, 0x10ffff};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int point = random.nextInt(bounds[random.nextInt(bounds.length)] + 1);
            text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '"' : point);
        }
        return text.toString();
    }
}

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
package io.github.cameltencent.examples.cloudops;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** A virtual machine as a line of a CSV file. */
final class Instance {

    static final String HEAD = "InstanceId,InstanceName,InstanceState,InstanceType,Zone,CPU,Memory,CreatedTime\r\n";

    private Instance() {}

    static void toLine(Exchange exchange) {
        exchange.getMessage().setBody(line(exchange.getMessage().getBody(Map.class)));
    }

    static String line(Map<?, ?> item) {
        Map<?, ?> placement = item.get("Placement") instanceof Map<?, ?> map ? map : Map.of();
        List<String> fields = List.of(
                text(item, "InstanceId"),
                text(item, "InstanceName"),
                text(item, "InstanceState"),
                text(item, "InstanceType"),
                text(placement, "Zone"),
                text(item, "CPU"),
                text(item, "Memory"),
                text(item, "CreatedTime"));
        return fields.stream().map(Instance::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Quotes as RFC 4180 does, and keeps spreadsheets from running a name as a formula. */
    private static String quoted(String field) {
        String text = !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String text(Map<?, ?> item, String name) {
        return Objects.toString(item.get(name), "");
    }
}

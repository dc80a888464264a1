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
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.doocs.im.ClientConfiguration;
import io.github.doocs.im.ImClient;
import io.github.doocs.im.model.message.TIMMsgElement;
import io.github.doocs.im.model.message.TIMTextMsgElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sun.reflect.ReflectionFactory;

/**
 * Calls the community SDK for IM with typed requests that a table describes: method, fields by the SDK's own names.
 * Arguments: host and port, SDKAppID, key, the table. Prints a line a call: its method, its code, its message, and
 * which lists of the typed answer are missing. {@code $Name} stands for a field of an answer before.
 */
public final class ImSdkCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SEEN = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setMaxRetries(0);
        ImClient client = ImClient.getInstance(
                Long.parseLong(arguments[1]), "administrator", arguments[2], arguments[0], configuration);
        for (String line : Files.readAllLines(Path.of(arguments[3]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ", 2);
                try {
                    call(client, parts[0], parts[1]);
                } catch (Exception e) {
                    System.out.println(parts[0] + "|-1|" + (e + " " + e.getCause()).lines().findFirst().orElse("") + "|[]");
                }
            }
        }
        // its connections would keep the process for minutes
        System.exit(0);
    }

    private static void call(ImClient client, String name, String json) throws Exception {
        String[] path = name.split("\\.");
        Object part = ImClient.class.getField(path[0]).get(client);
        for (Method method : part.getClass().getMethods()) {
            if (method.getName().equals(path[1]) && method.getParameterCount() == 1) {
                for (Map.Entry<String, String> seen : SEEN.entrySet()) {
                    json = json.replace("$" + seen.getKey(), seen.getValue());
                }
                Object request = value(JSON.readTree(json), method.getParameterTypes()[0]);
                Object result = method.invoke(part, request);
                System.out.println(name + "|" + field(result, "ErrorCode") + "|" + field(result, "ErrorInfo") + "|"
                        + missing(result));
                return;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static Object field(Object result, String name) throws Exception {
        return fields(result.getClass()).get(name).get(result);
    }

    private static List<String> missing(Object result) throws Exception {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Field> field : fields(result.getClass()).entrySet()) {
            Object value = field.getValue().get(result);
            if (value == null && List.class.isAssignableFrom(field.getValue().getType())) {
                missing.add(field.getKey());
            } else if (value instanceof String || value instanceof Number) {
                SEEN.put(field.getKey(), value.toString());
            }
        }
        return missing;
    }

    private static Map<String, Field> fields(Class<?> type) {
        Map<String, Field> fields = new HashMap<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null) {
                    field.setAccessible(true);
                    fields.put(property.value(), field);
                }
            }
        }
        return fields;
    }

    /** A value of a type, filled as the JSON says, whatever builders the type has. */
    private static Object value(JsonNode json, Type type) throws Exception {
        if (type instanceof ParameterizedType generic && List.class.isAssignableFrom((Class<?>) generic.getRawType())) {
            List<Object> list = new ArrayList<>();
            for (JsonNode entry : json) {
                list.add(value(entry, generic.getActualTypeArguments()[0]));
            }
            return list;
        }
        if (type == TIMMsgElement.class) {
            return new TIMTextMsgElement(json.asText());
        }
        if (!(type instanceof Class<?> plain) || !plain.getName().startsWith("io.github.doocs")) {
            return JSON.convertValue(json, JSON.constructType(type));
        }
        if (plain.isEnum() || Modifier.isAbstract(plain.getModifiers())) {
            return JSON.convertValue(json, plain);
        }
        Object made = ReflectionFactory.getReflectionFactory()
                .newConstructorForSerialization(plain, Object.class.getDeclaredConstructor())
                .newInstance();
        Map<String, Field> fields = fields(plain);
        for (Map.Entry<String, JsonNode> entry : (Iterable<Map.Entry<String, JsonNode>>) json::fields) {
            Field field = fields.get(entry.getKey());
            if (field == null) {
                throw new IllegalArgumentException(plain.getSimpleName() + " has no " + entry.getKey());
            }
            field.set(made, value(entry.getValue(), field.getGenericType()));
        }
        return made;
    }
}

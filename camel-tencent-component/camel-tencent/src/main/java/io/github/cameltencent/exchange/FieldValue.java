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
package io.github.cameltencent.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.sign.bytes.Texts;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;

/**
 * The value of a header or an option, converted from the types in which it may arrive: text also from {@code byte[]}, as
 * Kafka has it, numbers from text and text from numbers, lists from a Collection, an array or the text of a JSON array. Any
 * other value is refused with {@code FIELD_INVALID}, never converted by {@code toString()}.
 *
 * @param name names it in error messages, such as {@code the header CamelTencentToAccount}
 * @param value null for none
 */
public record FieldValue(String name, Object value, Exchange exchange) {

    private static final int MAX_PLAIN_SCALE = 100;

    private static final int MAX_NUMBER_LENGTH = 40;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Returns the value of a header. */
    public static FieldValue header(Exchange exchange, String header) {
        return new FieldValue("the header " + header, exchange.getMessage().getHeader(header), exchange);
    }

    /** Returns the value of a header, or else of an option. */
    public static FieldValue of(Exchange exchange, String header, String option, String optionValue) {
        FieldValue fromHeader = header(exchange, header);
        return fromHeader.value != null ? fromHeader : new FieldValue("the option " + option, optionValue, exchange);
    }

    public boolean isMissing() {
        return value == null;
    }

    /**
     * Returns the value as one text, null for none.
     *
     * @throws TencentException REJECTED, {@code FIELD_INVALID} or {@code LONE_SURROGATE}
     */
    public String text() {
        return value == null ? null : text(value);
    }

    /**
     * Returns the value as a list of texts, empty for none or a blank text.
     *
     * @throws TencentException REJECTED, {@code FIELD_INVALID} or {@code LONE_SURROGATE}
     */
    public List<String> texts() {
        Object plain = plain();
        if (plain instanceof String text) {
            if (text.isBlank()) {
                return List.of();
            }
            if (!text.stripLeading().startsWith("[")) {
                return List.of(OutgoingText.of(name, text));
            }
            plain = array(text);
        }
        if (plain == null) {
            return List.of();
        }
        Iterable<?> several = plain instanceof Collection<?> || plain instanceof JsonNode node && node.isArray()
                ? (Iterable<?>) plain
                : List.of(plain);
        List<String> texts = new ArrayList<>();
        for (Object each : several) {
            String text = each == null || each instanceof JsonNode node && node.isNull() ? "" : text(each);
            if (text.isBlank()) {
                throw invalid("contains an empty value");
            }
            texts.add(text);
        }
        return texts;
    }

    /**
     * Returns the value as a whole number, null for none.
     *
     * @throws TencentException REJECTED, {@code FIELD_INVALID}, also if it is not in the range {@code min} to {@code max}
     */
    public Long number(long min, long max) {
        if (value == null) {
            return null;
        }
        String text = text(value).strip();
        long number;
        try {
            number = text.length() > MAX_NUMBER_LENGTH ? Long.parseLong("") : new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalid("must be a whole number");
        }
        if (number < min || number > max) {
            throw invalid("must be " + min + " to " + max);
        }
        return number;
    }

    /**
     * Returns the value with text as String and several values as a List, which may contain null; anything else unchanged.
     *
     * @throws TencentException REJECTED, {@code FIELD_INVALID}, for bytes that are not text
     */
    public Object plain() {
        return plain(value);
    }

    private Object plain(Object from) {
        if (from instanceof CharSequence
                || from instanceof char[]
                || from instanceof byte[]
                || from instanceof ByteBuffer) {
            return string(from);
        }
        if (from instanceof Collection<?> || from instanceof Object[]) {
            List<Object> plain = new ArrayList<>();
            (from instanceof Collection<?> several ? several : Arrays.asList((Object[]) from))
                    .forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (from != null && from.getClass().isArray()) {
            List<Object> plain = new ArrayList<>();
            for (int i = 0; i < Array.getLength(from); i++) {
                plain.add(Array.get(from, i));
            }
            return plain;
        }
        return from;
    }

    private String text(Object from) {
        String text = string(from);
        if (text == null) {
            throw invalid("must be text, not a " + from.getClass().getName());
        }
        return OutgoingText.of(name, text);
    }

    /** Returns the value without a byte order mark; null for a value that is not text. */
    private String string(Object from) {
        String text = decoded(from);
        return text == null ? null : Texts.withoutByteOrderMark(text);
    }

    private String decoded(Object from) {
        if (from instanceof CharSequence
                || from instanceof Number
                || from instanceof Boolean
                || from instanceof Character
                || from instanceof UUID
                || from instanceof TemporalAccessor) {
            return from instanceof BigDecimal number ? plain(number) : from.toString();
        }
        if (from instanceof Enum<?> one) {
            return one.name();
        }
        if (from instanceof char[] text) {
            return new String(text);
        }
        if (from instanceof byte[] bytes) {
            return ExchangeCharset.decode(exchange, ByteBuffer.wrap(bytes), "FIELD_INVALID", name);
        }
        if (from instanceof ByteBuffer bytes) {
            return ExchangeCharset.decode(exchange, bytes.duplicate(), "FIELD_INVALID", name);
        }
        if (from instanceof JsonNode node) {
            return node.isTextual() || node.isNumber() || node.isBoolean() ? node.asText() : null;
        }
        return from.getClass().isArray() ? null : converted(from);
    }

    /** Converts by a converter registered for the type, since the generic one uses {@code toString()}. */
    private String converted(Object from) {
        TypeConverter converter =
                exchange.getContext().getTypeConverterRegistry().lookup(String.class, from.getClass());
        return converter == null ? null : converter.tryConvertTo(String.class, exchange, from);
    }

    private JsonNode array(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            if (read.isArray()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // reported below without its message, which quotes the value
        }
        throw invalid("starts with [ but is not a JSON array");
    }

    /** Creates the exception for an invalid value; its message does not quote the value. */
    public TencentException invalid(String what) {
        return TencentException.of(Outcome.REJECTED, "FIELD_INVALID", name + " " + what)
                .build();
    }

    @Override
    public String toString() {
        return "FieldValue[" + name + "]";
    }

    /** Formats a number without exponent unless it would be too long. */
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) > MAX_PLAIN_SCALE ? number.toString() : number.toPlainString();
    }
}

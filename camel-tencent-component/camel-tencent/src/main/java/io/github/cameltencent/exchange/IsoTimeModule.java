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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Date;

/** A Jackson module that writes dates and times as ISO-8601 text, both {@code java.time} and {@code java.util} types. */
public final class IsoTimeModule {

    private IsoTimeModule() {}

    /** Creates the module. */
    public static Module module() {
        return new SimpleModule("iso-times")
                .addSerializer(TemporalAccessor.class, new AsText<>())
                .addSerializer(TemporalAmount.class, new AsText<>())
                .addSerializer(ZoneId.class, new AsText<>())
                .addSerializer(Date.class, new AsText<>())
                .addSerializer(Calendar.class, new AsText<>());
    }

    private static String text(Object time) {
        if (time instanceof Calendar calendar) {
            return calendar.toInstant().toString();
        }
        // java.sql.Date and Time cannot be converted to an instant; their toString() is ISO-8601
        boolean part = time.getClass().getName().matches("java\\.sql\\.(Date|Time)");
        return time instanceof Date date && !part ? date.toInstant().toString() : time.toString();
    }

    private static final class AsText<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T time, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(text(time));
        }
    }
}

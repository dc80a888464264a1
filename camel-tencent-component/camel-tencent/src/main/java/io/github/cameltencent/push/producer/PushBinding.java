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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.PushReader;
import java.util.EnumMap;
import org.apache.camel.Exchange;

/** Binds an exchange to a push: fields of the body override headers, which override options. Thread-safe. */
final class PushBinding {

    private final EnumMap<PushField, Object> options;
    private final PushReader reader;
    private final AudienceGuard guard;

    PushBinding(EnumMap<PushField, Object> options, PushConfiguration configuration, PushProvider provider) {
        this.options = options;
        this.reader = new PushReader(configuration.getBodyType());
        this.guard = new AudienceGuard(options, configuration.isAllowBroadcast(), provider);
    }

    /**
     * Reads the push of an exchange.
     *
     * @throws InvalidPushException if it is invalid or not allowed
     */
    BoundPush read(Exchange exchange) {
        EnumMap<PushField, Object> values = reader.read(exchange);
        EnumMap<PushField, Object> merged = new EnumMap<>(options);
        values.forEach(
                (field, value) -> merged.merge(field, value, (option, own) -> PushReader.override(field, option, own)));
        Audience audience = guard.decide(values, merged);
        merged.put(PushField.AUDIENCE, audience);
        return new BoundPush(new PushMessage(merged), audience, values.keySet());
    }
}

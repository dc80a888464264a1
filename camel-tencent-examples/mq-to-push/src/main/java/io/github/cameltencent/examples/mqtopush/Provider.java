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
package io.github.cameltencent.examples.mqtopush;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.KeyPair;
import io.github.cameltencent.emulator.RecordedRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The push provider, which the property {@code orders.provider} selects, and what the program must know about it. */
enum Provider {
    TPNS("TENCENT_TPNS_ACCESS_ID", "TENCENT_TPNS_SECRET_KEY", "/message/title") {
        @Override
        Map<String, String> emulated(String baseUri) {
            return keys("tpns[android].", "access-id", EmulatorOptions.TPNS_ANDROID, baseUri);
        }
    },
    TIMPUSH("TENCENT_IM_SDK_APP_ID", "TENCENT_IM_SECRET_KEY", "/OfflinePushInfo/Title") {
        @Override
        Map<String, String> emulated(String baseUri) {
            Map<String, String> properties = keys("im.", "sdk-app-id", EmulatorOptions.IM, baseUri);
            // the documented limit of 10 per second would take a quarter of an hour for 10,000 orders
            properties.put(APPLICATION + "im.rate-limit", "off");
            return properties;
        }
    };

    static final String APPLICATION = "camel.component.tencent.applications[orders].";

    private final String idVariable;
    private final String secretVariable;
    private final String title;

    Provider(String idVariable, String secretVariable, String title) {
        this.idVariable = idVariable;
        this.secretVariable = secretVariable;
        this.title = title;
    }

    static Provider of(String option) {
        for (Provider provider : values()) {
            if (provider.option().equals(option)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("--provider: must be tpns or timpush, not " + option);
    }

    /** The value of the option of the endpoint. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable with the id of the secret key. */
    String idVariable() {
        return idVariable;
    }

    String secretVariable() {
        return secretVariable;
    }

    /** Properties that send the pushes to an emulator instead of Tencent. */
    abstract Map<String, String> emulated(String baseUri);

    /** The number of the order of a push. */
    String order(RecordedRequest push) {
        return push.json().at(title).asText().replace(Order.TITLE, "");
    }

    private static Map<String, String> keys(String part, String id, KeyPair pair, String baseUri) {
        String prefix = APPLICATION + part;
        return new HashMap<>(
                Map.of(prefix + id, pair.id(), prefix + "secret-key", pair.key(), prefix + "base-uri", baseUri));
    }
}

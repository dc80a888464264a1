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

/** Who pushes: what the one property {@code orders.provider} switches, and what the program around the route must know. */
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
            // nobody wants to watch 10,000 orders go by at 10 a second, which is what is documented
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

    /** What the endpoint calls it. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variable of the environment with the id that the secret belongs to. */
    String idVariable() {
        return idVariable;
    }

    String secretVariable() {
        return secretVariable;
    }

    /** Properties that let the orders go to an emulator instead of Tencent. */
    abstract Map<String, String> emulated(String baseUri);

    /** The order that a push told of. */
    String order(RecordedRequest push) {
        return push.json().at(title).asText().replace(Order.TITLE, "");
    }

    private static Map<String, String> keys(String part, String id, KeyPair pair, String baseUri) {
        String prefix = APPLICATION + part;
        return new HashMap<>(
                Map.of(prefix + id, pair.id(), prefix + "secret-key", pair.key(), prefix + "base-uri", baseUri));
    }
}

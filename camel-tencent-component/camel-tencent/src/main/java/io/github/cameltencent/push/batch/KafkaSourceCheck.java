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
package io.github.cameltencent.push.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.support.PluginHelper;

/** Checks that a Kafka endpoint commits nothing by itself, and delivers again what was not committed. */
public final class KafkaSourceCheck {

    private static final Map<String, Object> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("batching", true);
        NEEDED.put("allowManualCommit", true);
        NEEDED.put("autoCommitEnable", false);
        NEEDED.put("breakOnFirstError", true);
        NEEDED.put("autoOffsetReset", "earliest");
    }

    private KafkaSourceCheck() {}

    /**
     * Checks the endpoint that a batch came from.
     *
     * @throws IllegalStateException if records could be lost; the message says which options are needed
     */
    public static void check(Endpoint source) {
        if (source == null || !source.getEndpointUri().startsWith("kafka:")) {
            return;
        }
        BeanIntrospection beans = PluginHelper.getBeanIntrospection(source.getCamelContext());
        Object configuration = beans.getOrElseProperty(source, "configuration", null, false);
        NEEDED.forEach((option, needed) -> {
            Object actual = configuration == null ? null : beans.getOrElseProperty(configuration, option, null, false);
            if (actual != null && !needed.equals(actual)) {
                throw new IllegalStateException("with " + option + "=" + actual
                        + " records could be lost: an ordered batch needs batching=true, allowManualCommit=true,"
                        + " autoCommitEnable=false, breakOnFirstError=true and autoOffsetReset=earliest");
            }
        });
        if (beans.getOrElseProperty(source, "kafkaManualCommitFactory", null, false) != null) {
            throw new IllegalStateException("with a kafkaManualCommitFactory records could be lost, since camel-kafka"
                    + " commits a failed batch itself: remove it");
        }
    }
}

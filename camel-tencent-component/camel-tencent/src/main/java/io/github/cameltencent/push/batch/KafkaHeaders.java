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

/** The headers of camel-kafka, by name: this module does not depend on it. */
public final class KafkaHeaders {

    /** The key of a record. */
    public static final String KEY = "kafka.KEY";

    /** The object that commits the offset of a record. */
    public static final String MANUAL_COMMIT = "CamelKafkaManualCommit";

    static final String TOPIC = "kafka.TOPIC";
    static final String PARTITION = "kafka.PARTITION";
    static final String OFFSET = "kafka.OFFSET";
    static final String TIMESTAMP = "kafka.TIMESTAMP";

    private KafkaHeaders() {}
}

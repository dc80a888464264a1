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

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Commits, for each partition, the records up to the first one that is not settled. Calls {@code commit()} of the manual
 * commit in the record's header.
 */
public final class BatchCommits {

    private BatchCommits() {}

    /** Whether the offset of an exchange can be committed, or there is none. */
    public static boolean isCommittable(Exchange exchange) {
        return exchange.getMessage().getHeader(KafkaHeaders.OFFSET) == null
                || exchange.getMessage().getHeader(KafkaHeaders.MANUAL_COMMIT) != null;
    }

    /**
     * Commits what is settled.
     *
     * @throws Exception if a commit fails; partitions that were committed before are marked so
     */
    public static void commit(List<BatchRecord> records) throws Exception {
        for (List<BatchRecord> settled : settledByPartition(records).values()) {
            BatchRecord last = settled.get(settled.size() - 1);
            Object manual = last.exchange().getMessage().getHeader(KafkaHeaders.MANUAL_COMMIT);
            if (manual != null) {
                invoke(manual);
                settled.forEach(BatchRecord::setCommitted);
            }
        }
    }

    private static Map<String, List<BatchRecord>> settledByPartition(List<BatchRecord> records) {
        Map<String, List<BatchRecord>> settled = new LinkedHashMap<>();
        Set<String> closed = new HashSet<>();
        for (BatchRecord record : records) {
            String partition = record.partition();
            if (!record.isSettled()) {
                closed.add(partition);
            } else if (!closed.contains(partition)) {
                settled.computeIfAbsent(partition, each -> new ArrayList<>()).add(record);
            }
        }
        return settled;
    }

    private static void invoke(Object manual) throws Exception {
        try {
            manual.getClass().getMethod("commit").invoke(manual);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

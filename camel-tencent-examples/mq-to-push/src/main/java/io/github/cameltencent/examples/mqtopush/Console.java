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

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Prints the progress, in one line on a terminal, and a summary. */
final class Console {

    private final PrintStream out;
    private final boolean terminal;
    private long shownSettled;
    private double shownSeconds;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    void progress(long orders, OrderStatistics statistics, double seconds) {
        String text = String.format(
                Locale.ROOT,
                "  %4.0f s  %,d of %,d  accepted %,d  rejected %,d  ambiguous %,d  retried %,d  %,.0f/s",
                seconds,
                statistics.settled(),
                orders,
                statistics.accepted(),
                statistics.rejected(),
                statistics.ambiguous(),
                statistics.retried() + statistics.rolledBack(),
                (statistics.settled() - shownSettled) / Math.max(0.001, seconds - shownSeconds));
        shownSettled = statistics.settled();
        shownSeconds = seconds;
        out.print(terminal ? "\r" + text + "  " : text + System.lineSeparator());
        out.flush();
    }

    /** Ends the line of progress. */
    void endProgress() {
        if (terminal) {
            out.println();
        }
    }

    void summary(long orders, OrderStatistics statistics, Audit audit, Throughput throughput) {
        line("");
        line("Summary");
        line("  sent         %,9d  orders on the queue \"%s\"", orders, Broker.ORDERS);
        line("  accepted     %,9d", audit.accepted());
        line("  rejected     %,9d  in \"%s\", with the reason in headers", audit.dead(), Broker.DEAD_LETTERS);
        line("  ambiguous    %,9d  in \"%s\": outcome unknown, not retried", audit.ambiguous(), Broker.AMBIGUOUS);
        if (audit.unknown() > 0) {
            line("  unknown      %,9d  in \"%s\": given up by the broker", audit.unknown(), Broker.UNKNOWN);
        }
        line("  dead tokens  %,9d  in \"%s\", to be cleaned up", statistics.deadTokens(), Broker.DEAD_TOKENS);
        line(
                "  retried      %,9d  by the component, %,d by the broker after a rollback",
                statistics.retried(), statistics.rolledBack());
        if (audit.remaining() > 0) {
            line("  remaining    %,9d  still in \"%s\"", audit.remaining(), Broker.ORDERS);
        }
        line("  lost         %,9d", audit.lost().size());
        line("  duplicates   %,9d", audit.duplicates().size());
        line(
                "  per second   %,9.0f  over %.1f s, %,.0f in the fastest",
                throughput.overAll(), throughput.seconds(), throughput.best());
        line(
                "  p50 / p99    %,9.1f / %.1f ms for a push with its retries",
                statistics.latencies().percentile(0.5), statistics.latencies().percentile(0.99));
    }

    /** Prints why messages are in a queue, by their headers. */
    void reasons(String queue, List<Message> messages) throws JMSException {
        Map<String, List<String>> orders = new TreeMap<>();
        for (Message message : messages) {
            orders.computeIfAbsent(reason(message), any -> new ArrayList<>())
                    .add(message.getStringProperty(OrderStatistics.ORDER_ID));
        }
        if (!orders.isEmpty()) {
            line("");
            line("In \"%s\":", queue);
        }
        orders.forEach((reason, of) -> line("  %,6d  %s (such as %s)", of.size(), reason, of.get(0)));
    }

    private static String reason(Message message) throws JMSException {
        String code = message.getStringProperty(OutcomeHeaders.CODE);
        String reason = message.getStringProperty(OutcomeHeaders.REASON);
        if (reason == null) {
            return "UNKNOWN BROKER_DEAD_LETTER: no delivery was committed; any of them may have pushed the order";
        }
        int words = reason.indexOf(code) < 0 ? 0 : reason.indexOf(code) + code.length();
        return message.getStringProperty(OutcomeHeaders.OUTCOME) + " " + code + ": "
                + reason.substring(words).strip();
    }

    void problem(String what, Set<String> orders) {
        if (!orders.isEmpty()) {
            line("%s: %s", what, orders.stream().sorted().limit(10).toList());
        }
    }
}

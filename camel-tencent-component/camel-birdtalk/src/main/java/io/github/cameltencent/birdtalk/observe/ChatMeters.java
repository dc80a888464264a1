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
package io.github.cameltencent.birdtalk.observe;

import io.github.cameltencent.TencentCall;
import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.account.AccountUse;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.observe.ComponentMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/** Records the chat in a Micrometer registry. Thread-safe. */
final class ChatMeters implements ChatObserver {

    private static final String ACCOUNT = "account";

    private final ComponentMeters meters;
    private final AccountClients clients;
    private final Map<MessageKey, Counter> messages = new ConcurrentHashMap<>();
    private final Map<String, Timer> lags = new ConcurrentHashMap<>();
    private final Set<String> accounts = ConcurrentHashMap.newKeySet();

    private record MessageKey(String account, String direction, String outcome) {}

    private ChatMeters(ComponentMeters meters, AccountClients clients) {
        this.meters = meters;
        this.clients = clients;
    }

    /**
     * Creates the meters of a component in the meter registry of a context.
     *
     * @return null if the Camel registry does not have exactly one meter registry
     * @throws LinkageError if Micrometer is not on the class path
     */
    static ChatMeters in(CamelContext context, AccountClients clients) {
        ComponentMeters meters = ComponentMeters.in(context);
        return meters == null ? null : new ChatMeters(meters, clients);
    }

    @Override
    public void accountUsed(String account) {
        if (accounts.add(account)) {
            meters.add(Gauge.builder("camel.birdtalk.connected", clients, all -> connected(all, account))
                    .description("Whether the account is logged in; no number while no route uses it")
                    .tag(ACCOUNT, account)
                    .register(meters.registry()));
        }
    }

    @Override
    public void callEnded(TencentCall call) {
        if (SEND.equals(call.getOperation())) {
            count(call.getApplication(), "sent", call.getOutcome().name());
        }
    }

    @Override
    public void messageStarted(String account, long millis) {
        lags.computeIfAbsent(account, this::lagTimer).record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    @Override
    public void messageEnded(String account, boolean succeeded) {
        count(account, "received", succeeded ? "COMPLETED" : "FAILED");
    }

    /** Removes all meters from the registry. */
    void close() {
        meters.close();
        messages.clear();
        lags.clear();
        accounts.clear();
    }

    private static double connected(AccountClients clients, String account) {
        List<AccountUse> uses = clients.inUse().stream()
                .filter(use -> use.names().contains(account))
                .toList();
        if (uses.isEmpty()) {
            return Double.NaN;
        }
        return uses.stream().allMatch(use -> use.client().isReady()) ? 1 : 0;
    }

    private void count(String account, String direction, String outcome) {
        messages.computeIfAbsent(new MessageKey(account, direction, outcome), this::counter)
                .increment();
    }

    private Counter counter(MessageKey key) {
        return meters.add(Counter.builder("camel.birdtalk.messages")
                .description("Messages that were sent, and received messages whose exchange has ended")
                .tag(ACCOUNT, key.account())
                .tag("direction", key.direction())
                .tag("outcome", key.outcome())
                .register(meters.registry()));
    }

    private Timer lagTimer(String account) {
        return meters.add(Timer.builder("camel.birdtalk.lag")
                .description("From the server's time of a message to the start of its exchange")
                .tag(ACCOUNT, account)
                .register(meters.registry()));
    }
}

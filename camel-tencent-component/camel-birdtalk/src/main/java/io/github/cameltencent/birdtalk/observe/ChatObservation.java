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

import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.exchange.CallListeners;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Connects the chat to what observes it: listener beans and a Micrometer registry. Each is looked up when the component
 * starts. If there is none, nothing is observed. Not thread-safe.
 */
public final class ChatObservation extends ServiceSupport {

    private final CamelContext context;
    private final AccountClients clients;
    private final Supplier<Set<String>> accounts;

    /** Removes the meters; null if there are none. Its type hides Micrometer, which may be absent. */
    private Runnable closeMeters;

    /**
     * Creates the observation of a component.
     *
     * @param accounts supplies the names of the configured accounts
     */
    public ChatObservation(CamelContext context, AccountClients clients, Supplier<Set<String>> accounts) {
        this.context = context;
        this.clients = clients;
        this.accounts = accounts;
    }

    /** To be started before the clients. */
    @Override
    protected void doStart() {
        List<ChatObserver> observers = new ArrayList<>();
        ChatObserver meters = meters();
        if (meters != null) {
            observers.add(meters);
        }
        CallListeners listeners = CallListeners.in(context, clients::resume);
        if (listeners != null) {
            observers.add(listeners::ended);
        }
        clients.setObserver(observers.isEmpty() ? null : new ChatObserverGroup(observers));
    }

    /** To be stopped after the clients, so that all calls are counted. */
    @Override
    protected void doStop() {
        clients.setObserver(null);
        if (closeMeters != null) {
            closeMeters.run();
            closeMeters = null;
        }
    }

    /** Returns the meters of the chat; null without Micrometer or without a meter registry. */
    private ChatObserver meters() {
        try {
            ChatMeters meters = ChatMeters.in(context, clients);
            if (meters != null) {
                closeMeters = meters::close;
                accounts.get().forEach(meters::accountUsed);
            }
            return meters;
        } catch (LinkageError e) {
            return null; // no Micrometer
        }
    }
}

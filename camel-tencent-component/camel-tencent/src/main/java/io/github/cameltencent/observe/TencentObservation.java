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
package io.github.cameltencent.observe;

import io.github.cameltencent.TencentCall;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.exchange.CallListeners;
import io.github.cameltencent.transport.CallObserver;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.http.TransportService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Connects a component to what observes it: listener beans, a Micrometer registry, the dev console. Each is looked up when
 * the component starts. If there is none, calls are not observed at all. Not thread-safe, but for what it returns.
 */
public final class TencentObservation extends ServiceSupport {

    private final CamelContext context;
    private final TransportService transport;
    private final HostCircuitBreakers circuits;
    private final Applications applications;
    private final KnownNames names;
    private final ObservedState state;

    /** Null unless the dev console is enabled. */
    private volatile LastFailures failures;

    /** Null if there are no listeners. */
    private volatile CallListeners listeners;

    /** Removes the meters; null if there are none. Its type hides Micrometer, which may be absent. */
    private Runnable closeMeters;

    public TencentObservation(
            CamelContext context,
            TransportService transport,
            HostCircuitBreakers circuits,
            Applications applications,
            KnownNames names) {
        this.context = context;
        this.transport = transport;
        this.circuits = circuits;
        this.applications = applications;
        this.names = names;
        this.state = new ObservedState(transport, circuits);
    }

    /** To be started before the transport, which then reports its calls. */
    @Override
    protected void doStart() {
        List<CallObserver> observers = new ArrayList<>();
        CallObserver meters = meters();
        if (meters != null) {
            observers.add(meters);
        }
        failures = Boolean.TRUE.equals(context.isDevConsole()) ? new LastFailures() : null;
        if (failures != null) {
            observers.add(failures);
        }
        listeners = CallListeners.in(context, transport::resume);
        if (listeners != null) {
            observers.add(new ListenerObserver(listeners));
        }
        transport.setObserver(observers.isEmpty() ? null : new ObserverGroup(observers));
    }

    /** To be stopped after the transport, so that all calls are counted. */
    @Override
    protected void doStop() {
        transport.setObserver(null);
        circuits.setListener(null);
        if (closeMeters != null) {
            closeMeters.run();
            closeMeters = null;
        }
    }

    /** Returns the meters of this component; null without Micrometer or without a meter registry. */
    private CallObserver meters() {
        try {
            CallMeters meters = CallMeters.in(context, names, state);
            if (meters != null) {
                closeMeters = meters::close;
                meters.addApplications(applications.all().keySet());
                circuits.setListener(meters::addHost);
            }
            return meters;
        } catch (LinkageError e) {
            return null; // no Micrometer
        }
    }

    /** Returns the names of the configured applications, and of those that made calls. */
    Set<String> applicationLabels() {
        Set<String> labels = new TreeSet<>(applications.all().keySet());
        state.labels().forEach(labels::add);
        return labels;
    }

    ObservedState state() {
        return state;
    }

    /** Returns the last failures, the newest first; empty unless the dev console was enabled at the start. */
    List<LastFailures.FailedCall> lastFailures() {
        LastFailures kept = failures;
        return kept == null ? List.of() : kept.newestFirst();
    }

    /** Returns the number of calls that listener beans were not notified of. */
    long droppedCalls() {
        CallListeners current = listeners;
        return current == null ? 0 : current.dropped();
    }

    private record ListenerObserver(CallListeners listeners) implements CallObserver {

        @Override
        public void ended(TencentCall call, String requestId) {
            listeners.ended(call);
        }
    }
}

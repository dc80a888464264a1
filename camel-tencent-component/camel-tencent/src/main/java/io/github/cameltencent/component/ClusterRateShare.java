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
package io.github.cameltencent.component;

import io.github.cameltencent.credential.RateLimitShare;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.support.cluster.ClusterServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The equal share of each live member of a Camel cluster view. It counts the members at each event of the view and every
 * five seconds, because not every cluster service reports members that come and go. A node that starts takes a twentieth
 * until it has counted the members twice, five seconds apart: by then the others have counted it too, and they do not exceed
 * the quota together by more than 5 %. If the view lists no members later, the last number stays. Thread-safe.
 */
final class ClusterRateShare extends ServiceSupport implements RateLimitShare {

    private static final String NAMESPACE = "camel-tencent";

    /** How many members count at first. */
    private static final int MEMBERS_AT_START = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRateShare.class);

    private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);

    /** After how many counts without a member a warning is logged. */
    private static final int COUNTS_BEFORE_WARNING = 6;

    private final CamelContext context;
    private final Runnable refresh = this::refresh;
    private final ReentrantLock following = new ReentrantLock();

    private final Duration interval;

    private volatile MemberCount members;

    /** Counts the members on a thread of its own, since a view may ask its server; null while no endpoint needs it. */
    private ScheduledExecutorService counter;

    private boolean needed;

    /** Used by the counting thread, and after its end. */
    private CamelClusterView view;

    private Membership listener;
    private int emptyCounts;

    /** Counts again when a view reports a change. */
    private record Membership(ScheduledExecutorService counter, Runnable refresh)
            implements CamelClusterEventListener.Membership, CamelClusterEventListener.Leadership {

        @Override
        public void memberAdded(CamelClusterView changed, CamelClusterMember member) {
            refreshSoon();
        }

        @Override
        public void memberRemoved(CamelClusterView changed, CamelClusterMember member) {
            refreshSoon();
        }

        @Override
        public void leadershipChanged(CamelClusterView changed, CamelClusterMember leader) {
            refreshSoon();
        }

        private void refreshSoon() {
            try {
                counter.execute(refresh);
            } catch (RejectedExecutionException e) {
                LOG.debug("A change of the cluster is ignored, because the component is stopping");
            }
        }
    }

    ClusterRateShare(CamelContext context) {
        this(context, COUNT_INTERVAL);
    }

    ClusterRateShare(CamelContext context, Duration interval) {
        this.context = context;
        this.interval = interval;
        members = new MemberCount(MEMBERS_AT_START, interval);
    }

    @Override
    public double current() {
        return 1.0 / members.get();
    }

    /**
     * Returns this for an endpoint, and follows the cluster from now on.
     *
     * @throws IllegalArgumentException if the context has no cluster service
     */
    ClusterRateShare require() {
        service();
        following.lock();
        try {
            needed = true;
            if (isStarted()) {
                follow();
            }
        } finally {
            following.unlock();
        }
        return this;
    }

    private CamelClusterService service() {
        return ClusterServiceHelper.lookupService(context)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "rateLimitShare=cluster needs a CamelClusterService in the CamelContext: add one, or set a number"));
    }

    @Override
    protected void doStart() {
        following.lock();
        try {
            if (needed) {
                follow();
            }
        } finally {
            following.unlock();
        }
    }

    private void follow() {
        if (counter == null) {
            counter = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "TencentCluster");
            listener = new Membership(counter, refresh);
            counter.scheduleWithFixedDelay(refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void doStop() throws Exception {
        ScheduledExecutorService stopping;
        following.lock();
        try {
            stopping = counter;
            counter = null;
        } finally {
            following.unlock();
        }
        if (stopping != null) {
            context.getExecutorServiceManager().shutdownGraceful(stopping);
        }
        if (view != null) {
            view.removeEventListener(listener);
            view.getClusterService().releaseView(view);
            view = null;
        }
        members = new MemberCount(MEMBERS_AT_START, interval);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // a view can fail in any way; the next count may succeed
    private void refresh() {
        try {
            if (view == null) {
                view = service().getView(NAMESPACE);
                view.addEventListener(listener);
            }
            count(view.getMembers());
        } catch (Exception e) {
            LOG.warn("The members of the cluster view {} cannot be counted; {} count", NAMESPACE, members.get(), e);
        }
    }

    private void count(List<CamelClusterMember> listed) {
        if (listed.isEmpty()) {
            if (++emptyCounts == COUNTS_BEFORE_WARNING) {
                LOG.warn(
                        "The cluster view {} lists no member, not even this node; {} count for rateLimitShare. Does the cluster service know the members?",
                        NAMESPACE,
                        members.get());
            }
            return;
        }
        emptyCounts = 0;
        boolean listsThis = listed.stream().anyMatch(CamelClusterMember::isLocal);
        int counted = listed.size() + (listsThis ? 0 : 1);
        if (members.count(counted, System.nanoTime())) {
            LOG.info(
                    "This node uses 1/{} of the rate limits: the cluster has {} members", members.get(), members.get());
        }
    }
}

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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** A cluster of contexts in one JVM: a member is a started view of a namespace. */
final class InMemoryCluster {

    private final List<View> views = new CopyOnWriteArrayList<>();

    /** Whether views report members that come and go; some cluster services do not. */
    private volatile boolean eventful = true;

    /** Whether views list their members; the file-lock service does not. */
    private volatile boolean listed = true;

    InMemoryCluster withoutEvents() {
        eventful = false;
        return this;
    }

    void listed(boolean members) {
        listed = members;
    }

    /** Creates the cluster service of a node. */
    CamelClusterService node(String id) {
        return new Service(id);
    }

    private final class Service extends AbstractCamelClusterService<View> {

        Service(String id) {
            super(id);
        }

        @Override
        protected View createView(String namespace) {
            return new View(this, namespace);
        }
    }

    private final class View extends AbstractCamelClusterView {

        View(CamelClusterService service, String namespace) {
            super(service, namespace);
        }

        @Override
        protected void doStart() {
            views.add(this);
            if (eventful) {
                views.forEach(view -> view.fireMemberAddedEvent(getLocalMember()));
            }
        }

        @Override
        protected void doStop() {
            views.remove(this);
            if (eventful) {
                views.forEach(view -> view.fireMemberRemovedEvent(getLocalMember()));
            }
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return Optional.empty();
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return new Member(getClusterService().getId(), true);
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return listed
                    ? views.stream()
                            .filter(view -> view.getNamespace().equals(getNamespace()))
                            .<CamelClusterMember>map(
                                    view -> new Member(view.getClusterService().getId(), view == this))
                            .toList()
                    : List.of();
        }
    }

    private record Member(String id, boolean local) implements CamelClusterMember {

        @Override
        public String getId() {
            return id;
        }

        @Override
        public boolean isLeader() {
            return false;
        }

        @Override
        public boolean isLocal() {
            return local;
        }
    }
}

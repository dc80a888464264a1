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
package io.github.cameltencent.emulator.tpns.state;

import io.github.cameltencent.emulator.engine.BoundedMap;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The recent pushes of an application, for statistics and later operations. */
public final class AcceptedPushes {

    private static final int MAX = 10_000;

    private final Map<String, Push> pushes = new BoundedMap<>(MAX);

    public void add(Push push) {
        pushes.put(push.id, push);
    }

    public Push get(String id) {
        Push push = pushes.get(id);
        if (push == null) {
            throw new TpnsErrorException(TpnsErrorException.UNKNOWN_PUSH, "push task id unknown");
        }
        return push;
    }

    public List<Push> all() {
        List<Push> list = new ArrayList<>(pushes.values());
        java.util.Collections.reverse(list);
        return list;
    }

    /** A push task. Guarded by the lock of the state. */
    public static final class Push {

        public final String id;
        public final Instant time;
        final Instant due;
        public final String audience;
        public final String messageType;
        public final String title;
        public final String content;
        public final Collection<String> targets;
        public final String planId;
        public String status;

        public Push(String id, Instant time, Instant due, PushRequest request) {
            this.id = id;
            this.time = time;
            this.due = due;
            this.audience = request.audience();
            this.messageType = request.messageType();
            this.title = request.message().path("title").asText();
            this.content = request.message().path("content").asText();
            this.targets = request.targets();
            this.planId = request.planId();
            this.status = due == null ? "PUSH_FINISHED" : "PUSH_WAIT";
        }

        /** A timed push is finished once its time has come. */
        public String statusAt(Instant now) {
            return status.equals("PUSH_WAIT") && !due.isAfter(now) ? "PUSH_FINISHED" : status;
        }
    }
}

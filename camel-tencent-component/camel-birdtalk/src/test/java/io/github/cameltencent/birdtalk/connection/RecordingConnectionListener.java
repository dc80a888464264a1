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
package io.github.cameltencent.birdtalk.connection;

import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.session.SessionEnd;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Records the events of a connection. */
final class RecordingConnectionListener implements ConnectionListener {

    final AtomicInteger ready = new AtomicInteger();
    final AtomicInteger keys = new AtomicInteger();
    final List<Msg> arrived = new CopyOnWriteArrayList<>();
    final List<SessionEnd> ends = new CopyOnWriteArrayList<>();
    final List<Long> waits = new CopyOnWriteArrayList<>();

    @Override
    public void ready(UserInfo self, boolean registered) {
        ready.incrementAndGet();
    }

    @Override
    public void received(Msg msg) {
        arrived.add(msg);
    }

    @Override
    public void keyAgreed(ChatKey key) {
        key.close();
        keys.incrementAndGet();
    }

    @Override
    public void keyRejected() {
        keys.decrementAndGet();
    }

    @Override
    public void codeRequested(int attempt) {
        throw new AssertionError("nobody has a code");
    }

    @Override
    public void ended(SessionEnd end, long nextMillis) {
        waits.add(nextMillis);
        ends.add(end);
    }
}

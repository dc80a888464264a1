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
package io.github.cameltencent.emulator.im.state;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The state of one IM application. Every map is bounded; every access holds one lock for a short time. */
public final class ImState {

    public final String sdkAppId;
    public final ImUsers users;
    public final SentMessages messages = new SentMessages();
    public final Groups groups = new Groups();
    public final PushTasks pushes = new PushTasks();
    public final TagStore tags = new TagStore();
    public final AttributeStore attributes = new AttributeStore();
    public final WindowRateLimiter rates = new WindowRateLimiter();
    public final Relations relations = new Relations();
    public final Conversations conversations = new Conversations();
    public final ImServices services = new ImServices();

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Creates the initial state.
     *
     * @param administrators a live view of the administrators
     * @param dead tells which users and devices do not exist
     */
    public ImState(String sdkAppId, Set<String> administrators, Predicate<String> dead) {
        this.sdkAppId = sdkAppId;
        this.users = new ImUsers(administrators, dead);
    }

    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}

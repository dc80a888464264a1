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
import io.github.cameltencent.birdtalk.account.ChatObserver;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what is observed to several observers. A meter registry is foreign code, so exceptions of one are caught. */
final class ChatObserverGroup implements ChatObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ChatObserverGroup.class);

    private final List<ChatObserver> observers;
    private final AtomicBoolean logged = new AtomicBoolean();

    ChatObserverGroup(List<ChatObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    @Override
    public void accountUsed(String account) {
        each(observer -> observer.accountUsed(account));
    }

    @Override
    public void callEnded(TencentCall call) {
        each(observer -> observer.callEnded(call));
    }

    @Override
    public void messageStarted(String account, long millis) {
        each(observer -> observer.messageStarted(account, millis));
    }

    @Override
    public void messageEnded(String account, boolean succeeded) {
        each(observer -> observer.messageEnded(account, succeeded));
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // an exchange must end whatever an observer throws
    private void each(Consumer<ChatObserver> action) {
        for (ChatObserver observer : observers) {
            try {
                action.accept(observer);
            } catch (RuntimeException | Error e) {
                if (logged.compareAndSet(false, true)) {
                    LOG.warn("The chat could not be recorded; this is logged once", e);
                }
            }
        }
    }
}

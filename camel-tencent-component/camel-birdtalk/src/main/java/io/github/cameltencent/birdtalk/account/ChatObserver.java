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
package io.github.cameltencent.birdtalk.account;

import io.github.cameltencent.TencentCall;

/**
 * Observes the chat, for listeners and meters. An account is given by its configured name, or {@value #INLINE}. Called on
 * any thread: must not block and must not throw.
 */
public interface ChatObserver {

    /** The name of all accounts that are configured by the options of an endpoint. */
    String INLINE = "inline";

    /** The operation of a call that sends a message. */
    String SEND = "send";

    /** A producer or consumer starts to use an account. */
    default void accountUsed(String account) {}

    /** A call of a producer has ended. */
    void callEnded(TencentCall call);

    /**
     * The exchange of a message starts.
     *
     * @param millis the time since the server's time of the message
     */
    default void messageStarted(String account, long millis) {}

    /** The exchange of a message has ended. */
    default void messageEnded(String account, boolean succeeded) {}
}

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
package io.github.cameltencent.transport;

import io.netty.channel.EventLoop;
import io.netty.util.internal.ThreadExecutorMap;

/** Knows the threads that must not be held: those that serve the sockets of Netty, whoever started them. */
public final class IoThreads {

    private static final boolean NETTY = isPresent("io.netty.util.internal.ThreadExecutorMap");

    private IoThreads() {}

    /** Whether the calling thread is one of them; never where the application has no Netty. */
    public static boolean isCurrent() {
        return NETTY && EventLoops.isCurrent();
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, IoThreads.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of its own, loaded with Netty only. */
    private static final class EventLoops {

        static boolean isCurrent() {
            return ThreadExecutorMap.currentExecutor() instanceof EventLoop;
        }
    }
}

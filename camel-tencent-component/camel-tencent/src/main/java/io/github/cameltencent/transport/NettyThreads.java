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

/**
 * Asks an internal class of Netty which of its executors runs the calling thread, since there is no public API for that.
 * Loaded only if Netty is present; nothing else in this module uses Netty.
 */
final class NettyThreads {

    private NettyThreads() {}

    static boolean isCurrent() {
        // the executors on which camel-netty runs routes are in the map too, but may block: they are no event loops
        return ThreadExecutorMap.currentExecutor() instanceof EventLoop;
    }
}

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

/**
 * Detects threads that must never block: the event loops of Netty, on which Vert.x runs too. Without Netty on the class
 * path there are none.
 */
public final class IoThreads {

    private static final boolean NETTY = isNettyPresent();

    private IoThreads() {}

    /** Returns whether the calling thread is an event loop of Netty. */
    public static boolean isCurrent() {
        return NETTY && NettyThreads.isCurrent();
    }

    private static boolean isNettyPresent() {
        try {
            NettyThreads.isCurrent();
            return true;
        } catch (LinkageError e) {
            return false; // no Netty, or a version without that class
        }
    }
}

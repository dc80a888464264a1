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
package io.github.cameltencent.emulator.engine;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;

/**
 * A service that leaves HTTP after its first request. A fault may refuse that one as any other, under the operation
 * "connect".
 */
public interface Upgrade {

    /** The name in records and fault scripts. */
    String service();

    /** Whether a request asks for this. */
    boolean wants(Call call);

    /**
     * Takes a connection over, on its own I/O thread: answers the request and puts other handlers in. Of HTTP, the codec
     * is still there.
     */
    void take(Channel channel, FullHttpRequest request);
}

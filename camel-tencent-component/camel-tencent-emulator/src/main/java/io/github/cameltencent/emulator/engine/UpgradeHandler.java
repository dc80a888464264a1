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

/** A service that upgrades the connection from HTTP. Faults apply to that request under the operation "connect". */
public interface UpgradeHandler {

    /** The name in records and fault scripts. */
    String service();

    /** Whether a request is for this handler. */
    boolean accepts(Call call);

    /**
     * Takes over a connection on its I/O thread: answers the request and installs its handlers. The HTTP codec is still
     * in the pipeline.
     */
    void upgrade(Channel channel, FullHttpRequest request);
}

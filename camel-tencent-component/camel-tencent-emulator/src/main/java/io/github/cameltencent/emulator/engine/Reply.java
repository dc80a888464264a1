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

/** The way back for one request. Exactly one of its methods ends the request; to be used on the channel's I/O thread. */
public interface Reply {

    /** Sends an answer. */
    void send(Answer answer);

    /** Sends an answer the way a fault wants it; without a fault, as it is. */
    void send(Answer answer, Fault fault);

    /** Gives the connection away to something that streams, which writes Netty's HTTP objects to it and closes it. */
    Channel stream();

    /** The channel, for scheduling. */
    Channel channel();

    /** Gives the connection to another protocol, in the place of an answer. */
    void upgrade(Upgrade to);
}

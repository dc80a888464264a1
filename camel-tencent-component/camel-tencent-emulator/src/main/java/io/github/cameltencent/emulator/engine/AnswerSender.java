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

/**
 * Sends the answer to one request. Exactly one of its methods ends the request; call them on the channel's I/O thread.
 */
public interface AnswerSender {

    /** Sends an answer. */
    void send(Answer answer);

    /** Sends an answer with a fault applied; null for none. */
    void send(Answer answer, Fault fault);

    /** Registers a task to run once the request has been answered, or its connection is closed. */
    void onAnswered(Runnable task);

    /** Hands the connection over to a stream, which writes Netty's HTTP objects and closes it. */
    Channel stream();

    /** The channel, for scheduling. */
    Channel channel();

    /** Hands the connection over to another protocol instead of answering. */
    void upgrade(UpgradeHandler to);
}

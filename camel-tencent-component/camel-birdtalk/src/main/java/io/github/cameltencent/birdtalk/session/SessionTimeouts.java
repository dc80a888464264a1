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
package io.github.cameltencent.birdtalk.session;

/**
 * The timeouts of a session in milliseconds.
 *
 * @param connect for TCP, TLS and the WebSocket handshake together
 * @param stage for the answer to hello and to each step of the key exchange
 * @param login for the answer to a login or a login code
 * @param code for a login code to be supplied
 * @param heartbeat the interval between heartbeats; the server disconnects after 60 seconds without one
 * @param silence the longest time without anything from the server, which pings every 20 seconds
 */
public record SessionTimeouts(long connect, long stage, long login, long code, long heartbeat, long silence) {

    /** Defaults that fit the server's own timeouts. */
    public static final SessionTimeouts DEFAULT = new SessionTimeouts(10_000, 10_000, 15_000, 300_000, 30_000, 65_000);

    public SessionTimeouts {
        if (Math.min(Math.min(connect, stage), Math.min(login, code)) < 1 || heartbeat < 1 || silence < 1) {
            throw new IllegalArgumentException("The timeouts of a chat session must be positive");
        }
    }
}

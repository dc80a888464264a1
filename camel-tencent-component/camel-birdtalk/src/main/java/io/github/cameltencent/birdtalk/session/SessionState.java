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

/** The states of a session. */
public enum SessionState {
    /** The WebSocket handshake is in progress. */
    CONNECTING,
    /** Hello was sent. */
    HELLO,
    /** Stage 1 or 3 of the key exchange was sent. */
    KEY_EXCHANGE,
    /** A login, a registration or a login code was sent. */
    LOGIN,
    /** The server waits for the login code that it sent by mail. */
    WAIT_CODE,
    /** Logged in. */
    READY,
    /** Ended; a new connection needs a new session. */
    CLOSED
}

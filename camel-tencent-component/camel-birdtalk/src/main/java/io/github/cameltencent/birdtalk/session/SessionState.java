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

/** Where a session is. */
public enum SessionState {
    /** The websocket is being opened. */
    CONNECTING,
    /** Hello is sent. */
    HELLO,
    /** Stage 1 is sent, or 3. */
    KEY_EXCHANGE,
    /** A login, a registration or a code is sent. */
    LOGIN,
    /** The server waits for a code that it sent by mail. */
    WAIT_CODE,
    /** Logged in. */
    READY,
    /** Over; a new connection needs a new session. */
    CLOSED
}

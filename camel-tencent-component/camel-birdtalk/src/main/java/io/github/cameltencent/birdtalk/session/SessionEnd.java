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
 * Why a session ended.
 *
 * @param code the server's error code, 0 for none
 * @param text what happened, without secrets
 */
public record SessionEnd(Cause cause, int code, String text) {

    /** Whether to reconnect. */
    public boolean mayReconnect() {
        return cause.transientCause;
    }

    /** The causes. */
    public enum Cause {
        /** Stopped by the component. */
        STOPPED(false),
        /** The socket was closed. */
        DISCONNECTED(true),
        /** The server did not answer in time, or sent nothing for too long. */
        TIMEOUT(true),
        /** The server violated the protocol. */
        PROTOCOL(true),
        /** The server could not prove that it has the key, or refused several of the client's. */
        KEY_EXCHANGE(true),
        /** An internal error of the server. */
        SERVER_ERROR(true),
        /** The server does not know the login any more. */
        SESSION_LOST(true),
        /** The stored key belongs to another user, and was deleted. */
        OTHER_USER(true),
        /** The server requires another version of the protocol. */
        VERSION(false),
        /** Wrong password, unknown user, or other data that a retry cannot fix. */
        LOGIN_REFUSED(false),
        /** No valid login code was supplied. */
        NO_CODE(false),
        DISABLED(false),
        DELETED(false);

        private final boolean transientCause;

        Cause(boolean transientCause) {
            this.transientCause = transientCause;
        }
    }
}

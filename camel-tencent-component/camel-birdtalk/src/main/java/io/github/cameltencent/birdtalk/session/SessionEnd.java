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
 * Why a session is over.
 *
 * @param code the server's error code, 0 where there was none
 * @param text what happened, without anything secret
 */
public record SessionEnd(Cause cause, int code, String text) {

    /** Whether a new connection may be tried by itself. */
    public boolean mayReconnect() {
        return cause.passes;
    }

    /** The kinds of ends. */
    public enum Cause {
        /** We wanted it. */
        STOPPED(false),
        /** The socket went away. */
        DISCONNECTED(true),
        /** The server did not answer in time, or fell silent. */
        TIMEOUT(true),
        /** The server sent what does not belong here. */
        PROTOCOL(true),
        /** The server could not prove its key, or refused ours again and again. */
        KEY_EXCHANGE(true),
        /** The server has trouble of its own. */
        SERVER_ERROR(true),
        /** The server has forgotten that we are logged in. */
        SESSION_LOST(true),
        /** The stored key belongs to somebody else; it was forgotten. */
        OTHER_USER(true),
        /** The server wants another version of the protocol. */
        VERSION(false),
        /** Wrong password, unknown user, or data that no repetition makes right. */
        LOGIN_REFUSED(false),
        /** Nobody entered the right code. */
        NO_CODE(false),
        DISABLED(false),
        DELETED(false);

        private final boolean passes;

        Cause(boolean passes) {
            this.passes = passes;
        }
    }
}

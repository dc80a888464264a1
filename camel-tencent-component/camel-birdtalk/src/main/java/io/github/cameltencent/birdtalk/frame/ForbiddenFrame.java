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
package io.github.cameltencent.birdtalk.frame;

/**
 * A frame that must not be sent: the server would refuse it, ignore it for ever, or die of it. The text says what to do
 * and holds no content.
 */
public final class ForbiddenFrame extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;

    public ForbiddenFrame(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    /** What the frame would have broken. */
    public enum Rule {
        /** Half a surrogate pair makes UTF-8 that no server can read. */
        TEXT,
        /** More than the server takes in one message. */
        SIZE,
        /** No body, or a body that no client sends. */
        BODY,
        /** A number that is missing or negative where ids are needed. */
        ID,
        /** A step of the key exchange that has not been reached. */
        KEY_EXCHANGE,
        /** A receipt that does not say its group. */
        RECEIPT,
        /** An operation that the server cannot do, or dies of. */
        OPERATION
    }
}

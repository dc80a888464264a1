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
 * A frame that must not be sent, since the server would refuse it, never answer it, or crash. The text says what to
 * do and contains no content.
 */
public final class ForbiddenFrameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;

    public ForbiddenFrameException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    /** The rule that the frame violates. */
    public enum Rule {
        /** Text with half a surrogate pair has no valid UTF-8. */
        TEXT,
        /** Larger than the server accepts. */
        SIZE,
        /** No body, or one that clients do not send. */
        BODY,
        /** An id that is missing or negative. */
        ID,
        /** A stage of the key exchange out of order. */
        KEY_EXCHANGE,
        /** A receipt without its parameters. */
        RECEIPT,
        /** An operation that the server does not support, or that crashes it. */
        OPERATION
    }
}

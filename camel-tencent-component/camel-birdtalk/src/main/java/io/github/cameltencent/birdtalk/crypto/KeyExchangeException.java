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
package io.github.cameltencent.birdtalk.crypto;

/** A failed key exchange. The text contains no part of a key. */
public final class KeyExchangeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public KeyExchangeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** The reason. */
    public enum Reason {
        UNREADABLE_KEY,
        OTHER_CURVE,
        NOT_ON_CURVE,
        OWN_KEY_REFLECTED,
        ZERO_SECRET,
        WRONG_PRINT,
        WRONG_PROOF,
        WRONG_CIPHER,
        OUT_OF_ORDER
    }
}

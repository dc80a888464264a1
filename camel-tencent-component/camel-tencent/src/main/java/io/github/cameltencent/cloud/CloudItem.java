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
package io.github.cameltencent.cloud;

import io.github.cameltencent.Outcome;
import java.io.Serializable;

/**
 * The result of one item of a call, such as a phone number.
 *
 * @param item the name of the item in the answer
 * @param code the service's error code, {@code FAILED} if it has none; null if accepted
 */
public record CloudItem(String item, Outcome outcome, String code) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whether the item was or may have been executed, so that it must not be sent again. */
    boolean isPossiblyExecuted() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.AMBIGUOUS;
    }

    /** Does not contain the item, which may be a phone number. */
    @Override
    public String toString() {
        return "CloudItem[" + outcome + ", " + code + "]";
    }
}

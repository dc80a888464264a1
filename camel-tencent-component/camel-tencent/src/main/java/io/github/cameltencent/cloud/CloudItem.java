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
 * What became of one item of a call, such as a phone number.
 *
 * @param item as the answer names it
 * @param code the service's code of a failure, {@code FAILED} where it gives none; null when accepted
 */
public record CloudItem(String item, Outcome outcome, String code) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whether it was, or may have been, carried out, so that it must not be sent again. */
    boolean isTaken() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.AMBIGUOUS;
    }

    /** Not the item, which may be a phone number. */
    @Override
    public String toString() {
        return "CloudItem[" + outcome + ", " + code + "]";
    }
}

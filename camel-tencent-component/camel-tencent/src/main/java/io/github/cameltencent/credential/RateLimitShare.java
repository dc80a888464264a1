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
package io.github.cameltencent.credential;

/** The share of a rate limit that this node may use: a fixed number, or one that follows the members of a cluster. */
@FunctionalInterface
public interface RateLimitShare {

    /** The value of {@code rateLimitShare} for a share that follows the members of a cluster. */
    String CLUSTER = "cluster";

    /** The whole limit. */
    RateLimitShare ALL = () -> 1;

    /** Returns the current share: more than 0 and at most 1. Called for each call: must not block. */
    double current();

    /** Returns a fixed share; null if the text is not a number that is more than 0 and at most 1. */
    static RateLimitShare fixed(String text) {
        try {
            double share = Double.parseDouble(text);
            return share > 0 && share <= 1 ? () -> share : null;
        } catch (NumberFormatException | NullPointerException e) {
            return null;
        }
    }
}

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
package io.github.cameltencent.push;

import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import java.util.List;

/** Creates and classifies the calls of one push provider. Thread-safe. */
public interface PushClient {

    PushProvider provider();

    /**
     * Returns the operation of the provider, such as {@code push/app}.
     *
     * @param push null if it could not be read
     */
    String operation(BoundPush push);

    /** Returns whether the provider deduplicates equal requests of a part, in a window long enough for any redelivery. */
    boolean deduplicates(PushPart part);

    /**
     * Checks a message and splits it into parts.
     *
     * @param seed the seed of the random numbers by which the provider deduplicates; null if it does not
     * @throws InvalidPushException if it cannot be sent
     */
    Draft draft(BoundPush push, String seed);

    /** Converts the result of a call to the result of its part. */
    PushPartResult result(PushPart part, CallResult result);

    /** Returns whether a code proves that an equal call was accepted before. */
    boolean isAlreadyAccepted(String code);

    /** A message that was checked and split. */
    interface Draft {

        /** Returns the requests; empty if every target was refused. */
        List<PushPart> parts();

        /** Returns the targets that were refused before sending. */
        List<Rejection> refused();

        /** Creates the call of a part of this draft or of an earlier draft of the same message. */
        HttpCall call(PushPart part);
    }
}

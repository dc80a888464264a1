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

/** What a provider has to be able to do. Thread-safe. */
public interface PushClient {

    PushProvider provider();

    /**
     * What is called, such as {@code push/app}.
     *
     * @param push null where it is not known yet
     */
    String operation(BoundPush push);

    /** Whether the provider drops the second of two equal requests of a part, long enough for any redelivery. */
    boolean deduplicates(PushPart part);

    /**
     * Checks a message and splits it.
     *
     * @param seed what the numbers come of by which the provider tells repeats; null where it does not
     * @throws InvalidPush when it cannot be sent
     */
    Draft draft(BoundPush push, String seed);

    /** Reads what a call of a part told. */
    PartEnd end(PushPart part, CallResult result);

    /** Whether a code proves that an equal call was accepted before. */
    boolean isRepeated(String code);

    /** A message that was checked and split. */
    interface Draft {

        /** The requests that it takes; none when every target was refused. */
        List<PushPart> parts();

        /** The targets that cannot be sent to. */
        List<Rejection> refused();

        /** The call of a part, of this draft or of an earlier one of the same message. */
        HttpCall call(PushPart part);
    }
}

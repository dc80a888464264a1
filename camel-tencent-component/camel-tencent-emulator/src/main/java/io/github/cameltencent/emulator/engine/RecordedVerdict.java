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
package io.github.cameltencent.emulator.engine;

import java.util.List;

/** What the verification of the credentials of a request came to. Kept with the record, so it holds facts, not texts. */
public interface RecordedVerdict {

    /** Whether the credentials are right. */
    boolean ok();

    /** A few stable words, such as "signature ok" or "signature wrong". */
    String text();

    /** The id of the application that the request names, empty if it names none. */
    String application();

    /** The operation where the path does not tell it, such as "cvm/DescribeInstances"; else empty. */
    default String operation() {
        return "";
    }

    /** The id that the service gave the request itself, as the Cloud API does; else empty. */
    default String requestId() {
        return "";
    }

    /** How the verdict came about. Made when asked for: nobody looks at most of the requests. */
    List<Step> steps();

    /** A verdict that has nothing to explain. */
    static RecordedVerdict of(boolean ok, String text) {
        return new Plain(ok, text, "", List.of());
    }

    /** A verdict that was explained when it was made. */
    record Plain(boolean ok, String text, String application, List<Step> steps) implements RecordedVerdict {}
}

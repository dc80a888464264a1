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

/** The result of verifying the credentials of a request. It is recorded, so it holds facts rather than texts. */
public interface RecordedVerdict {

    /** Whether the credentials are valid. */
    boolean ok();

    /** A stable summary, such as "signature ok" or "signature wrong". */
    String text();

    /** The id of the application that the request names; empty if none. */
    String application();

    /** The operation if the path does not name it, such as "cvm/DescribeInstances"; otherwise empty. */
    default String operation() {
        return "";
    }

    /** The request id that the service assigned, as the Cloud API does; otherwise empty. */
    default String requestId() {
        return "";
    }

    /** The verification steps. Built on request, as most are never looked at. */
    List<VerificationStep> steps();

    /** A verdict without steps. */
    static RecordedVerdict of(boolean ok, String text) {
        return new Plain(ok, text, "", List.of());
    }

    /** A verdict with given steps. */
    record Plain(boolean ok, String text, String application, List<VerificationStep> steps)
            implements RecordedVerdict {}
}

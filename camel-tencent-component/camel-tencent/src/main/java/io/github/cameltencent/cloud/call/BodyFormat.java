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
package io.github.cameltencent.cloud.call;

/** The format of the body of a call. */
public enum BodyFormat {
    /** The format that the action takes, which is JSON for nearly all. */
    AUTO,

    /** A JSON object with the parameters. */
    JSON,

    /** Multipart with a part for each parameter, for actions that take a file. */
    MULTIPART,

    /** The unchanged bytes; the parameters are headers. */
    BINARY
}

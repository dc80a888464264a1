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

/** The form in which the body of a call goes to the Cloud API. */
public enum BodyFormat {
    /** What the action takes, as far as is known: JSON for nearly all. */
    AUTO,

    /** A JSON object with the parameters. */
    JSON,

    /** A form with a part for each parameter, for actions that take a file. */
    MULTIPART,

    /** The bytes as they are; the parameters are headers. */
    BINARY
}

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
package io.github.cameltencent.emulator.im.callback;

/** The ways to forge a callback, for testing that a server refuses it. */
public enum ImForgery {
    /** A valid callback. */
    NONE,
    /** A Sign made with another token. */
    WRONG_SIGN,
    /** The right Sign in capital letters. */
    UPPERCASE_SIGN,
    /** No Sign. */
    MISSING_SIGN,
    /** No RequestTime, signed with an empty one. */
    MISSING_TIME,
    /** A valid Sign that is more than a minute old. */
    STALE,
    /** A valid Sign that is more than a minute ahead. */
    FUTURE,
    /** The SdkAppid of another application. */
    WRONG_APP,
    /** Different commands in body and query. */
    COMMAND_MISMATCH,
    /** A body of more than 1 MiB. */
    OVERSIZED
}

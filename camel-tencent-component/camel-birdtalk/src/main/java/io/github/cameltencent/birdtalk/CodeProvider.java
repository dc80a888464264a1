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
package io.github.cameltencent.birdtalk;

/** Supplies the login codes that the chat server sends by mail when an account logs in without a password. */
@FunctionalInterface
public interface CodeProvider {

    /**
     * Returns the code of the latest mail. May block; the session times out after five minutes.
     *
     * @param attempt 1, or more after codes that were wrong
     * @throws Exception if there is no code; the session ends at its timeout then
     */
    String code(int attempt) throws Exception;
}

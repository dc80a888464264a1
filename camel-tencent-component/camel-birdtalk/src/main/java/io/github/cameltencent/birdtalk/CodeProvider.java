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

/** Gives the codes that the chat server sends by mail when an account logs in without a password. */
@FunctionalInterface
public interface CodeProvider {

    /**
     * The code of the newest mail. May wait for it; nothing else waits meanwhile. The session gives up after five minutes.
     *
     * @param attempt 1 at first; more when the last code was refused
     * @throws Exception if there is none; the session then ends when its time is over
     */
    String code(int attempt) throws Exception;
}

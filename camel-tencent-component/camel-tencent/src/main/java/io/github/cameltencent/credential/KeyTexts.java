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

/** What the keys of all services do with the texts that they are made of. */
final class KeyTexts {

    private KeyTexts() {}

    static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** The first that is there, null for none. */
    static String first(String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The application that an endpoint names, or the one that counts where none is. */
    static String application(SharedConfiguration options) {
        return first(options.getApplication(), Applications.DEFAULT);
    }
}

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

/** Helper methods to find the keys of a call among the options. */
final class KeyLookup {

    private KeyLookup() {}

    static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** Returns the first value that is not null, or null. */
    static String first(String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Returns the name of the application of an endpoint. */
    static String application(EndpointOptions options) {
        return first(options.getApplication(), Applications.DEFAULT);
    }
}

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
package io.github.cameltencent.emulator;

/** An id with its secret key. {@code toString} does not show the key. */
public record KeyPair(String id, String key) {

    public KeyPair {
        if (id == null || id.isBlank() || key == null || key.isEmpty()) {
            throw new IllegalArgumentException("id and key must not be empty");
        }
    }

    /** Parses {@code id:key}. */
    public static KeyPair parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("must be id:key");
        }
        return new KeyPair(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return id + ":…";
    }
}

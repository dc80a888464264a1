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
package io.github.cameltencent.push;

import java.util.Locale;

/** The platform of the devices. TPNS has a pair of keys for each. */
public enum PushPlatform {
    ANDROID("android"),

    IOS("ios"),

    /** Both, as two requests with two pairs of keys. */
    ALL("all");

    private final String text;

    PushPlatform(String text) {
        this.text = text;
    }

    public static PushPlatform of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Returns the name in options, JSON and results. */
    public String text() {
        return text;
    }
}

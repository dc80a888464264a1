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
package io.github.cameltencent.fuzz;

import java.lang.reflect.Constructor;

/**
 * What Jazzer calls, with the name of a fuzz test as its argument: {@code mvn -Pjazzer -Dfuzz.target=sign.PemFuzzTest …}.
 * Jazzer chooses inputs by the branches that they reach, which mutations alone do not.
 */
public final class JazzerTarget {

    private static FuzzTest target;

    private JazzerTarget() {}

    /** Called once, before the first input. */
    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName("io.github.cameltencent." + arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        target = (FuzzTest) constructor.newInstance();
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.read(input);
    }
}

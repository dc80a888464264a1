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

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One reader of foreign bytes under mutated inputs. Ordinary builds run a fixed number of inputs from a fixed seed;
 * {@code -Dfuzz.minutes=10} runs for that time from a new seed, and the profile {@code jazzer} lets Jazzer choose the
 * inputs. The corpus is {@code fuzz/<name of the class>} in the test resources: valid inputs, and those that found something.
 */
@Tag("fuzz")
public abstract class FuzzTest {

    /** Reads an input, and returns what came of it, in few different values: each new one makes the input a seed. */
    protected abstract String read(byte[] input) throws Exception;

    /** The words of the format, which are inserted into inputs. */
    protected List<String> words() {
        return List.of();
    }

    /** How many inputs an ordinary build tries: about two seconds. */
    protected int tries() {
        return 20_000;
    }

    @Test
    void everyInputIsReadOrRefusedInTimeAndMemory() throws Exception {
        new Fuzzer(this).run();
    }
}

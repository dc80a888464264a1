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

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link TencentEmulator} for the tests of a class. Register it with {@code @ExtendWith}, or in a static field
 * with {@code @RegisterExtension} to set options. Tests get the emulator as a parameter or from {@link #emulator()}. It
 * starts before the first test, is reset before each test, and is closed after the last. The only class of the emulator
 * that needs JUnit.
 */
public final class TencentEmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {

    private final EmulatorOptions options;
    private TencentEmulator emulator;
    private int classes;

    /** Uses the default options. */
    public TencentEmulatorExtension() {
        this(new EmulatorOptions());
    }

    public TencentEmulatorExtension(EmulatorOptions options) {
        this.options = options;
    }

    /** The emulator; available once the test class has started. */
    public TencentEmulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("the emulator is not running: it starts with the test class");
        }
        return emulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // nested classes call this too and share the emulator of the outermost class
        if (classes++ == 0) {
            emulator = TencentEmulator.start(options);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        emulator().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            emulator().close();
            emulator = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TencentEmulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return emulator();
    }
}

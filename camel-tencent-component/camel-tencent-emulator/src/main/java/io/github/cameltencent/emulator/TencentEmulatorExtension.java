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
 * A {@link TencentEmulator} for the tests of a class. Register it in a static field with {@code @RegisterExtension} to
 * give it options, or with {@code @ExtendWith}; tests take the emulator as a parameter or from {@link #emulator()}. It
 * starts before the first test, is reset before each, and closed after the last. The only class here that needs JUnit.
 */
public final class TencentEmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {

    private final EmulatorOptions options;
    private TencentEmulator emulator;
    private int classes;

    /** With default credentials on a free port. */
    public TencentEmulatorExtension() {
        this(new EmulatorOptions());
    }

    public TencentEmulatorExtension(EmulatorOptions options) {
        this.options = options;
    }

    /** The emulator, from the start of the test class on. */
    public TencentEmulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("the emulator starts with the test class");
        }
        return emulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // nested classes come through here too, and use what the outermost one started
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

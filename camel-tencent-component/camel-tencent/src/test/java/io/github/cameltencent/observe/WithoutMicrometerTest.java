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
package io.github.cameltencent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Without Micrometer and Camel's telemetry on the class path the component works, and only lacks meters and spans. */
class WithoutMicrometerTest {

    /** Loads our classes anew, but neither Micrometer nor telemetry. */
    private static final class WithoutLibraries extends URLClassLoader {

        WithoutLibraries() {
            super(new URL[0], WithoutMicrometerTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.") || name.startsWith("org.apache.camel.telemetry.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.github.cameltencent.") || name.startsWith("io.github.cameltencent.emulator.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Run with its classes loaded by that loader. */
    static final class Program implements Callable<String> {

        @Override
        public String call() throws Exception {
            Class<?> component = Class.forName("io.github.cameltencent.component.TencentComponent");
            try (CamelContext context = new DefaultCamelContext()) {
                context.addComponent("tencent", (Component)
                        component.getDeclaredConstructor().newInstance());
                context.start();
                Object sig = context.createProducerTemplate()
                        .requestBody("tencent:usersig?sdkAppId=1400000001&secretKey=RAW{invented}", "alpha");
                return component.getClassLoader().getClass().getSimpleName() + " "
                        + sig.toString().length();
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void theComponentStartsAndWorks() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (WithoutLibraries loader = new WithoutLibraries()) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass(Program.class.getName());
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Callable<String> program = (Callable<String>) constructor.newInstance();

            assertThat(program.call()).matches("WithoutLibraries [1-9][0-9]{2}");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}

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
package io.github.cameltencent.benchmark;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A library of the vendor with its dependencies in a separate class loader, since their versions conflict with ours. The
 * build downloads them to {@code target/vendor}.
 */
final class VendorLibrary {

    private final ClassLoader loader;

    VendorLibrary(String name) throws IOException {
        Path folder = Path.of("target", "vendor", name);
        try (Stream<Path> jars = Files.list(folder)) {
            URL[] urls = jars.map(VendorLibrary::url).toArray(URL[]::new);
            loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Class<?> type(String name) throws ReflectiveOperationException {
        return Class.forName(name, true, loader);
    }

    Object make(String type, Object... arguments) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type(type).getConstructors()) {
            if (constructor.getParameterCount() == arguments.length) {
                return constructor.newInstance(arguments);
            }
        }
        throw new NoSuchMethodException(type);
    }

    /** A public or private method; invoking the handle costs nanoseconds. */
    MethodHandle method(String type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        Method method = Arrays.stream(type(type).getDeclaredMethods())
                .filter(each -> each.getName().equals(name) && Arrays.equals(each.getParameterTypes(), parameters))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type + "." + name));
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method);
    }
}

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

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * Looks up applications by name: first those of the component, then beans in the registry. There is no cache, so a
 * replaced application takes effect with the next call. Thread-safe.
 */
public final class Applications {

    /** The application of endpoints that name none. */
    public static final String DEFAULT = "default";

    private final Supplier<Map<String, TencentApplication>> configured;
    private final CamelContext context;

    public Applications(Supplier<Map<String, TencentApplication>> configured, CamelContext context) {
        this.configured = configured;
        this.context = context;
    }

    /** Returns the application with this name ({@link #DEFAULT} for null), or null. */
    public TencentApplication find(String name) {
        String key = name == null ? DEFAULT : name;
        TencentApplication found = checked(key, configured.get().get(key));
        return found != null ? found : context.getRegistry().lookupByNameAndType(key, TencentApplication.class);
    }

    /** Returns all current applications by name; those of the component take precedence over beans. */
    public Map<String, TencentApplication> all() {
        Map<String, TencentApplication> all =
                new HashMap<>(context.getRegistry().findByTypeWithName(TencentApplication.class));
        Map<String, ?> own = configured.get(); // it may contain text: see below
        own.forEach((name, application) -> all.put(name, checked(name, application)));
        return all;
    }

    /** A property such as {@code applications[orders]=x} puts text into the map, whatever its type says. */
    private static TencentApplication checked(String name, Object application) {
        if (application != null && !(application instanceof TencentApplication)) {
            throw new IllegalArgumentException("applications[" + name
                    + "] is not an application: set its options, such as applications[" + name
                    + "].im.sdk-app-id, or refer to a bean with #bean:NAME");
        }
        return (TencentApplication) application;
    }

    /**
     * Returns the application with this name ({@link #DEFAULT} for null).
     *
     * @throws IllegalArgumentException when there is none; the message lists the known names
     */
    public TencentApplication get(String name) {
        TencentApplication found = find(name);
        if (found == null) {
            TreeSet<String> known = new TreeSet<>(configured.get().keySet());
            known.addAll(context.getRegistry()
                    .findByTypeWithName(TencentApplication.class)
                    .keySet());
            throw new IllegalArgumentException(
                    name == null
                            ? "The endpoint has no keys: set the option application, or declare an application named default. Known: "
                                    + known
                            : "There is no application named " + name
                                    + ": declare a TencentApplication bean of that name, or camel.component.tencent.applications["
                                    + name + "]. Known: " + known);
        }
        return found;
    }
}

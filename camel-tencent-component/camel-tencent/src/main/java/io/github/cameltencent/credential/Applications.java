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
 * Finds applications by name: first among the component's own, then among the beans of the registry. Looked up at each
 * call, so that one that was replaced counts from the next call on. Thread-safe.
 */
public final class Applications {

    /** The application that serves endpoints which name none. */
    public static final String DEFAULT = "default";

    private final Supplier<Map<String, TencentApplication>> own;
    private final CamelContext context;

    public Applications(Supplier<Map<String, TencentApplication>> own, CamelContext context) {
        this.own = own;
        this.context = context;
    }

    /** The application of that name ({@link #DEFAULT} for null), or null. */
    public TencentApplication find(String name) {
        String wanted = name == null ? DEFAULT : name;
        TencentApplication found = own.get().get(wanted);
        return found != null ? found : context.getRegistry().lookupByNameAndType(wanted, TencentApplication.class);
    }

    /** All applications by name, as they are now; those of the component win over beans. */
    public Map<String, TencentApplication> all() {
        Map<String, TencentApplication> all =
                new HashMap<>(context.getRegistry().findByTypeWithName(TencentApplication.class));
        all.putAll(own.get());
        return all;
    }

    /**
     * The application of that name ({@link #DEFAULT} for null).
     *
     * @throws IllegalArgumentException when there is none; its text names those that there are
     */
    public TencentApplication get(String name) {
        TencentApplication found = find(name);
        if (found == null) {
            TreeSet<String> known = new TreeSet<>(own.get().keySet());
            known.addAll(context.getRegistry()
                    .findByTypeWithName(TencentApplication.class)
                    .keySet());
            throw new IllegalArgumentException(
                    name == null
                            ? "No keys: name an application by application=, or declare one named default. Known: "
                                    + known
                            : "There is no application " + name
                                    + ": declare a TencentApplication bean of that name, or camel.component.tencent.applications["
                                    + name + "]. Known: " + known);
        }
        return found;
    }
}

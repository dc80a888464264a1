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
package io.github.cameltencent.exchange;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The versions of libraries, as their jars' manifests tell. A library that is absent or tells none is not checked. */
public final class LibraryVersions {

    private final ClassLoader loader;

    /** Creates an instance for the libraries that a class loader finds. */
    public LibraryVersions(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Refuses a library that is too old: it would end as a NoSuchMethodError somewhere.
     *
     * @param type the name of a class of the library
     * @throws IllegalStateException naming the version found, the one needed, and what to do
     */
    public void requireAtLeast(String library, String type, String minimum, String advice) {
        String found = version(type);
        if (found != null && Version.parse(found).compareTo(Version.parse(minimum)) < 0) {
            throw new IllegalStateException("The class path has " + library + " " + found + ", but " + minimum
                    + " or newer is needed: " + advice);
        }
    }

    /**
     * Returns the libraries with their versions, such as "a 1.0, b 1.1", if the versions differ; null otherwise.
     *
     * @param types the name of a class of each library, by the library's name
     */
    public String mixed(Map<String, String> types) {
        Map<String, String> found = new TreeMap<>();
        types.forEach((library, type) -> {
            String version = version(type);
            if (version != null) {
                found.put(library, version);
            }
        });
        Set<String> versions = new TreeSet<>(found.values());
        return versions.size() < 2 ? null : found.toString().replace('=', ' ').replaceAll("[{}]", "");
    }

    private String version(String type) {
        try {
            Package home = Class.forName(type, false, loader).getPackage();
            return home == null ? null : home.getImplementationVersion();
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}

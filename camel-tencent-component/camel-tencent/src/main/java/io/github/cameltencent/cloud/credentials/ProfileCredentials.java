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
package io.github.cameltencent.cloud.credentials;

import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Provides credentials from a profile file: {@code secret_id} and {@code secret_key}, with {@code token} for temporary
 * ones, in the section of the profile. The file is {@code ~/.tencentcloud/credentials}, otherwise {@code
 * /etc/tencentcloud/credentials}. It is read at each load, to pick up new keys.
 */
public final class ProfileCredentials implements CloudCredentialsProvider {

    private final List<Path> defaults;
    private volatile String profile = "default";
    private volatile Path file;

    public ProfileCredentials() {
        this(List.of(
                Path.of(System.getProperty("user.home", ""), ".tencentcloud", "credentials"),
                Path.of("/etc/tencentcloud/credentials")));
    }

    ProfileCredentials(List<Path> defaults) {
        this.defaults = List.copyOf(defaults);
    }

    /** Sets the section of the file; {@code default} by default. */
    public void setProfile(String profile) {
        this.profile = profile;
    }

    /** Sets the file, instead of the default ones. */
    public void setFile(String file) {
        this.file = Path.of(file);
    }

    @Override
    public CloudCredentials load() {
        Path found = find();
        String wanted = profile;
        Map<String, String> section = section(SmallFile.read(found), wanted);
        if (section == null) {
            throw new IllegalStateException(found + " has no section [" + wanted + "]");
        }
        String id = section.get("secret_id");
        String key = section.get("secret_key");
        if (id == null || key == null) {
            throw new IllegalStateException(
                    found + " has no " + (id == null ? "secret_id" : "secret_key") + " in [" + wanted + "]");
        }
        return new CloudCredentials(id, key, section.get("token"), null);
    }

    private Path find() {
        Path named = file;
        if (named != null) {
            return named;
        }
        return defaults.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of these files exists: " + defaults));
    }

    /** Returns the non-empty values of a section by lower-case key; null if there is no such section. */
    private static Map<String, String> section(String text, String wanted) {
        Map<String, String> values = null;
        boolean inside = false;
        for (String each : text.lines().toList()) {
            String line = each.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                inside = line.substring(1, line.length() - 1).strip().equals(wanted);
                values = inside && values == null ? new HashMap<>() : values;
            } else if (inside && !line.startsWith("#") && !line.startsWith(";")) {
                put(line, values);
            }
        }
        return values;
    }

    private static void put(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            String value = line.substring(equals + 1).strip();
            if (!value.isEmpty()) {
                values.put(line.substring(0, equals).strip().toLowerCase(Locale.ROOT), value);
            }
        }
    }

    @Override
    public String toString() {
        return "ProfileCredentials[" + profile + "]";
    }
}

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
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Provides credentials from environment variables: {@code TENCENTCLOUD_SECRET_ID} and {@code TENCENTCLOUD_SECRET_KEY},
 * with {@code TENCENTCLOUD_TOKEN} for temporary ones; or in the spelling of cloud functions, {@code
 * TENCENTCLOUD_SECRETID}, {@code TENCENTCLOUD_SECRETKEY}, {@code TENCENTCLOUD_SESSIONTOKEN}. The two spellings are not
 * mixed. Thread-safe.
 */
public final class EnvironmentCredentials implements CloudCredentialsProvider {

    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling(
                    "TENCENTCLOUD_SECRET_ID",
                    "TENCENTCLOUD_SECRET_KEY",
                    List.of("TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN")),
            new Spelling("TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY", List.of("TENCENTCLOUD_SESSIONTOKEN")));

    private final Function<String, String> environment;

    private record Spelling(String id, String key, List<String> tokens) {}

    public EnvironmentCredentials() {
        this(System::getenv);
    }

    EnvironmentCredentials(Function<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public CloudCredentials load() {
        String half = null;
        for (Spelling spelling : SPELLINGS) {
            String id = value(spelling.id);
            String key = value(spelling.key);
            if (id != null && key != null) {
                return new CloudCredentials(id, key, token(spelling), null);
            }
            if (half == null && (id != null || key != null)) {
                half = id == null ? spelling.id : spelling.key;
            }
        }
        throw new IllegalStateException(
                Objects.requireNonNullElse(half, "neither TENCENTCLOUD_SECRET_ID nor TENCENTCLOUD_SECRETID") + " is"
                        + (half == null ? " set" : " not set"));
    }

    private String token(Spelling spelling) {
        return spelling.tokens.stream()
                .map(this::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns null for blank values, too. */
    private String value(String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public String toString() {
        return "EnvironmentCredentials";
    }
}

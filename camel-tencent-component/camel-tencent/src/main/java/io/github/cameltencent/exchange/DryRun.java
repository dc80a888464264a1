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

import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.http.SecretHeaders;
import io.github.cameltencent.transport.http.SecretQuery;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Represents a signed request as a map, for {@code dryRun=true}. */
public final class DryRun {

    private DryRun() {}

    /**
     * Returns the request as {@code method}, {@code uri}, {@code headers} with their secrets masked, and {@code body} as
     * text.
     */
    public static Map<String, Object> show(SignedRequest request) {
        Map<String, Object> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, SecretHeaders.masked(name, value)));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("method", request.method());
        shown.put("uri", SecretQuery.masked(request.uri().toString()));
        shown.put("headers", headers);
        byte[] body = request.body() == null ? null : request.body().bytes();
        shown.put("body", body == null ? null : new String(body, StandardCharsets.UTF_8));
        return shown;
    }
}

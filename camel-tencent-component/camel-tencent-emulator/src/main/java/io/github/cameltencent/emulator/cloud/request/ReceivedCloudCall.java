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
package io.github.cameltencent.emulator.cloud.request;

import io.github.cameltencent.emulator.engine.Call;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A request with its own claims, before they are verified. Missing values are empty. */
public final class ReceivedCloudCall {

    public static final String OLD_PATH = "/v2/index.php";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** The signature methods. */
    public enum Scheme {
        TC3,
        SKIP,
        V1,
        NONE
    }

    public final Call call;
    public final String requestId;
    public final boolean old;
    public final Scheme scheme;
    public final RawFormParameters pairs;
    public final String action;
    public final String version;
    public final String region;
    public final String timestamp;
    public final String token;
    public final String host;

    public ReceivedCloudCall(Call call, String requestId) {
        this.call = call;
        this.requestId = requestId;
        this.old = call.path().equals(OLD_PATH);
        this.host = header(HttpHeaderNames.HOST.toString());
        String authorization = call.headers().get(HttpHeaderNames.AUTHORIZATION);
        boolean form = mediaType().equals(FORM);
        this.scheme = scheme(authorization, form);
        if (scheme == Scheme.V1) {
            String text = isGet() ? call.query() : new String(call.body(), StandardCharsets.ISO_8859_1);
            pairs = RawFormParameters.parse(text, true);
            action = pair("Action");
            version = pair("Version");
            region = pair("Region");
            timestamp = pair("Timestamp");
            token = pair("Token");
        } else {
            pairs = isGet() ? RawFormParameters.parse(call.query(), false) : RawFormParameters.NONE;
            action = header("X-TC-Action");
            version = header("X-TC-Version");
            region = header("X-TC-Region");
            timestamp = header("X-TC-Timestamp");
            token = header("X-TC-Token");
        }
    }

    private Scheme scheme(String authorization, boolean form) {
        if (authorization != null) {
            return authorization.equals("SKIP") ? Scheme.SKIP : Scheme.TC3;
        }
        boolean headers =
                call.headers().contains("X-TC-Action") || call.headers().contains("X-TC-Timestamp");
        return !headers && (isGet() || form) ? Scheme.V1 : Scheme.NONE;
    }

    public boolean isGet() {
        return call.method().equals("GET");
    }

    /** The trimmed value of a header; "" if missing. */
    public String header(String name) {
        String value = call.headers().get(name);
        return value == null ? "" : value.strip();
    }

    public List<String> all(String name) {
        return call.headers().getAll(name);
    }

    private String pair(String name) {
        String value = pairs.get(name);
        return value == null ? "" : value;
    }

    /** The content type without its parameters, in lower case. */
    public String mediaType() {
        String type = header(HttpHeaderNames.CONTENT_TYPE.toString());
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the host is a loopback address, which names no product. */
    public boolean isLoopback() {
        return host.isEmpty() || LOOPBACK.contains(hostWithoutPort());
    }

    public String hostWithoutPort() {
        int colon = host.lastIndexOf(':');
        return colon > 0 && host.indexOf(']', colon) < 0 ? host.substring(0, colon) : host;
    }

    /** The first label of the host, which names the product. */
    public String firstLabel() {
        int dot = host.indexOf('.');
        return dot < 0 ? hostWithoutPort() : host.substring(0, dot);
    }

    /** Whether the answer has the flat envelope of the oldest actions. */
    public boolean isFlat() {
        return old && version.isEmpty();
    }
}

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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.exchange.ServiceJson;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.BaseUri;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.http.MetadataHost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Provides credentials of the role of the virtual machine (CVM), from the metadata service. Has short timeouts, for
 * machines without this service.
 */
public final class CvmRoleCredentials implements RemoteCredentialsProvider {

    private static final String PATH = "/latest/meta-data/cam/security-credentials/";
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,128}");
    private static final int MAX_SHOWN_CODE = 64;
    private static final long CONNECT_MILLIS = 1_000;
    private static final long RESPONSE_MILLIS = 2_000;

    private volatile URI base = URI.create("http://" + MetadataHost.NAME);
    private volatile String roleName;

    /** Sets the role, so that the service is not asked for its name. */
    public void setRoleName(String roleName) {
        this.roleName = role(roleName);
    }

    /**
     * Sets another address of the service, such as an emulator's.
     *
     * @throws IllegalArgumentException when it is not a base URI, or {@code http:} to a host that is neither loopback
     *     nor link-local
     */
    public void setBaseUri(String baseUri) {
        URI uri = BaseUri.withoutPath(baseUri, true);
        this.base = MetadataHost.is(uri.getHost()) ? uri : BaseUri.withoutPath(baseUri, false);
    }

    @Override
    public CloudCredentials load(CredentialClient client) throws Exception {
        String named = roleName;
        String role = named != null ? named : role(text(get(client, PATH)).strip());
        JsonNode answer = read(get(client, PATH + role));
        String code = answer.path("Code").asText("");
        if (!code.equals("Success")) {
            throw new IllegalStateException("the metadata service answered with code "
                    + (code.isEmpty() ? "(none)" : code.substring(0, Math.min(code.length(), MAX_SHOWN_CODE))));
        }
        return TemporaryCredentials.of(answer, answer);
    }

    private HttpAnswer get(CredentialClient client, String path) throws InterruptedException {
        URI uri = base.resolve(path);
        EndpointOptions options = CredentialClient.optionsWith(CONNECT_MILLIS, RESPONSE_MILLIS, RESPONSE_MILLIS, 0);
        return (HttpAnswer) client.send(
                "metadata",
                options,
                now -> new SignedRequest("GET", uri, Map.of(), null),
                answer -> AttemptResult.accepted(null, answer));
    }

    private JsonNode read(HttpAnswer answer) {
        try {
            return ServiceJson.MAPPER.readTree(text(answer));
        } catch (JsonProcessingException | NumberFormatException e) {
            // without the cause, which quotes the answer
            throw new IllegalStateException("the metadata service did not answer with JSON");
        }
    }

    private static String text(HttpAnswer answer) {
        if (answer.body().length > SmallFile.MAX_BYTES) {
            throw new IllegalStateException("the answer of the metadata service is too long");
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String role(String name) {
        if (!ROLE.matcher(name).matches()) {
            throw new IllegalArgumentException("the metadata service did not return the name of a role");
        }
        return name;
    }

    @Override
    public String toString() {
        return "CvmRoleCredentials[" + base + "]";
    }
}

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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.transport.BaseUri;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Provides credentials of the role of a pod in the container service (TKE OIDC). The platform sets the environment
 * variables {@code TKE_REGION}, {@code TKE_PROVIDER_ID}, {@code TKE_WEB_IDENTITY_TOKEN_FILE} and {@code TKE_ROLE_ARN}.
 * It rotates the token file, so the file is read at each load.
 */
public final class TkeOidcCredentials implements RemoteCredentialsProvider {

    private final Function<String, String> environment;
    private volatile URI base = StsCall.DEFAULT_BASE;

    public TkeOidcCredentials() {
        this(System::getenv);
    }

    TkeOidcCredentials(Function<String, String> environment) {
        this.environment = environment;
    }

    /** Sets another address of the security token service: the internal one, a gateway or an emulator. */
    public void setBaseUri(String baseUri) {
        this.base = BaseUri.withoutPath(baseUri, false);
    }

    @Override
    public CloudCredentials load(CredentialClient client) throws Exception {
        String region = required("TKE_REGION");
        ObjectNode parameters = StsCall.noParameters();
        parameters.put("ProviderId", required("TKE_PROVIDER_ID"));
        parameters.put("RoleArn", required("TKE_ROLE_ARN"));
        parameters.put(
                "RoleSessionName", "camel-tencent-" + client.clock().instant().getEpochSecond());
        parameters.put("DurationSeconds", StsCall.DEFAULT_SECONDS);
        String token =
                SmallFile.read(Path.of(required("TKE_WEB_IDENTITY_TOKEN_FILE"))).strip();
        if (token.isEmpty()) {
            throw new IllegalStateException("the file of TKE_WEB_IDENTITY_TOKEN_FILE is empty");
        }
        parameters.put("WebIdentityToken", token);
        return new StsCall(base, region, "AssumeRoleWithWebIdentity", parameters, null).send(client);
    }

    private String required(String name) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    @Override
    public String toString() {
        return "TkeOidcCredentials";
    }
}

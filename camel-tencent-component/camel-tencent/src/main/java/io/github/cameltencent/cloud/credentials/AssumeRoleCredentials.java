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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.transport.BaseUri;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Provides temporary credentials of a role (STS AssumeRole). The role is assumed with {@code secretId} and {@code
 * secretKey}, with the credentials of another provider, or by default with those of the credential chain. A bean for
 * {@code credentialsProvider}; do not change it after its first use.
 */
public final class AssumeRoleCredentials implements RemoteCredentialsProvider {

    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9=,.@_-]{2,128}");
    private static final int MAX_SECONDS = 43_200;

    private String roleArn;
    private String roleSessionName = "camel-tencent";
    private int durationSeconds = StsCall.DEFAULT_SECONDS;
    private String policy;
    private String externalId;
    private String sourceIdentity;
    private Map<String, String> tags = new LinkedHashMap<>();
    private String serialNumber;
    private Supplier<String> tokenCodeProvider;
    private String region = StsCall.DEFAULT_REGION;
    private URI base = StsCall.DEFAULT_BASE;
    private String secretId;
    private String secretKey;
    private String sessionToken;
    private CloudCredentialsProvider credentialsProvider = new CredentialChain();

    /** Sets the role, such as {@code qcs::cam::uin/100000000001:roleName/reader}. */
    public void setRoleArn(String roleArn) {
        this.roleArn = roleArn;
    }

    /** Sets the name of the session in audit logs; {@code camel-tencent} by default. */
    public void setRoleSessionName(String roleSessionName) {
        if (!SESSION_NAME.matcher(roleSessionName).matches()) {
            throw new IllegalArgumentException("roleSessionName must be 2 to 128 letters, digits or = , . @ _ -");
        }
        this.roleSessionName = roleSessionName;
    }

    /** Sets the lifetime of the credentials in seconds: 7200 by default, at most 43200. */
    public void setDurationSeconds(int durationSeconds) {
        if (durationSeconds < 1 || durationSeconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "durationSeconds must be 1 to " + MAX_SECONDS + ", not " + durationSeconds);
        }
        this.durationSeconds = durationSeconds;
    }

    /** Sets a JSON policy that restricts the permissions of the role. */
    public void setPolicy(String policy) {
        this.policy = policy;
    }

    /** Sets the external id that the owner of the role requires. */
    public void setExternalId(String externalId) {
        this.externalId = externalId;
    }

    /** Sets the identity behind the session, for audit logs. */
    public void setSourceIdentity(String sourceIdentity) {
        this.sourceIdentity = sourceIdentity;
    }

    public Map<String, String> getTags() {
        return tags;
    }

    /** Sets tags of the session, which policies may check. */
    public void setTags(Map<String, String> tags) {
        this.tags = tags;
    }

    /** Sets the multi-factor authentication device that the role requires; needs a {@code tokenCodeProvider}. */
    public void setSerialNumber(String serialNumber) {
        this.serialNumber = serialNumber;
    }

    /** Sets the supplier of the code that the device shows; called with each load, because a code is valid once. */
    public void setTokenCodeProvider(Supplier<String> tokenCodeProvider) {
        this.tokenCodeProvider = tokenCodeProvider;
    }

    /** Sets the region of the security token service; {@code ap-guangzhou} by default. */
    public void setRegion(String region) {
        this.region = region;
    }

    /** Sets another address of the security token service: the internal one, a gateway or an emulator. */
    public void setBaseUri(String baseUri) {
        this.base = BaseUri.withoutPath(baseUri, false);
    }

    /** Sets the SecretId that the role is assumed with. */
    public void setSecretId(String secretId) {
        this.secretId = secretId;
    }

    /** Sets the SecretKey of the SecretId. */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    /** Sets the session token, if the SecretId is temporary. */
    public void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }

    /** Sets the provider of the credentials that the role is assumed with, instead of secretId and secretKey. */
    public void setCredentialsProvider(CloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    /** Assumes the role. */
    @Override
    public CloudCredentials load(CredentialClient client) throws Exception {
        if (roleArn == null || roleArn.isBlank()) {
            throw new IllegalStateException("roleArn is not set");
        }
        if ((serialNumber == null) != (tokenCodeProvider == null)) {
            throw new IllegalStateException("serialNumber and tokenCodeProvider must both be set, or neither");
        }
        ObjectNode parameters = StsCall.noParameters();
        parameters.put("RoleArn", roleArn);
        parameters.put("RoleSessionName", roleSessionName);
        parameters.put("DurationSeconds", durationSeconds);
        if (policy != null) {
            parameters.put("Policy", URLEncoder.encode(policy, StandardCharsets.UTF_8));
        }
        putIfSet(parameters, "ExternalId", externalId);
        putIfSet(parameters, "SourceIdentity", sourceIdentity);
        if (!tags.isEmpty()) {
            ArrayNode list = parameters.putArray("Tags");
            tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        }
        if (serialNumber != null) {
            parameters.put("SerialNumber", serialNumber);
            parameters.put("TokenCode", tokenCodeProvider.get());
        }
        return new StsCall(base, region, "AssumeRole", parameters, base(client)).send(client);
    }

    private CloudCredentials base(CredentialClient client) throws Exception {
        if (secretId != null || secretKey != null || sessionToken != null) {
            return new CloudCredentials(secretId, secretKey, sessionToken, null);
        }
        return client.load(credentialsProvider);
    }

    private static void putIfSet(ObjectNode parameters, String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "AssumeRoleCredentials[" + roleArn + "]";
    }
}

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
 * Credentials of a role that is assumed with others: with {@code secretId} and {@code secretKey}, or what another provider
 * gives, or else what the credential chain finds. A bean for {@code credentialsProvider}; it is set up before it is used,
 * and not changed afterwards.
 */
public final class AssumeRoleCredentials implements CallingProvider {

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

    /** The role, such as {@code qcs::cam::uin/100000000001:roleName/reader}. */
    public void setRoleArn(String roleArn) {
        this.roleArn = roleArn;
    }

    /** Names the session in the audit records; {@code camel-tencent} unless set. */
    public void setRoleSessionName(String roleSessionName) {
        if (!SESSION_NAME.matcher(roleSessionName).matches()) {
            throw new IllegalArgumentException("roleSessionName is 2 to 128 letters, digits, or of = , . @ _ -");
        }
        this.roleSessionName = roleSessionName;
    }

    /** How long the credentials are good for: 7200 seconds unless set, up to 43200. */
    public void setDurationSeconds(int durationSeconds) {
        if (durationSeconds < 1 || durationSeconds > MAX_SECONDS) {
            throw new IllegalArgumentException("durationSeconds is 1 to " + MAX_SECONDS + ", not " + durationSeconds);
        }
        this.durationSeconds = durationSeconds;
    }

    /** A policy as JSON that narrows what the role may do. */
    public void setPolicy(String policy) {
        this.policy = policy;
    }

    /** The id that the owner of the role asks for. */
    public void setExternalId(String externalId) {
        this.externalId = externalId;
    }

    /** Who is behind the session, for the audit records. */
    public void setSourceIdentity(String sourceIdentity) {
        this.sourceIdentity = sourceIdentity;
    }

    public Map<String, String> getTags() {
        return tags;
    }

    /** Tags of the session, which policies may ask for. */
    public void setTags(Map<String, String> tags) {
        this.tags = tags;
    }

    /** The device of multi-factor authentication that the role asks for; needs a {@code tokenCodeProvider}. */
    public void setSerialNumber(String serialNumber) {
        this.serialNumber = serialNumber;
    }

    /** Gives the code that the device shows; asked with each load, since a code is good once. */
    public void setTokenCodeProvider(Supplier<String> tokenCodeProvider) {
        this.tokenCodeProvider = tokenCodeProvider;
    }

    /** The region of the security token service that is asked; {@code ap-guangzhou} unless set. */
    public void setRegion(String region) {
        this.region = region;
    }

    /** Another address of the security token service: the one inside the cloud, a gateway, an emulator. */
    public void setBaseUri(String baseUri) {
        this.base = BaseUri.withoutPath(baseUri, false);
    }

    /** The key that the role is assumed with. */
    public void setSecretId(String secretId) {
        this.secretId = secretId;
    }

    /** Belongs to the SecretId. */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    /** Belongs to a temporary SecretId. */
    public void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }

    /** Gives what the role is assumed with, where there are no secretId and secretKey. */
    public void setCredentialsProvider(CloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    /** Asks for the role. */
    @Override
    public CloudCredentials load(SourceCalls calls) throws Exception {
        if (roleArn == null || roleArn.isBlank()) {
            throw new IllegalStateException("roleArn is not set");
        }
        if ((serialNumber == null) != (tokenCodeProvider == null)) {
            throw new IllegalStateException("serialNumber and tokenCodeProvider go together, and one is not set");
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
        return new StsCall(base, region, "AssumeRole", parameters, base(calls)).send(calls);
    }

    private CloudCredentials base(SourceCalls calls) throws Exception {
        if (secretId != null || secretKey != null || sessionToken != null) {
            return new CloudCredentials(secretId, secretKey, sessionToken, null);
        }
        return calls.load(credentialsProvider);
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

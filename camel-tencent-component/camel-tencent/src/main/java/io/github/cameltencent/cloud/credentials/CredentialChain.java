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

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * The default credential chain: environment variables, profile file, identity of the pod (TKE OIDC), role of the
 * virtual machine (CVM). The first provider that returns credentials is used from then on. To change its settings,
 * define a bean of this type for {@code credentialsProvider}.
 */
public final class CredentialChain implements RemoteCredentialsProvider {

    /** If {@code true}, the role of the virtual machine is not used. */
    static final String METADATA_DISABLED = "TENCENTCLOUD_METADATA_DISABLED";

    private final Function<String, String> environment;
    private final Map<String, CloudCredentialsProvider> providers = new LinkedHashMap<>();
    private final ProfileCredentials profile;
    private final TkeOidcCredentials tkeOidc;
    private final CvmRoleCredentials cvmRole = new CvmRoleCredentials();
    private volatile boolean metadataEnabled = true;

    /** The provider that returned credentials first; null before. */
    private volatile CloudCredentialsProvider selected;

    public CredentialChain() {
        this(System::getenv, new ProfileCredentials());
    }

    CredentialChain(Function<String, String> environment, ProfileCredentials profile) {
        this.environment = environment;
        this.profile = profile;
        this.tkeOidc = new TkeOidcCredentials(environment);
        providers.put("environment", new EnvironmentCredentials(environment));
        providers.put("profile file", profile);
        providers.put("TKE OIDC", tkeOidc);
        providers.put("CVM role", cvmRole);
    }

    /** Sets whether the metadata service is asked for the role of the virtual machine; true by default. */
    public void setMetadataEnabled(boolean metadataEnabled) {
        this.metadataEnabled = metadataEnabled;
    }

    /** Sets another address of the metadata service, such as an emulator's. */
    public void setMetadataUri(String metadataUri) {
        cvmRole.setBaseUri(metadataUri);
    }

    /** Sets the role of the virtual machine, so that the metadata service is not asked for its name. */
    public void setRoleName(String roleName) {
        cvmRole.setRoleName(roleName);
    }

    /** Sets another address of the security token service. */
    public void setStsUri(String stsUri) {
        tkeOidc.setBaseUri(stsUri);
    }

    /** Sets the section of the profile file; {@code default} by default. */
    public void setProfile(String profile) {
        this.profile.setProfile(profile);
    }

    /** Sets another profile file. */
    public void setProfileFile(String profileFile) {
        this.profile.setFile(profileFile);
    }

    /** Calls the provider that was successful before, otherwise all in order. */
    @Override
    public CloudCredentials load(CredentialClient client) throws Exception {
        CloudCredentialsProvider current = selected;
        if (current != null) {
            return client.load(current);
        }
        StringJoiner reasons = new StringJoiner("; ");
        for (Map.Entry<String, CloudCredentialsProvider> provider : providers.entrySet()) {
            String reason = provider.getValue() == cvmRole ? disabled() : null;
            if (reason == null) {
                try {
                    CloudCredentials credentials = client.loadUnchecked(provider.getValue());
                    selected = provider.getValue();
                    return credentials;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    reason = reason(e);
                }
            }
            reasons.add(provider.getKey() + ": " + reason);
        }
        throw new IllegalStateException("No credentials for the Cloud API were found. " + reasons
                + ". Set secretId and secretKey, application or credentialsProvider");
    }

    private String disabled() {
        if (!metadataEnabled) {
            return "disabled";
        }
        return "true".equalsIgnoreCase(environment.apply(METADATA_DISABLED))
                ? "disabled by " + METADATA_DISABLED
                : null;
    }

    /** Returns the message only if it is known to contain no secret. */
    private static String reason(Exception failure) {
        boolean ours = failure instanceof TencentException
                || failure instanceof IllegalStateException
                || failure instanceof IllegalArgumentException;
        return ours ? failure.getMessage() : failure.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return "CredentialChain";
    }
}

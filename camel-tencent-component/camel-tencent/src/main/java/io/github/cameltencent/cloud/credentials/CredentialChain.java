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
 * Looks for credentials where a machine usually has some: in the environment, in a profile file, by the identity of a pod
 * (TKE OIDC), by the role of the virtual machine. The first place that has some is asked from then on. A bean of this type
 * for {@code credentialsProvider} can be set up otherwise than the built-in one.
 */
public final class CredentialChain implements CallingProvider {

    /** Set to {@code true}, it leaves out the role of the virtual machine. */
    static final String METADATA_DISABLED = "TENCENTCLOUD_METADATA_DISABLED";

    private final Function<String, String> environment;
    private final Map<String, CloudCredentialsProvider> places = new LinkedHashMap<>();
    private final ProfileCredentials profile;
    private final TkeOidcCredentials pod;
    private final CvmRoleCredentials machine = new CvmRoleCredentials();
    private volatile boolean metadataEnabled = true;

    /** Where credentials were found first; null before. */
    private volatile CloudCredentialsProvider found;

    public CredentialChain() {
        this(System::getenv, new ProfileCredentials());
    }

    CredentialChain(Function<String, String> environment, ProfileCredentials profile) {
        this.environment = environment;
        this.profile = profile;
        this.pod = new TkeOidcCredentials(environment);
        places.put("environment", new EnvironmentCredentials(environment));
        places.put("profile file", profile);
        places.put("TKE OIDC", pod);
        places.put("CVM role", machine);
    }

    /** Whether the metadata service is asked for the role of the virtual machine; true unless set. */
    public void setMetadataEnabled(boolean metadataEnabled) {
        this.metadataEnabled = metadataEnabled;
    }

    /** Another address of the metadata service, such as an emulator's. */
    public void setMetadataUri(String metadataUri) {
        machine.setBaseUri(metadataUri);
    }

    /** The role of the virtual machine, where the metadata service need not be asked for its name. */
    public void setRoleName(String roleName) {
        machine.setRoleName(roleName);
    }

    /** Another address of the security token service. */
    public void setStsUri(String stsUri) {
        pod.setBaseUri(stsUri);
    }

    /** The section of the profile file; {@code default} unless set. */
    public void setProfile(String profile) {
        this.profile.setProfile(profile);
    }

    /** Another profile file. */
    public void setProfileFile(String profileFile) {
        this.profile.setFile(profileFile);
    }

    /** Asks the place where credentials were found, or else one after another. */
    @Override
    public CloudCredentials load(SourceCalls calls) throws Exception {
        CloudCredentialsProvider known = found;
        if (known != null) {
            return calls.load(known);
        }
        StringJoiner reasons = new StringJoiner("; ");
        for (Map.Entry<String, CloudCredentialsProvider> place : places.entrySet()) {
            String reason = place.getValue() == machine ? disabled() : null;
            if (reason == null) {
                try {
                    CloudCredentials credentials = calls.ask(place.getValue());
                    found = place.getValue();
                    return credentials;
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    reason = reason(e);
                }
            }
            reasons.add(place.getKey() + ": " + reason);
        }
        throw new IllegalStateException("There are no credentials for the Cloud API. " + reasons
                + ". Set secretId and secretKey, an application, or credentialsProvider");
    }

    private String disabled() {
        if (!metadataEnabled) {
            return "switched off";
        }
        return "true".equalsIgnoreCase(environment.apply(METADATA_DISABLED)) ? "off by " + METADATA_DISABLED : null;
    }

    /** Only words that are known to hold no secret. */
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

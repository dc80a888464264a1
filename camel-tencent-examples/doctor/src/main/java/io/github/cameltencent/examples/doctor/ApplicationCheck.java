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
package io.github.cameltencent.examples.doctor;

import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TpnsApplication;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks the keys of each application without sending anything, and says which calls would try them. */
final class ApplicationCheck {

    private static final String STS = "https://sts.tencentcloudapi.com";

    private final DoctorContext doctor;
    private final Caller caller;
    private final Map<String, String> environment;
    private final Findings findings;
    private final KeyForms forms;
    private final List<ConfiguredCall> calls = new ArrayList<>();

    ApplicationCheck(DoctorContext doctor, Caller caller, Map<String, String> environment, Findings findings) {
        this.doctor = doctor;
        this.caller = caller;
        this.environment = environment;
        this.findings = findings;
        forms = new KeyForms(findings);
    }

    /** Returns the calls that can be made: those whose keys are usable. */
    List<ConfiguredCall> run() {
        Map<String, TencentApplication> applications =
                new TreeMap<>(doctor.component().getApplications());
        applications.forEach((name, application) -> {
            String part = "applications[" + name + "]";
            new TreeMap<>(application.getTpns()).forEach((platform, keys) -> tpns(part, name, platform, keys));
            if (application.getIm() != null) {
                im(part + ".im", name, application.getIm());
            }
            if (application.getCloud() != null) {
                cloud(part + ".cloud", name, application.getCloud());
            }
        });
        if (applications.isEmpty() && !doctor.hasReferences()) {
            environment();
        }
        return calls;
    }

    private void tpns(String application, String name, String platform, TpnsApplication keys) {
        String part = application + ".tpns[" + platform + "]";
        boolean usable = check(new ConfiguredCall(
                part,
                "tencent:tpns/device/account/query?application=" + name + "&platform=" + platform,
                "{\"operator_type\":2,\"token_list\":[\"000000000000000000000000000000000000\"]}", // no device has it
                true,
                null));
        if (usable && keys.getBaseUri() == null) {
            forms.tpns(part, keys);
        }
    }

    private void im(String part, String name, ImApplication keys) {
        if (keys.getCallbackToken() != null) {
            forms.callbackToken(part, keys.getCallbackToken());
        }
        String admin = keys.getAdminUserId() == null ? "administrator" : keys.getAdminUserId();
        if (keys.getSecretKey() != null || keys.getPrivateKey() == null) {
            boolean usable = check(new ConfiguredCall(
                    part,
                    "tencent:im/im_open_login_svc/account_check?application=" + name,
                    "{\"CheckItem\":[{\"UserID\":\"" + admin.replace("\"", "") + "\"}]}"));
            if (usable && keys.getBaseUri() == null) {
                forms.im(part, keys);
            }
        }
        if (keys.getPrivateKey() != null) {
            legacy(part, name);
        }
    }

    /** Signs a ticket with the private key, and verifies it where there is a public key. */
    private void legacy(String part, String name) {
        CallResponse ticket = caller.call(
                new ConfiguredCall(part, "tencent:usersig?application=" + name, "doctor"), "algorithm=ECDSA_SHA256");
        if (!"ACCEPTED".equals(ticket.outcome())) {
            findings.fail(part + " private-key", ticket.message(), "Use an EC key in PEM, without a password");
            return;
        }
        findings.ok(part + " private-key", "it signs legacy UserSigs");
        ImApplication keys = doctor.component().getApplications().get(name).getIm();
        if (keys.getPublicKey() != null) {
            CallResponse verified = caller.call(
                    new ConfiguredCall(
                            part, "tencent:usersig/verify?application=" + name, String.valueOf(ticket.body())),
                    "allowedClockSkew=0");
            if ("ACCEPTED".equals(verified.outcome())) {
                findings.ok(part + " public-key", "it belongs to the private key");
            } else {
                findings.fail(
                        part + " public-key",
                        verified.message(),
                        "Use the public key that belongs to the private key, in PEM");
            }
        }
    }

    private void cloud(String part, String name, CloudApplication keys) {
        boolean keyed = keys.getSecretId() != null || keys.getSecretKey() != null || keys.getSessionToken() != null;
        ConfiguredCall call = new ConfiguredCall(
                part,
                "tencent:cloud/sts/GetCallerIdentity?application=" + name + "&region="
                        + (keys.getRegion() == null ? "ap-guangzhou" : keys.getRegion())
                        + "&clockSkewCorrection=false",
                "{}",
                false,
                address(keys.getBaseUri()));
        if (call.address() == null) {
            findings.fail(part, "base-uri is not an address", "Write it as https://host:port");
        } else if (keyed || doctor.isIncomplete(part)) {
            boolean usable = check(call);
            if (usable && keys.getBaseUri() == null) {
                forms.cloud(part, keys);
            }
        } else {
            findings.ok(part, "no keys: the credential chain is used");
            chain();
            calls.add(call);
        }
    }

    /** Returns the address of a call, null if the text is none. */
    private static URI address(String baseUri) {
        try {
            URI uri = new URI(baseUri == null ? STS : baseUri.strip());
            return uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Without a configuration, the keys of the Cloud API may be in the environment. */
    private void environment() {
        if (chain()) {
            calls.add(new ConfiguredCall(
                    "environment",
                    "tencent:cloud/sts/GetCallerIdentity?region=ap-guangzhou&clockSkewCorrection=false",
                    "{}",
                    false,
                    URI.create(STS)));
        }
    }

    private boolean chain() {
        return forms.environment(environment);
    }

    /** Signs the call in a dry run, which sends nothing. Returns whether that worked. */
    private boolean check(ConfiguredCall call) {
        if (doctor.isIncomplete(call.part())) {
            findings.warn(call.part(), "not checked, because not all of it is known here", "See above");
            return false;
        }
        CallResponse signed = caller.call(call, "dryRun=true");
        if (signed.body() instanceof Map<?, ?> request && request.get("uri") != null) {
            URI uri = URI.create(request.get("uri").toString().replaceFirst("\\?.*", ""));
            findings.ok(call.part(), "complete, for " + uri.getHost());
            calls.add(call.at(uri));
            return true;
        }
        findings.fail(call.part(), signed.message(), "Correct it as docs/configuration.md shows");
        return false;
    }
}

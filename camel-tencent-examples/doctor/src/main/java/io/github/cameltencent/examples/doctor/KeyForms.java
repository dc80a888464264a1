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
import io.github.cameltencent.credential.TpnsApplication;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares keys with the form in which Tencent's consoles show them. What differs may still be right. */
final class KeyForms {

    private static final Pattern ACCESS_ID = Pattern.compile("\\d{10}");
    private static final Pattern TPNS_KEY = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern IM_KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SECRET_ID = Pattern.compile("(AKID|IKID)[0-9A-Za-z_-]{14,80}");
    private static final Pattern CLOUD_KEY = Pattern.compile("[0-9A-Za-z]{32}|[0-9A-Za-z+/=]{40,64}");
    private static final Pattern SAMPLE = Pattern.compile("(?i).*(x{4}|changeme|your[-_ ]?(secret|key)|example).*");
    private static final long MIN_SDK_APP_ID = 1_400_000_000L;

    /** The pairs of variables that the credential chain reads. */
    private static final List<List<String>> CHAIN = List.of(
            List.of("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"),
            List.of("TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY"));

    private static final String COPY = "Copy it again from the console";

    private final Findings findings;

    KeyForms(Findings findings) {
        this.findings = findings;
    }

    void tpns(String part, TpnsApplication keys) {
        compare(part + ".access-id", keys.getAccessId(), ACCESS_ID, "ten digits");
        compare(part + ".secret-key", keys.getSecretKey(), TPNS_KEY, "32 hexadecimal digits");
    }

    void im(String part, ImApplication keys) {
        if (keys.getSdkAppId() != null && keys.getSdkAppId() < MIN_SDK_APP_ID) {
            findings.warn(part + ".sdk-app-id", "it is smaller than any SDKAppID of IM: is it an AppID of CAM?", COPY);
        }
        compare(part + ".secret-key", keys.getSecretKey(), IM_KEY, "64 hexadecimal digits");
    }

    void cloud(String part, CloudApplication keys) {
        pair(part + ".secret-id", keys.getSecretId(), part + ".secret-key", keys.getSecretKey());
    }

    /** A token that signs nothing here, so that only its form can be checked. */
    void callbackToken(String part, String token) {
        String check = part + ".callback-token";
        if (token.isBlank() || !token.equals(token.strip()) || token.chars().anyMatch(Character::isISOControl)) {
            findings.fail(check, "it is empty, or has white space around it", COPY);
        } else {
            findings.ok(check, "well-formed");
        }
    }

    /** Returns whether the environment has a pair of keys. */
    boolean environment(Map<String, String> environment) {
        for (List<String> names : CHAIN) {
            String id = environment.getOrDefault(names.get(0), "");
            String key = environment.getOrDefault(names.get(1), "");
            if (id.isBlank() != key.isBlank()) {
                findings.fail(
                        "environment",
                        names.get(id.isBlank() ? 0 : 1) + " is missing, the other half of the pair is there",
                        "Set both or none");
                return false;
            }
            if (!id.isBlank()) {
                findings.ok("environment", names.get(0) + " and " + names.get(1) + " are set");
                pair(names.get(0), id, names.get(1), key);
                return true;
            }
        }
        return false;
    }

    private void pair(String idName, String id, String keyName, String key) {
        if (key != null && SECRET_ID.matcher(key).matches()) {
            findings.fail(keyName, "it looks like a SecretId: the two may be swapped", "Exchange the two values");
            return;
        }
        compare(idName, id, SECRET_ID, "AKID and letters and digits");
        compare(keyName, key, CLOUD_KEY, "32 letters and digits");
    }

    private void compare(String check, String value, Pattern usual, String form) {
        if (value == null || value.isBlank()) {
            return; // the dry run reports what is missing
        }
        if (SAMPLE.matcher(value).matches()) {
            findings.fail(check, "it looks like the placeholder of an example", "Put the real one in its place");
        } else if (!usual.matcher(value).matches()) {
            findings.warn(check, "it does not have the usual form: " + form, COPY + ", unless you are sure");
        }
    }
}

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
package io.github.cameltencent.emulator.cloud.signing;

import io.github.cameltencent.emulator.cloud.key.CloudKey;
import io.github.cameltencent.emulator.cloud.key.CloudKeyStore;
import io.github.cameltencent.emulator.cloud.request.ReceivedCloudCall;
import io.github.cameltencent.emulator.cloud.signing.CloudAuthenticationException.Stage;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that both signature methods share: common parameters, timestamp, key and token. */
public final class CommonParameterCheck {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final CloudKeyStore keys;
    private final long allowedSkew;

    public CommonParameterCheck(CloudKeyStore keys, long allowedSkew) {
        this.keys = keys;
        this.allowedSkew = allowedSkew;
    }

    CloudKeyStore keys() {
        return keys;
    }

    long allowedSkew() {
        return allowedSkew;
    }

    /** The headers required by every call of API 3.0. */
    void headers(ReceivedCloudCall call) {
        for (String name : List.of("X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "Content-Type")) {
            List<String> values = call.all(name);
            if (values.isEmpty() || values.get(0).isBlank()) {
                throw CloudAuthenticationException.missing(name);
            }
            if (values.size() > 1) {
                throw new CloudAuthenticationException(
                        Stage.PARAMETERS, "InvalidParameter", "the header " + name + " comes twice");
            }
        }
        version(call.version);
    }

    static void version(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new CloudAuthenticationException(
                    Stage.PARAMETERS, "NoSuchVersion", "a version must be YYYY-MM-DD, not " + version);
        }
    }

    /** The age of the request in seconds. */
    long timestamp(ReceivedCloudCall call, String timestamp) {
        if (!SECONDS.matcher(timestamp).matches()) {
            throw new CloudAuthenticationException(
                    Stage.TIMESTAMP, "InvalidParameterValue", "it must be Unix seconds in decimal");
        }
        long skew = call.call.received().getEpochSecond() - Long.parseLong(timestamp);
        if (Math.abs(skew) > allowedSkew) {
            String side = skew < 0 ? " s ahead of" : " s behind";
            throw new CloudAuthenticationException(
                    Stage.TIMESTAMP,
                    CloudAuthenticationException.EXPIRED,
                    "it is " + Math.abs(skew) + side + " the server's clock: check yours, or sign each attempt anew");
        }
        return skew;
    }

    CloudKey key(String secretId, String token, Instant now) {
        CloudKey key = keys.find(secretId);
        if (key == null && secretId.startsWith(CloudKeyStore.TEMPORARY)) {
            throw new CloudAuthenticationException(
                    Stage.TOKEN, CloudAuthenticationException.TOKEN, "these temporary credentials are no longer valid");
        }
        if (key == null) {
            throw new CloudAuthenticationException(
                    Stage.SECRET_ID, CloudAuthenticationException.UNKNOWN_ID, "the emulator does not know " + secretId);
        }
        if (key.isExpiredAt(now)) {
            throw new CloudAuthenticationException(
                    Stage.TOKEN,
                    CloudAuthenticationException.TOKEN,
                    "these temporary credentials ended at " + key.end());
        }
        if (!key.hasToken(token)) {
            String message = !key.temporary()
                    ? "a token was sent with a key that is not temporary"
                    : token.isEmpty()
                            ? "these credentials are temporary: their token must be sent"
                            : "it is not the token" + " that belongs to this SecretId";
            throw new CloudAuthenticationException(Stage.TOKEN, CloudAuthenticationException.TOKEN, message);
        }
        return key;
    }
}

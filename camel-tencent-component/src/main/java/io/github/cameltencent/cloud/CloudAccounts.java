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
package io.github.cameltencent.cloud;

import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CredentialSource;
import io.github.cameltencent.credential.SharedConfiguration;
import io.github.cameltencent.credential.TencentApplication;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds what the calls of an endpoint are made with. Thread-safe. */
final class CloudAccounts {

    private CloudAccounts() {}

    static CloudAccess of(SharedConfiguration options, CloudConfiguration own, Applications applications) {
        if (own.getSecretId() != null || own.getSessionToken() != null || isInline(options)) {
            requireWhole("The endpoint", own.getSecretId(), options.getSecretKey());
            return new CloudAccess(
                    "cloud:" + own.getSecretId(),
                    new Fixed(new CloudCredentials(
                            own.getSecretId(), options.getSecretKey(), own.getSessionToken(), null)),
                    options.getRegion(),
                    options.getBaseUri(),
                    options.getRateLimit());
        }
        String name = options.getApplication() == null ? Applications.DEFAULT : options.getApplication();
        TencentApplication application = applications.get(options.getApplication());
        CloudApplication part = application.getCloud();
        if (part == null) {
            throw new IllegalArgumentException(
                    "Application " + name + " has no keys of the Cloud API: set cloud.secret-id and cloud.secret-key");
        }
        requireWhole("Application " + name + " for cloud", part.getSecretId(), part.getSecretKey());
        return new CloudAccess(
                name,
                new Fixed(new CloudCredentials(part.getSecretId(), part.getSecretKey(), part.getSessionToken(), null)),
                first(options.getRegion(), part.getRegion()),
                first(options.getBaseUri(), part.getBaseUri()),
                first(options.getRateLimit(), part.getRateLimit()));
    }

    private static boolean isInline(SharedConfiguration options) {
        return options.getSecretKey() != null;
    }

    private static void requireWhole(String who, String secretId, String secretKey) {
        if (secretId == null || secretId.isBlank() || secretKey == null || secretKey.isBlank()) {
            throw new IllegalArgumentException(
                    who + " has " + (secretId == null || secretId.isBlank() ? "no secretId" : "no secretKey")
                            + ": the Cloud API needs both, from the same place");
        }
    }

    private static String first(String wanted, String otherwise) {
        return wanted != null ? wanted : otherwise;
    }

    private record Fixed(CloudCredentials current) implements CredentialSource {
        @Override
        public CompletionStage<CloudCredentials> ready() {
            return CompletableFuture.completedFuture(current);
        }

        @Override
        public CompletionStage<CloudCredentials> renew(CloudCredentials refused) {
            return null;
        }
    }
}

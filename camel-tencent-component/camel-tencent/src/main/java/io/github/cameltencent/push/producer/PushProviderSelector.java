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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.ImKeys;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushProvider;

/** Selects the push provider of an endpoint. */
final class PushProviderSelector {

    private PushProviderSelector() {}

    /**
     * Returns the provider of the option, or else the one with keys.
     *
     * @throws IllegalArgumentException if there are keys for both or for none, or none for the selected provider
     */
    static PushProvider of(PushConfiguration options, EndpointOptions shared, Applications applications) {
        PushProvider provider = options.getProvider() != null ? options.getProvider() : byKeys(shared, applications);
        if (provider == PushProvider.TIMPUSH) {
            ImKeys.of(shared, applications);
        } else {
            TpnsKeys.of(shared, applications, text(options.getPlatform()));
        }
        return provider;
    }

    private static PushProvider byKeys(EndpointOptions shared, Applications applications) {
        boolean inline = TpnsKeys.isInline(shared) || shared.getSdkAppId() != null;
        TencentApplication application = inline ? null : applications.get(shared.getApplication());
        boolean tpns = inline
                ? TpnsKeys.isInline(shared)
                : application.getTpns() != null && !application.getTpns().isEmpty();
        boolean timpush = inline ? shared.getSdkAppId() != null : application.getIm() != null;
        if (tpns == timpush) {
            throw new IllegalArgumentException(
                    tpns
                            ? "The application has keys for TPNS and for TIMPush: set provider=tpns or provider=timpush"
                            : "The application has no keys for pushes: set tpns[android], tpns[ios] or im");
        }
        return tpns ? PushProvider.TPNS : PushProvider.TIMPUSH;
    }

    private static String text(PushPlatform platform) {
        return platform == null ? null : platform.text();
    }
}

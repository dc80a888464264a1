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
package io.github.cameltencent.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tokens that IM callbacks are signed with: those of the endpoint or bean, otherwise those of the applications,
 * looked up for each callback.
 */
public final class CallbackTokens {

    private final Long sdkAppId;
    private final List<String> inline;
    private final String application;
    private final Applications applications;

    /**
     * Creates the tokens of an endpoint or bean. * @param sdkAppId the SDKAppID whose callbacks are accepted, null for
     * all applications with a token
     * @param token the inline token, null to use those of the applications
     * @param application the name of the only application to use, null for all
     * @throws IllegalArgumentException for a token without an sdkAppId
     */
    public CallbackTokens(
            Long sdkAppId, String token, String previousToken, String application, Applications applications) {
        this.sdkAppId = sdkAppId;
        SecretValidator.require("The endpoint", "callbackToken", token);
        SecretValidator.require("The endpoint", "previousCallbackToken", previousToken);
        this.inline = present(token, previousToken);
        this.application = application;
        this.applications = applications;
        if (!inline.isEmpty() && sdkAppId == null) {
            throw new IllegalArgumentException(
                    "callbackToken needs sdkAppId, whose callbacks it signs; or set application");
        }
    }

    /** Whether callbacks of this SDKAppID are accepted here. */
    public boolean isKnown(long of) {
        if (sdkAppId != null) {
            return sdkAppId == of;
        }
        return candidates().values().stream().anyMatch(im -> im.getSdkAppId() != null && im.getSdkAppId() == of);
    }

    /** Returns the tokens that callbacks of this SDKAppID may be signed with; empty if there are none. */
    public List<String> of(long of) {
        if (!inline.isEmpty()) {
            return sdkAppId == of ? inline : List.of();
        }
        List<String> tokens = new ArrayList<>();
        for (ImApplication im : candidates().values()) {
            if (im.getSdkAppId() != null && im.getSdkAppId() == of) {
                present(im.getCallbackToken(), im.getPreviousCallbackToken()).stream()
                        .filter(SecretValidator::isUsable) // a token that was replaced after the start may be invalid
                        .forEach(tokens::add);
            }
        }
        return tokens;
    }

    /**
     * Whether there is a token at present.
     *
     * @throws IllegalArgumentException when a token is malformed; the message says what to do
     */
    public boolean isAny() {
        boolean any = !inline.isEmpty();
        for (Map.Entry<String, ImApplication> each : candidates().entrySet()) {
            String who = "Application " + each.getKey();
            SecretValidator.require(who, "callbackToken", each.getValue().getCallbackToken());
            SecretValidator.require(
                    who, "previousCallbackToken", each.getValue().getPreviousCallbackToken());
            any |= !present(each.getValue().getCallbackToken(), null).isEmpty();
        }
        return any;
    }

    private Map<String, ImApplication> candidates() {
        Map<String, TencentApplication> all =
                application == null ? applications.all() : Map.of(application, applications.get(application));
        Map<String, ImApplication> parts = new TreeMap<>();
        all.forEach((name, each) -> {
            if (each.getIm() != null) {
                parts.put(name, each.getIm());
            }
        });
        return parts;
    }

    private static List<String> present(String token, String previous) {
        List<String> tokens = new ArrayList<>(2);
        for (String each : new String[] {token, previous}) {
            if (each != null && !each.isBlank()) {
                tokens.add(each);
            }
        }
        return tokens;
    }

    @Override
    public String toString() {
        return "CallbackTokens";
    }
}

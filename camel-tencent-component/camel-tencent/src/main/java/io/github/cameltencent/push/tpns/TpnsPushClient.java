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
package io.github.cameltencent.push.tpns;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.Clocks;
import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.credential.TpnsKeys;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.OnUnsupportedField;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushPart;
import io.github.cameltencent.push.PushPartResult;
import io.github.cameltencent.push.PushPlatform;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.push.PushTargetList;
import io.github.cameltencent.tpns.TpnsAnswer;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.tpns.TpnsFacts;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The push client for TPNS. Looks up the keys for each message, since an application may be replaced. Thread-safe. */
public final class TpnsPushClient implements PushClient {

    private static final Logger LOG = LoggerFactory.getLogger(TpnsPushClient.class);

    private static final String SERVICE = "push";
    private static final String PATH = "push/app";

    /** The codes of TPNS for an unknown target, for requests with one target. */
    private static final Set<String> UNKNOWN_TARGET = Set.of("1008006", "1008029", "10010005", "10110008");

    private final EndpointOptions shared;
    private final PushConfiguration options;
    private final Applications applications;
    private final TpnsCalls calls;
    private final Clock clock;

    public TpnsPushClient(
            EndpointOptions shared, PushConfiguration options, Applications applications, TpnsCalls calls) {
        this.shared = shared;
        this.options = options;
        this.applications = applications;
        this.calls = calls;
        this.clock = Clocks.of(shared);
    }

    @Override
    public PushProvider provider() {
        return PushProvider.TPNS;
    }

    @Override
    public String operation(BoundPush push) {
        return PATH;
    }

    @Override
    public boolean deduplicates(PushPart part) {
        return false;
    }

    @Override
    public boolean isAlreadyAccepted(String code) {
        TpnsFacts.Code known = code == null ? null : calls.facts().code(code);
        return known != null && known.alreadyAccepted();
    }

    @Override
    public Draft draft(BoundPush push, String seed) {
        checkSendTime(push);
        TpnsLimits.check(push.message(), clock);
        Map<String, TpnsKeys> keys = keys(push.message().getPlatform());
        List<PushPlatform> platforms = platforms(push, keys);
        TpnsFieldCheck.check(push, platforms, options.getOnUnsupportedField());
        List<Rejection> refused = List.of();
        List<List<String>> chunks = new ArrayList<>();
        if (push.audience().isBroadcast()) {
            chunks.add(null);
        } else {
            PushTargetList targets = PushTargetList.of(push, options.getMaxTargets());
            refused = targets.refused();
            if (!refused.isEmpty() && !options.isIgnoreInvalidTokens()) {
                throw new InvalidPushException(
                        refused.get(0).code(), refused.get(0).reason());
            }
            chunks = targets.chunks(TpnsLimits.MAX_CHUNK);
        }
        List<PushPart> parts = new ArrayList<>(chunks.size() * platforms.size());
        Map<PushPlatform, TpnsRequest> requests = new EnumMap<>(PushPlatform.class);
        for (PushPlatform platform : platforms) {
            requests.put(platform, TpnsRequest.of(push, platform, options, clock));
            for (List<String> chunk : chunks) {
                parts.add(new PushPart(platform, chunk));
            }
        }
        return new TpnsDraft(parts, refused, requests, keys);
    }

    private void checkSendTime(BoundPush push) {
        if (push.message().getSendTime() == null || push.audience().isBroadcast()) {
            return;
        }
        OnUnsupportedField policy = options.getOnUnsupportedField();
        if (policy == OnUnsupportedField.FAIL) {
            throw new InvalidPushException(
                    "UNSUPPORTED_FIELD",
                    "TPNS supports sendTime only for audience=tag and audience=all: remove it, or set onUnsupportedField=ignore to send now");
        }
        if (policy == OnUnsupportedField.WARN) {
            LOG.warn("sendTime was omitted: TPNS supports it only for audience=tag and audience=all");
        }
    }

    /** Returns the keys. Inline keys belong to the platform of the option, whatever the message says. */
    private Map<String, TpnsKeys> keys(PushPlatform wanted) {
        boolean fixed = TpnsKeys.isInline(shared) && options.getPlatform() != null;
        PushPlatform platform = fixed ? options.getPlatform() : wanted;
        try {
            return TpnsKeys.of(shared, applications, platform == null ? null : platform.text());
        } catch (IllegalArgumentException e) {
            throw noKeys(e.getMessage());
        }
    }

    private static TencentException noKeys(String message) {
        return TencentException.of(Outcome.AUTH, "NO_KEYS", message)
                .call(SERVICE, PATH)
                .build();
    }

    private static List<PushPlatform> platforms(BoundPush push, Map<String, TpnsKeys> keys) {
        PushPlatform platform = push.message().getPlatform();
        if (platform == PushPlatform.ALL && push.audience() == Audience.TOKEN) {
            throw new InvalidPushException(
                    "PLATFORM_INVALID", "a token belongs to one platform: set platform to android or ios, not to all");
        }
        if (platform == null && keys.size() > 1) {
            throw new InvalidPushException(
                    "PLATFORM_MISSING",
                    "the application has keys for android and ios: set platform to android, ios or all");
        }
        List<PushPlatform> platforms = platform == PushPlatform.ALL
                ? List.of(PushPlatform.ANDROID, PushPlatform.IOS)
                : List.of(
                        platform != null
                                ? platform
                                : PushPlatform.of(keys.keySet().iterator().next()));
        for (PushPlatform each : platforms) {
            if (!keys.containsKey(each.text())) {
                throw new InvalidPushException(
                        "PLATFORM_WITHOUT_KEYS",
                        "the application has no keys for " + each.text() + ", only for " + keys.keySet() + ": set tpns["
                                + each.text() + "], or change platform");
            }
        }
        return platforms;
    }

    @Override
    public PushPartResult result(PushPart part, CallResult result) {
        TpnsAnswer answer = result.content() instanceof TpnsAnswer read ? read : null;
        boolean accepted = result.outcome() == Outcome.ACCEPTED;
        List<String> ids = accepted && answer != null ? List.copyOf(answer.pushIds()) : List.of();
        List<String> invalid = List.of();
        if (!part.isBroadcast() && (accepted || isUnknownTarget(result))) {
            invalid = answer == null ? List.of() : List.copyOf(answer.invalidTargets());
            if (!accepted && invalid.isEmpty() && part.size() == 1) {
                invalid = part.targets();
            }
        }
        return new PushPartResult(
                part,
                result.outcome(),
                result.attempts(),
                ids,
                invalid,
                List.of(),
                result.possiblyDuplicate(),
                result.failure(),
                result);
    }

    private static boolean isUnknownTarget(CallResult result) {
        return result.failure() != null
                && UNKNOWN_TARGET.contains(result.failure().getCode());
    }

    /** A message whose requests are serialized. */
    private final class TpnsDraft implements Draft {
        private final List<PushPart> parts;
        private final List<Rejection> refused;
        private final Map<PushPlatform, TpnsRequest> requests;
        private final Map<String, TpnsKeys> keys;

        TpnsDraft(
                List<PushPart> parts,
                List<Rejection> refused,
                Map<PushPlatform, TpnsRequest> requests,
                Map<String, TpnsKeys> keys) {
            this.parts = parts;
            this.refused = refused;
            this.requests = requests;
            this.keys = keys;
        }

        @Override
        public List<PushPart> parts() {
            return parts;
        }

        @Override
        public List<Rejection> refused() {
            return refused;
        }

        @Override
        public HttpCall call(PushPart part) {
            TpnsRequest request = requests.get(part.platform());
            if (request == null) {
                throw noKeys("the keys for " + part.platformText() + " were removed after the push began");
            }
            byte[] body = request.body(part.targets());
            try {
                return calls.call(SERVICE, PATH, keys.get(part.platformText()), shared, body, part.isBroadcast());
            } catch (IllegalArgumentException e) {
                throw noKeys(e.getMessage());
            }
        }
    }
}

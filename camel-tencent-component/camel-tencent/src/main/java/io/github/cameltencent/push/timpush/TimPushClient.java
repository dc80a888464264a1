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
package io.github.cameltencent.push.timpush;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.im.ImAnswer;
import io.github.cameltencent.im.ImClient;
import io.github.cameltencent.im.ImFacts;
import io.github.cameltencent.im.ImFailure;
import io.github.cameltencent.im.MsgRandomState;
import io.github.cameltencent.im.MsgRandoms;
import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.BoundPush;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushConfiguration;
import io.github.cameltencent.push.PushPart;
import io.github.cameltencent.push.PushPartResult;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.PushResult.Rejection;
import io.github.cameltencent.push.PushTargetList;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The push client for TIMPush: one request for all platforms. Looks up the keys for each message. Thread-safe. */
public final class TimPushClient implements PushClient {

    private static final String SERVICE = "push";
    private static final String BROADCAST = "timpush/push";
    private static final String BATCH = "timpush/batch";

    private final PushConfiguration options;
    private final ImClient im;

    public TimPushClient(PushConfiguration options, ImClient im) {
        this.options = options;
        this.im = im;
    }

    @Override
    public PushProvider provider() {
        return PushProvider.TIMPUSH;
    }

    @Override
    public String operation(BoundPush push) {
        return push != null && push.audience().isBroadcast() ? BROADCAST : BATCH;
    }

    @Override
    public boolean deduplicates(PushPart part) {
        return part.isBroadcast();
    }

    @Override
    public boolean isAlreadyAccepted(String code) {
        return false; // TIMPush answers an equal push like the first one
    }

    @Override
    public Draft draft(BoundPush push, String seed) {
        TimPushLimits.checkNotification(push.message());
        TimPushLimits.check(push.message());
        TimPushFieldCheck.check(push, options.getOnUnsupportedField());
        TimPushRequest request = TimPushRequest.of(push, adminUserId(), options);
        String command = operation(push);
        if (push.audience().isBroadcast()) {
            return new TimPushDraft(command, List.of(new PushPart(null, null)), List.of(), request, seed);
        }
        PushTargetList targets = targets(push);
        if (!targets.refused().isEmpty() && !options.isIgnoreInvalidTokens()) {
            Rejection first = targets.refused().get(0);
            throw new InvalidPushException(first.code(), first.reason());
        }
        List<PushPart> parts = targets.chunks(TimPushLimits.MAX_CHUNK).stream()
                .map(chunk -> new PushPart(null, chunk))
                .toList();
        return new TimPushDraft(command, parts, targets.refused(), request, seed);
    }

    private PushTargetList targets(BoundPush push) {
        List<String> valid = new ArrayList<>();
        List<Rejection> refused = new ArrayList<>(0);
        for (String target : new LinkedHashSet<>(push.targets())) {
            if (target.isBlank() || target.chars().anyMatch(Character::isISOControl)) {
                refused.add(new Rejection(
                        target,
                        push.audience() == Audience.TOKEN ? "TOKEN_INVALID" : "ACCOUNT_INVALID",
                        "a RegistrationID or UserID must not be empty or contain control characters"));
            } else {
                valid.add(target);
            }
        }
        if (valid.size() + refused.size() > options.getMaxTargets()) {
            throw new InvalidPushException(
                    "TOO_MANY_TARGETS",
                    "the push has " + (valid.size() + refused.size()) + " targets, and maxTargets is "
                            + options.getMaxTargets() + ": split the message, or increase maxTargets");
        }
        return new PushTargetList(valid, refused);
    }

    private String adminUserId() {
        try {
            return im.adminUserId();
        } catch (IllegalArgumentException e) {
            throw noKeys(e);
        }
    }

    private static TencentException noKeys(IllegalArgumentException e) {
        return TencentException.of(Outcome.AUTH, "NO_KEYS", e.getMessage())
                .call(SERVICE, BATCH)
                .build();
    }

    @Override
    public PushPartResult result(PushPart part, CallResult result) {
        ImAnswer answer = result.content() instanceof ImAnswer read ? read : null;
        boolean accepted = result.outcome() == Outcome.ACCEPTED;
        List<String> invalid = new ArrayList<>(0);
        List<Rejection> rejected = new ArrayList<>(0);
        if (accepted && answer != null) {
            for (ImFailure each : answer.failures()) {
                boolean unnamed = each.target().isEmpty();
                String target = unnamed && part.size() == 1 ? part.targets().get(0) : each.target();
                if (isUnknownTarget(each.code()) && !target.isEmpty()) {
                    invalid.add(target);
                } else {
                    rejected.add(new Rejection(target, each.code(), each.reason()));
                }
            }
        } else if (result.failure() != null
                && part.size() == 1
                && isUnknownTarget(result.failure().getCode())) {
            invalid.addAll(part.targets());
        }
        return new PushPartResult(
                part,
                result.outcome(),
                result.attempts(),
                accepted && answer != null ? answer.taskIds() : List.of(),
                List.copyOf(invalid),
                List.copyOf(rejected),
                result.possiblyDuplicate(),
                result.failure(),
                result);
    }

    private boolean isUnknownTarget(String code) {
        ImFacts.Code known = code == null ? null : im.facts().code(code);
        return known != null && known.target();
    }

    /** A message whose request is serialized. */
    private final class TimPushDraft implements Draft {
        private final String command;
        private final List<PushPart> parts;
        private final List<Rejection> refused;
        private final TimPushRequest request;
        private final String seed;

        TimPushDraft(
                String command, List<PushPart> parts, List<Rejection> refused, TimPushRequest request, String seed) {
            this.command = command;
            this.parts = parts;
            this.refused = refused;
            this.request = request;
            this.seed = seed;
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
            List<String> targets = part.isBroadcast() ? List.of(request.condition()) : part.targets();
            long random = MsgRandoms.derive(seed, command, targets);
            try {
                return im.call(SERVICE, command, request.body(part.targets(), random), new MsgRandomState(random));
            } catch (IllegalArgumentException e) {
                throw noKeys(e);
            }
        }
    }
}

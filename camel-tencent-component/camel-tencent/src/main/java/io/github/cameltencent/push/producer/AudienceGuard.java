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

import io.github.cameltencent.push.Audience;
import io.github.cameltencent.push.InvalidPushException;
import io.github.cameltencent.push.JsonValues;
import io.github.cameltencent.push.PushField;
import io.github.cameltencent.push.PushProvider;
import io.github.cameltencent.push.TagOperator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Determines the audience of a push, and prevents a message from turning a push to single devices into a broadcast, since
 * messages may come from untrusted sources.
 */
final class AudienceGuard {

    private static final Map<Audience, PushField> TARGETS = Map.of(
            Audience.TOKEN, PushField.TOKENS, Audience.ACCOUNT, PushField.ACCOUNTS, Audience.TAG, PushField.TAGS);

    /** Further fields that determine the audience of a broadcast; a message may set but not change them. */
    private static final Set<PushField> REACH =
            EnumSet.of(PushField.PLATFORM, PushField.ENVIRONMENT, PushField.TAG_OPERATOR);

    private static final Map<PushProvider, Extra> EXTRAS = Map.of(
            PushProvider.TPNS, new Extra(PushField.TPNS, "tag_rules"),
            PushProvider.TIMPUSH, new Extra(PushField.TIMPUSH, "Condition"));

    /** The object that is merged into the request of a provider, and its field that selects devices. */
    private record Extra(PushField field, String rules) {}

    /** Fields of the request that must be set by fields of the message, so that they are checked. */
    private static final Map<String, String> RESERVED = Map.of(
            "audience_type", "use audience",
            "token_list", "use tokens",
            "account_list", "use accounts",
            "tag_list", "use tags and tagOperator",
            "upload_id", "use tencent:tpns/push/app",
            "platform", "use platform",
            "environment", "use environment",
            "message_type", "use messageType");

    private static final Map<String, String> RESERVED_BY_TIMPUSH =
            Map.of("to_account", "use tokens or accounts", "msgrandom", "use idempotencyKey");

    private final EnumMap<PushField, Object> options;
    private final boolean allowBroadcast;
    private final Extra extra;

    AudienceGuard(EnumMap<PushField, Object> options, boolean allowBroadcast, PushProvider provider) {
        this.options = options;
        this.allowBroadcast = allowBroadcast;
        this.extra = EXTRAS.get(provider);
        checkNames(options);
    }

    /**
     * Returns the audience of a push.
     *
     * @param own the fields of body and headers
     * @param merged the fields of body, headers and options
     */
    Audience decide(EnumMap<PushField, Object> own, EnumMap<PushField, Object> merged) {
        checkNames(own);
        Audience audience = (Audience) merged.get(PushField.AUDIENCE);
        boolean derived = audience == null;
        if (derived) {
            audience = derive(merged);
        } else {
            refuseOthers(audience, own);
        }
        if (audience.isBroadcast()) {
            if (!allowBroadcast) {
                checkAllowed(audience, own);
            }
        } else if (((List<?>) merged.getOrDefault(TARGETS.get(audience), List.of())).isEmpty()) {
            throw noTargets();
        }
        boolean rules = hasRules(merged);
        if (rules && audience != Audience.TAG) {
            throw new InvalidPushException(
                    "AUDIENCE_AMBIGUOUS", extra.rules() + " needs audience=tag: set it, or remove " + extra.rules());
        }
        if (audience == Audience.TAG
                && !rules
                && ((List<?>) merged.getOrDefault(PushField.TAGS, List.of())).isEmpty()) {
            throw noTargets();
        }
        return audience;
    }

    private static Audience derive(EnumMap<PushField, Object> merged) {
        Audience derived = null;
        for (Audience each : Audience.values()) {
            if (each != Audience.ALL && merged.containsKey(TARGETS.get(each))) {
                if (derived != null) {
                    throw new InvalidPushException(
                            "AUDIENCE_AMBIGUOUS",
                            "the push has both " + TARGETS.get(derived).text() + " and "
                                    + TARGETS.get(each).text() + ": set audience to select one of them");
                }
                derived = each;
            }
        }
        if (derived == null) {
            throw noTargets();
        }
        return derived;
    }

    private static void refuseOthers(Audience audience, EnumMap<PushField, Object> own) {
        TARGETS.forEach((other, field) -> {
            if (other != audience && own.containsKey(field)) {
                throw new InvalidPushException(
                        "AUDIENCE_AMBIGUOUS",
                        "the message has " + field.text() + ", but the audience is "
                                + audience.name().toLowerCase(Locale.ROOT) + ": remove them, or change the audience");
            }
        });
    }

    private void checkAllowed(Audience audience, EnumMap<PushField, Object> own) {
        boolean byOption = options.get(PushField.AUDIENCE) == audience;
        boolean byOptionTags = audience == Audience.TAG
                && options.get(PushField.AUDIENCE) == null
                && options.containsKey(PushField.TAGS)
                && !own.containsKey(PushField.TAGS)
                && !own.containsKey(PushField.AUDIENCE);
        if (!byOption && !byOptionTags) {
            throw new InvalidPushException(
                    "BROADCAST_NOT_ALLOWED",
                    "a message must not turn this push into a broadcast: set the option audience="
                            + audience.name().toLowerCase(Locale.ROOT) + ", or allowBroadcast=true");
        }
        boolean optionTags = options.containsKey(PushField.TAGS) || hasRules(options);
        if (hasRules(own) && optionTags) {
            throw changedByMessage(extra.field().text());
        }
        for (PushField field : REACH) {
            boolean changed = own.containsKey(field)
                    && options.containsKey(field)
                    && !Objects.equals(own.get(field), options.get(field));
            if (changed) {
                throw changedByMessage(field.text());
            }
        }
        if (optionTags
                && !own.containsKey(PushField.TAGS)
                && own.get(PushField.TAG_OPERATOR) == TagOperator.OR
                && options.get(PushField.TAG_OPERATOR) != TagOperator.OR) {
            throw changedByMessage(PushField.TAG_OPERATOR.text());
        }
    }

    private static InvalidPushException changedByMessage(String field) {
        return new InvalidPushException(
                "BROADCAST_NOT_ALLOWED",
                "in a broadcast, a message must not change " + field
                        + ", which the endpoint sets: remove the option, or set allowBroadcast=true");
    }

    private static void checkNames(EnumMap<PushField, Object> values) {
        if (values.containsKey(PushField.TPNS)) {
            checkNames(object(values, PushField.TPNS), "tpns", RESERVED, "tag_rules");
        }
        if (values.containsKey(PushField.TIMPUSH)) {
            checkNames(object(values, PushField.TIMPUSH), "timpush", RESERVED_BY_TIMPUSH, "Condition");
        }
    }

    /** Ignores letter case, including letters that become ASCII when their case changes. */
    private static void checkNames(
            Map<String, Object> object, String what, Map<String, String> reserved, String rules) {
        String lowerRules = rules.toLowerCase(Locale.ROOT);
        for (String name : object.keySet()) {
            String lower = name.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            String instead = reserved.get(lower);
            if (instead != null || (lower.equals(lowerRules) && !name.equals(rules))) {
                throw new InvalidPushException(
                        what.toUpperCase(Locale.ROOT) + "_FIELD_NOT_ALLOWED",
                        what + " must not contain " + lower + ": "
                                + (instead == null ? "write it as " + rules : instead));
            }
        }
    }

    private boolean hasRules(EnumMap<PushField, Object> values) {
        return object(values, extra.field()).containsKey(extra.rules());
    }

    private static Map<String, Object> object(EnumMap<PushField, Object> values, PushField field) {
        return values.get(field) instanceof Map<?, ?> object ? JsonValues.asObject(object) : Map.of();
    }

    private static InvalidPushException noTargets() {
        return new InvalidPushException(
                "NO_TARGETS", "the push has no targets: set tokens, accounts or tags, or the option audience=all");
    }
}

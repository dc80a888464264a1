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
package io.github.cameltencent.push;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cameltencent.Outcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a push for each target and each request. Each target is in exactly one of {@link #getAccepted()}, {@link
 * #getRejected()}, {@link #getUnknown()} and {@link #getNotSent()}; a broadcast has no targets, only chunks. {@code
 * toString()} contains only numbers.
 */
public final class PushResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PushProvider provider;
    private final List<Chunk> chunks;
    private final PushTargetResults targets;
    private final PushMessage message;

    /**
     * A target that was refused.
     *
     * @param code the code of the provider, or a code of this component in capitals
     */
    public record Rejection(String target, String code, String reason) implements Serializable {

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("target", target);
            map.put("code", code);
            map.put("reason", reason);
            return map;
        }

        @Override
        public String toString() {
            return "Rejection[" + code + "]";
        }
    }

    /**
     * The result of one request of a push.
     *
     * @param platform {@code android} or {@code ios}; null if one request serves all platforms
     * @param targets the number of targets, 0 for a broadcast
     * @param attempts the number of attempts
     * @param code the code of the failure, null if accepted
     * @param ids the push ids of the provider
     */
    public record Chunk(String platform, int targets, Outcome outcome, int attempts, String code, List<String> ids)
            implements Serializable {

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("platform", platform);
            map.put("targets", targets);
            map.put("outcome", outcome.name());
            map.put("attempts", attempts);
            map.put("code", code);
            map.put("ids", ids);
            return map;
        }
    }

    public PushResult(PushProvider provider, List<Chunk> chunks, PushTargetResults targets, PushMessage message) {
        this.provider = provider;
        this.chunks = List.copyOf(chunks);
        this.targets = targets;
        this.message = message;
    }

    /** Returns the provider: {@code tpns} or {@code timpush}. */
    public String getProvider() {
        return PushValues.plain(provider).toString();
    }

    /** Returns the push ids of all requests. */
    public List<String> getPushIds() {
        if (chunks.size() == 1) {
            return chunks.get(0).ids();
        }
        List<String> ids = new ArrayList<>();
        chunks.forEach(chunk -> ids.addAll(chunk.ids()));
        return ids;
    }

    /** Returns the targets that the provider accepted. */
    public List<String> getAccepted() {
        return targets.accepted();
    }

    /** Returns the targets that were refused by the provider or before sending. */
    public List<Rejection> getRejected() {
        return targets.rejected();
    }

    /** Returns the targets whose outcome is ambiguous. */
    public List<String> getUnknown() {
        return targets.unknown();
    }

    /** Returns the targets to which the push was certainly not sent, and can be sent again. */
    public List<String> getNotSent() {
        return targets.notSent();
    }

    /** Returns the rejected targets that the provider does not know any more and that should be deleted. */
    public List<String> getInvalidTargets() {
        return targets.invalid();
    }

    /** Returns the requests into which the push was split. */
    public List<Chunk> getChunks() {
        return chunks;
    }

    /**
     * Returns a message for the targets that were not sent.
     *
     * @return null if nothing is left
     * @throws IllegalStateException if different targets are left for Android and iOS, which one message cannot express:
     *     use {@link #remainingByPlatform()}
     */
    public PushMessage remaining() {
        List<PushMessage> left = left();
        if (left.size() < 2) {
            return left.isEmpty() ? null : strip(left.get(0));
        }
        PushMessage first = left.get(0);
        PushMessage both = first.toBuilder().platform(PushPlatform.ALL).build();
        for (PushMessage each : left) {
            if (!each.toBuilder().platform(PushPlatform.ALL).build().equals(both)) {
                throw new IllegalStateException(
                        "The remaining targets differ between Android and iOS: use remainingByPlatform()");
            }
        }
        return strip(both);
    }

    /** Returns messages for the targets that were not sent, one for each platform; empty if nothing is left. */
    public List<PushMessage> remainingByPlatform() {
        return left().stream().map(this::strip).toList();
    }

    private PushMessage strip(PushMessage left) {
        return provider == PushProvider.TPNS ? TpnsUnsupportedFields.strip(left) : left;
    }

    private List<PushMessage> left() {
        List<PushMessage> left = new ArrayList<>();
        targets.left().forEach((platform, names) -> left.add(remaining(platform, names)));
        return left;
    }

    private PushMessage remaining(String platform, List<String> names) {
        PushMessageBuilder builder = message.toBuilder();
        if (platform != null) {
            builder.platform(PushPlatform.of(platform));
        }
        if (message.getAudience() == Audience.TOKEN) {
            builder.tokens(names);
        } else if (message.getAudience() == Audience.ACCOUNT) {
            builder.accounts(names);
        }
        return builder.build();
    }

    /** Returns the result as a JSON object. */
    @JsonValue
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("provider", getProvider());
        map.put("pushIds", getPushIds());
        map.put("accepted", getAccepted());
        map.put("rejected", getRejected().stream().map(Rejection::toMap).toList());
        map.put("unknown", getUnknown());
        map.put("notSent", getNotSent());
        map.put("invalidTargets", getInvalidTargets());
        map.put("chunks", chunks.stream().map(Chunk::toMap).toList());
        return map;
    }

    /** Returns the result as JSON text. */
    public String toJson() {
        return PushJson.text(toMap());
    }

    @Override
    public String toString() {
        return "PushResult[" + getProvider() + ", " + chunks.size() + " chunks, accepted "
                + getAccepted().size() + ", rejected " + getRejected().size() + ", unknown "
                + getUnknown().size() + ", not sent " + getNotSent().size() + "]";
    }
}

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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Joins pushes with the same content for single tokens or accounts into one push for a list. Use {@link
 * #correlationKey} as the correlation expression of the aggregator, and split the result with {@link #results}. Needs an
 * aggregation repository in memory. Thread-safe.
 */
public class TencentPushAggregationStrategy implements AggregationStrategy {

    private static final String MEMBERS = "CamelTencentPushMembers";

    private PushReader reader = new PushReader(BodyType.CONTENT);

    /** A message that was joined. */
    private record Member(Message message, String target) {}

    /** Sets how text bodies are read, as the option {@code bodyType} of the endpoint; by default as content. */
    public void setBodyType(BodyType bodyType) {
        this.reader = new PushReader(bodyType);
    }

    /**
     * Returns a key that is equal for pushes that differ only in their token, or only in their account.
     *
     * @throws IllegalArgumentException if the push is invalid, or does not have exactly one token or account
     */
    public String correlationKey(Exchange exchange) {
        EnumMap<PushField, Object> values = reader.read(exchange);
        PushField kind = kindOf(values);
        values.remove(kind);
        String content = PushJson.text(sorted(new PushMessage(values).toMap()));
        return kind.text() + "-" + sha256(content);
    }

    /** Adds a push. */
    @Override
    public Exchange aggregate(Exchange joined, Exchange next) {
        EnumMap<PushField, Object> values = reader.read(next);
        Member member = new Member(next.getMessage().copy(), target(values, kindOf(values)));
        if (joined == null) {
            List<Member> members = new ArrayList<>();
            members.add(member);
            next.setProperty(MEMBERS, members);
            return next;
        }
        members(joined).add(member);
        return joined;
    }

    /** Replaces the body of the joined exchange with the push for all targets. */
    @Override
    public void onCompletion(Exchange joined) {
        if (joined == null) {
            return;
        }
        EnumMap<PushField, Object> values = reader.read(joined);
        Set<String> targets = new LinkedHashSet<>();
        members(joined).forEach(member -> targets.add(member.target()));
        PushField kind = kindOf(values);
        values.put(kind, kind.read(List.copyOf(targets)));
        Message message = joined.getMessage();
        message.setBody(new PushMessage(values));
        List.copyOf(message.getHeaders().keySet()).stream()
                .filter(name -> PushReader.fieldOf(name) != null)
                .forEach(message::removeHeader);
        message.removeHeader(TencentConstants.IDEMPOTENCY_KEY);
    }

    /**
     * Returns the messages that were joined, each with the headers of the outcome of its own target. Requires {@code
     * onPartialFailure=succeed}, or the exception of a partial failure.
     *
     * @param pushed the joined exchange after the push
     */
    public List<Message> results(Exchange pushed) {
        PushResult result = resultOf(pushed);
        Map<String, PushResult.TargetResult> byTarget = result == null ? Map.of() : result.byTarget();
        PushResult.TargetResult shared = sharedResult(pushed);
        Collection<?> invalid = pushed.getMessage().getHeader(TencentConstants.INVALID_TARGETS, Collection.class);
        List<Message> results = new ArrayList<>();
        for (Member member : members(pushed)) {
            Message message = member.message().copy();
            setHeaders(message, pushed, byTarget.getOrDefault(member.target(), shared));
            if (invalid != null && invalid.contains(member.target())) {
                message.setHeader(TencentConstants.INVALID_TARGETS, List.of(member.target()));
            }
            results.add(message);
        }
        return results;
    }

    private static void setHeaders(Message message, Exchange pushed, PushResult.TargetResult result) {
        message.setHeader(TencentConstants.OUTCOME, result.outcome().name());
        if (result.outcome() == Outcome.ACCEPTED) {
            copyHeader(pushed, message, TencentConstants.PUSH_IDS);
            copyHeader(pushed, message, TencentConstants.POSSIBLY_DUPLICATE);
        } else {
            message.setHeader(TencentConstants.ERROR_CODE, result.code());
            message.setHeader(TencentConstants.ERROR_MESSAGE, result.reason());
        }
    }

    private static void copyHeader(Exchange from, Message to, String name) {
        Object value = from.getMessage().getHeader(name);
        if (value != null) {
            to.setHeader(name, value);
        }
    }

    private static PushResult resultOf(Exchange pushed) {
        if (pushed.getMessage().getBody() instanceof PushResult result) {
            return result;
        }
        TencentException failure = failureOf(pushed);
        return failure != null && failure.getResult() instanceof PushResult result ? result : null;
    }

    private static TencentException failureOf(Exchange pushed) {
        TencentException failure = pushed.getException(TencentException.class);
        return failure != null ? failure : pushed.getProperty(Exchange.EXCEPTION_CAUGHT, TencentException.class);
    }

    /** Returns the outcome of the whole push. Without a result for each target, that of a partial push is unknown. */
    private static PushResult.TargetResult sharedResult(Exchange pushed) {
        String outcome = pushed.getProperty(TencentConstants.OUTCOME, String.class);
        Message message = pushed.getMessage();
        return new PushResult.TargetResult(
                outcome == null || outcome.equals(Outcome.PARTIAL.name())
                        ? Outcome.AMBIGUOUS
                        : Outcome.valueOf(outcome),
                pushed.getProperty(TencentConstants.ERROR_CODE, String.class),
                message.getHeader(TencentConstants.ERROR_MESSAGE, String.class));
    }

    private static List<Member> members(Exchange joined) {
        @SuppressWarnings("unchecked")
        List<Member> members = joined.getProperty(MEMBERS, List.class);
        if (members == null) {
            throw new IllegalStateException("The joined messages are missing: the aggregation repository must keep"
                    + " exchanges in memory, and the exchange must come from the aggregator");
        }
        return members;
    }

    private static PushField kindOf(Map<PushField, Object> values) {
        boolean token = isSingle(values, PushField.TOKENS) && !values.containsKey(PushField.ACCOUNTS);
        boolean account = isSingle(values, PushField.ACCOUNTS) && !values.containsKey(PushField.TOKENS);
        if (!token && !account || values.containsKey(PushField.TAGS)) {
            throw new IllegalArgumentException(
                    "only pushes for one token or one account can be joined: send others directly");
        }
        return token ? PushField.TOKENS : PushField.ACCOUNTS;
    }

    private static boolean isSingle(Map<PushField, Object> values, PushField field) {
        return values.get(field) instanceof List<?> list && list.size() == 1;
    }

    private static String target(Map<PushField, Object> values, PushField kind) {
        return (String) ((List<?>) values.get(kind)).get(0);
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, each) -> sorted.put(String.valueOf(name), sorted(each)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(TencentPushAggregationStrategy::sorted).collect(Collectors.toList())
                : value;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

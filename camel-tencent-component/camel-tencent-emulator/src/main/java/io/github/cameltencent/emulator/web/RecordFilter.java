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
package io.github.cameltencent.emulator.web;

import io.github.cameltencent.emulator.RecordedRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Locale;

/**
 * Selects recorded requests for the list of the page.
 *
 * @param text a text in lower case that the request, its answer or its explanation contains, "" for any
 * @param outcome accepted, refused, fault, or "" for any
 * @param service the short name of a service, "" for any
 * @param from the earliest time in milliseconds, inclusive
 * @param to the latest time in milliseconds, exclusive
 */
record RecordFilter(String text, String outcome, String service, long from, long to) {

    static RecordFilter of(QueryStringDecoder query) {
        return new RecordFilter(
                parameter(query, "q", "").toLowerCase(Locale.ROOT).strip(),
                parameter(query, "outcome", ""),
                parameter(query, "service", ""),
                Long.parseLong(parameter(query, "from", "0")),
                Long.parseLong(parameter(query, "to", Long.toString(Long.MAX_VALUE))));
    }

    static String parameter(QueryStringDecoder query, String name, String defaultValue) {
        List<String> values = query.parameters().get(name);
        return values == null || values.get(0).isEmpty() ? defaultValue : values.get(0);
    }

    boolean matchesTime(RecordedRequest request) {
        long time = request.time().toEpochMilli();
        return time >= from && time < to;
    }

    /** Whether everything but the time matches. */
    boolean matches(RecordedRequest request) {
        return (service.isEmpty() || service.equals(request.service()))
                && matchesOutcome(request)
                && (text.isEmpty() || containsText(request));
    }

    private boolean matchesOutcome(RecordedRequest request) {
        return switch (outcome) {
            case "accepted" -> request.accepted();
            case "refused" -> !request.accepted();
            case "fault" -> !request.fault().isEmpty();
            default -> true;
        };
    }

    /** Searches the masked texts only, so that a search cannot find out a secret. */
    private boolean containsText(RecordedRequest request) {
        return contains("#" + request.sequence())
                || contains(request.method() + " " + request.path())
                || contains(request.operation())
                || contains(request.query())
                || contains(request.verdict())
                || contains(request.code())
                || contains(request.message())
                || contains(request.application())
                || contains(request.requestId())
                || contains(request.fault())
                || request.ids().stream().anyMatch(this::contains)
                || request.targets().stream().anyMatch(this::contains)
                || contains(RecordJson.body(request))
                || contains(request.answer())
                || (!request.verified() && request.steps().stream().anyMatch(step -> contains(step.detail())));
    }

    private boolean contains(String value) {
        return value.toLowerCase(Locale.ROOT).contains(text);
    }
}

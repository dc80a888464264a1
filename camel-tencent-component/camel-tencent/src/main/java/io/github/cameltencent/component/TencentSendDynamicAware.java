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
package io.github.cameltencent.component;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.exchange.OptionNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.component.SendDynamicAwareSupport;
import org.apache.camel.util.URISupport;

/**
 * Allows {@code toD} to use one endpoint for all values of those options that also exist as headers: dynamic values are
 * set as headers during the call. A header that the message already has takes precedence and is kept.
 *
 * <p>{@code audience}, which a header cannot widen to all devices, and all options for keys and addresses stay in the
 * URI. The options of the Cloud API have no headers: each of their values needs an endpoint.
 */
@SendDynamic("tencent")
public final class TencentSendDynamicAware extends SendDynamicAwareSupport {

    private static final Map<String, Set<String>> HEADER_OPTIONS = Map.of(
            "push",
            OptionNames.of("accounts badge channelId content custom environment messageType sendTime sound tags"
                    + " timeToLive title tokens"),
            "im",
            OptionNames.of("fromAccount groupId toAccount"));

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    /** Uses the lenient properties of the entry for the options that become headers. */
    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        Map<String, Object> fixed = new LinkedHashMap<>(endpointProperties(exchange, uri));
        Map<String, Object> asHeaders = new LinkedHashMap<>();
        for (String option : dynamic(uri, originalUri)) {
            if (fixed.containsKey(option)) {
                asHeaders.put(option, fixed.remove(option));
            }
        }
        return new DynamicAwareEntry(uri, originalUri, fixed, asHeaders);
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        return entry.getLenientProperties().isEmpty()
                ? null // the unchanged URI
                : asEndpointUri(exchange, entry.getUri(), entry.getProperties());
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        Map<String, Object> headers = headers(exchange, entry);
        return headers.isEmpty()
                ? null
                : target -> headers.forEach((name, value) -> target.getMessage().setHeader(name, value));
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        Set<String> names = headers(exchange, entry).keySet();
        return names.isEmpty() ? null : target -> names.forEach(target.getMessage()::removeHeader);
    }

    /** Returns the headers that the message does not have yet. */
    private static Map<String, Object> headers(Exchange exchange, DynamicAwareEntry entry) {
        Map<String, Object> headers = new LinkedHashMap<>();
        entry.getLenientProperties().forEach((option, value) -> {
            String header =
                    TencentConstants.HEADER_PREFIX + Character.toUpperCase(option.charAt(0)) + option.substring(1);
            if (exchange.getMessage().getHeader(header) == null) {
                headers.put(header, value);
            }
        });
        return headers;
    }

    /** Returns the options with expressions as values that also exist as headers. */
    private static Set<String> dynamic(String uri, String originalUri) throws Exception {
        String path = uri.replaceFirst("^tencent:/*", "");
        Set<String> headerOptions = HEADER_OPTIONS.getOrDefault(path.split("[/?]", 2)[0], Set.of());
        Set<String> dynamic = new TreeSet<>();
        int query = originalUri.indexOf('?');
        if (query >= 0 && !headerOptions.isEmpty()) {
            URISupport.parseQuery(originalUri.substring(query + 1), true).forEach((name, text) -> {
                String value = String.valueOf(text);
                if (headerOptions.contains(name) && (value.contains("${") || value.contains("$simple{"))) {
                    dynamic.add(name);
                }
            });
        }
        return dynamic;
    }
}

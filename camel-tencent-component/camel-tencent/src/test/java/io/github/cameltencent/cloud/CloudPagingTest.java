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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudCredentials;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.emulator.RecordedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All items of a paged action are read, with each page style. */
class CloudPagingTest extends CloudTestSupport {

    private static final String INSTANCES = DESCRIBE + "&paginate=true";

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cvm/DescribeInstances",
                "apigateway/DescribeAPIDocs",
                "ame/DescribePackages",
                "monitor/DescribeAlarmHistories",
                "billing/DescribeBudget",
                "tag/GetResources",
                "cloudaudit/DescribeEvents",
                "organization/ListTasks",
                "wav/QueryActivityJoinList",
                "billing/DescribeBillDetail"
            })
    void everyStyleOfPagesGivesEveryItemOnce(String operation) {
        emulator.cloud().items(operation, 25);

        List<Object> items = items("tencent:cloud/" + operation + "?application=shop&paginate=true&pageSize=10", "{}");

        assertThat(items).hasSize(25).doesNotHaveDuplicates();
        assertThat(requests()).hasSizeBetween(3, 4).allMatch(RecordedRequest::accepted);
    }

    @Test
    void theDefaultSizeOfAPageIsThatOfTheService() {
        emulator.cloud().items("cvm/DescribeInstances", 45);

        assertThat(items(INSTANCES, "{}")).hasSize(45);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void whatTheBodySaysOfTheFirstPageHolds() {
        emulator.cloud().items("cvm/DescribeInstances", 45);

        assertThat(items(INSTANCES, Map.of("Offset", 40, "Limit", 2))).hasSize(5);
    }

    @Test
    void itemsAreTextOrMaps() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 1);

        Object text = items(INSTANCES, "{}").get(0);
        Object map = items(INSTANCES + "&responseType=map", "{}").get(0);

        assertThat(json.readTree((String) text)).isEqualTo(json.valueToTree(map));
        assertThat(map).isInstanceOf(Map.class);
    }

    @Test
    void numbersOfItemsKeepTheirDigits() {
        emulator.cloud()
                .answer("cvm/DescribeInstances", "{\"TotalCount\":1,\"InstanceSet\":[{\"Id\":12345678901234567890}]}");

        assertThat(items(INSTANCES, "{}")).containsExactly("{\"Id\":12345678901234567890}");
    }

    @Test
    void anEmptyListHasNoItems() {
        emulator.cloud().items("cvm/DescribeInstances", 0);

        assertThat(items(INSTANCES, "{}")).isEmpty();
    }

    @Test
    void theFirstPageThatIsRefusedFailsTheExchange() {
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"UnauthorizedOperation\"}");

        Exchange exchange = send(INSTANCES, "{}");

        assertThat(exchange.getException()).isInstanceOfSatisfying(TencentException.class, e -> assertThat(e.getCode())
                .isEqualTo("UnauthorizedOperation"));
    }

    @Test
    void aLaterPageThatFailsEndsTheIterationAfterTheItemsBefore() {
        emulator.cloud().items("cvm/DescribeInstances", 30);
        Exchange exchange = sendOpen(INSTANCES + "&pageSize=10&maxRetries=0", "{}");
        Iterator<?> items = (Iterator<?>) exchange.getMessage().getBody();
        List<Object> got = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            got.add(items.next());
        }
        emulator.faults()
                .addScript("{\"match\":{\"service\":\"cloud\"},\"fault\":\"code\",\"code\":\"RequestLimitExceeded\"}");

        assertThatThrownBy(() -> items.forEachRemaining(got::add)).isInstanceOfSatisfying(TencentException.class, e -> {
            assertThat(e.getOutcome()).isEqualTo(Outcome.THROTTLED);
            assertThat(e.getCode()).isEqualTo("RequestLimitExceeded");
        });
        assertThat(got).hasSizeBetween(10, 20).doesNotHaveDuplicates();
        assertThat(items.hasNext()).as("it has ended").isFalse();
    }

    @Test
    void aPageThatIsThrottledIsRepeated() {
        emulator.cloud().items("cvm/DescribeInstances", 30);
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"cloud\"},\"count\":1,\"fault\":\"code\",\"code\":\"RequestLimitExceeded\"}");

        assertThat(items(INSTANCES + "&pageSize=10", "{}")).hasSize(30);
    }

    @Test
    void anExchangeThatEndsFetchesNoMorePages() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 1000);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:some").to(INSTANCES + "&pageSize=10").process(exchange -> {
                    Iterator<?> items = exchange.getMessage().getBody(Iterator.class);
                    items.next();
                });
            }
        });

        send("direct:some", "{}");

        assertThat(requests()).as("the first page and one ahead").hasSizeBetween(1, 2);
    }

    @Test
    void toReadThemAfterTheExchangeIsAnErrorAndNotAnEmptyList() {
        emulator.cloud().items("cvm/DescribeInstances", 5);

        Iterator<?> items = (Iterator<?>) send(INSTANCES, "{}").getMessage().getBody();

        assertThatThrownBy(items::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read the items in the route");
    }

    @Test
    void aSplitterTakesThemAsTheyCome() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 2500);
        Set<String> seen = new HashSet<>();
        AtomicInteger ahead = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all")
                        .to(INSTANCES + "&pageSize=100")
                        .split(body())
                        .streaming()
                        .process(exchange -> {
                            seen.add(exchange.getMessage().getBody(String.class));
                            ahead.accumulateAndGet(requests().size() - seen.size() / 100, Math::max);
                        });
            }
        });

        Exchange exchange = send("direct:all", "{}");

        assertThat(exchange.getException()).isNull();
        assertThat(seen).hasSize(2500);
        assertThat(ahead.get()).as("pages fetched ahead of the reader").isLessThanOrEqualTo(2);
    }

    @Test
    void aBodyThatIsNoObjectIsToldAsThat() {
        assertThat(send(INSTANCES, "[]").getException()).isInstanceOfSatisfying(TencentException.class, e -> {
            assertThat(e.getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThat(e.getCode()).isEqualTo("BODY_NOT_JSON");
        });
    }

    @Test
    void credentialsThatExpireBetweenTwoPagesAreLoadedAnew() {
        emulator.cloud().items("cvm/DescribeInstances", 30);
        AtomicInteger loads = new AtomicInteger();
        CloudCredentialsProvider vault = () -> {
            String id = "AKIDrotated" + loads.incrementAndGet();
            emulator.cloud().addKey(id, "key-" + id);
            return new CloudCredentials(id, "key-" + id, null, Instant.now().plusMillis(400));
        };
        context.getRegistry().bind("vault", vault);
        Exchange exchange = sendOpen(
                "tencent:cloud/cvm/DescribeInstances?credentialsProvider=#vault&paginate=true&pageSize=10&baseUri="
                        + emulator.baseUri(),
                "{}");
        Iterator<?> items = (Iterator<?>) exchange.getMessage().getBody();
        List<Object> got = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            got.add(items.next());
        }
        Instant until = Instant.now().plusMillis(600);
        await().until(() -> Instant.now().isAfter(until));
        items.forEachRemaining(got::add);
        assertThat(got).hasSize(30);
        assertThat(loads.get()).isGreaterThan(1);
    }

    @Test
    void theHeadersTellOfTheFirstPage() {
        emulator.cloud().items("cvm/DescribeInstances", 1);

        Exchange exchange = send(INSTANCES, "{}");

        assertThat(exchange.getMessage().getHeader(TencentConstants.OUTCOME, String.class))
                .isEqualTo("ACCEPTED");
        assertThat(exchange.getMessage().getHeader(TencentConstants.REQUEST_ID, String.class))
                .isNotBlank();
    }

    @Test
    void whatCannotWorkIsToldWhenTheEndpointIsMade() {
        assertThatThrownBy(() -> context.getEndpoint("tencent:cloud/cvm/RunInstances?application=shop&paginate=true"))
                .hasMessageContaining("pageStyle");
        assertThatThrownBy(() -> context.getEndpoint(INSTANCES + "&rawResponse=true"))
                .hasMessageContaining("rawResponse");
        assertThatThrownBy(() -> context.getEndpoint(INSTANCES + "&streaming=true"))
                .hasMessageContaining("streaming");
        assertThatThrownBy(() -> context.getEndpoint(INSTANCES + "&pageSize=0")).hasMessageContaining("pageSize");
    }

    private List<Object> items(String uri, Object body) {
        Exchange exchange = sendOpen(uri, body);
        assertThat(exchange.getException()).isNull();
        List<Object> items = new ArrayList<>();
        ((Iterator<?>) exchange.getMessage().getBody()).forEachRemaining(items::add);
        return items;
    }
}

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
package io.github.cameltencent.birdtalk;

import static io.github.cameltencent.birdtalk.dsl.StaticEndpointBuilders.birdtalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URIs of endpoints and the catalogue of the component. */
class BirdtalkEndpointTest {

    private static final String ACCOUNT = "?serverUri=ws://127.0.0.1:1/ws&userId=10001&password=any&stateStore=memory";

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "friend", "group", "user", "query", "upload", "download"})
    void allOperationsAreAccepted(String operation) throws Exception {
        BirdtalkEndpoint endpoint = context.getEndpoint("birdtalk:" + operation + ACCOUNT, BirdtalkEndpoint.class);
        assertThat(endpoint.getOperation().path()).isEqualTo(operation);
        assertThat(endpoint.createProducer()).isNotNull();
        assertThat(endpoint.getServiceUrl()).isEqualTo("ws://127.0.0.1:1/ws");
    }

    @ParameterizedTest
    @CsvSource({
        "chta, did you mean birdtalk:chat?",
        "Chat, did you mean birdtalk:chat?",
        "marry, 'use one of [chat, friend, group, user, query, upload, download]'",
        "friend/list, 'use one of [chat, friend, group, user, query, upload, download]'",
    })
    void anUnknownOperationIsRefusedWhenTheEndpointIsCreated(String operation, String said) {
        assertThatThrownBy(() -> context.getEndpoint("birdtalk:" + operation + ACCOUNT))
                .hasMessageContaining("birdtalk:" + operation + " is unknown; " + said);
    }

    @Test
    void onlyChatHasAConsumer() {
        assertThatThrownBy(
                        () -> context.getEndpoint("birdtalk:friend" + ACCOUNT).createConsumer(exchange -> {}))
                .hasMessageContaining("birdtalk:friend has no consumer");
    }

    @ParameterizedTest
    @CsvSource({
        "requestTimeout=0, requestTimeout must be 1 to 86400000",
        "maxInFlight=0, maxInFlight must be 1 to 100000",
        "maxRetries=-1, maxRetries must be 0 to 100",
    })
    void anOptionOutOfRangeIsRefusedWhenTheEndpointIsCreated(String option, String said) {
        assertThatThrownBy(() -> context.getEndpoint("birdtalk:chat" + ACCOUNT + "&" + option))
                .hasMessageContaining(said);
    }

    @Test
    void theCatalogueHasTheOptionsOfTheContract() throws IOException {
        assertThat(model().getEndpointParameterOptions())
                .extracting(BaseOptionModel::getName)
                .contains("account", "serverUri", "userId", "email", "password", "codeProvider", "registerAs")
                .contains("clientId", "stateStore", "cipher", "verifyHostname")
                .contains("operatingSystem", "sdkVersion", "hardware", "timeZone", "locale")
                .contains("events", "receipts", "sync", "onFailure", "maxBuffered", "resyncInterval")
                .contains("reconnectDelay", "maxReconnectDelay", "heartbeat", "loginTimeout", "stageTimeout")
                .contains("maxFrameSize", "toId", "chatType", "msgType", "action")
                .contains("requestTimeout", "acquireTimeout", "maxInFlight", "onSaturation")
                .contains("throwExceptionOnFailure", "allowInsecure", "clock");
        assertThat(model().getEndpointParameterOptions())
                .filteredOn(BaseOptionModel::isSecret)
                .extracting(BaseOptionModel::getName)
                .containsExactly("password");
    }

    @Test
    void theCatalogueHasTheHeadersOfTheContract() throws IOException {
        Set<String> own = Set.of(
                "MsgId",
                "FromId",
                "ToId",
                "ChatType",
                "MsgType",
                "SendId",
                "Time",
                "Event",
                "RefMsgId",
                "Action",
                "StoredName");
        assertThat(model().getEndpointHeaders())
                .extracting(BaseOptionModel::getName)
                .filteredOn(name -> name.startsWith("CamelBirdtalk"))
                .containsExactlyInAnyOrderElementsOf(
                        own.stream().map("CamelBirdtalk"::concat).toList());
    }

    @Test
    void camelFindsTheSchemaByTheScheme() throws IOException {
        assertThat(((DefaultCamelContext) context).getComponentParameterJsonSchema("birdtalk"))
                .contains("\"scheme\": \"birdtalk\"");
    }

    @Test
    void theDslWritesTheSameUri() {
        assertThat(birdtalk("chat").account("bot").toId(10002L).getRawUri())
                .isEqualTo("birdtalk://chat?account=bot&toId=10002");
    }

    private static ComponentModel model() throws IOException {
        try (InputStream in = BirdtalkEndpointTest.class.getResourceAsStream(
                "/META-INF/io/github/cameltencent/birdtalk/birdtalk.json")) {
            return JsonMapper.generateComponentModel(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void optionsWithACapitalIAreFoundInTurkishToo() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(context.getEndpoint(
                            "birdtalk:chat?serverUri=ws://127.0.0.1:1/ws&userId=10001&password=x&clientId=a"
                                    + "&resyncInterval=5s&stateStore=memory"))
                    .isInstanceOf(BirdtalkEndpoint.class);
        } finally {
            Locale.setDefault(before);
        }
    }
}

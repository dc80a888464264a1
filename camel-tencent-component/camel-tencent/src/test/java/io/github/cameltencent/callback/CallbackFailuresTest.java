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
package io.github.cameltencent.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentAuthException;
import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import io.github.cameltencent.testing.CapturingAppender;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures go to the consumer's exception handler or the log, once each, without secrets and users' texts. */
class CallbackFailuresTest extends CallbackTestSupport {

    private static final String CONTENT = "customer-1";

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    private final CapturingAppender collector = new CapturingAppender(logged);
    private final List<Throwable> handled = new CopyOnWriteArrayList<>();

    @BeforeEach
    void captureLog() {
        collector.start();
        logging.getConfiguration().getRootLogger().addAppender(collector, null, null);
        Configurator.setLevel("io.github.cameltencent.callback", Level.INFO);
        context.getRegistry().bind("failures", handler(handled::add));
    }

    private static ExceptionHandler handler(Consumer<Throwable> listener) {
        return new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                listener.accept(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                listener.accept(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                listener.accept(exception);
            }
        };
    }

    @AfterEach
    void resetLog() {
        logging.reconfigure();
    }

    private List<String> logLines(String part) {
        return logged.stream()
                .filter(line -> line.startsWith("io.github.cameltencent.callback") && line.contains(part))
                .toList();
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException(
                "cannot process " + exchange.getMessage().getBody(String.class));
    }

    private static void setUnreadableBody(Exchange exchange) {
        exchange.getMessage().setBody(new java.io.InputStream() {
            @Override
            public int read() throws java.io.IOException {
                throw new java.io.IOException("broken at " + CONTENT);
            }
        });
    }

    @Test
    void aFailureOfTheRouteIsLoggedOnce() throws Exception {
        route("netty-http", "&timeoutReply=forbid", CallbackFailuresTest::fail);

        beforeSendMsg().send();

        assertThat(logLines("C2C.CallbackBeforeSendMsg")).hasSize(1).allMatch(line -> line.contains("IllegalState"));
        assertThat(logLines("")).noneMatch(line -> line.contains(CONTENT));
    }

    @Test
    void anErrorThrownByTheRouteIsAFailureToo() throws Exception {
        context.getShutdownStrategy().setTimeout(1); // Camel counts the exchange as in flight forever
        route("netty-http", "&timeoutReply=forbid&replyTimeout=20000", exchange -> {
            throw new StackOverflowError("invented");
        });

        assertThat(beforeSendMsg()
                        .timeout(Duration.ofSeconds(15))
                        .send()
                        .json()
                        .path("ErrorCode")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anUnreadableReplyIsLoggedOnce() throws Exception {
        route("netty-http", "&timeoutReply=forbid", CallbackFailuresTest::setUnreadableBody);

        beforeSendMsg().send();

        assertThat(logLines("C2C.CallbackBeforeSendMsg")).hasSize(1);
        assertThat(logLines("")).noneMatch(line -> line.contains(CONTENT));
    }

    @Test
    void aRefusedCallbackIsLoggedOnceWithoutItsSign() throws Exception {
        route("netty-http", "", exchange -> {});

        beforeSendMsg().forged(ImForgery.WRONG_SIGN).send();

        assertThat(logLines("SIGN_MISMATCH")).hasSize(1);
        assertThat(logged).noneMatch(line -> line.contains("Sign=") || line.contains(TOKEN) || line.contains(CONTENT));
    }

    @Test
    void failuresGoToTheExceptionHandlerInsteadOfTheLog() throws Exception {
        route("netty-http", "&timeoutReply=forbid&exceptionHandler=#failures", exchange -> {
            if (routed.size() == 1) {
                fail(exchange);
            }
            setUnreadableBody(exchange);
        });

        assertThat(beforeSendMsg().forged(ImForgery.WRONG_SIGN).send().status()).isEqualTo(403);
        assertThat(handled).hasSize(1).first().isInstanceOf(TencentAuthException.class);
        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
        assertThat(handled).hasSize(2).element(1).isInstanceOf(IllegalStateException.class);
        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
        assertThat(handled).hasSize(3);
        assertThat(logLines("SIGN_MISMATCH")).isEmpty();
        assertThat(logLines("C2C.CallbackBeforeSendMsg")).isEmpty();
    }

    @Test
    void anExceptionHandlerThatFailsDoesNotChangeTheReply() throws Exception {
        context.getRegistry().bind("broken", handler(failure -> {
            throw new IllegalArgumentException("broken");
        }));
        route("netty-http", "&timeoutReply=forbid&exceptionHandler=#broken", CallbackFailuresTest::fail);

        assertThat(beforeSendMsg().forged(ImForgery.WRONG_SIGN).send().status()).isEqualTo(403);
        assertThat(beforeSendMsg().send().json().path("ErrorCode").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http", "jetty", "platform-http"})
    void withBridgeErrorHandlerARefusalGoesToTheErrorHandlerOfTheRoute(String server) throws Exception {
        routeWithBridgeErrorHandler(server);

        assertThat(beforeSendMsg().forged(ImForgery.WRONG_SIGN).send().status()).isEqualTo(403);

        assertThat(handled).hasSize(1).first().isInstanceOf(TencentAuthException.class);
        assertThat(routed).isEmpty();
        assertThat(beforeSendMsg().send().status()).isEqualTo(200);
        assertThat(routed).hasSize(1);
    }

    private void routeWithBridgeErrorHandler(String server) throws Exception {
        if (server.equals("platform-http")) {
            platformHttp();
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().host("127.0.0.1").port(port).component(server);
                onException(Exception.class)
                        .handled(true)
                        .process(exchange ->
                                handled.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from("webhook:tencent:im?bridgeErrorHandler=true&webhookPath=/callbacks&webhookComponentName=" + server)
                        .routeId(ROUTE)
                        .process(exchange -> routed.add(exchange.copy()));
            }
        });
        context.start();
        await().ignoreExceptions().until(() -> new java.net.Socket("127.0.0.1", port).isConnected());
    }

    private ImCallback command(String command) {
        return emulator.im().callback(APP, command).token(TOKEN).to(url());
    }

    @Test
    void aTimeoutReplyThatAllowsACheckLogsAWarningOncePerCommand() throws Exception {
        route("netty-http", "&replyTimeout=100", exchange -> {
            if (routed.size() > 4) {
                latch.await(30, TimeUnit.SECONDS);
            }
            fail(exchange);
        });

        for (int i = 0; i < 3; i++) { // the first two fail, the third times out
            beforeSendMsg().field("MsgSeq", i).send();
            command("Group.CallbackBeforeSendMsg").send();
        }
        command("C2C.CallbackAfterSendMsg").send();

        assertThat(logLines("timeoutReply=forbid"))
                .hasSize(2)
                .anyMatch(line -> line.contains("C2C.CallbackBeforeSendMsg"))
                .anyMatch(line -> line.contains("Group.CallbackBeforeSendMsg"));
    }

    @Test
    void aTimeoutReplyThatForbidsLogsNoWarning() throws Exception {
        route("netty-http", "&timeoutReply=forbid", CallbackFailuresTest::fail);

        beforeSendMsg().send();

        assertThat(logLines("timeoutReply=forbid")).isEmpty();
    }
}

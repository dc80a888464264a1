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

import static org.awaitility.Awaitility.await;

import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.emulator.im.callback.ImCallback;
import io.github.cameltencent.emulator.im.callback.ImForgery;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A route for callbacks on its own HTTP server, and the emulator that sends them. */
abstract class CallbackTestSupport {

    static final String TOKEN = "token-for-tests";
    static final String APP = "1400000001";
    static final String ROUTE = "callbacks";

    final TencentEmulator emulator = TencentEmulator.start();
    final DefaultCamelContext context = new DefaultCamelContext();
    final ImApplication im = new ImApplication();
    final List<Exchange> routed = new CopyOnWriteArrayList<>();
    final CountDownLatch latch = new CountDownLatch(1);
    final int port = freePort();

    @BeforeEach
    void start() {
        im.setSdkAppId(Long.valueOf(APP));
        im.setCallbackToken(TOKEN);
        TencentApplication shop = new TencentApplication();
        shop.setIm(im);
        context.getRegistry().bind("shop", shop);
    }

    @AfterEach
    void stop() {
        latch.countDown();
        context.stop();
        emulator.close();
    }

    ImCallback beforeSendMsg() {
        return emulator.im()
                .callback(APP, "C2C.CallbackBeforeSendMsg")
                .token(TOKEN)
                .to(url())
                .clientIp("203.0.113.7")
                .platform("Android")
                .field("From_Account", "customer-1")
                .field("To_Account", "shop-bot")
                .field("MsgSeq", 7);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/callbacks";
    }

    void route(String server, String options, Processor processor) throws Exception {
        if (server.equals("platform-http")) {
            platformHttp();
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().host("127.0.0.1").port(port).component(server);
                errorHandler(noErrorHandler());
                from("webhook:tencent:im?webhookComponentName=" + server + "&webhookPath=/callbacks" + options)
                        .routeId(ROUTE)
                        .process(exchange -> routed.add(exchange.copy()))
                        .process(processor);
            }
        });
        context.start();
        await().ignoreExceptions().until(() -> new java.net.Socket("127.0.0.1", port).isConnected());
    }

    void platformHttp() throws Exception {
        // each callback blocks a worker thread until it is answered
        context.getRegistry().bind("vertxOptions", new VertxOptions().setWorkerPoolSize(400));
        var configuration = new org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(port);
        context.addService(new org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer(configuration));
    }

    /** Whether callbacks are refused because of a shutdown; without one, a forged callback gets 403. */
    boolean isRefusingCallbacks() {
        try {
            return beforeSendMsg().forged(ImForgery.WRONG_SIGN).send().status() != 403;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Returns a free port: the servers cannot choose one themselves. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

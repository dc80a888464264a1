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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.ThreadPoolProfile;
import org.junit.jupiter.api.Test;

/** Routes run on the thread pools of the component. */
class BirdtalkThreadsTest extends ChatRoutesFixture {

    private final List<String> threads = new CopyOnWriteArrayList<>();

    @Test
    void aRouteContinuesOnTheRoutesPoolAfterASend() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:out")
                        .to(beta("&toId=" + ALPHA))
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });
        template.sendBody("direct:out", "hello");
        assertThat(threads).singleElement().asString().endsWith("BirdtalkRoutes");
    }

    @Test
    void messagesAreConsumedOnTheConsumersPool() throws Exception {
        route("chat", alpha(""), exchange -> threads.add(Thread.currentThread().getName()));
        awaitUpToDate(ALPHA);
        write("hello");
        await().untilAsserted(() -> assertThat(threads).isNotEmpty());
        assertThat(threads).allMatch(name -> name.endsWith("BirdtalkConsumers"));
    }

    @Test
    void noHttpClientIsStarted() throws Exception {
        consume("");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("TencentHttp") || name.contains("TencentTimer"));
    }

    @Test
    void theSizeOfAPoolIsThatOfTheProfileWithItsId() throws Exception {
        ThreadPoolProfile single = new ThreadPoolProfile("birdtalkRoutes");
        single.setPoolSize(1);
        context.getExecutorServiceManager().registerThreadPoolProfile(single);
        CountDownLatch blocked = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:out").to(beta("&toId=" + ALPHA)).process(exchange -> {
                    threads.add(Thread.currentThread().getName());
                    blocked.await();
                });
            }
        });
        template.asyncSendBody("direct:out", "one");
        template.asyncSendBody("direct:out", "two");
        await().until(() -> history(BETA).size() == 2);
        await().during(Duration.ofMillis(200)).until(() -> threads.size() == 1);
        blocked.countDown();
        await().until(() -> threads.size() == 2);
    }

    @Test
    void camelMainRegistersTheProfile() throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.threadpool.config[birdtalkRoutes].pool-size", "32");
        main.start();
        try {
            assertThat(main.getCamelContext()
                            .getExecutorServiceManager()
                            .getThreadPoolProfile("birdtalkRoutes")
                            .getPoolSize())
                    .isEqualTo(32);
        } finally {
            main.stop();
        }
    }
}

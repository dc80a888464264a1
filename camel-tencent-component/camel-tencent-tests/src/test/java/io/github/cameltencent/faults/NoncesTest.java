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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.sign.FormParameters;
import io.github.cameltencent.signing.CloudApiSigner;
import io.github.cameltencent.signing.TencentSigners;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Case 21: concurrent calls with signature v1 count their nonces, so that none is repeated. */
class NoncesTest {

    private static final int THREADS = 8;
    private static final int CALLS = 250;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        MarkedCall.bind(context, 1);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void case21NoCallRepeatsANonce() throws Exception {
        ProducerTemplate template = context.createProducerTemplate();
        String uri =
                "tencent:cloud/cvm/DescribeInstances?application=shop&signatureMethod=HmacSHA1&method=GET&dryRun=true";

        assertCounted(() -> {
            Map<?, ?> request = template.requestBody(uri, "{}", Map.class);
            return nonce(URI.create(request.get("uri").toString()).getRawQuery());
        });
    }

    @Test
    void case21NoSignerRepeatsANonce() throws Exception {
        CloudApiSigner signer = TencentSigners.cloud()
                .keys(EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key())
                .product("cvm")
                .action("DescribeInstances")
                .version("2017-03-12")
                .signatureMethod("HmacSHA1");

        assertCounted(() -> {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody("{}");
            signer.process(exchange);
            return nonce(exchange.getMessage().getBody(String.class));
        });
    }

    private static int nonce(String parameters) {
        return Integer.parseInt(FormParameters.decode(parameters).get("Nonce"));
    }

    private static void assertCounted(Callable<Integer> call) throws Exception {
        List<Callable<Integer>> calls =
                IntStream.range(0, THREADS * CALLS).mapToObj(i -> call).toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            int[] nonces = new int[calls.size()];
            int number = 0;
            for (Future<Integer> nonce : threads.invokeAll(calls)) {
                nonces[number++] = nonce.get();
            }
            int first = IntStream.of(nonces).min().orElseThrow();

            assertThat(nonces)
                    .containsExactlyInAnyOrder(
                            IntStream.range(first, first + calls.size()).toArray());
        } finally {
            threads.shutdownNow();
        }
    }
}

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
package io.github.cameltencent.benchmark;

import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.CommonRequest;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Measures failover of the Cloud API to a backup host: how many of 1,000 calls succeed while the primary fails, and how
 * long it takes until calls return to the primary after its recovery. Compared with the official client with its backup
 * endpoint and circuit breaker; docs/measurements.md has the command. Both hosts are emulators, which check that each call
 * was signed for the host that received it.
 */
public final class FailoverBenchmark {

    private static final int CALLS = 1000;
    private static final long LONGEST_RETURN_SECONDS = 20;

    /** The official client puts the product before the roots of its hosts, so these need names. */
    private static final String PRIMARY = "primary.test";

    private static final String BACKUP = "backup.test";

    private static final List<String> ROWS = new ArrayList<>();

    private FailoverBenchmark() {}

    /** How the first address fails. */
    private enum Way {
        CLOSED_PORT,
        STATUS_500,
        RESET
    }

    /** Takes a call; true when it succeeded. */
    private record Client(String name, BooleanSupplier call, AutoCloseable end) {}

    /** Makes a client that calls a port, and another while that fails. */
    @FunctionalInterface
    private interface Maker {
        Client make(int primary, int backup) throws Exception;
    }

    /** No arguments. */
    public static void main(String[] arguments) throws Exception {
        Path hosts = Files.createTempFile("hosts", "");
        Files.writeString(hosts, "127.0.0.1 localhost cvm." + PRIMARY + " cvm." + BACKUP + "\n");
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        for (Way way : Way.values()) {
            measure(way, FailoverBenchmark::ours);
            measure(way, FailoverBenchmark::official);
        }
        Files.delete(hosts);
        System.out.println();
        System.out.printf("| | first address | of %,d calls succeed | at the backup | back after, s |%n", CALLS);
        System.out.println("| --- | --- | ---: | ---: | ---: |");
        ROWS.forEach(System.out::println);
        System.exit(0);
    }

    private static void measure(Way way, Maker maker) throws Exception {
        int port = freePort();
        try (TencentEmulator backup = TencentEmulator.start()) {
            TencentEmulator primary = way == Way.CLOSED_PORT ? null : failing(port, way);
            Client client = maker.make(port, backup.port());
            int succeeded = 0;
            for (int i = 0; i < CALLS; i++) {
                succeeded += client.call().getAsBoolean() ? 1 : 0;
            }
            long there = backup.counters().accepted();
            if (primary == null) {
                primary = TencentEmulator.start(new EmulatorOptions().port(port));
            } else {
                primary.faults().clear();
            }
            double back = secondsUntilBack(client, primary);
            client.end().close();
            primary.close();
            ROWS.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d | %s |",
                    client.name(),
                    way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    succeeded,
                    there,
                    back < 0 ? "not in " + LONGEST_RETURN_SECONDS : String.format(Locale.ROOT, "%.1f", back)));
            System.out.println(ROWS.get(ROWS.size() - 1));
        }
    }

    /** Waits until the first address receives ten calls in a row, at a hundred calls per second. */
    private static double secondsUntilBack(Client client, TencentEmulator primary) throws InterruptedException {
        long begin = System.nanoTime();
        long firstOfRow = 0;
        int row = 0;
        while (row < 10 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(LONGEST_RETURN_SECONDS)) {
            long before = primary.counters().accepted();
            long at = System.nanoTime();
            boolean succeeded = client.call().getAsBoolean();
            boolean there = succeeded && primary.counters().accepted() > before;
            firstOfRow = there && row == 0 ? at : firstOfRow;
            row = there ? row + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return row < 10 ? -1 : (firstOfRow - begin) / 1e9;
    }

    private static TencentEmulator failing(int port, Way way) {
        String fault = way == Way.STATUS_500 ? "\"fault\":\"status\",\"status\":500" : "\"fault\":\"reset_before\"";
        return TencentEmulator.start(
                new EmulatorOptions().port(port).faults("{\"match\":{\"service\":\"cloud\"}," + fault + "}"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Client ours(int primary, int backup) {
        CamelContext context = new DefaultCamelContext();
        TencentApplication shop = new TencentApplication();
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setRegion("ap-guangzhou");
        cloud.setBaseUri("http://127.0.0.1:" + primary);
        cloud.setBackupBaseUri("http://127.0.0.1:" + backup);
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        return new Client(
                "tencent:cloud",
                () -> {
                    Exchange exchange = template.send(
                            "tencent:cloud/cvm/DescribeInstances?application=shop",
                            any -> any.getMessage().setBody("{\"Limit\":1}"));
                    return exchange.getException() == null;
                },
                context);
    }

    private static Client official(int primary, int backup) {
        HttpProfile http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setRootDomain(PRIMARY + ":" + primary);
        ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
        profile.setBackupEndpoint(BACKUP + ":" + backup);
        Credential credential = new Credential(EmulatorOptions.CLOUD.id(), EmulatorOptions.CLOUD.key());
        CommonClient client = new CommonClient("cvm", "2017-03-12", credential, "ap-guangzhou", profile);
        return new Client(
                "official client",
                () -> {
                    try {
                        client.commonRequest(new CommonRequest("{\"Limit\":1}"), "DescribeInstances");
                        return true;
                    } catch (TencentCloudSDKException e) {
                        return false;
                    }
                },
                () -> {});
    }
}

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

import io.github.cameltencent.credential.TencentApplication;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Measures the start of Camel with and without a route to this component, and the first push, each in JVMs of their own in
 * turn, with the class path of an application. Argument: rounds (7).
 */
public final class ColdStart {

    private static final String PLAIN = "plain";
    private static final String PUSH = "push";

    private static final Pattern OF_APPLICATION = Pattern.compile("[/\\\\](camel-tencent[/\\\\]target[/\\\\](classes"
            + "|camel-tencent-[0-9.]+(-SNAPSHOT)?\\.jar)"
            + "|camel-(api|attachments|base|base-engine|cloud|cluster|core-engine|core-languages|core-model|core-processor"
            + "|core-reifier|direct|file|health|http|http-base|http-common|log|main|management-api|support|util|util-json"
            + "|webhook|xml-jaxp-util)-[0-9]|jakarta\\.(activation-api|servlet-api|xml\\.bind-api)-[0-9]"
            + "|httpc(lient|ore)5(-h2)?-[0-9]|jackson-(annotations|core|databind)-[0-9]|bcprov|slf4j-api)");

    private ColdStart() {}

    /** Milliseconds since the JVM started, and the CPU time of the JVM. */
    private record Moment(double elapsed, double cpu) {

        static Moment now() {
            double cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getProcessCpuTime()
                    / 1e6;
            return new Moment(
                    System.currentTimeMillis()
                            - ManagementFactory.getRuntimeMXBean().getStartTime(),
                    cpu);
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1) {
            child(arguments[0], arguments[1]);
            return;
        }
        BenchmarkReport.begin();
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        List<List<Double>> figures = new ArrayList<>();
        try (BenchmarkServer server = BenchmarkServer.start(0)) {
            for (int round = 0; round < rounds; round++) {
                List<Double> figuresOfRound = new ArrayList<>(run(PLAIN, server.uri()));
                figuresOfRound.addAll(run(PUSH, server.uri()));
                for (int i = 0; i < figuresOfRound.size(); i++) {
                    if (figures.size() == i) {
                        figures.add(new ArrayList<>());
                    }
                    figures.get(i).add(figuresOfRound.get(i));
                }
            }
        }
        BenchmarkReport.print(
                "start",
                "medians of " + rounds + " starts in turn",
                List.of(
                        "| since the start of the JVM | elapsed, ms | CPU, ms |",
                        "| --- | ---: | ---: |",
                        row("Camel started, a route of two direct endpoints", figures, 0),
                        row("Camel started, a route with `tencent:push`", figures, 4),
                        row("first push accepted", figures, 6)));
    }

    private static String row(String name, List<List<Double>> figures, int index) {
        return String.format(
                Locale.ROOT, "| %s | %.0f | %.0f |", name, median(figures.get(index)), median(figures.get(index + 1)));
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static List<Double> run(String kind, String uri) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        classPath(),
                        ColdStart.class.getName(),
                        kind,
                        uri)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("The program with " + kind + " failed: " + output);
        }
        List<Double> figures = new ArrayList<>();
        for (String each : output.substring(output.lastIndexOf("figures") + "figures".length())
                .strip()
                .split(" ")) {
            figures.add(Double.valueOf(each));
        }
        return figures;
    }

    /** The class path of an application: Camel Main with two endpoints, this component, and this program. */
    private static String classPath() throws IOException {
        Path program = Files.createTempDirectory("cold-start");
        Path types = Files.createDirectories(
                program.resolve(ColdStart.class.getPackageName().replace('.', '/')));
        for (String type : List.of("ColdStart", "ColdStart$1", "ColdStart$Moment")) {
            try (InputStream bytes = ColdStart.class.getResourceAsStream(type + ".class")) {
                Files.copy(bytes, types.resolve(type + ".class"));
            }
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> OF_APPLICATION.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator, program + File.pathSeparator, ""));
    }

    private static void child(String kind, String uri) throws Exception {
        boolean push = PUSH.equals(kind);
        CamelContext context = new DefaultCamelContext();
        TencentApplication orders = new TencentApplication();
        if (push) {
            orders.tpns("android").setAccessId("1500001048");
            orders.tpns("android").setSecretKey("1452fcebae9f3115ba794fb0fff2fd73");
            orders.tpns("android").setBaseUri(uri);
            context.getRegistry().bind("orders", orders);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(push ? "tencent:push?application=orders&title=Shipped" : "direct:out");
                from("direct:out").log("done");
            }
        });
        context.start();
        Moment started = Moment.now();
        ProducerTemplate template = context.createProducerTemplate();
        Exchange exchange = template.request("direct:in", each -> {
            each.getMessage().setBody("Your order");
            each.getMessage().setHeader("CamelTencentTokens", "05da87c0ae0a1b2c3d4e5f60718293a4b5c6");
        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        Moment first = Moment.now();
        System.out.println(
                "figures " + started.elapsed() + " " + started.cpu() + " " + first.elapsed() + " " + first.cpu());
        System.exit(0);
    }
}

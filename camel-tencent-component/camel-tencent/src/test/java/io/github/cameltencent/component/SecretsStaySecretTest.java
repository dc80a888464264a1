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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentCallListener;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.cloud.credentials.AssumeRoleCredentials;
import io.github.cameltencent.cloud.credentials.CvmRoleCredentials;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.CloudCredentialsProvider;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.LogCapture;
import io.github.cameltencent.testing.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.telemetrydev.TelemetryDevTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the main flows with all loggers at TRACE and searches logs, exceptions and other output for secrets. The inline key
 * is a bean that the URI refers to, since Camel's own trace logs and route dumps contain a key that is written into a URI.
 */
@Tag("httpclient")
class SecretsStaySecretTest {

    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    private static final String DEAD_TOKEN = "dead87c0ae0a1b2c3d4e5f60718293a4b5c6";
    /** What telemetry logs of a span. */
    private static final Pattern SPAN = Pattern.compile("camel\\.tencent\\.operation[\":=]+push/app");

    private static final List<String> HTTP_SERVER = List.of(
            "org.eclipse.jetty.",
            "org.apache.camel.component.jetty.",
            "org.apache.camel.http.common.DefaultHttpBinding ");
    private static final String INLINE_KEY = "inline-key+with/odd=chars";

    final TencentEmulator emulator = TencentEmulator.start();
    private final ScriptedServer chat = ScriptedServer.start();
    private final ScriptedServer watched = SignatureRecordingServer.start();
    final DefaultCamelContext context = new DefaultCamelContext();
    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    final Map<String, String> secrets = new TreeMap<>();
    private final int callbackPort = CallbacksWithSecrets.freePort();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private LogCapture logs;

    @BeforeEach
    void openEveryLog() throws Exception {
        logs = LogCapture.into(seen);
        context.getRegistry().bind("orders", orders());
        context.getRegistry().bind("inlineKey", INLINE_KEY);
        context.getRegistry().bind("cloudKey", "temporary-cloud-key");
        context.getRegistry().bind("cloudToken", "temporary-cloud-token");
        context.getRegistry().bind("role", role());
        context.getRegistry().bind("machine", machine());
        context.getRegistry().bind("meters", meters);
        context.getRegistry().bind("listener", (TencentCallListener) call -> seen.add("a listener: " + call));
        context.setDevConsole(true);
        TelemetryDevTracer tracer = new TelemetryDevTracer(); // writes spans to a log
        tracer.setTraceFormat("json");
        tracer.init(context);
        context.addRoutes(new Flows());
        context.setMessageHistory(true);
        context.start();
    }

    @AfterEach
    void closeLogs() {
        context.stop();
        emulator.close();
        chat.close();
        watched.close();
        logs.close();
    }

    @Test
    void noSecretIsFoundInLogsExceptionsTextsJmxHealthDumpsMetersSpansOrConsoles() throws Exception {
        secrets.put("the key of TPNS", EmulatorOptions.TPNS_ANDROID.key());
        secrets.put("the key of IM", EmulatorOptions.IM.key());
        secrets.put("an inline key", INLINE_KEY);
        secrets.put("the key of the Cloud API", EmulatorOptions.CLOUD.key());
        secrets.put("a temporary key", "temporary-cloud-key");
        secrets.put("a session token", "temporary-cloud-token");
        secrets.put("a device token", TOKEN);
        secrets.put("a dead device token", DEAD_TOKEN);

        push("direct:push", TOKEN);
        push("direct:push", DEAD_TOKEN);
        push("direct:push", List.of(TOKEN, DEAD_TOKEN));
        push("direct:push", TOKEN + " with a blank");
        push("direct:inline", TOKEN);
        push("direct:refused", TOKEN);
        emulator.faults().addScript("{\"match\":{\"service\":\"tpns\"},\"rate\":1,\"fault\":\"garbage\"}");
        push("direct:push", TOKEN);
        emulator.faults().clear();
        send("direct:tags", "{\"operator_type\":1,\"tag_list\":[\"t\"],\"token_list\":[\"" + TOKEN + "\"]}");
        emulator.cloud()
                .addTemporaryKey(
                        "AKIDtemporary",
                        "temporary-cloud-key",
                        "temporary-cloud-token",
                        java.time.Instant.now().plusSeconds(600));
        for (String route : List.of("tc3", "v1", "temporary", "get", "shown")) {
            send("direct:" + route, "{\"Limit\":1}");
        }
        emulator.cloud().endTemporaryKeys();
        send("direct:temporary", "{\"Limit\":1}");
        String userSig =
                (String) send("direct:generate", "some-user").getMessage().getBody();
        assertThat(userSig).hasSizeGreaterThan(100);
        secrets.put("a UserSig", userSig);
        send("direct:verify", userSig);
        send("direct:verify", userSig.substring(0, 80));

        callWatched();
        callIm();
        receiveCallbacks();
        useMore();
        lookAround();
        assertThat(seen).hasSizeGreaterThan(1000);
        assertThat(found()).isEmpty();
    }

    /** A server that records requests unmasked; the emulator masks signatures in its record. */
    private void callWatched() {
        secrets.put("the key of an assumed role", "assumed-cloud-key");
        secrets.put("the token of an assumed role", "assumed-cloud-token");
        secrets.put("the key of the machine's role", "machine-cloud-key");
        secrets.put("the token of the machine's role", "machine-cloud-token");
        secrets.put("the code of a device", "739251");
        secrets.put("the proof of an identity", "proof-of-identity");
        for (String route : List.of("tc3", "v1", "v1-get", "role", "role-v1", "machine", "machine-v1-get")) {
            send("direct:watched-" + route, "{\"Limit\":1}");
        }
        send("direct:watched-identity", "{\"WebIdentityToken\":\"proof-of-identity\"}");
        push("direct:watched-push", TOKEN);
        watched.always(
                SignatureRecordingServer.answer("{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.TokenFailure\","
                        + "\"Message\":\"assumed-cloud-token and machine-cloud-token\"},\"RequestId\":\"r-2\"}}"));
        send("direct:watched-role", "{}");
        send("direct:watched-machine", "{}");
        send("direct:watched-identity", "{\"WebIdentityToken\":\"proof-of-identity\"}");
        List<String> signatures = SignatureRecordingServer.signatures(watched);
        assertThat(signatures).hasSizeGreaterThan(12);
        signatures.forEach(signature -> secrets.put("the signature " + signature.substring(0, 4), signature));
        assertThat(watched.requests())
                .anyMatch(request -> request.text().contains("SecretId=AKIDassumed&"))
                .anyMatch(request -> request.target().contains("SecretId=AKIDmachine&"));
    }

    /** The UserSig is in the address of these calls, which the HTTP client logs. */
    private void callIm() {
        String message = "{\"To_Account\":\"alpha\",\"MsgBody\":[]}";
        send("direct:im", message);
        send("direct:im-shown", message);
        send("direct:im-push", "text");
        chat.then((request, socket) -> false);
        send("direct:im", message);
        assertThat(chat.requests()).hasSizeGreaterThan(2);
        for (ScriptedServer.Request request : chat.requests()) {
            secrets.put("the administrator's UserSig", request.target().replaceAll(".*&usersig=([^&]+)&.*", "$1"));
            assertThat(secrets.get("the administrator's UserSig"))
                    .hasSizeGreaterThan(100)
                    .doesNotContain("&");
        }
        assertThat(seen).anyMatch(text -> text.contains("usersig=xxxxxx&"));
    }

    /** Further flows: those of the chat, where it is on the class path. */
    void useMore() throws Exception {}

    private void receiveCallbacks() throws Exception {
        CallbacksWithSecrets.send(callbackPort, secrets);
        assertThat(seen).anyMatch(text -> text.startsWith("a callback: ") && text.contains("C2C.CallbackAfterSendMsg"));
    }

    private List<String> found() {
        List<String> found = new ArrayList<>();
        for (String text : seen) {
            // a server that logs the addresses of requests logs the Signs in them, as the security page says
            boolean server = HTTP_SERVER.stream().anyMatch(text::startsWith);
            secrets.forEach((name, secret) -> {
                if (text.contains(secret) && !(server && name.endsWith("Sign"))) {
                    found.add(name + " in: " + text.substring(0, Math.min(400, text.length())));
                }
            });
        }
        return found.stream().limit(20).toList();
    }

    private void lookAround() throws Exception {
        context.getEndpoints().forEach(endpoint -> seen.add(endpoint.toString() + endpoint.getEndpointKey()));
        context.getRegistry()
                .findByType(TencentApplication.class)
                .forEach(application -> seen.add(
                        application.toString() + application.getTpns() + application.getIm() + application.getCloud()));
        HealthCheckHelper.invoke(context)
                .forEach(result -> seen.add(result.getMessage().orElse("") + result.getDetails()));
        for (RouteDefinition route : context.getRouteDefinitions()) {
            seen.add(PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, route));
            seen.add("a dump: " + PluginHelper.getModelToYAMLDumper(context).dumpModelAsYaml(context, route));
        }
        for (String name : context.getComponentNames()) {
            seen.add(name + context.getComponent(name));
            seen.add(String.valueOf(context.getComponentParameterJsonSchema(name)));
        }
        context.getRegistry().findByType(CloudCredentialsProvider.class).forEach(each -> seen.add(each.toString()));
        assertThat(seen).anyMatch(text -> text.startsWith("a dump: ") && text.contains("tencent:push"));
        lookAtMetersAndConsoles();
        JmxTexts.addTo(seen);
        assertThat(seen).anyMatch(text -> text.contains("AcceptedCalls"));
    }

    private void lookAtMetersAndConsoles() {
        meters.getMeters()
                .forEach(meter ->
                        seen.add("a meter: " + meter.getId() + meter.getId().getTags()));
        context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class).stream()
                // one dumps routes as above, the other the whole heap into a file
                .filter(console -> !Set.of("route-dump", "heap-dump").contains(console.getId()))
                .forEach(console -> {
                    seen.add("a console: " + console.call(DevConsole.MediaType.TEXT));
                    seen.add("a console: " + console.call(DevConsole.MediaType.JSON));
                });
        assertThat(seen)
                .anyMatch(text -> text.startsWith("a meter: ") && text.contains("outcome=AUTH"))
                .anyMatch(text -> text.startsWith("a console: ") && text.contains("push/app"))
                .anyMatch(text -> text.startsWith("a listener: ") && text.contains("push/app"))
                .anyMatch(text -> SPAN.matcher(text).find());
    }

    private void push(String route, Object tokens) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            note(template.send(route, exchange -> {
                exchange.getMessage().setBody("Your order is on its way");
                exchange.getMessage().setHeader(TencentConstants.TOKENS, tokens);
            }));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Exchange send(String route, Object body) {
        Exchange done = context.createProducerTemplate()
                .send(route, exchange -> exchange.getMessage().setBody(body));
        note(done);
        return done;
    }

    private void note(Exchange done) {
        if (done.getException() != null) {
            StringWriter trace = new StringWriter();
            done.getException().printStackTrace(new PrintWriter(trace));
            seen.add(trace.toString());
        }
        seen.add(String.valueOf(done.getMessage().getHeader(TencentConstants.ERROR_MESSAGE)));
        Map<String, Object> headers = new TreeMap<>(done.getMessage().getHeaders());
        headers.remove(TencentConstants.TOKENS); // what the caller set, and the result of a call that lists targets
        headers.remove(TencentConstants.INVALID_TARGETS);
        seen.add("headers: " + headers);
        if (done.getMessage().getBody() instanceof java.io.Serializable body && !(body instanceof String)) {
            seen.add(body.toString());
        }
    }

    private TencentApplication orders() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        io.github.cameltencent.credential.ImApplication im = new io.github.cameltencent.credential.ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri("http://localhost:" + chat.port());
        im.setCallbackToken(CallbacksWithSecrets.TOKEN);
        im.setPreviousCallbackToken(CallbacksWithSecrets.PREVIOUS_TOKEN);
        orders.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setBaseUri(emulator.baseUri());
        orders.setCloud(cloud);
        return orders;
    }

    private AssumeRoleCredentials role() {
        AssumeRoleCredentials role = new AssumeRoleCredentials();
        role.setBaseUri(uri(watched));
        role.setRoleArn("qcs::cam::uin/1:roleName/reader");
        role.setSecretId(EmulatorOptions.CLOUD.id());
        role.setSecretKey(EmulatorOptions.CLOUD.key());
        role.setSerialNumber("qcs::cam:uin/1::mfa/softToken");
        role.setTokenCodeProvider(() -> "739251");
        return role;
    }

    private CvmRoleCredentials machine() {
        CvmRoleCredentials machine = new CvmRoleCredentials();
        machine.setBaseUri(uri(watched));
        return machine;
    }

    private static String uri(ScriptedServer server) {
        return "http://localhost:" + server.port();
    }

    private final class Flows extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:push").to("tencent:push?application=orders&provider=tpns&title=Shipped&maxRetries=1");
            from("direct:refused").to("tencent:push?application=orders&provider=tpns");
            from("direct:inline")
                    .to("tencent:push?title=Shipped&accessId=1500000001&secretKey=#bean:inlineKey&baseUri="
                            + emulator.baseUri());
            from("direct:tags").to("tencent:tpns/device/tag?application=orders");
            from("direct:im").to("tencent:im/openim/sendmsg?application=orders&maxRetries=1");
            from("direct:im-shown").to("tencent:im/openim/sendmsg?application=orders&dryRun=true");
            from("direct:im-push")
                    .to("tencent:push?application=orders&provider=timpush&title=T&accounts=alpha&maxRetries=0");
            from("direct:generate").to("tencent:usersig?application=orders");
            String describe = "tencent:cloud/cvm/DescribeInstances?";
            from("direct:tc3").to(describe + "application=orders");
            from("direct:get").to(describe + "application=orders&method=GET");
            from("direct:v1").to(describe + "application=orders&signatureMethod=HmacSHA1");
            from("direct:shown").to(describe + "application=orders&dryRun=true");
            from("direct:temporary")
                    .to(describe
                            + "secretId=AKIDtemporary&secretKey=#bean:cloudKey&sessionToken=#bean:cloudToken&baseUri="
                            + emulator.baseUri());
            String to = "&maxRetries=0&baseUri=" + uri(watched);
            from("direct:watched-tc3").to(describe + "application=orders" + to);
            from("direct:watched-v1").to(describe + "application=orders&signatureMethod=HmacSHA1" + to);
            from("direct:watched-v1-get")
                    .to(describe + "application=orders&signatureMethod=HmacSHA256&method=GET" + to);
            from("direct:watched-role").to(describe + "credentialsProvider=#role" + to);
            from("direct:watched-role-v1").to(describe + "credentialsProvider=#role&signatureMethod=HmacSHA256" + to);
            from("direct:watched-machine").to(describe + "credentialsProvider=#machine" + to);
            from("direct:watched-machine-v1-get")
                    .to(describe + "credentialsProvider=#machine&signatureMethod=HmacSHA1&method=GET" + to);
            from("direct:watched-identity").to("tencent:cloud/sts/AssumeRoleWithWebIdentity?region=ap-guangzhou" + to);
            from("direct:watched-push")
                    .to("tencent:push?title=Shipped&accessId=1500000001&secretKey=#bean:inlineKey" + to);
            from("direct:verify").to("tencent:usersig/verify?application=orders");
            restConfiguration().host("127.0.0.1").port(callbackPort).component("jetty");
            from("webhook:tencent:im?webhookComponentName=jetty&webhookPath=/callbacks&application=orders&replayCheck=true")
                    .process(exchange ->
                            seen.add("a callback: " + exchange.getMessage().getHeaders()));
        }
    }
}

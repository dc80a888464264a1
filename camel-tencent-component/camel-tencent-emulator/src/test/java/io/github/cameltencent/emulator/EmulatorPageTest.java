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
package io.github.cameltencent.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser. Skipped where there is none, except on the build server. */
class EmulatorPageTest {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    @TempDir
    static Path profile;

    private static ChromeDriver browser;

    @BeforeAll
    static void openBrowser() throws IOException {
        boolean present = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
        if (!present) {
            System.out.println("EmulatorPageTest: no " + BROWSER + " or " + DRIVER + ", the page is not tested");
            assertThat(System.getenv("CI")).as("CI needs a browser").isNotEqualTo("true");
        }
        assumeTrue(present, "no browser");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--window-size=1440,1000");
        // with an explicit driver, Selenium Manager does not try to download one
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .build();
        browser = new ChromeDriver(service, options);
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void openPage() {
        browser.get(EMULATOR.emulator().baseUri() + "/");
        eventually(() -> assertThat(text("#linkText")).isEqualTo("live"));
    }

    @Test
    void anEmptyPageShowsHowToSendAPush() throws IOException {
        eventually(() -> assertThat(text("#curl")).contains("curl -u 1500000001:android-secret-for-tests"));
        assertThat(text("#curl")).contains(EMULATOR.emulator().baseUri() + "/v3/push/app");
        assertThat(text("#route")).contains("tencent:push");
        screenshot("emulator-page-empty.png");
        assertNoConsoleErrors();
    }

    @Test
    void pushesAppearOnThePhonesWithVerdictAndRawRequest() throws IOException {
        TpnsClient android = TpnsClient.android(EMULATOR.emulator());
        TpnsClient ios = TpnsClient.ios(EMULATOR.emulator());
        someTraffic(android, ios);
        eventually(() -> {
            assertThat(texts("#android .note .title")).contains("Your parcel is here", "Payment received");
            assertThat(texts("#ios .note .title")).contains("Gate change", "Lunch group");
            assertThat(texts("#ios .note .subtitle")).contains("Flight CA 938");
            assertThat(text("#ios .badge")).isEqualTo("3");
            assertThat(text("#accepted")).isEqualTo("6");
            assertThat(text("#refused")).isEqualTo("3");
            assertThat(texts(".row .chip")).contains("signature ok", "signature wrong", "refused 1008003");
            assertThat(texts(".row .chip")).contains("refused 1008029", "reset after");
        });
        choose("Gate change");
        eventually(() -> {
            assertThat(text("#detail .json")).contains("\"title\": \"Gate change\"");
            assertThat(texts("#detail .steps .name")).containsExactly("AccessId", "TimeStamp", "Sign", "Fields");
            assertThat(texts("#detail .steps .mark.ok")).hasSize(4);
            assertThat(text("#detail .headers")).isNotEmpty();
        });
        assertThat(text("#detail")).contains("sign").doesNotContain(EmulatorOptions.TPNS_IOS.key());
        screenshot("emulator-page.png");
        prefers("dark");
        screenshot("emulator-page-dark.png");
        prefers("light");
        assertNoConsoleErrors();
    }

    @Test
    void cloudCallsAreListedWithVerdictAndRawRequest() throws IOException {
        CloudClient client = new CloudClient(EMULATOR.emulator());
        client.cvm("DescribeInstances", "{'Limit':1}");
        Map<String, String> parameters = Map.of("Action", "DescribeInstances", "Version", "2017-03-12", "Limit", "2");
        client.json(client.v1("GET", "/", "HmacSHA256", parameters));
        client.host = "cvm.tencentcloudapi.com";
        CloudClient.Signed elsewhere = client.tc3("cvm", "2017-03-12", "RunInstances", "{}");
        client.json(elsewhere.header("Host", "127.0.0.1:" + client.port));
        eventually(() -> {
            assertThat(texts(".row .path")).contains("cvm/DescribeInstances", "cvm/RunInstances");
            assertThat(texts(".row .chip")).contains("Cloud", "signature ok", "refused AuthFailure.SignatureFailure");
            assertThat(text("#detail .steps")).contains("signed for the host cvm.tencentcloudapi.com");
        });
        screenshot("emulator-page-cloud.png");
        browser.findElements(By.cssSelector(".row")).get(1).click();
        eventually(() -> assertThat(text("#detail")).contains("Limit=2", "Signature=…", "request id"));
        assertThat(text("#detail")).doesNotContain(EmulatorOptions.CLOUD.key());
        assertNoConsoleErrors();
    }

    @Test
    void imMessagesAppearAsChatAndImPushesOnBothPhones() throws IOException {
        ImClient client = new ImClient(EMULATOR.emulator());
        client.call("openim/sendmsg", ImClient.text("alpha", 1, "Your parcel is in locker 7."));
        client.call(
                "openim/sendmsg",
                ImClient.text("administrator", 2, "Thank you! 谢谢").replace("{'To", "{'From_Account':'alpha','To"));
        client.call(
                "openim/sendmsg",
                ImClient.text("alpha", 3, "It waits until Friday.")
                        .replace(
                                "{'To",
                                "{"
                                        + "'OfflinePushInfo':{'PushFlag':0,'Title':'Locker 7','Desc':'One new message'},'To"));
        client.call("openim/sendmsg", ImClient.text("alpha", 3, "It waits until Friday."));
        eventually(() -> {
            assertThat(texts("#android .bubble .said"))
                    .containsExactly("Your parcel is in locker 7.", "Thank you! 谢谢", "It waits until Friday.");
            assertThat(texts("#ios .mine .said")).containsExactly("Thank you! 谢谢");
            assertThat(texts("#ios .aside")).hasSize(1);
            assertThat(texts("#android .chat-head b")).containsExactly("administrator");
            assertThat(texts("#ios .note .title")).containsExactly("Locker 7");
            assertThat(texts(".row .chip")).contains("IM", "usersig ok");
            assertThat(texts("#detail .steps .name")).contains("UserSig", "Signature", "Role");
        });
        assertThat(text("#detail")).contains("usersig=…").doesNotContain(EmulatorOptions.IM.key());
        screenshot("emulator-page-chat.png");
        client.call("timpush/push", ImClient.push(9, ",'Condition':{'TagsOr':['news']}"));
        eventually(() -> {
            assertThat(texts("#android .note .title")).startsWith("t");
            assertThat(browser.findElement(By.cssSelector("#android .chat")).isDisplayed())
                    .isFalse();
        });
        screenshot("emulator-page-timpush.png");
        browser.findElement(By.cssSelector("figure:first-child .turn")).click();
        eventually(() -> assertThat(
                        browser.findElement(By.cssSelector("#ios .chat")).isDisplayed())
                .isTrue());
        assertNoConsoleErrors();
    }

    @Test
    void messageTextIsNotExecuted() throws IOException {
        String evil = "<img src=x onerror=document.title=1>";
        new ImClient(EMULATOR.emulator()).call("openim/sendmsg", ImClient.text(evil, 1, evil));
        eventually(() -> assertThat(texts("#android .bubble .said")).containsExactly(evil));
        assertThat(browser.findElements(By.cssSelector("main img[src='x']"))).isEmpty();
        assertThat(browser.getTitle()).isEqualTo("Tencent emulator");
        assertNoConsoleErrors();
    }

    @Test
    void pushTextIsNotExecuted() throws IOException {
        String evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        TpnsClient.android(EMULATOR.emulator()).push(TpnsClient.toToken("token1", evil, "<b>粗体?</b>"));
        eventually(() -> assertThat(texts("#android .note .title")).containsExactly(evil));
        eventually(() -> assertThat(text("#detail .json")).contains("onerror"));
        assertThat(texts("#android .note .text")).containsExactly("<b>粗体?</b>");
        assertThat(browser.findElements(By.cssSelector("main img[src='x'], main script, .note b")))
                .isEmpty();
        assertThat(browser.getTitle()).isEqualTo("Tencent emulator");
        assertNoConsoleErrors();
    }

    @Test
    void aNarrowScreenDoesNotScrollSideways() throws IOException {
        TpnsClient.android(EMULATOR.emulator()).push(TpnsClient.toToken("token1", "w".repeat(300), "x".repeat(900)));
        eventually(() -> assertThat(texts("#detail .steps .name")).isNotEmpty());
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", false));
        try {
            screenshot("emulator-page-narrow.png");
            assertThat(browser.executeScript(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void aLoadIsCountedButNotDrawnCompletely() throws IOException {
        TpnsClient android = TpnsClient.android(EMULATOR.emulator());
        for (int i = 0; i < 1500; i++) {
            android.push(TpnsClient.toToken("token" + i, "No " + i, "one of many"));
        }
        eventually(() -> {
            assertThat(text("#accepted")).isEqualTo("1,500");
            assertThat(browser.findElements(By.cssSelector(".row"))).hasSizeLessThanOrEqualTo(120);
            assertThat(browser.findElements(By.cssSelector("#android .note"))).hasSizeLessThanOrEqualTo(6);
            assertThat(texts("#android .note .title")).startsWith("No 1499");
        });
        assertNoConsoleErrors();
    }

    @Test
    void samplesCanBeSentAndAResetClearsThePage() {
        eventually(() -> browser.findElement(By.id("sampleIos")).click());
        eventually(() -> assertThat(texts("#ios .note .title")).containsExactly("Your order is on its way"));
        EMULATOR.emulator().reset();
        eventually(() -> {
            assertThat(texts("#ios .note")).isEmpty();
            assertThat(text("#received")).isEqualTo("0");
            assertThat(browser.findElement(By.id("empty")).isDisplayed()).isTrue();
        });
    }

    private static void someTraffic(TpnsClient android, TpnsClient ios) throws IOException {
        android.push(TpnsClient.json("{'audience_type':'token','token_list':['0c8f2e61a9d44b7e8f10'],'message_type':"
                + "'notify','message':{'title':'Payment received','content':'¥128.00 from Cloud Books. Tap for the receipt.',"
                + "'android':{'n_ch_name':'Payments','n_ch_id':'pay'}}}"));
        ios.push(iosPush("Lunch group", "", "Are we still on for lunch at noon?", -2));
        android.push(TpnsClient.json("{'audience_type':'all','message_type':'notify','message':{'title':'Maintenance "
                + "tonight','content':'The shop is closed from 02:00 to 02:30.','android':{'n_ch_name':'News'}}}"));
        EMULATOR.emulator().faults().addScript("{\"fault\":\"reset_after\",\"count\":1}");
        try {
            android.push(TpnsClient.toToken("0c8f2e61a9d44b7e8f10", "Your table is ready", "Please come in."));
        } catch (IOException expected) {
            assertThat(EMULATOR.emulator().requests()).anyMatch(r -> r.fault().equals("reset_after") && r.accepted());
        }
        android.push(TpnsClient.toToken("dead0c8f2e61", "Nobody gets this", "The device is gone."));
        new TpnsClient(android.baseUri, new KeyPair(android.app.id(), "not-the-key")).push("{}");
        android.push(TpnsClient.json("{'audience_type':'token_list','message_type':'notify','message':{}}"));
        android.push(TpnsClient.json("{'audience_type':'account_list','account_list':['u1','u2','u3'],'message_type':"
                + "'notify','message':{'title':'Your parcel is here','content':'Locker 7, code 4711. It waits for you "
                + "until Friday evening, then it goes back.','android':{'n_ch_name':'Deliveries'}}}"));
        ios.push(iosPush("Gate change", "Flight CA 938", "Now boarding at gate B24. Doors close at 14:35.", 3));
    }

    private static String iosPush(String title, String subtitle, String content, int badge) {
        return TpnsClient.json("{'audience_type':'token','environment':'product','token_list':['7d11f0aa52c94e6b'],"
                + "'message_type':'notify','message':{'title':'" + title + "','content':'" + content
                + "','ios':{'aps':{'alert':{'subtitle':'" + subtitle + "'},'badge_type':" + badge
                + ",'sound':'default','interruption-level':'time-sensitive'}}}}");
    }

    private static void prefers(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private static void choose(String about) {
        browser.findElements(By.cssSelector(".row")).stream()
                .filter(row -> row.getText().contains(about))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(check);
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getDomProperty("textContent");
    }

    private static List<String> texts(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(element -> element.getDomProperty("textContent"))
                .toList();
    }

    private static void screenshot(String name) throws IOException {
        WebElement body = browser.findElement(By.tagName("body"));
        assertThat(body.isDisplayed()).isTrue();
        // notifications are animated on arrival: wait until the page is at rest
        eventually(() -> assertThat(
                        browser.executeScript("return document.getAnimations().every(a => a.playState === 'finished')"))
                .isEqualTo(true));
        Files.write(SCREENSHOTS.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static void assertNoConsoleErrors() {
        assertThat(browser.manage().logs().get(LogType.BROWSER))
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }
}

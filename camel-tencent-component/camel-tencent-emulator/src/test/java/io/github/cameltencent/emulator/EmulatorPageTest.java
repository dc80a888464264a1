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

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** The page in a real browser. Skipped where there is none, except on the build server. */
class EmulatorPageTest {

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private static PageBrowser browser;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = PageBrowser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        browser.openPage(EMULATOR.emulator().baseUri() + "/");
    }

    @Test
    void anEmptyPageShowsHowToSendAPush() throws IOException {
        PageBrowser.eventually(
                () -> assertThat(browser.text("#curl")).contains("curl -u 1500000001:android-secret-for-tests"));
        assertThat(browser.text("#curl")).contains(EMULATOR.emulator().baseUri() + "/v3/push/app");
        assertThat(browser.text("#route")).contains("tencent:push");
        browser.screenshot("emulator-page-empty.png");
        browser.assertNoConsoleErrors();
    }

    @Test
    void pushesAppearOnThePhonesWithVerdictAndRawRequest() throws IOException {
        TpnsClient android = TpnsClient.android(EMULATOR.emulator());
        TpnsClient ios = TpnsClient.ios(EMULATOR.emulator());
        someTraffic(android, ios);
        PageBrowser.eventually(() -> {
            assertThat(browser.texts("#android .note .title")).contains("Your parcel is here", "Payment received");
            assertThat(browser.texts("#ios .note .title")).contains("Gate change", "Lunch group");
            assertThat(browser.texts("#ios .note .subtitle")).contains("Flight CA 938");
            assertThat(browser.text("#ios .badge")).isEqualTo("3");
            assertThat(browser.text("#accepted")).isEqualTo("6");
            assertThat(browser.text("#refused")).isEqualTo("3");
            assertThat(browser.texts(".row .chip")).contains("signature ok", "signature wrong", "refused 1008003");
            assertThat(browser.texts(".row .chip")).contains("refused 1008029", "reset after");
        });
        choose("Gate change");
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#detail .json")).contains("\"title\": \"Gate change\"");
            assertThat(browser.texts("#detail .steps .name"))
                    .containsExactly("AccessId", "TimeStamp", "Sign", "Fields");
            assertThat(browser.texts("#detail .steps .mark.ok")).hasSize(4);
            assertThat(browser.text("#detail .headers")).isNotEmpty();
        });
        assertThat(browser.text("#detail")).contains("sign").doesNotContain(EmulatorOptions.TPNS_IOS.key());
        browser.screenshot("emulator-page.png");
        browser.prefers("dark");
        browser.screenshot("emulator-page-dark.png");
        browser.prefers("light");
        browser.assertNoConsoleErrors();
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
        PageBrowser.eventually(() -> {
            assertThat(browser.texts(".row .path")).contains("cvm/DescribeInstances", "cvm/RunInstances");
            assertThat(browser.texts(".row .chip"))
                    .contains("Cloud", "signature ok", "refused AuthFailure.SignatureFailure");
            assertThat(browser.text("#detail .steps")).contains("signed for the host cvm.tencentcloudapi.com");
        });
        browser.screenshot("emulator-page-cloud.png");
        browser.driver.findElements(By.cssSelector(".row")).get(1).click();
        PageBrowser.eventually(
                () -> assertThat(browser.text("#detail")).contains("Limit=2", "Signature=…", "request id"));
        assertThat(browser.text("#detail")).doesNotContain(EmulatorOptions.CLOUD.key());
        browser.assertNoConsoleErrors();
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
        PageBrowser.eventually(() -> {
            assertThat(browser.texts("#android .bubble .said"))
                    .containsExactly("Your parcel is in locker 7.", "Thank you! 谢谢", "It waits until Friday.");
            assertThat(browser.texts("#ios .mine .said")).containsExactly("Thank you! 谢谢");
            assertThat(browser.texts("#ios .aside")).hasSize(1);
            assertThat(browser.texts("#android .chat-head b")).containsExactly("administrator");
            assertThat(browser.texts("#ios .note .title")).containsExactly("Locker 7");
            assertThat(browser.texts(".row .chip")).contains("IM", "usersig ok");
            assertThat(browser.texts("#detail .steps .name")).contains("UserSig", "Signature", "Role");
        });
        assertThat(browser.text("#detail")).contains("usersig=…").doesNotContain(EmulatorOptions.IM.key());
        browser.screenshot("emulator-page-chat.png");
        client.call("timpush/push", ImClient.push(9, ",'Condition':{'TagsOr':['news']}"));
        PageBrowser.eventually(() -> {
            assertThat(browser.texts("#android .note .title")).startsWith("t");
            assertThat(browser.driver
                            .findElement(By.cssSelector("#android .chat"))
                            .isDisplayed())
                    .isFalse();
        });
        browser.screenshot("emulator-page-timpush.png");
        browser.driver.findElement(By.cssSelector("figure:first-child .turn")).click();
        PageBrowser.eventually(() -> assertThat(
                        browser.driver.findElement(By.cssSelector("#ios .chat")).isDisplayed())
                .isTrue());
        browser.assertNoConsoleErrors();
    }

    @Test
    void messageTextIsNotExecuted() throws IOException {
        String evil = "<img src=x onerror=document.title=1>";
        new ImClient(EMULATOR.emulator()).call("openim/sendmsg", ImClient.text(evil, 1, evil));
        PageBrowser.eventually(
                () -> assertThat(browser.texts("#android .bubble .said")).containsExactly(evil));
        assertThat(browser.driver.findElements(By.cssSelector("main img[src='x']")))
                .isEmpty();
        assertThat(browser.driver.getTitle()).isEqualTo("Tencent emulator");
        browser.assertNoConsoleErrors();
    }

    @Test
    void pushTextIsNotExecuted() throws IOException {
        String evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        TpnsClient.android(EMULATOR.emulator()).push(TpnsClient.toToken("token1", evil, "<b>粗体?</b>"));
        PageBrowser.eventually(
                () -> assertThat(browser.texts("#android .note .title")).containsExactly(evil));
        PageBrowser.eventually(() -> assertThat(browser.text("#detail .json")).contains("onerror"));
        assertThat(browser.texts("#android .note .text")).containsExactly("<b>粗体?</b>");
        assertThat(browser.driver.findElements(By.cssSelector("main img[src='x'], main script, .note b")))
                .isEmpty();
        assertThat(browser.driver.getTitle()).isEqualTo("Tencent emulator");
        browser.assertNoConsoleErrors();
    }

    @Test
    void aNarrowScreenDoesNotScrollSideways() throws IOException {
        TpnsClient.android(EMULATOR.emulator()).push(TpnsClient.toToken("token1", "w".repeat(300), "x".repeat(900)));
        PageBrowser.eventually(
                () -> assertThat(browser.texts("#detail .steps .name")).isNotEmpty());
        browser.driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", false));
        try {
            browser.screenshot("emulator-page-narrow.png");
            assertThat(browser.driver.executeScript(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
        } finally {
            browser.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void aLoadIsCountedButNotDrawnCompletely() throws IOException {
        TpnsClient android = TpnsClient.android(EMULATOR.emulator());
        for (int i = 0; i < 1500; i++) {
            android.push(TpnsClient.toToken("token" + i, "No " + i, "one of many"));
        }
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#accepted")).isEqualTo("1,500");
            assertThat(browser.driver.findElements(By.cssSelector(".row"))).hasSizeLessThanOrEqualTo(120);
            assertThat(browser.driver.findElements(By.cssSelector("#android .note")))
                    .hasSizeLessThanOrEqualTo(6);
            assertThat(browser.texts("#android .note .title")).startsWith("No 1499");
        });
        browser.assertNoConsoleErrors();
    }

    @Test
    void samplesCanBeSentAndAResetClearsThePage() {
        PageBrowser.eventually(
                () -> browser.driver.findElement(By.id("sampleIos")).click());
        PageBrowser.eventually(
                () -> assertThat(browser.texts("#ios .note .title")).containsExactly("Your order is on its way"));
        EMULATOR.emulator().reset();
        PageBrowser.eventually(() -> {
            assertThat(browser.texts("#ios .note")).isEmpty();
            assertThat(browser.text("#received")).isEqualTo("0");
            assertThat(browser.driver.findElement(By.id("empty")).isDisplayed()).isTrue();
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

    private static void choose(String about) {
        browser.driver.findElements(By.cssSelector(".row")).stream()
                .filter(row -> row.getText().contains(about))
                .findFirst()
                .orElseThrow()
                .click();
    }
}

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

import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Search, links, faults, replay and the other tools of the page, in a real browser. */
class EmulatorPageToolsTest {

    @RegisterExtension
    static final TencentEmulatorExtension EMULATOR = new TencentEmulatorExtension();

    private static PageBrowser browser;

    private final TencentEmulator emulator = EMULATOR.emulator();
    private final TpnsClient android = TpnsClient.android(emulator);

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
        browser.openPage(emulator.baseUri() + "/");
        browser.driver.executeScript("localStorage.clear()");
    }

    private void pushes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            android.push(TpnsClient.toToken("token" + i, "No " + i, "one of many"));
        }
    }

    private void list(String... paths) {
        PageBrowser.eventually(() -> assertThat(browser.texts(".row .about")).containsExactly(paths));
    }

    @Test
    void searchAndFiltersCoverTheWholeRecord() throws IOException {
        android.push(TpnsClient.toToken("dead1", "t", "c"));
        pushes(400);
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("401 of 401"));
        browser.click("[data-filter=refused]");
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#matches")).isEqualTo("1 of 401");
            assertThat(browser.texts(".row .chip")).contains("refused 1008029");
        });
        browser.click("[data-filter='']");
        browser.driver.findElement(By.id("search")).sendKeys("token123");
        list("No 123 — one of many");
        browser.driver.findElement(By.id("search")).clear();
        browser.driver.findElement(By.id("search")).sendKeys("nothing has this");
        PageBrowser.eventually(() -> assertThat(browser.isVisible("#nothing")).isTrue());
        browser.assertNoConsoleErrors();
    }

    @Test
    void tenThousandRequestsScrollWithAFewRowsInTheDocument() throws IOException {
        pushes(10_000);
        android.push("{}");
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("10,001 of 10,001"));
        browser.screenshot("emulator-page-10000.png");
        Object longest = browser.driver.executeAsyncScript("""
                const done = arguments[0], list = document.getElementById('list');
                let last = performance.now(), longest = 0, step = 0;
                const frame = () => {
                  const now = performance.now();
                  longest = Math.max(longest, now - last);
                  last = now;
                  list.scrollTop = step * list.scrollHeight / 60;
                  if (step++ < 60) requestAnimationFrame(frame); else done(longest);
                };
                requestAnimationFrame(frame);
                """);
        System.out.println("10,000 requests: longest frame while scrolling " + longest + " ms");
        assertThat(((Number) longest).doubleValue()).isLessThan(500);
        PageBrowser.eventually(() -> {
            assertThat(browser.texts(".row .about")).contains("No 0 — one of many");
            assertThat(browser.driver.findElements(By.cssSelector(".row"))).hasSizeLessThan(60);
        });
        List<String> inOrder = browser.texts(".row .about");
        assertThat(inOrder.get(inOrder.size() - 2)).isEqualTo("No 1 — one of many");
        pushes(1);
        PageBrowser.eventually(() -> assertThat(browser.text("#newOnes")).isEqualTo("1 new"));
        browser.click("#newOnes");
        PageBrowser.eventually(() -> assertThat(browser.texts(".row .about")).contains("No 0 — one of many"));
        browser.assertNoConsoleErrors();
    }

    @Test
    void anIntervalOfTheTimelineFiltersTheList() throws IOException {
        pushes(30);
        PageBrowser.eventually(() -> assertThat(browser.driver.findElements(By.cssSelector("#timeline rect.good")))
                .isNotEmpty());
        WebElement timeline = browser.driver.findElement(By.id("timeline"));
        timeline.sendKeys(Keys.ARROW_RIGHT, Keys.ENTER);
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).matches("[1-9] of 30"));
        browser.click("#interval");
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("30 of 30"));
    }

    @Test
    void detailsHaveTheAnswerAndItsDuration() throws IOException {
        emulator.faults()
                .add(Fault.of(FaultKind.DELAY).delay(Duration.ofMillis(120)).build());
        pushes(1);
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#detail .answer")).contains("\"ret_code\": 0");
            assertThat(browser.text("#detail .headers"))
                    .containsPattern("answered after(1[2-9]\\d|[2-9]\\d\\d|\\d[,\\d]{3,}) ms");
        });
    }

    @Test
    void aLinkOpensItsRequest() throws IOException {
        pushes(5);
        browser.openPage(
                emulator.baseUri() + "/#request=" + emulator.requests().get(1).sequence());
        PageBrowser.eventually(() -> assertThat(browser.text("#detail")).contains("No 1"));
        pushes(3);
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("8 of 8"));
        assertThat(browser.text("#detail")).contains("No 1");
    }

    @Test
    void theListCanBePausedAndCleared() throws IOException {
        pushes(2);
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#matches")).isEqualTo("2 of 2");
            // its details are loaded, so that none are asked for after the record is cleared
            assertThat(browser.text("#detail .answer")).contains("ret_code");
            assertThat(browser.text("#detail")).contains("No 1");
        });
        browser.driver.findElement(By.tagName("body")).sendKeys("p");
        pushes(3);
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#received")).isEqualTo("5");
            assertThat(browser.text("#newOnes")).isEqualTo("3 new");
        });
        assertThat(browser.text("#matches")).isEqualTo("2 of 2");
        browser.driver.findElement(By.tagName("body")).sendKeys("p");
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("5 of 5"));
        browser.click("#clear");
        PageBrowser.eventually(() -> assertThat(browser.isVisible("#empty")).isTrue());
        assertThat(emulator.requests()).isEmpty();
        pushes(1);
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("1 of 1"));
        browser.assertNoConsoleErrors();
    }

    @Test
    void faultsAreAddedAndRemovedOnThePage() throws IOException {
        browser.click("#openFaults");
        WebElement kind = browser.driver.findElement(By.id("faultKind"));
        kind.findElement(By.xpath("option[.='code']")).click();
        WebElement code = browser.driver.findElement(By.id("faultCode"));
        code.clear();
        code.sendKeys("1008028");
        browser.driver.findElement(By.id("faultCount")).sendKeys("1");
        browser.click("#faultForm [type=submit]");
        PageBrowser.eventually(() -> assertThat(browser.text("#faultList")).contains("code 1008028"));
        assertThat(android.push(TpnsClient.toToken("t", "t", "c"))
                        .path("ret_code")
                        .asInt())
                .isEqualTo(1008028);
        browser.screenshot("emulator-page-faults.png");
        browser.click("#faultList button");
        PageBrowser.eventually(() -> assertThat(browser.isVisible("#faultNone")).isTrue());
        assertThat(emulator.faults().rules()).isEmpty();
        browser.click("#closeFaults");
        PageBrowser.eventually(() -> assertThat(browser.text("#detail .reason")).contains("fault script"));
        browser.assertNoConsoleErrors();
    }

    @Test
    void aRequestIsReplayedWithANewSignature() throws IOException {
        new TpnsClient(emulator.baseUri(), new KeyPair(EmulatorOptions.TPNS_ANDROID.id(), "another-key"))
                .push(TpnsClient.toToken("t", "again", "c"));
        PageBrowser.eventually(() -> assertThat(browser.text("#detail .reason")).contains("signature does not match"));
        browser.click("#detail .replay");
        PageBrowser.eventually(() -> {
            assertThat(browser.texts("#android .note .title")).containsExactly("again");
            assertThat(browser.text("#detail .replayed")).contains("replay of #");
            assertThat(browser.text("#detail .lead")).contains("signature ok");
        });
        assertThat(emulator.counters().accepted()).isEqualTo(1);
        browser.assertNoConsoleErrors();
    }

    @Test
    void aCurlCommandHasPlaceholdersForSecrets() throws IOException {
        android.push(TpnsClient.toToken("t", "it's", "c"));
        new ImClient(emulator).call("openim/sendmsg", ImClient.text("alpha", 1, "hello"));
        CloudClient cloud = new CloudClient(emulator);
        cloud.cvm("DescribeInstances", "{}");
        List<RecordedRequest> requests = emulator.requests();
        assertThat(curl(requests.get(0)))
                .contains("/v3/push/app' \\\n", "-H 'AccessId: 1500000001'", "-H 'Sign: <SIGN>'", "it'\\''s");
        assertThat(curl(requests.get(1))).contains("usersig=<USERSIG>", "sdkappid=1400000001");
        assertThat(curl(requests.get(2))).containsIgnoringCase("-H 'Authorization: <AUTHORIZATION>'");
    }

    private String curl(RecordedRequest request) {
        return (String) browser.driver.executeAsyncScript(
                "const done = arguments[1]; fetch('/_emulator/requests/' + arguments[0])"
                        + ".then(a => a.json()).then(r => done(Curl.of(r)))",
                request.sequence());
    }

    @Test
    void aRefusalIsExplainedInEnglishAndChinese() throws IOException {
        KeyPair mixed = new KeyPair(EmulatorOptions.TPNS_ANDROID.id(), EmulatorOptions.TPNS_IOS.key());
        new TpnsClient(emulator.baseUri(), mixed).push(TpnsClient.toToken("t", "t", "c"));
        PageBrowser.eventually(() -> assertThat(browser.text("#detail .reason"))
                .contains("Why was this refused?", "SecretKey of the iOS application 1600000001", "What to do"));
        browser.screenshot("emulator-page-refused.png");
        browser.click("#language");
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#detail .reason")).contains("为什么被拒绝？", "iOS 应用 1600000001", "怎么办");
            assertThat(browser.text("h2[data-t=requests]")).isEqualTo("请求");
            assertThat(browser.driver.findElement(By.tagName("html")).getDomAttribute("lang"))
                    .isEqualTo("zh-CN");
        });
        browser.screenshot("emulator-page-chinese.png");
        browser.click("#language");
        PageBrowser.eventually(
                () -> assertThat(browser.text("h2[data-t=requests]")).isEqualTo("Requests"));
        browser.assertNoConsoleErrors();
    }

    @Test
    void theKeyboardReachesEverything() throws IOException {
        pushes(30);
        PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("30 of 30"));
        browser.driver.findElement(By.tagName("body")).sendKeys("/");
        assertThat(browser.driver.switchTo().activeElement().getDomProperty("id"))
                .isEqualTo("search");
        browser.driver.switchTo().activeElement().sendKeys("No", Keys.ENTER);
        WebElement list = browser.driver.switchTo().activeElement();
        assertThat(list.getDomProperty("id")).isEqualTo("list");
        list.sendKeys(Keys.HOME, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        PageBrowser.eventually(() -> {
            assertThat(browser.text("#detail")).contains("No 27");
            assertThat(browser.texts(".row[aria-selected=true] .about")).containsExactly("No 27 — one of many");
        });
        list.sendKeys(Keys.END);
        PageBrowser.eventually(() -> assertThat(browser.text("#detail")).contains("No 0"));
        list.sendKeys("?");
        assertThat(browser.isVisible("#keys")).isTrue();
        browser.driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);
        PageBrowser.eventually(() -> assertThat(browser.isVisible("#keys")).isFalse());
        browser.driver.findElement(By.tagName("body")).sendKeys("f");
        assertThat(browser.isVisible("#faults")).isTrue();
    }

    @Test
    void aNarrowScreenShowsTheListFirstAndDetailsOverIt() throws IOException {
        pushes(12);
        android.push(TpnsClient.toToken("dead1", "w".repeat(200), "x".repeat(900)));
        browser.resize(400, 850);
        try {
            PageBrowser.eventually(() -> assertThat(browser.text("#matches")).isEqualTo("13 of 13"));
            assertThat(((Number) browser.driver.executeScript(
                                    "return document.getElementById('list').getBoundingClientRect().top"))
                            .doubleValue())
                    .isLessThan(400);
            browser.screenshot("emulator-page-400.png");
            browser.click(".row");
            PageBrowser.eventually(
                    () -> assertThat(browser.isVisible("#detail .reason")).isTrue());
            browser.screenshot("emulator-page-400-detail.png");
            assertThat(browser.driver.executeScript(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
            browser.click("#detail .back");
            PageBrowser.eventually(
                    () -> assertThat(browser.isVisible("#detail")).isFalse());
        } finally {
            browser.restoreSize();
        }
    }

    @Test
    void anUnusedPhoneIsFolded() throws IOException {
        assertThat(browser.isVisible("#ios")).isTrue();
        pushes(1);
        PageBrowser.eventually(() -> assertThat(browser.isVisible("#ios")).isFalse());
        assertThat(browser.isVisible("#android")).isTrue();
        browser.click("#sampleIos");
        PageBrowser.eventually(() -> assertThat(browser.isVisible("#ios")).isTrue());
    }

    @Test
    void everyControlHasAnAccessibleName() throws IOException {
        pushes(1);
        PageBrowser.eventually(
                () -> assertThat(browser.isVisible("#detail .lead")).isTrue());
        Object unnamed = browser.driver.executeScript("""
                const named = (e) => e.getAttribute('aria-label') || e.textContent.trim() || (e.labels && e.labels.length)
                  || e.getAttribute('aria-labelledby');
                return [...document.querySelectorAll('button, a[href], input, select, dialog, [role], [tabindex="0"]')]
                  .filter((e) => !named(e) && !e.hidden && e.getAttribute('role') !== 'status' && e.getAttribute('role') !== 'alert')
                  .map((e) => e.outerHTML);
                """);
        assertThat((List<?>) unnamed).isEmpty();
    }

    @Test
    void noSecretIsInTheDocument() throws IOException {
        CloudClient cloud = new CloudClient(emulator);
        cloud.call("sts", "2018-08-13", "GetCallerIdentity", "{}");
        cloud.call(
                "sts",
                "2018-08-13",
                "AssumeRole",
                "{'RoleArn':'qcs::cam::uin/1:roleName/r','RoleSessionName':'s'}".replace('\'', '"'));
        cloud.v1("GET", "/", "HmacSHA256", Map.of("Action", "DescribeInstances", "Version", "2017-03-12"));
        new ImClient(emulator).call("openim/sendmsg", ImClient.text("alpha", 1, "hello"));
        for (RecordedRequest request : emulator.requests()) {
            browser.openPage(emulator.baseUri() + "/#request=" + request.sequence());
            PageBrowser.eventually(
                    () -> assertThat(browser.text("#detail .lead")).contains("#" + request.sequence()));
            String page = (String) browser.driver.executeScript("return document.documentElement.outerHTML");
            assertThat(page)
                    .doesNotContain(EmulatorOptions.CLOUD.key(), EmulatorOptions.IM.key())
                    .doesNotContainPattern("TmpSecretKey[^…]{0,60}[A-Za-z0-9]{32}")
                    .doesNotContainPattern("Signature=[0-9a-f]{64}")
                    .doesNotContainPattern("usersig=eJ");
        }
    }
}

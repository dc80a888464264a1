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
package io.github.cameltencent.signing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.CallbackCheck;
import io.github.cameltencent.credential.CallbackTokens;
import io.github.cameltencent.sign.Digest;
import io.github.cameltencent.sign.FormParameters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Verifies that an IM callback is recent, signed with the callback token of the application, and names the same command
 * in query and body: for routes that begin with a plain HTTP consumer; {@code webhook:tencent:im} does this itself. The
 * Sign does not cover the body. Other callbacks fail with a {@link io.github.cameltencent.TencentAuthException} with
 * the code {@code SIGN_MISSING}, {@code SIGN_MISMATCH}, {@code REQUEST_TIME_WRONG}, {@code EXPIRED}, {@code
 * SDKAPPID_MISMATCH}, {@code COMMAND_MISMATCH} or {@code REPLAYED}. Put it first in the route. The body becomes {@code
 * byte[]}, the headers {@code CamelTencentCallbackCommand} and {@code CamelTencentSdkAppId} are set, and the Sign is
 * removed.
 */
public final class ImCallbackVerifier extends SigningSupport<ImCallbackVerifier> implements Processor {

    private static final JsonFactory JSON = new JsonFactory();

    private final ReplayProtection replayProtection = new ReplayProtection();
    private String callbackToken;
    private String previousCallbackToken;

    public ImCallbackVerifier() {
        replayProtection.window(60_000);
    }

    @Override
    ImCallbackVerifier self() {
        return this;
    }

    public Long getSdkAppId() {
        return options.getSdkAppId();
    }

    /** Sets the SDKAppID whose callbacks are accepted; by default those of all applications with a token. */
    public void setSdkAppId(Long sdkAppId) {
        options.setSdkAppId(sdkAppId);
    }

    /** Sets an inline token, as in the console, instead of that of an application; also needs the sdkAppId. */
    public void setCallbackToken(String callbackToken) {
        this.callbackToken = callbackToken;
    }

    /** Sets the previous token, which is still accepted. */
    public void setPreviousCallbackToken(String previousCallbackToken) {
        this.previousCallbackToken = previousCallbackToken;
    }

    public long getWindow() {
        return replayProtection.window();
    }

    /** Sets the maximum difference between {@code RequestTime} and current time, in milliseconds; 60000 by default. */
    public void setWindow(long window) {
        replayProtection.window(window);
    }

    /** Sets the maximum difference between {@code RequestTime} and current time; a minute by default. */
    public ImCallbackVerifier window(Duration window) {
        setWindow(window.toMillis());
        return this;
    }

    public boolean isReplayCheck() {
        return replayProtection.replayCheck();
    }

    /**
     * Sets whether a callback is accepted only once, identified by Sign, time and body; false by default, because
     * Tencent may repeat callbacks. The memory is local to the JVM.
     */
    public void setReplayCheck(boolean replayCheck) {
        replayProtection.replayCheck(replayCheck);
    }

    @Override
    void requireKeys(CamelContext context) {
        if (!tokens(context).isAny()) {
            throw new IllegalArgumentException("There is no callback token: set callbackToken and sdkAppId, or"
                    + " im.callback-token of the application, as the console has it");
        }
    }

    private CallbackTokens tokens(CamelContext context) {
        return new CallbackTokens(
                getSdkAppId(), callbackToken, previousCallbackToken, getApplication(), applications(context));
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, String> query = query(message);
        Instant now = now();
        CallbackCheck check =
                new CallbackCheck(tokens(contextOf(exchange)), Duration.ofMillis(replayProtection.window()), true);
        long sdkAppId = check.check(query.get("SdkAppid"), query.get("Sign"), query.get("RequestTime"), now);
        byte[] body = BodyBytes.toBytes(message, "im", "callback");
        String command = query.get("CallbackCommand");
        if (command == null || !command.equals(command(body))) {
            throw refusal(
                    Outcome.AUTH,
                    "im",
                    "callback",
                    "COMMAND_MISMATCH",
                    "the query and the body of the callback name different commands");
        }
        replayProtection.requireNew(
                query.get("RequestTime") + ' ' + query.get("Sign") + ' ' + Digest.SHA_256.hex(body), now, "im");
        message.removeHeader("Sign");
        HttpQuery.set(message, HttpQuery.of(message).without("Sign").text());
        message.setHeader(TencentConstants.CALLBACK_COMMAND, command);
        message.setHeader(TencentConstants.SDK_APP_ID, sdkAppId);
    }

    private static Map<String, String> query(Message message) {
        try {
            return FormParameters.decode(HttpQuery.of(message).text());
        } catch (IllegalArgumentException e) {
            throw refusal(Outcome.AUTH, "im", "callback", "SIGN_MISSING", "the query of the callback cannot be read");
        }
    }

    /** Returns the command in the body, or null. */
    private static String command(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String command = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("CallbackCommand");
                parser.nextToken();
                if (named && command == null) {
                    command = parser.getValueAsString();
                } else if (named) {
                    return null; // duplicate: parsers differ in which one they use
                }
                parser.skipChildren();
            }
            return command;
        } catch (IOException e) {
            return null;
        }
    }
}

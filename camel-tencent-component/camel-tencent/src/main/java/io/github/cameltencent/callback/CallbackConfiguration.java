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

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of IM callbacks. */
@UriParams
public class CallbackConfiguration {

    @UriParam(
            label = "consumer,im,security",
            description =
                    "Token for callback authentication, as set in the IM console. Replaces that of the application and needs sdkAppId. Write it as RAW{...}.",
            secret = true)
    private String callbackToken;

    @UriParam(
            label = "consumer,im,security",
            description = "The previous callback token, accepted as well while it is set",
            secret = true)
    private String previousCallbackToken;

    @UriParam(
            label = "consumer,im,security",
            description =
                    "Whether callbacks must be signed. Set it to false to start without a token; anybody can then send callbacks.",
            defaultValue = "true")
    private boolean verifySign = true;

    @UriParam(
            label = "consumer,im",
            description = "Maximum difference in milliseconds between the RequestTime of a callback and now",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int callbackWindow = 60_000;

    @UriParam(
            label = "consumer,im",
            description =
                    "Time in milliseconds after which timeoutReply is sent if the route has not completed; Tencent waits 2000",
            defaultValue = "1500",
            javaType = "java.time.Duration")
    private int replyTimeout = 1_500;

    @UriParam(
            label = "consumer,im",
            description = "Reply if the route is too slow or fails: allow, forbid, or a JSON object",
            defaultValue = "allow")
    private String timeoutReply = "allow";

    @UriParam(
            label = "consumer,im",
            description = "Creates one exchange for each element of Events, as in the callbacks of pushes",
            defaultValue = "false")
    private boolean splitEvents;

    @UriParam(
            label = "consumer,im",
            description = "Maximum size of the body of a callback in bytes; a larger one is refused",
            defaultValue = "1048576")
    private int maxBodySize = 1024 * 1024;

    @UriParam(
            label = "consumer,im",
            description = "Sends the reply of the first time to a callback that arrives again, without routing it",
            defaultValue = "false")
    private boolean replayCheck;

    public String getCallbackToken() {
        return callbackToken;
    }

    public void setCallbackToken(String callbackToken) {
        this.callbackToken = callbackToken;
    }

    public String getPreviousCallbackToken() {
        return previousCallbackToken;
    }

    public void setPreviousCallbackToken(String previousCallbackToken) {
        this.previousCallbackToken = previousCallbackToken;
    }

    public boolean isVerifySign() {
        return verifySign;
    }

    public void setVerifySign(boolean verifySign) {
        this.verifySign = verifySign;
    }

    public int getCallbackWindow() {
        return callbackWindow;
    }

    public void setCallbackWindow(int callbackWindow) {
        this.callbackWindow = callbackWindow;
    }

    public int getReplyTimeout() {
        return replyTimeout;
    }

    public void setReplyTimeout(int replyTimeout) {
        this.replyTimeout = replyTimeout;
    }

    public String getTimeoutReply() {
        return timeoutReply;
    }

    public void setTimeoutReply(String timeoutReply) {
        this.timeoutReply = timeoutReply;
    }

    public boolean isSplitEvents() {
        return splitEvents;
    }

    public void setSplitEvents(boolean splitEvents) {
        this.splitEvents = splitEvents;
    }

    public int getMaxBodySize() {
        return maxBodySize;
    }

    public void setMaxBodySize(int maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    public boolean isReplayCheck() {
        return replayCheck;
    }

    public void setReplayCheck(boolean replayCheck) {
        this.replayCheck = replayCheck;
    }
}

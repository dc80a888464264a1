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

/** The options of callbacks of IM. */
@UriParams
public class CallbackConfiguration {

    @UriParam(
            label = "consumer,im,security",
            description =
                    "The token that the console has for the authentication of callbacks; instead of that of an application, beside sdkAppId. Write it as RAW{...}.",
            secret = true)
    private String callbackToken;

    @UriParam(
            label = "consumer,im,security",
            description = "The token before the present one, accepted as long as it is set",
            secret = true)
    private String previousCallbackToken;

    @UriParam(
            label = "consumer,im,security",
            description =
                    "Whether callbacks must be signed. Without a token this must be set to false: anybody can send them then.",
            defaultValue = "true")
    private boolean verifySign = true;

    @UriParam(
            label = "consumer,im",
            description = "How far the time of a callback may be from now, in milliseconds",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int callbackWindow = 60_000;

    @UriParam(
            label = "consumer,im",
            description =
                    "After how many milliseconds the answer goes out, whether the route is through or not; Tencent waits 2000",
            defaultValue = "1500",
            javaType = "java.time.Duration")
    private int replyTimeout = 1_500;

    @UriParam(
            label = "consumer,im",
            description = "What is answered when the route was too slow or failed: allow, forbid, or a JSON object",
            defaultValue = "allow")
    private String timeoutReply = "allow";

    @UriParam(
            label = "consumer,im",
            description = "Makes an exchange of each element of Events, as the callbacks of pushes have them",
            defaultValue = "false")
    private boolean splitEvents;

    @UriParam(
            label = "consumer,im",
            description = "How many bytes a callback may have at most; a larger one is refused",
            defaultValue = "1048576")
    private int maxBodySize = 1024 * 1024;

    @UriParam(
            label = "consumer,im",
            description = "Answers a callback that comes a second time as the first time, without routing it",
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

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
package io.github.cameltencent.birdtalk.component;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of producers. A header takes precedence over an option about the message. */
@UriParams
public class BirdtalkProducerConfiguration {

    /** One day, the longest timeout. */
    private static final long MAX_MILLIS = 86_400_000;

    @UriParam(label = "producer", description = "The id of the user or group to send to")
    private Long toId;

    @UriParam(
            label = "producer",
            description = "Whether toId is a user (p2p) or a group",
            defaultValue = "p2p",
            enums = "p2p,group")
    private String chatType = "p2p";

    @UriParam(
            label = "producer",
            description = "The type of the message; DELETE recalls the message in the header CamelBirdtalkRefMsgId",
            defaultValue = "TEXT",
            enums = "TEXT,IMAGE,VOICE,VIDEO,FILE,DELETE,KEY,PLUGIN")
    private String msgType;

    @UriParam(
            label = "producer",
            description =
                    "The action. Of friend: find, add, remove, block, unblock, permission, remark, list. Of group: create, set, search, join, invite, quit, kick, dissolve, addAdmin, removeAdmin, transfer, info, members, nick, list. Of user: info, set, code, unregister, logout, enable, disable. Of query: messages, receipts, records.")
    private String action;

    @UriParam(
            label = "producer",
            description = "Timeout of a call with all its retries, from the time when it got its in-flight slot",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long requestTimeout = 30_000;

    @UriParam(
            label = "producer",
            description =
                    "Timeout for an in-flight slot while maxInFlight is reached; then the call ends as THROTTLED with code LOCAL_LIMIT",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private long acquireTimeout = 30_000;

    @UriParam(label = "producer", description = "Maximum number of calls of a producer in flight", defaultValue = "256")
    private int maxInFlight = 256;

    @UriParam(
            label = "producer",
            description =
                    "What to do when maxInFlight is reached: block makes the calling thread wait (an I/O thread never waits: its call is rejected), reject fails at once as THROTTLED",
            defaultValue = "block",
            enums = "block,reject")
    private SaturationPolicy onSaturation = SaturationPolicy.BLOCK;

    @UriParam(
            label = "producer",
            description =
                    "Maximum number of retries of a message whose reply was lost and that the history does not contain; 0 turns retries off",
            defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(
            label = "producer",
            description =
                    "Whether a call that is not accepted fails the exchange. Otherwise only the headers tell the outcome.",
            defaultValue = "true")
    private boolean throwExceptionOnFailure = true;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the option and its range
     */
    public void check() {
        range("requestTimeout", requestTimeout, 1, MAX_MILLIS);
        range("acquireTimeout", acquireTimeout, 1, MAX_MILLIS);
        range("maxInFlight", maxInFlight, 1, 100_000);
        range("maxRetries", maxRetries, 0, 100);
    }

    private static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }

    public Long getToId() {
        return toId;
    }

    public void setToId(Long toId) {
        this.toId = toId;
    }

    public String getChatType() {
        return chatType;
    }

    public void setChatType(String chatType) {
        this.chatType = chatType;
    }

    public String getMsgType() {
        return msgType;
    }

    public void setMsgType(String msgType) {
        this.msgType = msgType;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public long getAcquireTimeout() {
        return acquireTimeout;
    }

    public void setAcquireTimeout(long acquireTimeout) {
        this.acquireTimeout = acquireTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public SaturationPolicy getOnSaturation() {
        return onSaturation;
    }

    public void setOnSaturation(SaturationPolicy onSaturation) {
        this.onSaturation = onSaturation;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }
}

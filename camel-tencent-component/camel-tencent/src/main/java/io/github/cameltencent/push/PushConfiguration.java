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
package io.github.cameltencent.push;

import io.github.cameltencent.exchange.OnPartialFailure;
import io.github.cameltencent.exchange.PartialFailureOption;
import io.github.cameltencent.exchange.PlatformOption;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code tencent:push}. */
@UriParams
public class PushConfiguration implements PlatformOption, PartialFailureOption {

    @UriParam(
            label = "producer,push",
            description = "The push service. The default is the one that the application has keys for",
            enums = "tpns,timpush")
    private PushProvider provider;

    @UriParam(
            label = "producer,push",
            description =
                    "The kind of targets. The default is that of the message: tokens or accounts. A push to tags or to all devices needs this option, or allowBroadcast.",
            enums = "token,account,tag,all")
    private Audience audience;

    @UriParam(
            label = "producer,push",
            description =
                    "The device tokens, unless the message has some: one, a Collection, or the text of a JSON array")
    private Object tokens;

    @UriParam(
            label = "producer,push",
            description = "The accounts, unless the message has some: one, a Collection, or the text of a JSON array")
    private Object accounts;

    @UriParam(
            label = "producer,push",
            description = "The tags, unless the message has some: one, a Collection, or the text of a JSON array")
    private Object tags;

    @UriParam(
            label = "producer,push",
            description =
                    "How tags are combined: AND (the default) for devices with all of them, OR for devices with any",
            enums = "AND,OR")
    private TagOperator tagOperator;

    @UriParam(
            label = "push,tpns,producer",
            description =
                    "The platform of the devices. The default is the platform that the application has keys for, if it is only one",
            enums = "android,ios,all")
    private PushPlatform platform;

    @UriParam(label = "producer,push", description = "The title of the notification, unless the message has one")
    private String title;

    @UriParam(label = "producer,push", description = "The text of the notification, unless the message has one")
    private String content;

    @UriParam(
            label = "producer,push",
            description =
                    "Whether the system shows the push (notify, which needs a title) or the app receives it as data (message)",
            enums = "notify,message",
            defaultValue = "notify")
    private MessageType messageType = MessageType.NOTIFY;

    @UriParam(
            label = "producer,push",
            description = "The data for the app, unless the message has some: a Map, or the text of a JSON object")
    private Object custom;

    @UriParam(
            label = "producer,push",
            description = "The environment in which the iOS devices were registered",
            enums = "product,dev",
            defaultValue = "product")
    private PushEnvironment environment;

    @UriParam(
            label = "producer,push",
            description =
                    "How long the push is kept for devices that are offline: a number of seconds, or a duration such as 1h or P1D; up to 3 days")
    private String timeToLive;

    @UriParam(
            label = "producer,push",
            description = "When to send a push to tags or to all devices: ISO-8601 with an offset, up to 90 days ahead")
    private String sendTime;

    @UriParam(
            label = "producer,push",
            description =
                    "The number on the app's icon: 0 or more sets it, -1 leaves it unchanged, -2 increases it by one")
    private Integer badge;

    @UriParam(
            label = "producer,push",
            description =
                    "The sound to play: a file of the app, default, or empty for a silent notification. On Android, a file needs channelId.")
    private String sound;

    @UriParam(label = "producer,push", description = "The notification channel on Android")
    private String channelId;

    @UriParam(
            label = "producer,push",
            description =
                    "Further fields of the TPNS request: a Map, or the text of a JSON object. Targets are not allowed.")
    private Object tpns;

    @UriParam(
            label = "producer,push",
            description =
                    "Further fields of the TIMPush request: a Map, or the text of a JSON object. Targets are not allowed.")
    private Object timpush;

    @UriParam(
            label = "producer,push",
            description =
                    "The meaning of a body of text, bytes or a stream: the content of the push, or a complete message as JSON",
            enums = "content,message",
            defaultValue = "content")
    private BodyType bodyType = BodyType.CONTENT;

    @UriParam(
            label = "security,push",
            description = "Allows a message to select tags or all devices as its targets",
            defaultValue = "false")
    private boolean allowBroadcast;

    @UriParam(
            label = "producer,push",
            description =
                    "What happens to a message above the size limit: fail rejects it, truncate shortens its content at a character boundary",
            enums = "fail,truncate",
            defaultValue = "fail")
    private OnOversize onOversize = OnOversize.FAIL;

    @UriParam(
            label = "producer,push",
            description =
                    "What happens to a field of the message that the provider does not support: fail rejects the message, warn and ignore omit the field",
            enums = "fail,warn,ignore",
            defaultValue = "fail")
    private OnUnsupportedField onUnsupportedField = OnUnsupportedField.FAIL;

    @UriParam(
            label = "producer,push",
            description = "Lets TPNS skip invalid tokens instead of rejecting the whole list",
            defaultValue = "true")
    private boolean ignoreInvalidTokens = true;

    @UriParam(
            label = "producer,push",
            description = "The maximum number of targets of a message, without duplicates",
            defaultValue = "10000")
    private int maxTargets = 10000;

    @UriParam(
            label = "push,im,cloud,producer",
            description =
                    "What happens when the parts of a split push, the entries of a call of IM, or the items of a call of the Cloud API end differently: fail throws TencentPartialException, succeed continues with the result as the body",
            enums = "fail,succeed",
            defaultValue = "fail")
    private OnPartialFailure onPartialFailure = OnPartialFailure.FAIL;

    public PushProvider getProvider() {
        return provider;
    }

    public void setProvider(PushProvider provider) {
        this.provider = provider;
    }

    public Audience getAudience() {
        return audience;
    }

    public void setAudience(Audience audience) {
        this.audience = audience;
    }

    public Object getTokens() {
        return tokens;
    }

    public void setTokens(Object tokens) {
        this.tokens = tokens;
    }

    public Object getAccounts() {
        return accounts;
    }

    public void setAccounts(Object accounts) {
        this.accounts = accounts;
    }

    public Object getTags() {
        return tags;
    }

    public void setTags(Object tags) {
        this.tags = tags;
    }

    public TagOperator getTagOperator() {
        return tagOperator;
    }

    public void setTagOperator(TagOperator tagOperator) {
        this.tagOperator = tagOperator;
    }

    public PushPlatform getPlatform() {
        return platform;
    }

    public void setPlatform(PushPlatform platform) {
        this.platform = platform;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getContent() {
        return content;
    }

    public void setContent(String content) {
        this.content = content;
    }

    public MessageType getMessageType() {
        return messageType;
    }

    public void setMessageType(MessageType messageType) {
        this.messageType = messageType;
    }

    public Object getCustom() {
        return custom;
    }

    public void setCustom(Object custom) {
        this.custom = custom;
    }

    public PushEnvironment getEnvironment() {
        return environment;
    }

    public void setEnvironment(PushEnvironment environment) {
        this.environment = environment;
    }

    public String getTimeToLive() {
        return timeToLive;
    }

    public void setTimeToLive(String timeToLive) {
        this.timeToLive = timeToLive;
    }

    public String getSendTime() {
        return sendTime;
    }

    public void setSendTime(String sendTime) {
        this.sendTime = sendTime;
    }

    public Integer getBadge() {
        return badge;
    }

    public void setBadge(Integer badge) {
        this.badge = badge;
    }

    public String getSound() {
        return sound;
    }

    public void setSound(String sound) {
        this.sound = sound;
    }

    public String getChannelId() {
        return channelId;
    }

    public void setChannelId(String channelId) {
        this.channelId = channelId;
    }

    public Object getTpns() {
        return tpns;
    }

    public void setTpns(Object tpns) {
        this.tpns = tpns;
    }

    public Object getTimpush() {
        return timpush;
    }

    public void setTimpush(Object timpush) {
        this.timpush = timpush;
    }

    public BodyType getBodyType() {
        return bodyType;
    }

    public void setBodyType(BodyType bodyType) {
        this.bodyType = bodyType;
    }

    public boolean isAllowBroadcast() {
        return allowBroadcast;
    }

    public void setAllowBroadcast(boolean allowBroadcast) {
        this.allowBroadcast = allowBroadcast;
    }

    public OnOversize getOnOversize() {
        return onOversize;
    }

    public void setOnOversize(OnOversize onOversize) {
        this.onOversize = onOversize;
    }

    public OnUnsupportedField getOnUnsupportedField() {
        return onUnsupportedField;
    }

    public void setOnUnsupportedField(OnUnsupportedField onUnsupportedField) {
        this.onUnsupportedField = onUnsupportedField;
    }

    public boolean isIgnoreInvalidTokens() {
        return ignoreInvalidTokens;
    }

    public void setIgnoreInvalidTokens(boolean ignoreInvalidTokens) {
        this.ignoreInvalidTokens = ignoreInvalidTokens;
    }

    public int getMaxTargets() {
        return maxTargets;
    }

    public void setMaxTargets(int maxTargets) {
        this.maxTargets = maxTargets;
    }

    @Override
    public OnPartialFailure getOnPartialFailure() {
        return onPartialFailure;
    }

    public void setOnPartialFailure(OnPartialFailure onPartialFailure) {
        this.onPartialFailure = onPartialFailure;
    }

    @Override
    public String platformText() {
        return platform == null ? null : platform.text();
    }
}

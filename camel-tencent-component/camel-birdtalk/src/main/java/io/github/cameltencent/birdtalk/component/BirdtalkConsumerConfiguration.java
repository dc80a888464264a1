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

import io.github.cameltencent.birdtalk.account.ChatEvent;
import io.github.cameltencent.birdtalk.inbox.ChatReceipts;
import io.github.cameltencent.birdtalk.inbox.ChatSync;
import io.github.cameltencent.birdtalk.inbox.InboxOptions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of a consumer of the BirdTalk chat. */
@UriParams
public class BirdtalkConsumerConfiguration {

    @UriParam(
            label = "consumer",
            description = "What exchanges are made of: message, receipt, presence, friend, group, joined by comma",
            defaultValue = "message")
    private String events = "message";

    @UriParam(
            label = "consumer",
            description =
                    "What senders are told once the exchange of their message has completed: that it was received, that it was received and read, or nothing",
            defaultValue = "received",
            enums = "received,read,none")
    private ChatReceipts receipts = ChatReceipts.RECEIVED;

    @UriParam(
            label = "consumer",
            description =
                    "What is fetched of the history when the connection opens: since for everything after what was handled before, and nothing old at the very first start; latest for a hundred of each dialogue at most; all for everything ever; none",
            defaultValue = "since",
            enums = "since,latest,all,none")
    private ChatSync sync = ChatSync.SINCE;

    @UriParam(
            label = "consumer",
            description =
                    "What a failed exchange means: skip logs it and goes on, without a receipt; stop lets the dialogue wait for resyncInterval and tries the message again",
            defaultValue = "skip",
            enums = "skip,stop")
    private ChatFailurePolicy onFailure = ChatFailurePolicy.SKIP;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "How many messages may wait for the route or be in it. Beyond that they are dropped, and fetched from the history when there is room.",
            defaultValue = "10000")
    private int maxBuffered = 10_000;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "How often the history is asked for what the server may have dropped, and a stopped dialogue is tried again",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int resyncInterval = 60_000;

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public ChatReceipts getReceipts() {
        return receipts;
    }

    public void setReceipts(ChatReceipts receipts) {
        this.receipts = receipts;
    }

    public ChatSync getSync() {
        return sync;
    }

    public void setSync(ChatSync sync) {
        this.sync = sync;
    }

    public ChatFailurePolicy getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(ChatFailurePolicy onFailure) {
        this.onFailure = onFailure;
    }

    public int getMaxBuffered() {
        return maxBuffered;
    }

    public void setMaxBuffered(int maxBuffered) {
        this.maxBuffered = maxBuffered;
    }

    public int getResyncInterval() {
        return resyncInterval;
    }

    public void setResyncInterval(int resyncInterval) {
        this.resyncInterval = resyncInterval;
    }

    /**
     * What an inbox is to do.
     *
     * @throws IllegalArgumentException naming what does not fit
     */
    InboxOptions inboxOptions() {
        if (maxBuffered < 1 || resyncInterval < 1) {
            throw new IllegalArgumentException("maxBuffered and resyncInterval are 1 or more");
        }
        return new InboxOptions(kinds(events), receipts, sync, maxBuffered, resyncInterval);
    }

    private static Set<ChatEvent> kinds(String words) {
        Set<ChatEvent> kinds = EnumSet.noneOf(ChatEvent.class);
        for (String word : words.split(",")) {
            try {
                kinds.add(ChatEvent.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "events are message, receipt, presence, friend and group, joined by comma, not "
                                + word.strip());
            }
        }
        return kinds;
    }
}

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

import io.github.cameltencent.birdtalk.account.ChatEventType;
import io.github.cameltencent.birdtalk.inbox.HistorySync;
import io.github.cameltencent.birdtalk.inbox.InboxOptions;
import io.github.cameltencent.birdtalk.inbox.ReceiptPolicy;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of consumers. */
@UriParams
public class BirdtalkConsumerConfiguration {

    @UriParam(
            label = "consumer",
            description = "The events to consume, separated by comma: message, receipt, presence, friend, group",
            defaultValue = "message")
    private String events = "message";

    @UriParam(
            label = "consumer",
            description =
                    "The receipt that the sender of a message gets when its exchange has completed: received, read, or none",
            defaultValue = "received",
            enums = "received,read,none")
    private ReceiptPolicy receipts = ReceiptPolicy.RECEIVED;

    @UriParam(
            label = "consumer",
            description =
                    "What to fetch from the history when the connection opens: since fetches all messages after the last handled one, and none at the first start; latest fetches at most the last hundred messages of users, and of each group; all fetches all messages that were not handled before; none fetches nothing",
            defaultValue = "since",
            enums = "since,latest,all,none")
    private HistorySync sync = HistorySync.SINCE;

    @UriParam(
            label = "consumer",
            description =
                    "What to do after a failed exchange: skip logs it and continues without a receipt; stop pauses the dialogue for resyncInterval and then repeats the message",
            defaultValue = "skip",
            enums = "skip,stop")
    private ChatFailurePolicy onFailure = ChatFailurePolicy.SKIP;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Maximum number of messages that wait or are in flight. More are dropped, and fetched from the history later.",
            defaultValue = "10000")
    private int maxBuffered = 10_000;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "How often to query the history for messages that the server may have dropped, and to repeat a paused dialogue",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int resyncInterval = 60_000;

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public ReceiptPolicy getReceipts() {
        return receipts;
    }

    public void setReceipts(ReceiptPolicy receipts) {
        this.receipts = receipts;
    }

    public HistorySync getSync() {
        return sync;
    }

    public void setSync(HistorySync sync) {
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
     * The options of the inbox.
     *
     * @throws IllegalArgumentException naming the invalid option
     */
    InboxOptions inboxOptions() {
        if (maxBuffered < 1 || resyncInterval < 1) {
            throw new IllegalArgumentException("maxBuffered and resyncInterval must be at least 1");
        }
        return new InboxOptions(kinds(events), receipts, sync, maxBuffered, resyncInterval);
    }

    private static Set<ChatEventType> kinds(String words) {
        Set<ChatEventType> kinds = EnumSet.noneOf(ChatEventType.class);
        for (String word : words.split(",")) {
            try {
                kinds.add(ChatEventType.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "events must be message, receipt, presence, friend or group, separated by comma, not "
                                + word.strip());
            }
        }
        return kinds;
    }
}

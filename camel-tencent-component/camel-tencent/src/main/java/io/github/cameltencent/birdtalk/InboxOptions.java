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
package io.github.cameltencent.birdtalk;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a consumer wants.
 *
 * @param maxBuffered how many messages may wait or be handled
 * @param resyncInterval in milliseconds
 */
record InboxOptions(Set<ChatEvent> events, ChatReceipts receipts, ChatSync sync, int maxBuffered, long resyncInterval) {

    /** How long receipts wait for others to the same sender, in milliseconds. */
    static final long RECEIPTS_AFTER = 50;

    /**
     * Reads and checks the options of an endpoint.
     *
     * @throws IllegalArgumentException naming what does not fit
     */
    static InboxOptions of(BirdtalkConsumerConfiguration options) {
        if (options.getMaxBuffered() < 1 || options.getResyncInterval() < 1) {
            throw new IllegalArgumentException("maxBuffered and resyncInterval are 1 or more");
        }
        return new InboxOptions(
                events(options.getEvents()),
                options.getReceipts(),
                options.getSync(),
                options.getMaxBuffered(),
                options.getResyncInterval());
    }

    private static Set<ChatEvent> events(String words) {
        Set<ChatEvent> events = EnumSet.noneOf(ChatEvent.class);
        for (String word : words.split(",")) {
            try {
                events.add(ChatEvent.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "events are message, receipt, presence, friend and group, joined by comma, not "
                                + word.strip());
            }
        }
        return events;
    }
}

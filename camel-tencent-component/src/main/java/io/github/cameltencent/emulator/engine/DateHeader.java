package io.github.cameltencent.emulator.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Date header by the emulator's clock, so that clients can see how far theirs is off. Formatted once a second. */
final class DateHeader {

    private final Clock clock;
    private volatile Text last = new Text(Long.MIN_VALUE, "");

    DateHeader(Clock clock) {
        this.clock = clock;
    }

    String now() {
        long second = Math.floorDiv(clock.millis(), 1000L);
        Text text = last;
        if (text.second != second) {
            Instant time = Instant.ofEpochSecond(second);
            text = new Text(second, DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
            last = text;
        }
        return text.value;
    }

    private record Text(long second, String value) {}
}

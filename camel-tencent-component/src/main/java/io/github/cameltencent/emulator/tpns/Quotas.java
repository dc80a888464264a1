package io.github.cameltencent.emulator.tpns;

import java.time.Instant;
import java.util.Map;

/** Calls an hour or a day, counted per path in fixed windows. */
final class Quotas {

    private final Map<String, long[]> windows = new Bounded<>(100);

    void take(String path, int most, long windowSeconds, Instant now) {
        long window = now.getEpochSecond() / windowSeconds;
        long[] used = windows.computeIfAbsent(path, unused -> new long[] {window, 0});
        if (used[0] != window) {
            used[0] = window;
            used[1] = 0;
        }
        if (++used[1] > most) {
            throw new Refusal(Refusal.TOO_FAST, "more than " + most + " calls in " + windowSeconds + " s");
        }
    }
}

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
package io.github.cameltencent.emulator.tpns.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltencent.emulator.engine.BoundedMap;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.tpns.request.TpnsErrorException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;

/** The limits of pushes to everybody: one per second, and the same content once an hour. */
public final class BroadcastLimiter {

    private static final long SECOND = 1000;
    private static final long HOUR = 3_600_000;

    private final Map<ByteBuffer, Long> contents = new BoundedMap<>(4096);
    private long last = Long.MIN_VALUE / 2;

    public void admit(ObjectNode body, boolean limited, Instant now) {
        long time = now.toEpochMilli();
        if (limited && time - last < SECOND) {
            throw new TpnsErrorException(TpnsErrorException.TOO_FAST, "pushes to all, tags and packages: one a second");
        }
        ByteBuffer content = digest(body);
        Long before = contents.get(content);
        if (before != null && time - before < HOUR) {
            throw new TpnsErrorException(
                    TpnsErrorException.REPEATED, "the same full or tag push was sent within the hour");
        }
        contents.remove(content);
        contents.put(content, time);
        if (limited) {
            last = time;
        }
    }

    private static ByteBuffer digest(ObjectNode body) {
        ObjectNode same = body.deepCopy();
        same.remove("seq");
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(Json.bytes(same)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

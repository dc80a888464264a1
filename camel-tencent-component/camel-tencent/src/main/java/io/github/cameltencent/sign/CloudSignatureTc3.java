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
package io.github.cameltencent.sign;

import io.github.cameltencent.sign.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes the header {@code Authorization} of a Cloud API request with TC3-HMAC-SHA256 ("Signature v3" in Tencent's
 * documentation). The date in the header is always the day in UTC. Caches the derived key of each service for a day.
 * Thread-safe.
 */
public final class CloudSignatureTc3 {

    /** The name of the algorithm, the first word of the header. */
    public static final String ALGORITHM = "TC3-HMAC-SHA256";

    private static final byte[] CREDENTIAL = ascii(ALGORITHM + " Credential=");
    private static final byte[] SIGNED_HEADERS = ascii(", SignedHeaders=");
    private static final byte[] SIGNATURE = ascii(", Signature=");
    private static final byte[] STRING_TO_SIGN = ascii(ALGORITHM + "\n");
    private static final byte[] TERMINATOR = ascii("tc3_request");
    private static final int MAX_SERVICES = 512;
    private static final int MAX_SERVICE_LENGTH = 64;
    private static final int SECONDS_PER_DAY = 86_400;

    private final String secretId;
    private final byte[] secretIdBytes;
    private final Hmac secretKey;
    // by service; cleared when there are too many
    private final Map<String, DayKey> dayKeys = new ConcurrentHashMap<>();

    private CloudSignatureTc3(String secretId, byte[] secretIdBytes, Hmac secretKey) {
        this.secretId = secretId;
        this.secretIdBytes = secretIdBytes;
        this.secretKey = secretKey;
    }

    /**
     * Creates a signer for a pair of keys, to be reused.
     *
     * @throws IllegalArgumentException when one of them is empty, contains a line break, or is surrounded by white
     *     space
     */
    public static CloudSignatureTc3 of(String secretId, String secretKey) {
        byte[] id = Secrets.bytes("secretId of the Cloud API", secretId);
        byte[] key = Secrets.bytes("secretKey of the Cloud API", secretKey);
        return new CloudSignatureTc3(
                secretId,
                id,
                Hmac.sha256(new ByteSink(key.length + 3)
                        .literal(ascii("TC3"))
                        .literal(key)
                        .toByteArray()));
    }

    /**
     * Signs one request.
     *
     * @param now the time of the request; the header {@code X-TC-Timestamp} is its Unix seconds in decimal
     * @return the value of the header {@code Authorization}
     * @throws IllegalArgumentException when a key is empty or malformed, or the service is not valid
     */
    public static String authorization(String secretId, String secretKey, CanonicalRequest request, Instant now) {
        return of(secretId, secretKey).authorization(request, now);
    }

    /**
     * Signs one request for the {@linkplain CanonicalRequest#service() service} that it names itself.
     *
     * @param now the time of the request; the header {@code X-TC-Timestamp} is its Unix seconds in decimal
     */
    public String authorization(CanonicalRequest request, Instant now) {
        return authorization(request.service(), request, now);
    }

    /**
     * Signs one request.
     *
     * @param service the service of the scope, such as {@code cvm}
     * @param now the time of the request; the header {@code X-TC-Timestamp} is its Unix seconds in decimal
     * @throws IllegalArgumentException when the service is not valid
     */
    public String authorization(String service, CanonicalRequest request, Instant now) {
        long seconds = now.getEpochSecond();
        DayKey key = dayKey(service, seconds);
        ByteSink header =
                new ByteSink(320).literal(CREDENTIAL).literal(secretIdBytes).character('/');
        header.literal(key.scope).literal(SIGNED_HEADERS);
        request.signedHeaders(header);
        header.literal(SIGNATURE).hex(key.sign(seconds, request));
        return new String(header.array(), 0, header.length(), StandardCharsets.UTF_8);
    }

    /**
     * Checks, in constant time, whether the signature belongs to exactly this request, time and service. The age of the
     * request is not checked.
     *
     * @param seconds Unix seconds, those of {@code X-TC-Timestamp}
     * @param signature the 64 hexadecimal digits after {@code Signature=}
     */
    public boolean verify(String service, CanonicalRequest request, long seconds, String signature) {
        byte[] mac = dayKey(service, seconds).sign(seconds, request);
        byte[] expected = new ByteSink(2 * mac.length).hex(mac).array();
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }

    private DayKey dayKey(String service, long seconds) {
        long day = Math.floorDiv(seconds, SECONDS_PER_DAY);
        DayKey key = service == null ? null : dayKeys.get(service);
        if (key == null || key.day != day) {
            key = new DayKey(secretKey, requireService(service), day);
            if (dayKeys.size() >= MAX_SERVICES) {
                dayKeys.clear();
            }
            dayKeys.put(service, key);
        }
        return key;
    }

    /**
     * Returns the service if it is valid in a credential scope: lower-case letters, digits, {@code -} and {@code _}.
     */
    static String requireService(String service) {
        boolean valid = service != null && !service.isEmpty() && service.length() <= MAX_SERVICE_LENGTH;
        for (int i = 0; valid && i < service.length(); i++) {
            char unit = service.charAt(i);
            valid = unit >= 'a' && unit <= 'z' || unit >= '0' && unit <= '9' || unit == '-' || unit == '_';
        }
        if (!valid) {
            throw new IllegalArgumentException("Not the name of a Cloud API service such as cvm: " + service);
        }
        return service;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "CloudSignatureTc3[secretId=" + secretId + "]";
    }

    /** The key of one service for one day. */
    private static final class DayKey {

        private final long day;
        private final byte[] scope;
        private final Hmac key;

        DayKey(Hmac secretKey, String service, long day) {
            this.day = day;
            byte[] date = ascii(LocalDate.ofEpochDay(day).toString());
            byte[] ofDate = secretKey.of(date);
            byte[] ofService = Hmac.sha256(ofDate).of(ascii(service));
            this.key = Hmac.sha256(Hmac.sha256(ofService).of(TERMINATOR));
            this.scope = new ByteSink(64)
                    .literal(date)
                    .character('/')
                    .utf8(service)
                    .character('/')
                    .literal(TERMINATOR)
                    .toByteArray();
        }

        byte[] sign(long seconds, CanonicalRequest request) {
            ByteSink text = new ByteSink(192).literal(STRING_TO_SIGN).decimal(seconds);
            text.character('\n').literal(scope).character('\n').hex(request.hash());
            return key.of(text.array(), text.length());
        }
    }
}

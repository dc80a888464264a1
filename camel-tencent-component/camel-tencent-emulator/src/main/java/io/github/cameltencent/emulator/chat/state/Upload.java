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
package io.github.cameltencent.emulator.chat.state;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.MsgUploadReq;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** An upload in progress: the parts received so far, in order of arrival. */
public final class Upload {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final int EIGHT_BYTES_IN_HEX = 16;

    private final String storedName;
    private final String announcedHash;
    private final MessageDigest digest = md5();
    private final List<ByteString> parts = new ArrayList<>();
    private long size;

    public Upload(String storedName, String announcedHash) {
        this.storedName = storedName;
        this.announcedHash = announcedHash;
    }

    /** The stored name: the day, the first eight bytes of the hash as a number, and the original extension. */
    public static String storedName(MsgUploadReq request, Instant now, long defaultValue) {
        String name = request.getFileName();
        int dot = name.lastIndexOf('.');
        String extension = dot > name.lastIndexOf('/') ? name.substring(dot) : "";
        return DAY.format(now) + "_" + Long.toUnsignedString(number(request.getHashCode(), defaultValue), 36)
                + extension;
    }

    /** Parses the hash; an invalid one is replaced by a default, as it is refused only when it is compared. */
    private static long number(String hash, long defaultValue) {
        try {
            return Long.reverseBytes(HexFormat.fromHexDigitsToLong(hash, 0, EIGHT_BYTES_IN_HEX));
        } catch (IllegalArgumentException e) {
            return defaultValue;
        }
    }

    public void add(ByteString part) {
        parts.add(part);
        part.asReadOnlyByteBufferList().forEach(digest::update);
        size += part.size();
    }

    public long size() {
        return size;
    }

    /** The complete file; null if the bytes do not have the announced hash. */
    public StoredFile finish() {
        if (!HexFormat.of().formatHex(digest.digest()).equals(announcedHash)) {
            return null;
        }
        byte[] bytes = new byte[Math.toIntExact(size)];
        int at = 0;
        for (ByteString part : parts) {
            part.copyTo(bytes, at);
            at += part.size();
        }
        return new StoredFile(storedName, announcedHash, bytes);
    }

    public static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}

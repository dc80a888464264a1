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
package io.github.cameltencent.emulator.chat.handler;

import com.google.protobuf.ByteString;
import io.github.cameltencent.birdtalk.protocol.MsgKeyExchange;
import io.github.cameltencent.emulator.chat.state.KeyShare;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/** Lies that a fault script can tell the server to use, as the code of a fault: {@code "code":"wrong-print"}. */
public enum Tampering {
    NONE,
    /** Handles the frame and does not answer. */
    SILENT,
    WRONG_PRINT,
    WRONG_PROOF,
    /** A public key on another curve. */
    OTHER_CURVE,
    /** A point beside the curve. */
    BAD_POINT,
    BAD_PEM,
    /** The client's own public key. */
    REFLECT,
    /** The step after the next. */
    SKIP,
    /** The same step, or part of a file that comes down, twice. */
    REPEAT,
    /** Refuses the public key for a zero byte that is not there. */
    LEADING_ZERO,
    /** A part that goes up is refused for its hash. */
    WRONG_HASH,
    /** A part that goes up is lost; of a file that comes down, the one in the middle. */
    MISSING_CHUNK,
    /** A byte of each part that comes down is another one. */
    WRONG_DATA,
    /** A text frame before the answer. */
    TEXT;

    /** The one of a fault's code; null where the code is none of these words. */
    public static Tampering of(String code) {
        String name = code.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    MsgKeyExchange.Builder spoil(MsgKeyExchange.Builder answer, MsgKeyExchange asked, SecureRandom random) {
        return switch (this) {
            case WRONG_PRINT -> answer.setKeyPrint(answer.getKeyPrint() + 1);
            case WRONG_PROOF -> answer.setTempKey(ByteString.copyFrom(new byte[29]));
            case OTHER_CURVE -> answer.setPubKey(ByteString.copyFrom(new KeyShare(random, "secp384r1").pem()));
            case BAD_POINT -> answer.setPubKey(ByteString.copyFrom(badPoint()));
            case BAD_PEM -> answer.setPubKey(ByteString.copyFromUtf8("-----BEGIN PUBLIC KEY-----\nno\n"));
            case REFLECT -> answer.setPubKey(asked.getPubKey());
            case SKIP -> answer.setStage(answer.getStage() + 2);
            default -> answer;
        };
    }

    private static byte[] badPoint() {
        byte[] der = new byte[91];
        byte[] head = java.util.HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
        System.arraycopy(head, 0, der, 0, head.length);
        der[90] = 1;
        return KeyShare.pem(der);
    }
}

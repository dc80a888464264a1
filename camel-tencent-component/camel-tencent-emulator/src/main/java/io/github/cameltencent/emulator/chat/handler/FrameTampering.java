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
import io.github.cameltencent.emulator.chat.state.ServerKeyAgreement;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/** Manipulations of an answer, selected by the code of a fault: {@code "code":"wrong-print"}. */
public enum FrameTampering {
    NONE,
    /** Processes the frame without an answer. */
    SILENT,
    WRONG_PRINT,
    WRONG_PROOF,
    /** Sends a public key on another curve. */
    OTHER_CURVE,
    /** Sends a point that is not on the curve. */
    BAD_POINT,
    BAD_PEM,
    /** Sends the client's own public key back. */
    REFLECT,
    /** Skips a step. */
    SKIP,
    /** Sends the same step, or the same part of a downloaded file, twice. */
    REPEAT,
    /** Refuses the public key because of an alleged leading zero byte. */
    LEADING_ZERO,
    /** Refuses an uploaded part because of its hash. */
    WRONG_HASH,
    /** Loses an uploaded part, or the middle part of a download. */
    MISSING_CHUNK,
    /** Changes a byte of each downloaded part. */
    WRONG_DATA,
    /** Sends a text frame before the answer. */
    TEXT;

    /** The manipulation with the code of a fault; null if there is none. */
    public static FrameTampering of(String code) {
        String name = code.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    MsgKeyExchange.Builder manipulate(MsgKeyExchange.Builder answer, MsgKeyExchange asked, SecureRandom random) {
        return switch (this) {
            case WRONG_PRINT -> answer.setKeyPrint(answer.getKeyPrint() + 1);
            case WRONG_PROOF -> answer.setTempKey(ByteString.copyFrom(new byte[29]));
            case OTHER_CURVE ->
                answer.setPubKey(ByteString.copyFrom(new ServerKeyAgreement(random, "secp384r1").pem()));
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
        return ServerKeyAgreement.pem(der);
    }
}

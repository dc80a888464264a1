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
package io.github.cameltencent.sign.bytes;

/** Checks text before it is signed: a line feed in an id would add a line to the signed text. */
public final class Texts {

    /** A bound for the buffers, far above the 32 bytes that Tencent documents. */
    static final int MAX_BYTES = 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Texts() {}

    /** Whether the text has neither control characters nor unpaired surrogates. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isISOControl(unit)) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                if (!isPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether the text has no unpaired surrogates and so can be encoded as UTF-8. */
    public static boolean isWellFormed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Returns the text without one leading byte order mark, which some editors add. */
    public static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean isPair(CharSequence text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    /** Returns the UTF-8 length of plain text in bytes. */
    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // each surrogate of a pair counts for two of the four bytes
            length += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return length;
    }

    public static String requirePlain(String what, String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException(
                    "The " + what + " contains a control character or an unpaired surrogate: remove it");
        }
        if (utf8Length(text) > MAX_BYTES) {
            throw new IllegalArgumentException("The " + what + " is longer than " + MAX_BYTES + " bytes");
        }
        return text;
    }

    public static String requireUserId(String userId) {
        if (userId == null || userId.isEmpty()) {
            throw new IllegalArgumentException("The user id is empty: a UserSig needs a user id");
        }
        return requirePlain("user id", userId);
    }

    public static long requireSdkAppId(long sdkAppId) {
        if (sdkAppId <= 0 || sdkAppId > 0xffff_ffffL) {
            throw new IllegalArgumentException(
                    "The sdkAppId " + sdkAppId + " is not the id of an application, such as 1400000000");
        }
        return sdkAppId;
    }
}

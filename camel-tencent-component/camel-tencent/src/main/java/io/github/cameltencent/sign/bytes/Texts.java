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

/** Whether text may be signed: a line feed in an id would add a line of its own to the signed text. */
public final class Texts {

    /** Far beyond the 32 bytes that Tencent documents; it only bounds the buffers. */
    static final int LONGEST = 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Texts() {}

    /** Free of control characters and of surrogates without their partner. */
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

    /** Whether every surrogate has its other half, so that the text can be written in UTF-8. */
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

    /** The text without the byte order mark that editors put before it; one at most. */
    public static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean isPair(CharSequence text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    /** The number of bytes in UTF-8 of text that is plain. */
    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // each half of a pair counts two of the four bytes
            length += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return length;
    }

    public static String requirePlain(String what, String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException(
                    "The " + what + " holds a control character or half a surrogate pair: remove it");
        }
        if (utf8Length(text) > LONGEST) {
            throw new IllegalArgumentException("The " + what + " is longer than " + LONGEST + " bytes");
        }
        return text;
    }

    public static String requireUserId(String userId) {
        if (userId == null || userId.isEmpty()) {
            throw new IllegalArgumentException("The user id is empty: a UserSig is for one user, name it");
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

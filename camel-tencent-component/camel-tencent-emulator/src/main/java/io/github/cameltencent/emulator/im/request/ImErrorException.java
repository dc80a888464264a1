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
package io.github.cameltencent.emulator.im.request;

/** An error code of IM. Used for control flow inside the emulator only, therefore without a stack trace. */
public final class ImErrorException extends RuntimeException {

    public static final int URL = 60002;
    public static final int JSON = 60003;
    public static final int ACCOUNT = 60004;
    public static final int APP_INVALID = 60006;
    public static final int TOO_FAST = 60007;
    public static final int NO_COMMAND = 60009;
    public static final int NOT_ADMIN = 60010;
    public static final int NO_APP = 60012;
    public static final int TICKET_EXPIRED = 70001;
    public static final int TICKET_EMPTY = 70002;
    public static final int TICKET_CUT = 70003;
    public static final int TICKET_MALFORMED = 70005;
    public static final int TICKET_WRONG = 70009;
    public static final int OTHER_USER = 70013;
    public static final int OTHER_APP = 70014;
    public static final int NO_KEY = 70016;
    public static final int APP_UNKNOWN = 70020;
    public static final int ACCOUNT_UNKNOWN = 70107;
    public static final int ACCOUNT_PARAMETER = 70402;
    public static final int MSG_BODY = 90002;
    public static final int TO_ACCOUNT = 90003;
    public static final int MSG_RANDOM = 90005;
    public static final int FROM_ACCOUNT = 90008;
    public static final int RECIPIENT_UNKNOWN = 90012;
    public static final int INTERNAL = 91000;

    private static final long serialVersionUID = 1L;

    private final int code;

    public ImErrorException(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}

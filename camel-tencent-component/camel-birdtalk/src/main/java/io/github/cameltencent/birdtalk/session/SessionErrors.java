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
package io.github.cameltencent.birdtalk.session;

import io.github.cameltencent.birdtalk.protocol.ErrorMsgType;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;

/** What an error of the server means to a session; only its code counts, as the words may change. */
final class SessionErrors {

    private SessionErrors() {}

    static Verdict judge(SessionState state, int code, boolean codeWasSent) {
        ErrorMsgType error = ErrorMsgType.forNumber(code);
        if (error == null) {
            error = ErrorMsgType.ErrTNone;
        }
        return switch (state) {
            case HELLO -> inHello(error);
            case KEY_EXCHANGE -> inExchange(error);
            case LOGIN, WAIT_CODE -> inLogin(error, codeWasSent);
            default -> whenReady(error);
        };
    }

    private static Verdict inHello(ErrorMsgType error) {
        return switch (error) {
            case ErrTKeyPrint, ErrTCheckData -> Verdict.of(Next.FORGET_KEY);
            default -> always(error);
        };
    }

    private static Verdict inExchange(ErrorMsgType error) {
        return switch (error) {
            // of 256 secrets one begins with a zero byte, which the server cannot handle
            case ErrTPublicKey -> Verdict.of(Next.NEW_KEY_PAIR);
            case ErrTRsaPrint, ErrTCheckData -> Verdict.end(Cause.KEY_EXCHANGE);
            default -> always(error);
        };
    }

    private static Verdict inLogin(ErrorMsgType error, boolean codeWasSent) {
        return switch (error) {
            case ErrTMsgContent -> codeWasSent ? Verdict.of(Next.ASK_CODE_AGAIN) : Verdict.end(Cause.LOGIN_REFUSED);
            case ErrTWrongPwd, ErrTWrongCode, ErrTNotPermission, ErrTPhone -> Verdict.end(Cause.LOGIN_REFUSED);
            default -> always(error);
        };
    }

    private static Verdict whenReady(ErrorMsgType error) {
        return switch (error) {
            case ErrTNotLogin -> Verdict.end(Cause.SESSION_LOST);
            case ErrTDisabled, ErrTDeleted -> always(error);
            default -> Verdict.of(Next.PASS_ON);
        };
    }

    private static Verdict always(ErrorMsgType error) {
        return switch (error) {
            case ErrTVersion -> Verdict.end(Cause.VERSION);
            case ErrTDisabled -> Verdict.end(Cause.DISABLED);
            case ErrTDeleted -> Verdict.end(Cause.DELETED);
            default -> Verdict.end(Cause.SERVER_ERROR);
        };
    }

    /** What to do. */
    enum Next {
        FORGET_KEY,
        NEW_KEY_PAIR,
        ASK_CODE_AGAIN,
        PASS_ON,
        END
    }

    /**
     * What to do, and why where the session ends.
     *
     * @param cause null where it goes on
     */
    record Verdict(Next next, Cause cause) {

        static Verdict of(Next next) {
            return new Verdict(next, null);
        }

        static Verdict end(Cause cause) {
            return new Verdict(Next.END, cause);
        }
    }
}

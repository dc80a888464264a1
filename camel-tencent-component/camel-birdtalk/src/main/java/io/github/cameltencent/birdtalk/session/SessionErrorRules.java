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

/** Decides what an error of the server means to a session, by its code alone: texts may change. */
final class SessionErrorRules {

    private SessionErrorRules() {}

    static Decision decide(SessionState state, int code, boolean codeWasSent) {
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

    private static Decision inHello(ErrorMsgType error) {
        return switch (error) {
            case ErrTKeyPrint, ErrTCheckData -> Decision.of(Next.FORGET_KEY);
            default -> always(error);
        };
    }

    private static Decision inExchange(ErrorMsgType error) {
        return switch (error) {
            // one in 256 shared secrets starts with a zero byte, which the server cannot handle
            case ErrTPublicKey -> Decision.of(Next.NEW_KEY_PAIR);
            case ErrTRsaPrint, ErrTCheckData -> Decision.end(Cause.KEY_EXCHANGE);
            default -> always(error);
        };
    }

    private static Decision inLogin(ErrorMsgType error, boolean codeWasSent) {
        return switch (error) {
            case ErrTMsgContent -> codeWasSent ? Decision.of(Next.ASK_CODE_AGAIN) : Decision.end(Cause.LOGIN_REFUSED);
            case ErrTWrongPwd, ErrTWrongCode, ErrTNotPermission, ErrTPhone -> Decision.end(Cause.LOGIN_REFUSED);
            default -> always(error);
        };
    }

    private static Decision whenReady(ErrorMsgType error) {
        return switch (error) {
            case ErrTNotLogin -> Decision.end(Cause.SESSION_LOST);
            case ErrTDisabled, ErrTDeleted -> always(error);
            default -> Decision.of(Next.PASS_ON);
        };
    }

    private static Decision always(ErrorMsgType error) {
        return switch (error) {
            case ErrTVersion -> Decision.end(Cause.VERSION);
            case ErrTDisabled -> Decision.end(Cause.DISABLED);
            case ErrTDeleted -> Decision.end(Cause.DELETED);
            default -> Decision.end(Cause.SERVER_ERROR);
        };
    }

    /** The next step. */
    enum Next {
        FORGET_KEY,
        NEW_KEY_PAIR,
        ASK_CODE_AGAIN,
        PASS_ON,
        END
    }

    /**
     * The next step, and the cause if the session ends.
     *
     * @param cause null unless the session ends
     */
    record Decision(Next next, Cause cause) {

        static Decision of(Next next) {
            return new Decision(next, null);
        }

        static Decision end(Cause cause) {
            return new Decision(Next.END, cause);
        }
    }
}

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
package io.github.cameltencent.birdtalk.request;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.session.SessionEnd;
import io.github.cameltencent.exchange.DataTable;
import java.util.HashMap;
import java.util.Map;

/** Creates the exceptions of failed calls. Immutable. */
public final class ChatExceptions {

    public static final String SERVICE = "birdtalk";

    private static final int MAX_DETAIL_LENGTH = 200;

    private final Map<Integer, Code> codes = new HashMap<>();

    /** Reads the table of codes. */
    public ChatExceptions() {
        for (String[] row : DataTable.read(ChatExceptions.class, "chat-codes.txt")) {
            codes.put(Integer.valueOf(row[0]), new Code(Outcome.valueOf(row[1]), row[2]));
        }
    }

    /** The server answered with an error. */
    public TencentException refused(MsgError error) {
        return refused(error.getCode(), error.getDetail());
    }

    /**
     * The server refused.
     *
     * @param code the error code, 0 for none
     * @param detail the server's text, possibly empty
     */
    public TencentException refused(int code, String detail) {
        Code known = codes.get(code);
        if (code == 0) {
            return of(Outcome.REJECTED, "REFUSED", "The server refused" + quoted(detail));
        }
        if (known == null) {
            return TencentException.of(Outcome.REJECTED, Integer.toString(code), "The server refused" + quoted(detail))
                    .unknownCode()
                    .call(SERVICE, null)
                    .build();
        }
        String said = detail.isBlank() ? "" : " The server says" + quoted(detail);
        return of(known.outcome(), Integer.toString(code), known.meaning() + said);
    }

    /** A frame that must not be sent. */
    public TencentException forbidden(ForbiddenFrameException frame) {
        return of(Outcome.REJECTED, "FORBIDDEN_" + frame.rule(), frame.getMessage());
    }

    /** The connection ended and is not opened again. */
    public TencentException terminated(SessionEnd end) {
        Outcome outcome = end.cause() == SessionEnd.Cause.VERSION ? Outcome.REJECTED : Outcome.AUTH;
        return of(
                outcome,
                end.cause().name(),
                end.text() + "; the account is not connected again until its endpoints or the component are restarted");
    }

    /** The call was not sent. */
    public TencentException notSent(String code, String why) {
        return of(Outcome.TRANSIENT, code, why);
    }

    /** The call was sent, and its result is unknown. */
    public TencentException noReply(String why) {
        return of(Outcome.AMBIGUOUS, "NO_REPLY", why);
    }

    /** Too many calls are waiting. */
    public TencentException queueFull(int max) {
        return of(Outcome.THROTTLED, "LOCAL_LIMIT", max + " calls of the account are waiting already, the maximum");
    }

    private static TencentException of(Outcome outcome, String code, String text) {
        return TencentException.of(outcome, code, text).call(SERVICE, null).build();
    }

    /** The server's text on one line, truncated. */
    private static String quoted(String detail) {
        if (detail.isBlank()) {
            return "";
        }
        String outbound = detail.strip().replaceAll("\\p{Cntrl}", " ");
        return ": \""
                + (outbound.length() > MAX_DETAIL_LENGTH ? outbound.substring(0, MAX_DETAIL_LENGTH) + "…" : outbound)
                + "\"";
    }

    private record Code(Outcome outcome, String meaning) {}
}

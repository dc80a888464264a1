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
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.session.SessionEnd;
import io.github.cameltencent.exchange.DataTable;
import java.util.HashMap;
import java.util.Map;

/** The ways in which something asked of the chat ends badly, as routes see them. Immutable. */
public final class ChatFailures {

    public static final String SERVICE = "birdtalk";

    private static final int LONGEST_DETAIL = 200;

    private final Map<Integer, Code> codes = new HashMap<>();

    /** Reads the table of codes. */
    public ChatFailures() {
        for (String[] row : DataTable.read(ChatFailures.class, "chat-codes.txt")) {
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
     * @param code the code of the error that came with it, 0 for none
     * @param detail what the server says, which may be empty
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
        return of(known.outcome(), Integer.toString(code), known.meaning() + quoted(detail));
    }

    /** What must not be sent. */
    public TencentException forbidden(ForbiddenFrame frame) {
        return of(Outcome.REJECTED, "FORBIDDEN_" + frame.rule(), frame.getMessage());
    }

    /** The account cannot log in, and will not be able to without a change. */
    public TencentException ended(SessionEnd end) {
        Outcome outcome = end.cause() == SessionEnd.Cause.VERSION ? Outcome.REJECTED : Outcome.AUTH;
        return of(outcome, end.cause().name(), end.text() + "; there is no further try until the route is restarted");
    }

    /** It was never given to the server. */
    public TencentException notSent(String code, String why) {
        return of(Outcome.TRANSIENT, code, why);
    }

    /** It was given to the server, and nobody knows what became of it. */
    public TencentException unknown(String why) {
        return of(Outcome.AMBIGUOUS, "NO_REPLY", why);
    }

    /** Too much is waiting already. */
    public TencentException full(int most) {
        return of(Outcome.THROTTLED, "LOCAL_LIMIT", "There are " + most + " requests waiting for the chat already");
    }

    private static TencentException of(Outcome outcome, String code, String text) {
        return TencentException.of(outcome, code, text).call(SERVICE, null).build();
    }

    /** The server's words, cut, on one line. */
    private static String quoted(String detail) {
        if (detail.isBlank()) {
            return "";
        }
        String line = detail.strip().replaceAll("\\p{Cntrl}", " ");
        return ": \"" + (line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line) + "\"";
    }

    private record Code(Outcome outcome, String meaning) {}
}

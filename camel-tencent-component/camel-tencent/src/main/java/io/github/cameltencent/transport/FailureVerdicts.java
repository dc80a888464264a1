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
package io.github.cameltencent.transport;

import io.github.cameltencent.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.util.DeadlineTimeoutException;

/** Finds out from an exception what became of an attempt: the question is whether any of it had gone out. */
public final class FailureVerdicts {

    private FailureVerdicts() {}

    /**
     * The verdict on an attempt without an answer.
     *
     * @param sent whether any of the request may have gone out
     * @param fresh whether the attempt opened its connection
     */
    public static Verdict of(Exception failure, boolean sent, boolean fresh) {
        if (failure instanceof SSLHandshakeException && (fresh || !sent)) {
            // also after sending: with TLS 1.3 a server's refusal comes when the client thinks that it is through
            return notSent("TLS_FAILED", "no TLS connection: " + kind(failure));
        }
        if (failure instanceof RequestNotExecutedException) {
            return notSent("NOT_SENT", "the connection was closed before the request went out");
        }
        return sent ? afterSending(failure) : beforeSending(failure);
    }

    private static Verdict beforeSending(Exception failure) {
        if (failure instanceof ConnectionRequestTimeoutException || failure instanceof DeadlineTimeoutException) {
            return HttpTransport.localLimit("no connection became free within acquireTimeout");
        }
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return notSent("HOST_UNKNOWN", "the host name could not be resolved");
        }
        if (failure instanceof ConnectTimeoutException) {
            return notSent("CONNECT_TIMEOUT", "no connection within connectTimeout");
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return notSent("CONNECT_REFUSED", "the host refused the connection");
        }
        if (failure instanceof SSLException) {
            return notSent("TLS_FAILED", "no TLS connection: " + kind(failure));
        }
        return notSent("NOT_SENT", "the request did not go out: " + kind(failure));
    }

    private static Verdict afterSending(Exception failure) {
        if (failure instanceof SocketTimeoutException) {
            return unknown("RESPONSE_TIMEOUT", "no answer within responseTimeout");
        }
        if (failure instanceof AnswerTooLargeException) {
            return unknown("ANSWER_TOO_LARGE", failure.getMessage());
        }
        return unknown("CONNECTION_LOST", "the connection was lost before the whole answer was there");
    }

    private static Verdict notSent(String code, String message) {
        return Verdict.failed(Outcome.TRANSIENT, code, message);
    }

    private static Verdict unknown(String code, String message) {
        return Verdict.failed(Outcome.AMBIGUOUS, code, message + "; the call may have been executed");
    }

    /** The kind of an exception only: texts of libraries may quote what was sent. */
    private static String kind(Exception failure) {
        return failure.getClass().getSimpleName();
    }
}

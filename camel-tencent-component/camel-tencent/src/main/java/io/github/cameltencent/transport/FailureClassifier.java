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

/** Classifies an exception of an attempt: transient if nothing of the request was sent, ambiguous otherwise. */
public final class FailureClassifier {

    private FailureClassifier() {}

    /**
     * Returns the result of an attempt without an answer.
     *
     * @param sent whether any part of the request may have been sent
     * @param fresh whether the attempt opened its connection
     */
    public static AttemptResult of(Exception failure, boolean sent, boolean fresh) {
        if (failure instanceof SSLHandshakeException && (fresh || !sent)) {
            // also after sending: with TLS 1.3 the alert of the server arrives after the client has finished its
            // handshake
            return notSent("TLS_FAILED", "the TLS handshake failed: " + kind(failure));
        }
        if (failure instanceof RequestNotExecutedException) {
            return notSent("NOT_SENT", "the connection was closed before the request was sent");
        }
        return sent ? afterSending(failure) : beforeSending(failure);
    }

    private static AttemptResult beforeSending(Exception failure) {
        if (failure instanceof ConnectionRequestTimeoutException || failure instanceof DeadlineTimeoutException) {
            return HttpTransport.localLimit("no connection became free within acquireTimeout");
        }
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return notSent("HOST_UNKNOWN", "the host name could not be resolved");
        }
        if (failure instanceof ConnectTimeoutException) {
            return notSent("CONNECT_TIMEOUT", "no connection was opened within connectTimeout");
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return notSent("CONNECT_REFUSED", "the host refused the connection");
        }
        if (failure instanceof SSLException) {
            return notSent("TLS_FAILED", "the TLS handshake failed: " + kind(failure));
        }
        return notSent("NOT_SENT", "the request was not sent: " + kind(failure));
    }

    private static AttemptResult afterSending(Exception failure) {
        if (failure instanceof SocketTimeoutException) {
            return maybeExecuted("RESPONSE_TIMEOUT", "no answer within responseTimeout");
        }
        if (failure instanceof AnswerTooLargeException) {
            return maybeExecuted("ANSWER_TOO_LARGE", failure.getMessage());
        }
        return maybeExecuted("CONNECTION_LOST", "the connection was lost before the answer was complete");
    }

    private static AttemptResult notSent(String code, String message) {
        return AttemptResult.failed(Outcome.TRANSIENT, code, message);
    }

    private static AttemptResult maybeExecuted(String code, String message) {
        return AttemptResult.failed(Outcome.AMBIGUOUS, code, message + "; the call may have been executed");
    }

    /** Returns the class of an exception without its text, which may quote the request. */
    private static String kind(Exception failure) {
        return failure.getClass().getSimpleName();
    }
}

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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.util.Deadline;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure without an answer means depends on whether anything of the request was sent. */
class FailureClassifierTest {

    private static final String SECRET = "usersig=eJwVeryLong";

    static Stream<Arguments> beforeSending() {
        return Stream.of(
                Arguments.of(new ConnectionRequestTimeoutException(SECRET), Outcome.THROTTLED, "LOCAL_LIMIT"),
                Arguments.of(DeadlineTimeoutException.from(Deadline.MIN_VALUE), Outcome.THROTTLED, "LOCAL_LIMIT"),
                Arguments.of(new UnknownHostException(SECRET), Outcome.TRANSIENT, "HOST_UNKNOWN"),
                Arguments.of(new UnresolvedAddressException(), Outcome.TRANSIENT, "HOST_UNKNOWN"),
                Arguments.of(new ConnectTimeoutException(SECRET), Outcome.TRANSIENT, "CONNECT_TIMEOUT"),
                Arguments.of(new ConnectException(SECRET), Outcome.TRANSIENT, "CONNECT_REFUSED"),
                Arguments.of(new NoRouteToHostException(SECRET), Outcome.TRANSIENT, "CONNECT_REFUSED"),
                Arguments.of(new SSLException(SECRET), Outcome.TRANSIENT, "TLS_FAILED"),
                Arguments.of(new SSLHandshakeException(SECRET), Outcome.TRANSIENT, "TLS_FAILED"),
                Arguments.of(new RequestNotExecutedException(), Outcome.TRANSIENT, "NOT_SENT"),
                Arguments.of(new SocketException(SECRET), Outcome.TRANSIENT, "NOT_SENT"));
    }

    @ParameterizedTest
    @MethodSource
    void beforeSending(Exception failure, Outcome outcome, String code) {
        assertResult(FailureClassifier.of(failure, false, true), outcome, code);
        assertResult(FailureClassifier.of(failure, false, false), outcome, code);
    }

    static Stream<Arguments> afterSending() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException(SECRET), true, Outcome.AMBIGUOUS, "RESPONSE_TIMEOUT"),
                Arguments.of(new AnswerTooLargeException(9), true, Outcome.AMBIGUOUS, "ANSWER_TOO_LARGE"),
                Arguments.of(new SocketException(SECRET), true, Outcome.AMBIGUOUS, "CONNECTION_LOST"),
                Arguments.of(new UnknownHostException(SECRET), true, Outcome.AMBIGUOUS, "CONNECTION_LOST"),
                Arguments.of(new SSLException(SECRET), true, Outcome.AMBIGUOUS, "CONNECTION_LOST"),
                // with TLS 1.3 the alert comes after the request of a new connection was sent
                Arguments.of(new SSLHandshakeException(SECRET), true, Outcome.TRANSIENT, "TLS_FAILED"),
                Arguments.of(new SSLHandshakeException(SECRET), false, Outcome.AMBIGUOUS, "CONNECTION_LOST"),
                Arguments.of(new RequestNotExecutedException(), false, Outcome.TRANSIENT, "NOT_SENT"));
    }

    @ParameterizedTest
    @MethodSource
    void afterSending(Exception failure, boolean fresh, Outcome outcome, String code) {
        assertResult(FailureClassifier.of(failure, true, fresh), outcome, code);
    }

    private static void assertResult(AttemptResult result, Outcome outcome, String code) {
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.message()).isNotBlank().doesNotContain(SECRET);
        assertThat(result.message().contains("may have been executed")).isEqualTo(outcome == Outcome.AMBIGUOUS);
    }
}

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
package io.github.cameltencent.examples.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Walks the way of a call to one address, step by step: name, connection, proxy, TLS, and the server's clock. It stops at
 * the first step that fails, and sends no credentials but those of the proxy.
 */
final class ServerProbe {

    /** Requests that are further off are refused. */
    private static final Duration MAX_SKEW = Duration.ofSeconds(300);

    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(30);

    private final Findings findings;
    private final NameResolver resolver;
    private final Clock clock;
    private final int timeoutMillis;

    /** A step that failed, and what to do about it. */
    private static final class StepException extends Exception {
        private final transient String advice;

        StepException(String message, String advice) {
            super(message);
            this.advice = advice;
        }
    }

    ServerProbe(Findings findings, NameResolver resolver, Clock clock, Duration timeout) {
        this.findings = findings;
        this.resolver = resolver;
        this.clock = clock;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /**
     * Probes an address.
     *
     * @param proxy null for a direct connection
     * @return whether calls to the address can work
     */
    boolean probe(URI address, ProxySettings proxy, SSLContext tls) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        String check = address.getHost() + ":" + port;
        try (Socket socket = connect(check, address.getHost(), port, proxy)) {
            if (proxy != null && secure) {
                tunnel(socket, check, proxy);
            }
            Socket channel = secure ? handshake(socket, check, address.getHost(), port, tls) : socket;
            compareClocks(channel, check, address, secure ? null : proxy);
            return true;
        } catch (StepException e) {
            findings.fail(check, e.getMessage(), e.advice);
            return false;
        } catch (IOException e) {
            findings.fail(
                    check,
                    "the connection was lost (" + e.getClass().getSimpleName() + ")",
                    "Look for a firewall or a proxy that closes it; try again");
            return false;
        }
    }

    private Socket connect(String check, String host, int port, ProxySettings proxy) throws StepException {
        String first = proxy == null ? host : proxy.host();
        String what = proxy == null ? "" : "proxy " + proxy + ": ";
        StepException failure = null;
        for (InetAddress address : resolve(first, what)) {
            try {
                Socket socket = open(new InetSocketAddress(address, proxy == null ? port : proxy.port()), what);
                findings.ok(check, what + "connected to " + address.getHostAddress());
                return socket;
            } catch (StepException e) {
                failure = e; // the next address may answer
            }
        }
        throw failure;
    }

    private Socket open(InetSocketAddress to, String what) throws StepException {
        Socket socket = new Socket();
        try {
            socket.connect(to, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (SocketTimeoutException e) {
            close(socket);
            throw new StepException(
                    what + "no answer within " + timeoutMillis / 1000 + " s",
                    "A firewall drops the packets: allow this connection, or set proxy-host and proxy-port");
        } catch (IOException e) {
            close(socket);
            throw new StepException(
                    what + "the connection was refused", "Check host and port; a firewall may refuse it, too");
        }
    }

    /** Returns at least one address. The JVM's lookup has no timeout, so that it gets a thread that may be left behind. */
    private InetAddress[] resolve(String host, String what) throws StepException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.resolve(host));
        Thread thread = new Thread(lookup, "doctor-names");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StepException(
                    what + "the name " + host + " cannot be resolved",
                    "Check the spelling and the DNS of this machine; behind a proxy, set proxy-host: it resolves names");
        } catch (TimeoutException e) {
            throw new StepException(
                    what + "the DNS did not answer within " + timeoutMillis / 1000 + " s",
                    "Check the name servers of this machine or container");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException(what + "interrupted", "Run it again");
        }
    }

    private void tunnel(Socket socket, String check, ProxySettings proxy) throws IOException, StepException {
        socket.getOutputStream()
                .write(HttpHead.bytes(
                        "CONNECT " + check + " HTTP/1.1\r\nHost: " + check + "\r\n" + proxy.authorization() + "\r\n"));
        HttpHead answer = HttpHead.read(socket.getInputStream());
        if (answer.status() == 407) {
            throw new StepException(
                    "proxy " + proxy + ": it wants other credentials (407)", "Check proxy-user and proxy-password");
        }
        if (answer.status() / 100 != 2) {
            throw new StepException(
                    answer.status() == 0
                            ? "proxy " + proxy + ": it does not answer as an HTTP proxy"
                            : "proxy " + proxy + ": it refused the tunnel (" + answer.status() + ")",
                    "Ask its administrator to allow CONNECT to " + check + ", or add the host to non-proxy-hosts");
        }
        findings.ok(check, "proxy " + proxy + ": the tunnel is open");
    }

    private SSLSocket handshake(Socket socket, String check, String host, int port, SSLContext tls)
            throws IOException, StepException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        try {
            secure.startHandshake();
            findings.ok(check, secure.getSession().getProtocol() + ", the certificate is trusted and of this host");
            return secure;
        } catch (SSLException e) {
            throw tlsFailure(e, host);
        }
    }

    private static StepException tlsFailure(SSLException failure, String host) {
        String text = "";
        boolean certificate = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            text += each.getMessage() + " ";
            certificate |= each instanceof CertificateException;
        }
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return new StepException(
                    "the certificate is of another host than " + host,
                    "Check base-uri; a proxy may answer in the server's place");
        }
        if (text.contains("expired") || text.contains("NotAfter")) {
            return new StepException("the certificate has expired", "Check the local clock, else the server's owner");
        }
        if (certificate || text.contains("certification path")) {
            return new StepException(
                    "the certificate is not trusted",
                    "Behind a proxy that opens TLS, or a gateway of your own: add its CA with ssl-context-parameters");
        }
        return new StepException(
                "the TLS handshake failed (" + failure.getClass().getSimpleName() + ")",
                "Check that the port speaks TLS, and the protocols of ssl-context-parameters");
    }

    private void compareClocks(Socket channel, String check, URI address, ProxySettings proxy)
            throws IOException, StepException {
        String target = proxy == null ? "/" : address.getScheme() + "://" + check + "/";
        String credentials = proxy == null ? "" : proxy.authorization();
        Instant before = clock.instant();
        channel.getOutputStream()
                .write(HttpHead.bytes("HEAD " + target + " HTTP/1.1\r\nHost: " + check + "\r\n" + credentials
                        + "Connection: close\r\n\r\n"));
        HttpHead answer = HttpHead.read(channel.getInputStream());
        if (answer.status() == 0) {
            throw new StepException("the server does not speak HTTP", "Check base-uri and its port");
        }
        if (answer.date().isEmpty()) {
            findings.warn(
                    check, "the answer has no Date: the clock is not compared", "Nothing, unless signatures fail");
            return;
        }
        // the header has whole seconds, and the answer took a while
        Duration skew = Duration.between(answer.date().get(), before);
        long seconds = Math.abs(skew.toSeconds());
        String text =
                "the local clock is " + seconds + " s " + (skew.isNegative() ? "behind" : "ahead of") + " the server's";
        if (seconds >= MAX_SKEW.toSeconds()) {
            findings.fail(check, text, "Set the clock (NTP): signatures are refused from 300 s on");
        } else if (seconds > NOTABLE_SKEW.toSeconds()) {
            findings.warn(check, text, "Set the clock (NTP): signatures are refused from 300 s on");
        } else {
            findings.ok(check, "the clocks agree within " + NOTABLE_SKEW.toSeconds() + " s");
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // nothing was sent
        }
    }
}

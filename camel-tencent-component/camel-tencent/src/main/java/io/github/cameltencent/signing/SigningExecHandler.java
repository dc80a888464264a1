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
package io.github.cameltencent.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Signs a request of HttpClient as the last thing before it goes out, below the client's own repeats, redirects and
 * compression. The body is read into memory, so that what was signed is what is sent. Thread-safe.
 */
final class SigningExecHandler implements ExecChainHandler {

    /** Signs a request, which it may change in every part. */
    @FunctionalInterface
    interface Signer {
        void sign(ClassicHttpRequest request, byte[] body);
    }

    private final Signer signer;

    private SigningExecHandler(Signer signer) {
        this.signer = signer;
    }

    /** Has the client sign each request, and follow no redirect, since a signature must not go to another host. */
    static void install(HttpClientBuilder builder, Signer signer) {
        builder.disableRedirectHandling();
        builder.addExecInterceptorLast("tencent-signing", new SigningExecHandler(signer));
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // a copy goes out: the client's repeats ask the original whether its body can be read a second time
        ClassicHttpRequest signed = ClassicRequestBuilder.copy(request).build();
        HttpEntity entity = request.getEntity();
        byte[] body = entity == null ? new byte[0] : read(entity);
        if (entity != null) {
            signed.setEntity(new ByteArrayEntity(
                    body, ContentType.parseLenient(entity.getContentType()), entity.getContentEncoding()));
        }
        signer.sign(signed, body);
        return chain.proceed(signed, scope);
    }

    private static byte[] read(HttpEntity entity) throws IOException {
        BoundedBytes bytes = new BoundedBytes();
        entity.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static final class BoundedBytes extends ByteArrayOutputStream {

        @Override
        public synchronized void write(int one) {
            requireRoom(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            requireRoom(length);
            super.write(bytes, from, length);
        }

        private void requireRoom(int more) {
            if (count + more > BodyBytes.LONGEST) {
                throw new IllegalStateException(
                        "The body has more than " + BodyBytes.LONGEST + " bytes: it is not signed");
            }
        }
    }
}

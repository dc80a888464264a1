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
 * Signs each request of HttpClient directly before it is sent, after retries, redirects and compression. Reads the body
 * into memory, so that the signed bytes are sent. Thread-safe.
 */
final class SigningExecHandler implements ExecChainHandler {

    /** Signs a request, which it may modify. */
    @FunctionalInterface
    interface Signer {
        void sign(ClassicHttpRequest request, byte[] body);
    }

    private final Signer signer;

    private SigningExecHandler(Signer signer) {
        this.signer = signer;
    }

    /** Makes the client sign each request and follow no redirects, because a signature must not go to another host. */
    static void install(HttpClientBuilder builder, Signer signer) {
        builder.disableRedirectHandling();
        builder.addExecInterceptorLast("tencent-signing", new SigningExecHandler(signer));
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // send a copy: for retries the client checks whether the original body is repeatable
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
        public synchronized void write(int value) {
            requireCapacity(1);
            super.write(value);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            requireCapacity(length);
            super.write(bytes, from, length);
        }

        private void requireCapacity(int extra) {
            if (count + extra > BodyBytes.MAX_BYTES) {
                throw new IllegalStateException(
                        "The body has more than " + BodyBytes.MAX_BYTES + " bytes and cannot be signed");
            }
        }
    }
}

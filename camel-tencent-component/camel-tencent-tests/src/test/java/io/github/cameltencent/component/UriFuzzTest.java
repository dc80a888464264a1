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
package io.github.cameltencent.component;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.fuzz.FuzzTest;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.impl.DefaultCamelContext;

/** A URI makes an endpoint or is refused with Camel's exception, whose cause is a refusal and not an accident. */
class UriFuzzTest extends FuzzTest {

    private static final List<Class<? extends Exception>> REFUSALS = List.of(
            IllegalArgumentException.class,
            PropertyBindingException.class,
            TypeConversionException.class,
            NoSuchBeanException.class,
            TencentException.class,
            URISyntaxException.class,
            ResolveEndpointFailedException.class);

    /**
     * Camel masks the text of a refusal with an expression whose time explodes with the length, and with the addresses and
     * the options in it.
     */
    private static final int MAX_LENGTH = 400;

    private static final int MAX_ADDRESSES = 3;
    private static final int MAX_OPTIONS = 30;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @Override
    protected List<String> words() {
        return List.of(
                "tencent:",
                "birdtalk:",
                "push",
                "tpns/push/app",
                "im/openim/sendmsg",
                "cloud/cvm/DescribeInstances",
                "usersig/verify",
                "chat",
                "?",
                "&",
                "application=",
                "secretKey=RAW{",
                "baseUri=http://localhost:1",
                "baseUri=http://[::1",
                "expire=",
                "rateLimit=",
                "timeToLive=",
                "privileges=",
                "sendTime=",
                "tokens=",
                "maxRetries=",
                "region=",
                "sdkAppId=",
                "privateKey=",
                "validateOperation=none",
                "#bean:x",
                "#class:x",
                "{{x}}",
                "${body}",
                "RAW(",
                "userId=",
                "serverUri=ws://localhost:1/ws",
                "events=",
                "sync=",
                "roomId=");
    }

    @Override
    protected int tries() {
        return 6_000;
    }

    @Override
    protected String read(byte[] input) throws Exception {
        String uri = new String(input, StandardCharsets.UTF_8);
        if (!uri.startsWith("tencent:") && !uri.startsWith("birdtalk:")) {
            uri = "tencent:" + uri;
        }
        if (uri.length() > MAX_LENGTH
                || uri.split("://", -1).length > MAX_ADDRESSES
                || uri.split("[?&]", -1).length > MAX_OPTIONS) {
            return "longer than Camel masks in time";
        }
        try {
            Endpoint endpoint = context.getEndpoint(uri);
            String text = endpoint.toString();
            context.removeEndpoint(endpoint);
            return "an endpoint " + text.replaceAll("[^a-z].*", "");
        } catch (ResolveEndpointFailedException e) {
            return refusal(e);
        }
    }

    private static String refusal(ResolveEndpointFailedException e) throws Exception {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        while (cause != null) {
            for (Class<? extends Exception> refusal : REFUSALS) {
                if (refusal.isInstance(cause)) {
                    String text = String.valueOf(cause.getMessage()).replaceAll("[^A-Za-z ]+", "");
                    return refusal.getSimpleName() + text.substring(0, Math.min(30, text.length()));
                }
            }
            cause = cause.getCause();
        }
        throw e;
    }
}

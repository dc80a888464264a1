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
package io.github.cameltencent.push;

import static io.github.cameltencent.push.PushFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltencent.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Textual bodies are sent; other bodies are refused, not converted by toString(). */
class PushBodyTest {

    @TempDir
    Path folder;

    @Test
    void textualBodiesAreTheContent() throws IOException {
        Path file = Files.writeString(folder.resolve("push.txt"), "7");
        List<Object> bodies = List.of(
                new StringBuilder("7"),
                7,
                new StringReader("7"),
                new InputStreamCache(new byte[] {'7'}),
                new ReaderCache("7"),
                file,
                file.toFile());
        for (Object body : bodies) {
            PushFixture push = push();
            Exchange exchange = push.send(body);

            assertThat(exchange.getException()).as(body.getClass().getName()).isNull();
            assertThat(push.request().at("/message/content").asText()).isEqualTo("7");
        }
    }

    @Test
    void otherBodiesAreRefused() {
        List<Object> bodies = List.of(
                new Order("secret"),
                List.of("secret"),
                new String[] {"secret"},
                Optional.of("secret"),
                new TextNode("secret"),
                new Object());
        for (Object body : bodies) {
            assertUnreadable(push(), body, body.getClass().getName());
        }
    }

    @Test
    void unreadableBodiesAreRefused() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("secret");
            }
        };
        StringReader closed = new StringReader("secret");
        closed.close();

        assertUnreadable(push(), broken, "IOException");
        assertUnreadable(push(), closed, "StringReader");
        assertUnreadable(push(), new File(folder.toFile(), "secret"), "File");
        assertUnreadable(push(), folder.resolve("secret"), "Path");
    }

    @Test
    void anUnknownCharsetIsRefused() {
        for (String name : List.of("no-such-charset", "?")) {
            PushFixture push = push();
            Exchange exchange = push.exchange(new byte[] {'C'});
            exchange.setProperty(Exchange.CHARSET_NAME, name);

            assertThat(failure(push.send(exchange)).getCode()).isEqualTo("BODY_UNREADABLE");
        }
    }

    @Test
    void throwExceptionOnFailureFalseSetsOnlyTheHeaders() {
        PushFixture push = push();
        push.shared.setThrowExceptionOnFailure(false);
        Exchange exchange = push.send(folder.resolve("missing"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("CamelTencentOutcome")).isEqualTo("REJECTED");
        assertThat(exchange.getMessage().getHeader("CamelTencentErrorCode")).isEqualTo("BODY_UNREADABLE");
    }

    /** A type whose toString() contains its content. */
    record Order(String secret) {}

    private static void assertUnreadable(PushFixture push, Object body, String told) {
        Exchange exchange = push.send(body);

        assertThat(push.sent).isEmpty();
        assertThat(failure(exchange)).as(body.getClass().getName()).isNotNull();
        assertThat(failure(exchange).getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure(exchange).getCode()).isEqualTo("BODY_UNREADABLE");
        assertThat(failure(exchange)).hasMessageContaining(told);
        assertThat(failure(exchange).getMessage()).doesNotContain("secret");
    }

    private static PushFixture push() {
        return PushFixture.with(o -> {
            o.setTokens("t1");
            o.setTitle("T");
        });
    }
}

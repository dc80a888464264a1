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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.sign.EcKeys;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed key is refused before the first call; the message has the name of the option, but not the key. */
class InvalidKeysTest {

    private static final long APP = 1400000001L;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ImApplication im = new ImApplication();
    private final CloudApplication cloud = new CloudApplication();
    private final TencentApplication app = new TencentApplication();

    @BeforeEach
    void start() {
        im.setSdkAppId(APP);
        im.setSecretKey("an-invented-key-of-im");
        app.setIm(im);
        app.tpns("android").setAccessId("1500000001");
        app.tpns("android").setSecretKey("an-invented-key-of-tpns");
        cloud.setSecretId("AKIDinvented");
        cloud.setSecretKey("an-invented-key-of-the-cloud");
        app.setCloud(cloud);
        context.getRegistry().bind("app", app);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                Arguments.of("{{im.key}}", "placeholder"),
                Arguments.of("${im.nokey}", "placeholder"),
                Arguments.of(" {{im.key}} ", "placeholder"),
                Arguments.of("-----BEGIN PRIVATE KEY-----", "PEM"),
                Arguments.of("-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----", "PEM"),
                Arguments.of("RAW(abc)", "RAW"),
                Arguments.of("RAW{abc}", "RAW"),
                Arguments.of("\"abc\"", "quotes"),
                Arguments.of("'abc'", "quotes"),
                Arguments.of("ab cd/ef==", "RAW{"),
                Arguments.of("abcdef ", "surrounded by white space"),
                Arguments.of("abcdef\n", "surrounded by white space"),
                Arguments.of("abc\ndef", "line break"),
                Arguments.of("abc\u200bdef", "invisible character"),
                Arguments.of("\ufeffabcdef", "invisible character"),
                Arguments.of("abcdef\u200d", "invisible character"),
                Arguments.of("abc\u00a0def", "RAW{"));
    }

    @ParameterizedTest
    @MethodSource("wrongKeys")
    void aMalformedKeyOfAnApplicationFailsTheCreationOfTheEndpoint(String key, String why) {
        im.setSecretKey(key);
        app.tpns("android").setSecretKey(key);
        cloud.setSecretKey(key);
        for (String uri : List.of(
                "tencent:im/openim/sendmsg?application=app",
                "tencent:usersig?application=app",
                "tencent:push?application=app&provider=timpush&accounts=a",
                "tencent:push?application=app&provider=tpns&tokens=t",
                "tencent:tpns/push/app?application=app",
                "tencent:cloud/cvm/DescribeInstances?application=app")) {
            assertRefused(uri, "secretKey", why, key);
        }
    }

    @Test
    void otherSecretsAreCheckedToo() {
        cloud.setSessionToken("{{token}}");
        assertRefused(
                "tencent:cloud/cvm/DescribeInstances?application=app", "sessionToken", "placeholder", "{{token}}");
        cloud.setSessionToken(null);
        cloud.setSecretId("AKID invented");
        assertRefused(
                "tencent:cloud/cvm/DescribeInstances?application=app", "secretId", "contains a space", "AKID invented");
        im.setPreviousSecretKey("'before'");
        assertRefused("tencent:usersig/verify?application=app", "previousSecretKey", "quotes", "'before'");
        app.tpns("android").setAccessId("${access.id}");
        assertRefused("tencent:tpns/push/app?application=app", "accessId", "placeholder", "${access.id}");
    }

    private void assertRefused(String uri, String option, String why, String key) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).as(uri).satisfies(e -> {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            assertThat(cause).isInstanceOf(IllegalArgumentException.class);
            assertThat(cause.getMessage()).contains(option, why, "Application app");
            assertThat(cause.getMessage()).doesNotContain(key.strip());
        });
    }

    @Test
    void aPlusThatTheUriTurnedIntoASpaceIsRefusedWithAHint() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").toF("tencent:usersig?sdkAppId=%d&secretKey=ab+cd/ef==", APP);
                    }
                }))
                .hasStackTraceContaining("The endpoint has a secretKey that cannot be valid")
                .hasStackTraceContaining("RAW{...}");
        assertThat(context.getEndpoint("tencent:usersig?sdkAppId=" + APP + "&secretKey=RAW{ab+cd/ef==}"))
                .isNotNull();
    }

    @Test
    void aKeyThatIsReplacedByAWrongOneFailsItsCallsWithTheReason() {
        Exchange first =
                context.createProducerTemplate().send("tencent:usersig?application=app&userId=alpha", exchange -> {});
        assertThat(first.getException()).isNull();
        im.setSecretKey("{{im.key}}");
        Exchange done =
                context.createProducerTemplate().send("tencent:usersig?application=app&userId=alpha", exchange -> {});
        assertThat(done.getException()).isInstanceOf(TencentException.class).hasMessageContaining("placeholder");
    }

    // ---- 30: PEM text

    private static final KeyPair PAIR = pair();

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        StringWriter text = new StringWriter();
        text.write("-----BEGIN " + kind + "-----\n");
        text.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        text.write("\n-----END " + kind + "-----\n");
        return text.toString();
    }

    /** A key whose Base64 has a + at the end of its first line and at the beginning of its second, where blanks get lost. */
    private static byte[] keyWithPlusAtLineEnds() throws GeneralSecurityException {
        ECParameterSpec curve = ((ECPrivateKey) PAIR.getPrivate()).getParams();
        KeyFactory factory = KeyFactory.getInstance("EC");
        byte[] der = factory.generatePrivate(new ECPrivateKeySpec(BigInteger.ONE.shiftLeft(240), curve))
                .getEncoded();
        der[47] = 62; // the 64th character
        der[48] = (byte) (62 << 2); // the 65th
        byte[] key = factory.generatePrivate(new PKCS8EncodedKeySpec(der)).getEncoded();
        assertThat(pem("PRIVATE KEY", key)).contains("+\n+");
        return key;
    }

    static Stream<byte[]> keys() throws GeneralSecurityException {
        return Stream.of(PAIR.getPrivate().getEncoded(), keyWithPlusAtLineEnds());
    }

    static Stream<Arguments> spellings() throws GeneralSecurityException {
        return keys().flatMap(key -> spellings(pem("PRIVATE KEY", key)).map(text -> Arguments.of(text, key)));
    }

    private static Stream<String> spellings(String pem) {
        String core = pem.strip();
        return Stream.of(
                pem,
                core.replace("\n", ""),
                core.replace("\n", " "),
                core.replace("\n", "\\n"),
                pem.replace("\n", "\\n"),
                core.replace("\n", "\\r\\n"),
                core.replace("\n", "\r\n"),
                "\"" + core + "\"",
                "'" + core.replace("\n", "\\n") + "'",
                "    " + core.replace("\n", "\n    "),
                "\ufeff" + pem,
                core.replace("\n", " \n"),
                core.replace("\n", "\n\n"),
                core.replace("\n", "").replace("+", " "),
                core.replace("\n", " ").replace("+", " "),
                core.replace("+", " "),
                "Bag Attributes\n  localKeyID: 01\n" + pem);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void aPrivateKeyIsReadHoweverItsLinesWereLost(String pem, byte[] key) {
        assertThat(EcKeys.privateKey(pem)).isEqualTo(EcKeys.privateKey(pem("PRIVATE KEY", key)));
        im.setPrivateKey(pem);
        assertThat(context.getEndpoint("tencent:usersig?application=app&algorithm=ECDSA_SHA256"))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aPrivateKeyInAnAddressIsRead(byte[] key) {
        String pem = pem("PRIVATE KEY", key);
        for (String text : List.of(pem, pem.strip().replace("\n", ""), "RAW{" + pem + "}", pem.replace("\n", "\\n"))) {
            Exchange done = context.createProducerTemplate()
                    .send(
                            "tencent:usersig?algorithm=ECDSA_SHA256&userId=alpha&sdkAppId=" + APP + "&privateKey="
                                    + text,
                            exchange -> {});
            assertThat(done.getException()).isNull();
        }
    }

    @Test
    void aPublicKeyIsReadTheSameWay() {
        String pem = pem("PUBLIC KEY", PAIR.getPublic().getEncoded());
        assertThat(EcKeys.publicKey(pem.strip().replace("\n", "\\n"))).isEqualTo(EcKeys.publicKey(pem));
        assertThat(EcKeys.publicKey(pem.strip().replace("\n", ""))).isEqualTo(EcKeys.publicKey(pem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIGH*\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIGH"
            })
    void aDamagedKeyIsRefusedWithTheWayOut(String pem) {
        assertThatThrownBy(() -> EcKeys.privateKey(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("RAW{...}")
                .hasMessageNotContaining("MIGH");
    }
}

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
package io.github.cameltencent.birdtalk;

import java.time.Clock;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * An account of the chat and the connection to its server: a named one of the component, such as
 * {@code camel.component.birdtalk.accounts[bot].server-uri}, and the same options of an endpoint. All endpoints of an
 * account share the connection.
 */
@UriParams
@Configurer(extended = true)
public class BirdtalkConfiguration implements Cloneable {

    @UriParam(
            description =
                    "Where the chat server is: wss://host:7817/ws. A password over ws: to a host that is not this machine needs allowInsecure=true.")
    private String serverUri;

    @UriParam(description = "The number of the user to log in as")
    private Long userId;

    @UriParam(
            description =
                    "The e-mail address to log in with, where no number is given. With a password the server makes an account of an address that it does not know.")
    private String email;

    @UriParam(
            label = "security",
            description =
                    "The password. Without one, log-in by e-mail needs a codeProvider. It goes over the line as it is: use wss.",
            secret = true)
    private String password;

    @UriParam(
            description =
                    "The name of an account to make when the chat is first used, where neither userId nor an existing e-mail address is at hand. Each first use makes a new account.")
    private String registerAs;

    @UriParam(description = "Gives the codes that the server sends by mail")
    private CodeProvider codeProvider;

    @UriParam(
            description =
                    "The id of this installation, kept by the server and in the state. By default one that is derived from server and account.")
    private String clientId;

    @UriParam(
            description =
                    "Where the agreed key, the last handled message ids and the send counter live: file:DIR, memory, or a ChatStateStore bean",
            defaultValue = "file:~/.camel-tencent/birdtalk")
    private Object stateStore = "file:~/.camel-tencent/birdtalk";

    @UriParam(
            description = "The cipher by which both sides prove that they have the key",
            defaultValue = "AES-CTR",
            enums = "AES-CTR,chacha20")
    private String cipher = "AES-CTR";

    @UriParam(label = "advanced", description = "What the server is told of the operating system")
    private String operatingSystem;

    @UriParam(label = "advanced", description = "What the server is told of the version of the client")
    private String sdkVersion;

    @UriParam(label = "advanced", description = "What the server is told of the hardware")
    private String hardware;

    @UriParam(label = "advanced", description = "What the server is told of the time zone")
    private String timeZone;

    @UriParam(label = "advanced", description = "What the server is told of language and country: zh_CN")
    private String locale;

    @UriParam(
            label = "security",
            description = "Whether the name in the server's certificate must be that of the host",
            defaultValue = "true")
    private boolean verifyHostname = true;

    @UriParam(
            description = "The shortest wait before a lost connection is opened again",
            defaultValue = "1000",
            javaType = "java.time.Duration")
    private int reconnectDelay = 1_000;

    @UriParam(
            description = "The longest wait before a lost connection is opened again",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int maxReconnectDelay = 60_000;

    @UriParam(
            label = "advanced",
            description = "How often the server is told that the connection is alive; it gives up after 60 seconds",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private int heartbeat = 30_000;

    @UriParam(
            label = "advanced",
            description = "How long the server may take to answer a log-in",
            defaultValue = "15000",
            javaType = "java.time.Duration")
    private int loginTimeout = 15_000;

    @UriParam(
            label = "advanced",
            description = "How long the server may take for each step before the log-in",
            defaultValue = "10000",
            javaType = "java.time.Duration")
    private int stageTimeout = 10_000;

    @UriParam(
            label = "advanced",
            description = "The largest message that is taken from the server, in bytes",
            defaultValue = "11534336")
    private int maxFrameSize = 11 * 1024 * 1024;

    @UriParam(label = "security", description = "Allows ws: to a host that is not this machine", defaultValue = "false")
    private boolean allowInsecure;

    @UriParam(label = "advanced", description = "The clock of every timestamp, expiry and check")
    private Clock clock;

    /** The same options, to be changed without changing these. */
    public BirdtalkConfiguration copy() {
        try {
            return (BirdtalkConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Forgets as whom to log in. */
    BirdtalkConfiguration withoutLogin() {
        userId = null;
        email = null;
        registerAs = null;
        password = null;
        return this;
    }

    /**
     * Takes the log-in of an account where there is none of its own; both parts of it are of one of them.
     *
     * @throws IllegalArgumentException if there is a password and nobody that it belongs to
     */
    void completeLogin(String name, BirdtalkConfiguration account) {
        if (userId != null || email != null || registerAs != null) {
            return;
        }
        if (password != null) {
            throw new IllegalArgumentException("password is given without userId, email or registerAs: leave it to"
                    + " account=" + name + ", or give both");
        }
        userId = account.userId;
        email = account.email;
        registerAs = account.registerAs;
        password = account.password;
    }

    public String getServerUri() {
        return serverUri;
    }

    public void setServerUri(String serverUri) {
        this.serverUri = serverUri;
    }

    public Long getUserId() {
        return userId;
    }

    public void setUserId(Long userId) {
        this.userId = userId;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getRegisterAs() {
        return registerAs;
    }

    public void setRegisterAs(String registerAs) {
        this.registerAs = registerAs;
    }

    public CodeProvider getCodeProvider() {
        return codeProvider;
    }

    public void setCodeProvider(CodeProvider codeProvider) {
        this.codeProvider = codeProvider;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public Object getStateStore() {
        return stateStore;
    }

    public void setStateStore(Object stateStore) {
        this.stateStore = stateStore;
    }

    public String getCipher() {
        return cipher;
    }

    public void setCipher(String cipher) {
        this.cipher = cipher;
    }

    public String getOperatingSystem() {
        return operatingSystem;
    }

    public void setOperatingSystem(String operatingSystem) {
        this.operatingSystem = operatingSystem;
    }

    public String getSdkVersion() {
        return sdkVersion;
    }

    public void setSdkVersion(String sdkVersion) {
        this.sdkVersion = sdkVersion;
    }

    public String getHardware() {
        return hardware;
    }

    public void setHardware(String hardware) {
        this.hardware = hardware;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String locale) {
        this.locale = locale;
    }

    public boolean isVerifyHostname() {
        return verifyHostname;
    }

    public void setVerifyHostname(boolean verifyHostname) {
        this.verifyHostname = verifyHostname;
    }

    public int getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(int reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public int getMaxReconnectDelay() {
        return maxReconnectDelay;
    }

    public void setMaxReconnectDelay(int maxReconnectDelay) {
        this.maxReconnectDelay = maxReconnectDelay;
    }

    public int getHeartbeat() {
        return heartbeat;
    }

    public void setHeartbeat(int heartbeat) {
        this.heartbeat = heartbeat;
    }

    public int getLoginTimeout() {
        return loginTimeout;
    }

    public void setLoginTimeout(int loginTimeout) {
        this.loginTimeout = loginTimeout;
    }

    public int getStageTimeout() {
        return stageTimeout;
    }

    public void setStageTimeout(int stageTimeout) {
        this.stageTimeout = stageTimeout;
    }

    public int getMaxFrameSize() {
        return maxFrameSize;
    }

    public void setMaxFrameSize(int maxFrameSize) {
        this.maxFrameSize = maxFrameSize;
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    public Clock getClock() {
        return clock;
    }

    public void setClock(Clock clock) {
        this.clock = clock;
    }
}

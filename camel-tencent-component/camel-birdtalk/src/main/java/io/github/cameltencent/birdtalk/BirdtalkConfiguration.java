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
 * The login and connection options of an account: of a named account such as {@code
 * camel.component.birdtalk.accounts[bot].server-uri}, or of an endpoint. All endpoints of an account share its
 * connection.
 */
@UriParams
@Configurer(extended = true)
public class BirdtalkConfiguration implements Cloneable {

    @UriParam(
            description =
                    "The address of the chat server, such as wss://host:7817/ws. ws: to a host other than localhost needs allowInsecure=true.")
    private String serverUri;

    @UriParam(description = "The id of the user to log in")
    private Long userId;

    @UriParam(
            description =
                    "The e-mail address to log in with, unless userId is set. With a password, the server creates an account for an unknown address.")
    private String email;

    @UriParam(
            label = "security",
            description =
                    "The password. Without one, login by e-mail needs a codeProvider. It is sent in clear text: use wss.",
            secret = true)
    private String password;

    @UriParam(
            description =
                    "The user name of an account to register at the first connection, instead of userId. Without a stored state, each start registers a new account.")
    private String registerAs;

    @UriParam(description = "Supplies the login codes that the server sends by mail")
    private CodeProvider codeProvider;

    @UriParam(description = "The id of this installation. By default derived from server and account.")
    private String clientId;

    @UriParam(
            description =
                    "Where to store the agreed key, the progress of messages and the send counter: file:DIR, memory, or a ChatStateStore bean",
            defaultValue = "file:~/.camel-tencent/birdtalk")
    private Object stateStore = "file:~/.camel-tencent/birdtalk";

    @UriParam(
            description = "The cipher by which client and server prove that they have the agreed key",
            defaultValue = "AES-CTR",
            enums = "AES-CTR,chacha20")
    private String cipher = "AES-CTR";

    @UriParam(label = "advanced", description = "The operating system sent to the server. By default that of the JVM.")
    private String operatingSystem;

    @UriParam(label = "advanced", description = "The client version sent to the server")
    private String sdkVersion;

    @UriParam(
            label = "advanced",
            description = "The hardware sent to the server. By default the architecture of the JVM.")
    private String hardware;

    @UriParam(label = "advanced", description = "The time zone sent to the server. By default that of the JVM.")
    private String timeZone;

    @UriParam(
            label = "advanced",
            description = "Language and country sent to the server, such as zh_CN. By default those of the JVM.")
    private String locale;

    @UriParam(
            label = "security",
            description = "Whether the server's certificate must match the host name",
            defaultValue = "true")
    private boolean verifyHostname = true;

    @UriParam(
            description = "The minimum delay before a lost connection is reopened",
            defaultValue = "1000",
            javaType = "java.time.Duration")
    private int reconnectDelay = 1_000;

    @UriParam(
            description = "The maximum delay before a lost connection is reopened",
            defaultValue = "60000",
            javaType = "java.time.Duration")
    private int maxReconnectDelay = 60_000;

    @UriParam(
            label = "advanced",
            description = "The interval between heartbeats; the server disconnects after 60 seconds without one",
            defaultValue = "30000",
            javaType = "java.time.Duration")
    private int heartbeat = 30_000;

    @UriParam(
            label = "advanced",
            description = "Timeout for the answer to a login",
            defaultValue = "15000",
            javaType = "java.time.Duration")
    private int loginTimeout = 15_000;

    @UriParam(
            label = "advanced",
            description = "Timeout for each step of the protocol before the login",
            defaultValue = "10000",
            javaType = "java.time.Duration")
    private int stageTimeout = 10_000;

    @UriParam(
            label = "advanced",
            description = "The largest message accepted from the server, in bytes",
            defaultValue = "11534336")
    private int maxFrameSize = 11 * 1024 * 1024;

    @UriParam(
            label = "security",
            description = "Whether to allow ws: to a host other than localhost",
            defaultValue = "false")
    private boolean allowInsecure;

    @UriParam(label = "advanced", description = "The clock for timestamps and expiry checks")
    private Clock clock;

    /** A copy that can be changed independently. */
    public BirdtalkConfiguration copy() {
        try {
            return (BirdtalkConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Clears the login. */
    BirdtalkConfiguration withoutLogin() {
        userId = null;
        email = null;
        registerAs = null;
        password = null;
        return this;
    }

    /**
     * Takes over the login of an account, unless this configuration has its own. User and password always come from
     * the same one.
     *
     * @throws IllegalArgumentException if there is a password without a user
     */
    void completeLogin(String name, BirdtalkConfiguration account) {
        if (userId != null || email != null || registerAs != null) {
            return;
        }
        if (password != null) {
            throw new IllegalArgumentException("password is set without userId, email or registerAs: remove it, since"
                    + " account=" + name + " has its own, or set both");
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

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

import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.component.BirdtalkOperation;
import io.github.cameltencent.birdtalk.connection.NetworkSettings;
import io.github.cameltencent.birdtalk.observe.ChatObservation;
import io.github.cameltencent.birdtalk.observe.ObservedChat;
import io.github.cameltencent.credential.SecretValidator;
import io.github.cameltencent.exchange.LibraryVersions;
import io.github.cameltencent.option.LocaleSafeConfigurer;
import io.github.cameltencent.option.MapEntryConfigurer;
import io.github.cameltencent.option.OptionValues;
import io.github.cameltencent.option.ValidatingConfigurer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component of the BirdTalk chat, such as {@code birdtalk:chat}. */
@Component("birdtalk")
public class BirdtalkComponent extends HealthCheckComponent implements SSLContextParametersAware, ObservedChat {

    private static final Logger LOG = LoggerFactory.getLogger(BirdtalkComponent.class);

    /** A class of each part of Netty: Camel brings some of them, and the chat the others. */
    private static final Map<String, String> NETTY = Map.of(
            "netty-common", "io.netty.util.Version",
            "netty-buffer", "io.netty.buffer.ByteBuf",
            "netty-transport", "io.netty.channel.Channel",
            "netty-codec", "io.netty.handler.codec.ByteToMessageDecoder",
            "netty-handler", "io.netty.handler.ssl.SslHandler",
            "netty-codec-http", "io.netty.handler.codec.http.HttpObject",
            "netty-codec-socks", "io.netty.handler.codec.socksx.SocksMessage",
            "netty-handler-proxy", "io.netty.handler.proxy.ProxyHandler");

    private AccountClients clients;
    private ChatObservation observation;

    @Metadata(
            description =
                    "The accounts by name, each with its server and login, such as accounts.bot.server-uri, accounts.bot.user-id and accounts.bot.password. An endpoint selects this one with account=bot.")
    private Map<String, BirdtalkConfiguration> accounts = new ConcurrentHashMap<>();

    @Metadata(
            label = "security",
            description = "The TLS settings of all connections: trust store, client certificate, protocols")
    private SSLContextParameters sslContextParameters;

    @Metadata(
            label = "security",
            description = "Whether to use the global SSLContextParameters of the context if the component has none",
            defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "proxy", description = "The host of the HTTP proxy for connections to chat servers")
    private String proxyHost;

    @Metadata(label = "proxy", description = "The port of the proxy")
    private Integer proxyPort;

    @Metadata(label = "proxy,security", description = "The user name for the proxy", secret = true)
    private String proxyUser;

    @Metadata(label = "proxy,security", description = "The password for the proxy", secret = true)
    private String proxyPassword;

    @Metadata(
            label = "proxy",
            description =
                    "Hosts that are connected to without the proxy, separated by vertical bars; an asterisk is a wildcard")
    private String nonProxyHosts;

    public BirdtalkComponent() {
        this(null);
    }

    public BirdtalkComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        BirdtalkOperation operation = BirdtalkOperation.of(remaining);
        OptionValues.check(getEndpointPropertyConfigurer(), parameters);
        if (parameters.get("password") instanceof String password && password.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    "password contains a space: in a URI, a + becomes a space; write RAW{...},"
                            + " and put a password with a space into an account");
        }
        String account = getAndRemoveParameter(parameters, "account", String.class);
        BirdtalkEndpoint endpoint = new BirdtalkEndpoint(uri, this, operation, clients);
        if (account != null) {
            endpoint.setAccount(account);
            endpoint.setConfiguration(named(account).copy().withoutLogin());
        }
        setProperties(endpoint, parameters);
        if (account != null) {
            endpoint.getConfiguration().completeLogin(account, named(account));
        }
        endpoint.validate();
        return endpoint;
    }

    private BirdtalkConfiguration named(String account) {
        Object configured = accounts.get(account);
        if (configured != null && !(configured instanceof BirdtalkConfiguration)) { // by the property accounts[bot]=x
            throw new IllegalArgumentException("accounts[" + account
                    + "] is not an account: set its options, such as accounts[" + account
                    + "].server-uri, or refer to a bean with #bean:NAME");
        }
        BirdtalkConfiguration known = (BirdtalkConfiguration) configured;
        if (known == null) {
            known = CamelContextHelper.lookup(getCamelContext(), account, BirdtalkConfiguration.class);
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    "account=" + account + " is unknown: the component has " + new TreeSet<>(accounts.keySet())
                            + ", and the registry has no BirdtalkConfiguration of that name");
        }
        return known;
    }

    /** Returns a configurer that also checks the text of option values. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return ValidatingConfigurer.of(super.getComponentPropertyConfigurer());
    }

    @Override
    public void setCamelContext(CamelContext context) {
        super.setCamelContext(context);
        if (context != null) { // before anything is bound
            MapEntryConfigurer.register(context, BirdtalkConfiguration.class, BirdtalkConfiguration::new);
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        String mixed = new LibraryVersions(BirdtalkComponent.class.getClassLoader()).mixed(NETTY);
        if (mixed != null) {
            LOG.warn(
                    "The class path mixes versions of Netty ({}): import netty-bom in the version of camel-netty's Netty,"
                            + " so that all have the same",
                    mixed);
        }
    }

    /** Creates what endpoints use: Camel builds a component before other threads see it, but initializes it later. */
    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        clients = new AccountClients(getCamelContext(), this::network);
        observation = new ChatObservation(getCamelContext(), clients, () -> accounts.keySet());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(observation, clients);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(clients, observation);
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        ServiceHelper.stopAndShutdownService(clients);
        super.doShutdown();
    }

    @Override
    public AccountClients clients() {
        return clients;
    }

    private NetworkSettings network() {
        if (proxyHost != null && proxyPort == null) {
            throw new IllegalArgumentException("proxyHost is set without proxyPort");
        }
        SecretValidator.requireResolved("The component", "proxyPassword", proxyPassword);
        return new NetworkSettings(
                sslContext(), proxyHost, proxyPort == null ? -1 : proxyPort, proxyUser, proxyPassword, nonProxyHosts);
    }

    private SSLContext sslContext() {
        SSLContextParameters tls =
                sslContextParameters != null ? sslContextParameters : retrieveGlobalSslContextParameters();
        try {
            return tls == null ? null : tls.createSSLContext(getCamelContext());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("sslContextParameters of the birdtalk component cannot be used", e);
        }
    }

    public Map<String, BirdtalkConfiguration> getAccounts() {
        return accounts;
    }

    public void setAccounts(Map<String, BirdtalkConfiguration> accounts) {
        this.accounts = new ConcurrentHashMap<>(accounts);
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUser() {
        return proxyUser;
    }

    public void setProxyUser(String proxyUser) {
        this.proxyUser = proxyUser;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return LocaleSafeConfigurer.of(super.getEndpointPropertyConfigurer());
    }
}

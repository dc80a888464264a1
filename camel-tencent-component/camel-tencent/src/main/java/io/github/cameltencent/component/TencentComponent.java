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

import io.github.cameltencent.cloud.credentials.CloudCredentialSources;
import io.github.cameltencent.credential.ApplicationSource;
import io.github.cameltencent.credential.Applications;
import io.github.cameltencent.credential.CallOptions;
import io.github.cameltencent.credential.SecretValidator;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TpnsApplication;
import io.github.cameltencent.exchange.OptionNames;
import io.github.cameltencent.exchange.ServiceType;
import io.github.cameltencent.observe.ObservedComponent;
import io.github.cameltencent.observe.TencentObservation;
import io.github.cameltencent.option.LocaleSafeConfigurer;
import io.github.cameltencent.option.MapEntryConfigurer;
import io.github.cameltencent.option.OptionValues;
import io.github.cameltencent.option.ValidatingConfigurer;
import io.github.cameltencent.transport.http.HttpClientSettings;
import io.github.cameltencent.transport.http.TransportService;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/** The Camel component for Tencent's services: {@code tencent:push}, {@code tencent:cloud/…} and others. */
@Component("tencent")
public class TencentComponent extends HealthCheckComponent
        implements SSLContextParametersAware, ApplicationSource, ObservedComponent {

    private final ShutdownTimer shutdownTimer = new ShutdownTimer();
    private TransportService transportService;
    private CloudCredentialSources cloudSources;
    private final ServiceTypes services = new ServiceTypes(() -> cloudSources);
    private Applications resolver;
    private TencentObservation observation;
    private ClusterRateShare clusterShare;

    @Metadata(
            description =
                    "The applications by name, each with its keys, such as applications.orders.tpns.android.access-id. The application named default is used by endpoints that name none.")
    private volatile Map<String, TencentApplication> applications = new ConcurrentHashMap<>();

    @Metadata(
            description =
                    "The defaults of call options: timeouts, limits, retries. Options of an endpoint take precedence.")
    private CallOptions configuration = new CallOptions();

    @Metadata(
            label = "security",
            description = "The TLS settings of all connections: trust store, client certificate, protocols")
    private SSLContextParameters sslContextParameters;

    @Metadata(
            label = "security",
            description = "Uses the global SSLContextParameters of the context if the component has none",
            defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "proxy", description = "The host of the HTTP proxy")
    private String proxyHost;

    @Metadata(label = "proxy", description = "The port of the HTTP proxy")
    private Integer proxyPort;

    @Metadata(label = "proxy,security", description = "The user name for the HTTP proxy", secret = true)
    private String proxyUser;

    @Metadata(label = "proxy,security", description = "The password for the HTTP proxy", secret = true)
    private String proxyPassword;

    @Metadata(
            label = "proxy",
            description =
                    "Hosts that are called without the proxy, separated by vertical bars; an asterisk is a wildcard at the start or end")
    private String nonProxyHosts;

    @Metadata(label = "advanced", description = "The maximum number of open connections per host", defaultValue = "256")
    private int maxConnections = 256;

    @Metadata(
            label = "advanced",
            description = "The maximum lifetime of a connection",
            defaultValue = "300000",
            javaType = "java.time.Duration")
    private long connectionTimeToLive = 300_000;

    @Metadata(
            label = "advanced",
            description = "How long an idle connection is kept open",
            defaultValue = "20000",
            javaType = "java.time.Duration")
    private long maxIdleTime = 20_000;

    @Metadata(
            label = "advanced",
            description = "After which idle time a connection is checked before it is reused",
            defaultValue = "2000",
            javaType = "java.time.Duration")
    private long validateAfterInactivity = 2_000;

    @Metadata(
            label = "advanced",
            description =
                    "A custom HTTP client, which you start and close. It is never autowired from the registry. Disable its automatic retries, redirects, cookies and authentication caching. The options of the component for TLS, proxy and connections do not apply to it.")
    private CloseableHttpAsyncClient httpAsyncClient;

    public TencentComponent() {
        this(null);
    }

    public TencentComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        String service = slash < 0 ? remaining : remaining.substring(0, slash);
        String operation = slash < 0 ? "" : remaining.substring(slash + 1);
        ServiceType type = serviceType(service);
        OptionNames.check(type, parameters.keySet());
        OptionValues.check(getEndpointPropertyConfigurer(), parameters);
        TencentEndpoint endpoint = new TencentEndpoint(uri, this, service, operation);
        endpoint.getShared().copyFrom(configuration);
        setProperties(endpoint, parameters);
        if (endpoint.getShared().isClusterShare()) {
            endpoint.getShared().clusterShare(clusterShare.require());
        }
        endpoint.initService(type);
        return endpoint;
    }

    ServiceType serviceType(String name) {
        return services.get(name);
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
            MapEntryConfigurer.register(context, TencentApplication.class, TencentApplication::new);
            MapEntryConfigurer.register(context, TpnsApplication.class, TpnsApplication::new);
        }
    }

    /** Creates what endpoints use: Camel builds a component before other threads see it, but initializes it later. */
    @Override
    protected void doBuild() throws Exception {
        StartupChecks.checkLibraries();
        super.doBuild();
        resolver = new Applications(this::getApplications, getCamelContext());
        transportService =
                new TransportService(getCamelContext(), this::settings, () -> httpAsyncClient, this::stopWaitMillis);
        clusterShare = new ClusterRateShare(getCamelContext());
        cloudSources = new CloudCredentialSources(getCamelContext(), transportService);
        observation = new TencentObservation(
                getCamelContext(), transportService, services.circuits(), resolver, services.names());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        shutdownTimer.reset();
        getCamelContext().addLifecycleStrategy(shutdownTimer);
        StartupChecks.warnOfSettings(httpAsyncClient, proxyHost);
        ServiceHelper.startService(observation, clusterShare, transportService, cloudSources);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getLifecycleStrategies().remove(shutdownTimer);
        // the sources first: exchanges that wait for credentials continue on threads of the transport
        ServiceHelper.stopService(cloudSources, transportService, clusterShare, observation);
        super.doStop();
    }

    TransportService transportService() {
        return transportService;
    }

    Applications applicationResolver() {
        return resolver;
    }

    @Override
    public TencentObservation observation() {
        return observation;
    }

    /** Returns the remaining part of the shutdown timeout, which starts when the context begins to stop. */
    private long stopWaitMillis() {
        var strategy = getCamelContext().getShutdownStrategy();
        long timeout = strategy.getTimeUnit().toMillis(strategy.getTimeout());
        return Math.max(0, timeout - shutdownTimer.elapsedMillis());
    }

    private SSLContext sslContext() {
        SSLContextParameters tls =
                sslContextParameters != null ? sslContextParameters : retrieveGlobalSslContextParameters();
        try {
            return tls == null ? null : tls.createSSLContext(getCamelContext());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("sslContextParameters of the tencent component cannot be used", e);
        }
    }

    private HttpClientSettings settings() {
        if (proxyHost != null && proxyPort == null) {
            throw new IllegalArgumentException("proxyHost is set, proxyPort is not: set both");
        }
        SecretValidator.requireResolved("The component", "proxyHost", proxyHost);
        SecretValidator.requireResolved("The component", "proxyUser", proxyUser);
        SecretValidator.requireResolved("The component", "proxyPassword", proxyPassword);
        return new HttpClientSettings(
                sslContext(),
                proxyHost,
                proxyPort == null ? -1 : proxyPort,
                proxyUser,
                proxyPassword,
                nonProxyHosts,
                maxConnections,
                connectionTimeToLive,
                maxIdleTime,
                validateAfterInactivity);
    }

    @Override
    public Map<String, TencentApplication> getApplications() {
        return applications;
    }

    public void setApplications(Map<String, TencentApplication> applications) {
        this.applications = new ConcurrentHashMap<>(applications); // read by routes at the same time
    }

    public CallOptions getConfiguration() {
        return configuration;
    }

    public void setConfiguration(CallOptions configuration) {
        this.configuration = configuration;
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

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public long getConnectionTimeToLive() {
        return connectionTimeToLive;
    }

    public void setConnectionTimeToLive(long connectionTimeToLive) {
        this.connectionTimeToLive = connectionTimeToLive;
    }

    public long getMaxIdleTime() {
        return maxIdleTime;
    }

    public void setMaxIdleTime(long maxIdleTime) {
        this.maxIdleTime = maxIdleTime;
    }

    public long getValidateAfterInactivity() {
        return validateAfterInactivity;
    }

    public void setValidateAfterInactivity(long validateAfterInactivity) {
        this.validateAfterInactivity = validateAfterInactivity;
    }

    public CloseableHttpAsyncClient getHttpAsyncClient() {
        return httpAsyncClient;
    }

    public void setHttpAsyncClient(CloseableHttpAsyncClient httpAsyncClient) {
        this.httpAsyncClient = httpAsyncClient;
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return LocaleSafeConfigurer.of(super.getEndpointPropertyConfigurer());
    }
}

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

import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.credential.TpnsApplication;
import io.github.cameltencent.exchange.NameSuggestion;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.StringHelper;

/** The component with the configuration that is checked, in a context without routes: nothing in it sends anything. */
final class DoctorContext implements AutoCloseable {

    private static final String TLS = "TLS settings";

    private final Findings findings;
    private final Redactor redactor;
    private final Main main;
    private final TencentComponent component;
    private final Set<String> references = new HashSet<>();

    private DoctorContext(Findings findings, Redactor redactor, Main main) {
        this.findings = findings;
        this.redactor = redactor;
        this.main = main;
        component = new TencentComponent(main.getCamelContext());
    }

    /** Binds each option by itself, so that one wrong option does not hide the next. */
    static DoctorContext start(ConfigurationFile file, Findings findings, Redactor redactor) throws Exception {
        DoctorContext doctor = new DoctorContext(findings, redactor, start(file, findings));
        file.componentOptions().forEach(doctor::bind);
        doctor.startComponent();
        return doctor;
    }

    private static Main start(ConfigurationFile file, Findings findings) throws Exception {
        Main main = main(file.contextProperties(true));
        try {
            main.start();
            return main;
        } catch (Exception e) {
            main.stop();
            findings.fail(TLS, "camel.ssl.* cannot be used: " + reason(e), "Check the names, files and passwords");
            Main plain = main(file.contextProperties(false));
            plain.start();
            return plain;
        }
    }

    private static Main main(Properties properties) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(properties);
        return main;
    }

    private void bind(String name, String raw) {
        String value;
        try {
            value = context().resolvePropertyPlaceholders(raw);
        } catch (RuntimeException e) {
            findings.fail(
                    name,
                    "a placeholder has no value: " + ConfigurationFile.placeholders(raw),
                    "Set the variable or the property in the environment that this runs in");
            references.add(parent(name)); // what is half known would only be reported as missing
            return;
        }
        if (ConfigurationFile.isSecret(name)) {
            redactor.add(value);
        }
        if (value.startsWith("#")) {
            references.add(parent(name));
            findings.warn(name, "a bean, which only the application has: not checked", "Nothing, or check it there");
            return;
        }
        set(name, value);
    }

    private void set(String name, String value) {
        try {
            PropertyBindingSupport.build()
                    .withCamelContext(context())
                    .withTarget(component)
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .withMandatory(true)
                    .withPlaceholder(false)
                    .withReference(false)
                    .withProperty(name, value)
                    .bind();
        } catch (Exception e) {
            String defect = reason(e);
            if (defect == null) {
                findings.fail(name, "there is no such option", suggestion(name));
            } else {
                findings.fail(name, defect, "Correct the value; docs/options.md has all options");
            }
        }
    }

    /** Returns what our own classes say; Camel's messages quote the value of the option. */
    private static String reason(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getClass() == IllegalArgumentException.class && each.getMessage() != null) {
                return each.getMessage();
            }
        }
        return null;
    }

    private String suggestion(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        String meant = NameSuggestion.of(last, known());
        return meant == null ? "See docs/options.md and docs/configuration.md" : "Did you mean " + meant + "?";
    }

    private Set<String> known() {
        Set<String> names = new TreeSet<>();
        Stream.of(
                        component,
                        component.getConfiguration(),
                        new TencentApplication(),
                        new TpnsApplication(),
                        new ImApplication(),
                        new CloudApplication())
                .flatMap(bean -> Stream.of(bean.getClass().getMethods()))
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .map(method -> StringHelper.camelCaseToDash(method.getName().substring(3)))
                .forEach(names::add);
        return names;
    }

    private void startComponent() {
        try {
            context().addComponent("tencent", component);
        } catch (RuntimeException e) {
            String defect = reason(e);
            findings.fail(
                    "component",
                    "does not start: " + (defect == null ? e.getClass().getSimpleName() : defect),
                    "Correct the options above");
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    TencentComponent component() {
        return component;
    }

    /** Whether an option of this part refers to something that only the application has. */
    boolean isIncomplete(String part) {
        return references.contains(dotted(part));
    }

    /** Whether any option refers to something that only the application has. */
    boolean hasReferences() {
        return !references.isEmpty();
    }

    /** Returns the TLS settings of the component's connections. */
    SSLContext tls() throws GeneralSecurityException, IOException {
        SSLContextParameters parameters = component.getSslContextParameters();
        if (parameters == null && component.isUseGlobalSslContextParameters()) {
            parameters = context().getSSLContextParameters();
        }
        return parameters == null ? SSLContext.getDefault() : parameters.createSSLContext(context());
    }

    private static String parent(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : dotted(name.substring(0, dot));
    }

    /** Returns a name in the form without brackets; both can be written. */
    private static String dotted(String name) {
        return name.replace('[', '.').replace("]", "");
    }

    @Override
    public void close() {
        main.stop();
    }
}

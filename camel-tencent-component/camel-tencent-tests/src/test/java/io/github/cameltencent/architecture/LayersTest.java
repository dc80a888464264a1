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
package io.github.cameltencent.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The layers of camel-tencent, a rule for each row of the table in CONTRIBUTING.md: a package imports only from below. */
@AnalyzeClasses(packages = "io.github.cameltencent", importOptions = ChatLayersTest.WithoutTestJars.class)
class LayersTest {

    private static final String ROOT = "io.github.cameltencent";

    /** Everything below the services. */
    private static final String[] EXCHANGE_AND_BELOW = {"", "sign", "credential", "transport", "exchange"};

    @ArchTest
    static final ArchRule ROOT_USES_NOTHING = mayUse(ROOT);

    @ArchTest
    static final ArchRule SIGN_USES_ROOT = mayUse("sign", "");

    @ArchTest
    static final ArchRule TICKETS_AND_BYTES_ARE_BELOW_SIGNATURES = noClasses()
            .that()
            .resideInAnyPackage(packageOf("sign.ticket"), packageOf("sign.bytes"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".sign");

    @ArchTest
    static final ArchRule OPTION_USES_NOTHING = mayUse("option");

    @ArchTest
    static final ArchRule CREDENTIAL_USES_SIGN = mayUse("credential", "", "sign");

    @ArchTest
    static final ArchRule TRANSPORT_USES_CREDENTIAL = mayUse("transport", "", "sign", "credential");

    @ArchTest
    static final ArchRule LIMITS_ARE_BELOW_CALLS_AND_THE_CLIENT_IS_ABOVE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".transport", ROOT + ".transport.limit")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(packageOf("transport.http"));

    @ArchTest
    static final ArchRule EXCHANGE_USES_TRANSPORT = mayUse("exchange", "", "sign", "credential", "transport");

    @ArchTest
    static final ArchRule USERSIG_USES_EXCHANGE = mayUse("usersig", EXCHANGE_AND_BELOW);

    @ArchTest
    static final ArchRule TPNS_USES_EXCHANGE = mayUse("tpns", EXCHANGE_AND_BELOW);

    @ArchTest
    static final ArchRule CALLBACK_USES_EXCHANGE = mayUse("callback", EXCHANGE_AND_BELOW);

    @ArchTest
    static final ArchRule IM_USES_EXCHANGE_AND_CALLBACK = mayUse("im", and(EXCHANGE_AND_BELOW, "callback"));

    @ArchTest
    static final ArchRule PUSH_USES_EXCHANGE_TPNS_AND_IM = mayUse("push", and(EXCHANGE_AND_BELOW, "tpns", "im"));

    @ArchTest
    static final ArchRule CLOUD_USES_EXCHANGE = mayUse("cloud", EXCHANGE_AND_BELOW);

    @ArchTest
    static final ArchRule OBSERVE_USES_SERVICES =
            mayUse("observe", and(EXCHANGE_AND_BELOW, "tpns", "im", "callback", "cloud", "usersig"));

    @ArchTest
    static final ArchRule ONLY_METERS_NEED_MICROMETER = noClasses()
            .that()
            .haveNameNotMatching(".*\\.observe\\.(Call|Chat|Component)Meters.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule ONLY_SPAN_DECORATORS_NEED_TELEMETRY = noClasses()
            .that()
            .haveNameNotMatching(".*\\.observe\\.(OutcomeTags|\\w+SpanDecorator).*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel.telemetry..");

    @ArchTest
    static final ArchRule SIGNING_NEEDS_NO_TRANSPORT = mayUse("signing", "", "sign", "credential");

    @ArchTest
    static final ArchRule ONLY_THE_TOP_KNOWS_THE_COMPONENT = noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .and(DescribedPredicate.not(resideInAnyPackage(
                    packageOf("component"), packageOf("observe"), packageOf("birdtalk"), packageOf("springboot"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packageOf("component"), packageOf("observe"));

    /** The root package of the chat is ignored, as the contract puts the component there; {@link ChatLayersTest} checks it. */
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    resideInAnyPackage(packageOf("dsl"), packageOf("birdtalk"), packageOf("emulator")),
                    DescribedPredicate.alwaysTrue());

    @ArchTest
    static final ArchRule THE_EMULATOR_CHECKS_ON_ITS_OWN = classes()
            .that()
            .resideInAPackage(packageOf("emulator"))
            .should()
            .onlyDependOnClassesThat(
                    notOurs().or(resideInAnyPackage(packageOf("emulator"), ROOT + ".birdtalk.protocol")));

    @ArchTest
    static final ArchRule NOTHING_USES_THE_EMULATOR = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("emulator"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(packageOf("emulator"));

    @ArchTest
    static final ArchRule SIGN_KNOWS_NO_CAMEL = noClasses()
            .that()
            .resideInAPackage(packageOf("sign"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.hc..", "io.netty..");

    @ArchTest
    static final ArchRule NOTHING_STATIC_IS_MUTABLE = noFields()
            .that()
            .areDeclaredInClassesThat(resideInAPackage(ROOT + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            packageOf("dsl"),
                            ROOT + ".component",
                            packageOf("birdtalk.dsl"),
                            ROOT + ".birdtalk.protocol"))))
            .and()
            .areStatic()
            .should()
            .notBeFinal();

    private static ArchRule mayUse(String row, String... below) {
        if (row.equals(ROOT)) {
            return classes()
                    .that()
                    .resideInAPackage(ROOT)
                    .should()
                    .onlyDependOnClassesThat(notOurs().or(resideInAPackage(ROOT)));
        }
        String[] allowed = Stream.concat(
                        Arrays.stream(below).map(name -> name.isEmpty() ? ROOT : packageOf(name)),
                        Stream.of(packageOf(row)))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(packageOf(row))
                .should()
                .onlyDependOnClassesThat(notOurs().or(resideInAnyPackage(allowed)));
    }

    private static String[] and(String[] packages, String... more) {
        return Stream.concat(Arrays.stream(packages), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String packageOf(String row) {
        return ROOT + "." + row + "..";
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return DescribedPredicate.not(resideInAPackage(ROOT + ".."));
    }
}

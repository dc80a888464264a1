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
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the layers of the chat, a rule a row: {@code component → … → crypto, state}, on top of the API in the root. */
@AnalyzeClasses(packages = "io.github.cameltencent.birdtalk", importOptions = ChatLayersTest.WithoutTestJars.class)
class ChatLayersTest {

    private static final String TENCENT = "io.github.cameltencent";
    private static final String ROOT = TENCENT + ".birdtalk";
    private static final int LARGEST_PACKAGE = 35;

    /** What Camel makes endpoints of; it stands above all layers, though it is in the root. */
    private static final DescribedPredicate<JavaClass> FRONT = DescribedPredicate.describe(
            "the component and its endpoint, with what is generated for them",
            type -> type.getPackageName().equals(ROOT)
                    && (type.getSimpleName().startsWith("BirdtalkComponent")
                            || type.getSimpleName().startsWith("BirdtalkEndpoint")));

    /** The packages of camel-tencent that the chat may use: the root, and what services share. */
    private static final DescribedPredicate<JavaClass> SHARED = resideInAnyPackage(TENCENT, TENCENT + ".exchange..")
            .or(DescribedPredicate.describe(
                    "what both components share in credential, transport and observe",
                    type -> Set.of(
                                            "CallResult",
                                            "ComponentMeters",
                                            "ConsoleText",
                                            "DataTable",
                                            "HttpAnswer",
                                            "InternalErrors",
                                            "IoThreads",
                                            "OutcomeHeaders",
                                            "OutcomeTags",
                                            "PlatformThreads",
                                            "SecretValidator")
                                    .contains(type.getSimpleName())
                            && type.getPackageName().startsWith(TENCENT)));

    @ArchTest
    static final ArchRule CRYPTO = onlyUses("crypto");

    @ArchTest
    static final ArchRule STATE = onlyUses("state");

    @ArchTest
    static final ArchRule FRAME = onlyUses("frame", "crypto", "state");

    @ArchTest
    static final ArchRule SESSION = onlyUses("session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule CONNECTION = onlyUses("connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule REQUEST = onlyUses("request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule SEND = onlyUses("send", "request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule ACCOUNT =
            onlyUses("account", "send", "request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule INBOX =
            onlyUses("inbox", "account", "send", "request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule FILE =
            onlyUses("file", "account", "send", "request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule OPERATION =
            onlyUses("operation", "account", "send", "request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule OBSERVE =
            onlyUses("observe", "account", "send", "request", "connection", "session", "frame", "crypto", "state");

    @ArchTest
    static final ArchRule COMPONENT = onlyUses(
            "component",
            "inbox",
            "file",
            "operation",
            "account",
            "send",
            "request",
            "connection",
            "session",
            "frame",
            "crypto",
            "state");

    @ArchTest
    static final ArchRule THE_API_NEEDS_NOTHING_BELOW_IT = classes()
            .that()
            .resideInAPackage(ROOT)
            .and(DescribedPredicate.not(FRONT))
            .should()
            .onlyDependOnClassesThat(
                    notOurs().or(SHARED).or(resideInAPackage(ROOT).and(DescribedPredicate.not(FRONT))));

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_THE_FRONT =
            noClasses().that().resideInAPackage(ROOT + ".*").should().dependOnClassesThat(FRONT);

    @ArchTest
    static void noPackageIsTooLarge(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isTopLevelClass()
                                && !type.getPackageName().startsWith(ROOT + ".protocol")
                                && !type.getPackageName().startsWith(ROOT + ".dsl"))
                        .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
                .hasSize(14)
                .allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    /** Excludes test jars: with {@code verify} they are on the class path, and ArchUnit would import them. */
    static final class WithoutTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && Predefined.DO_NOT_INCLUDE_TESTS.includes(location);
        }
    }

    private static ArchRule onlyUses(String layer, String... below) {
        String[] allowed = Stream.concat(
                        Stream.of(ROOT, ROOT + ".protocol", ROOT + "." + layer),
                        Arrays.stream(below).map(name -> ROOT + "." + name))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + layer + "..")
                .should()
                .onlyDependOnClassesThat(notOurs().or(SHARED).or(resideInAnyPackage(allowed)));
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return DescribedPredicate.not(resideInAPackage(TENCENT + ".."));
    }
}

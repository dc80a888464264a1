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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Holds the floors of the house: a room imports only what lies below it. */
@AnalyzeClasses(packages = "io.github.cameltencent", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    private static final String ROOT = "io.github.cameltencent";

    @ArchTest
    static final ArchRule THE_VOCABULARY_STANDS_ALONE = onlyUses("");

    @ArchTest
    static final ArchRule SIGN_USES_THE_VOCABULARY = onlyUses("sign", "");

    @ArchTest
    static final ArchRule CREDENTIAL_USES_SIGN = onlyUses("credential", "", "sign");

    @ArchTest
    static final ArchRule TRANSPORT_USES_CREDENTIAL = onlyUses("transport", "", "sign", "credential");

    @ArchTest
    static final ArchRule USERSIG_USES_TRANSPORT = onlyUses("usersig", "", "sign", "credential", "transport");

    @ArchTest
    static final ArchRule REST_USES_TRANSPORT = onlyUses("rest", "", "sign", "credential", "transport");

    @ArchTest
    static final ArchRule PUSH_USES_REST = onlyUses("push", "", "sign", "credential", "transport", "rest");

    @ArchTest
    static final ArchRule CLOUD_USES_TRANSPORT = onlyUses("cloud", "", "sign", "credential", "transport");

    @ArchTest
    static final ArchRule BIRDTALK_USES_TRANSPORT = onlyUses("birdtalk", "", "sign", "credential", "transport");

    @ArchTest
    static final ArchRule PROCESSORS_NEED_NO_TRANSPORT = onlyUses("processor", "", "sign", "credential");

    @ArchTest
    static final ArchRule THE_EMULATOR_CHECKS_ON_ITS_OWN = classes()
            .that()
            .resideInAPackage(ROOT + ".emulator..")
            .should()
            .onlyDependOnClassesThat(
                    notOurs().or(resideInAnyPackage(ROOT + ".emulator..", ROOT + ".birdtalk.protocol")));

    @ArchTest
    static final ArchRule NOTHING_IMPORTS_THE_EMULATOR = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".emulator..");

    @ArchTest
    static final ArchRule SIGN_KNOWS_NO_CAMEL = noClasses()
            .that()
            .resideInAPackage(ROOT + ".sign..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.hc..", "io.netty..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOTHING_STATIC_IS_MUTABLE = noFields()
            .that()
            .areDeclaredInClassesThat(resideInAPackage(ROOT + "..")
                    .and(DescribedPredicate.not(
                            resideInAnyPackage(ROOT + ".dsl..", ROOT + ".component", ROOT + ".birdtalk.protocol"))))
            .and()
            .areStatic()
            .should()
            .notBeFinal();

    private static ArchRule onlyUses(String room, String... below) {
        String[] allowed = Stream.concat(Arrays.stream(below).map(FloorsTest::packageOf), Stream.of(packageOf(room)))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .onlyDependOnClassesThat(notOurs().or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? ROOT : ROOT + "." + room + "..";
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return DescribedPredicate.not(resideInAPackage(ROOT + ".."));
    }
}

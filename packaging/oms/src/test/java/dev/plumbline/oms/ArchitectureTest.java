package dev.plumbline.oms;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows between the modules, and a few habits, each with its reason.
@AnalyzeClasses(packages = "dev.plumbline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule CORE_IS_PURE = classes().that().resideInAPackage("dev.plumbline.core..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                    "dev.plumbline.core..", "java.lang..", "java.util", "java.util.function", "java.util.stream", "java.math")
            .because("the same journal must give the same orders on any machine: no I/O, no clock, no threads");

    @ArchTest
    static final ArchRule CORE_ASKS_NO_CLOCK = noClasses().that().resideInAPackage("dev.plumbline.core..")
            .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().dependOnClassesThat().areAssignableTo(java.util.Random.class)
            .because("time and chance come with the input, or a replay would differ from the day it replays");

    @ArchTest
    static final ArchRule NO_DOUBLE_IN_THE_CORE = noClasses().that().resideInAPackage("dev.plumbline.core..")
            .should().dependOnClassesThat(resideInAPackage("java.lang").and(
                    JavaClass.Predicates.simpleName("Double").or(JavaClass.Predicates.simpleName("Float"))))
            .because("0.1 + 0.2 is 0.3 in an account");

    @ArchTest
    static final ArchRule WIRE_KNOWS_THE_CORE_ONLY = noClasses().that().resideInAPackage("dev.plumbline.wire..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.plumbline.adapter..", "dev.plumbline.server..", "dev.plumbline.console..", "dev.plumbline.oms..")
            .because("the serial form is read by programs that have none of these");

    @ArchTest
    static final ArchRule THE_FOLLOWER_IS_PURE = classes().that().resideInAPackage("dev.plumbline.wire.follow..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                    "dev.plumbline.wire..", "dev.plumbline.core..", "java.lang..", "java.util", "org.jspecify..")
            .because("what it does about gaps and silences is tried without a bus and without waiting");

    @ArchTest
    static final ArchRule ADAPTERS_KNOW_NO_SERVER = noClasses().that().resideInAPackage("dev.plumbline.adapter..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.plumbline.server..", "dev.plumbline.console..", "dev.plumbline.oms..")
            .because("an adapter has no opinion about orders, and is tested without a server");

    @ArchTest
    static final ArchRule SERVER_KNOWS_NO_ADAPTER = noClasses().that().resideInAPackage("dev.plumbline.server..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.plumbline.adapter.fix..", "dev.plumbline.adapter.simulator..", "quickfix..",
                    "dev.plumbline.console..", "dev.plumbline.oms..")
            .because("a broker is added by a jar and a line of configuration, not by a change of the server");

    @ArchTest
    static final ArchRule CONSOLE_KNOWS_CORE_AND_WIRE_ONLY = noClasses().that().resideInAPackage("dev.plumbline.console..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.plumbline.server..", "dev.plumbline.adapter..", "dev.plumbline.oms..")
            .because("what a trader sees must be what was sent, on any machine");

    @ArchTest
    static final ArchRule HAZELCAST_STAYS_BELOW = noClasses().that().resideInAPackage("dev.plumbline.server..")
            .and().resideOutsideOfPackages("dev.plumbline.server.replica..", "dev.plumbline.server.cluster..", "dev.plumbline.server")
            .should().dependOnClassesThat().resideInAPackage("com.hazelcast..")
            .because("it is a replicated cache of the history and may be exchanged");

    @ArchTest
    static final ArchRule ADDRESSES_IN_ONE_PLACE = noClasses().that().resideInAPackage("dev.plumbline.server..")
            .and().resideOutsideOfPackages("dev.plumbline.server.bus..", "dev.plumbline.server.desk..")
            .should().dependOnClassesThat().haveSimpleName("EventBus")
            .because("only the bus package knows addresses and delivery options; verticles get typed ports");

    @ArchTest
    static final ArchRule NO_SLEEPING = noClasses().that().resideInAnyPackage(
                    "dev.plumbline.core..", "dev.plumbline.wire..", "dev.plumbline.adapter..", "dev.plumbline.console..")
            .should().callMethod(Thread.class, "sleep", long.class)
            .because("a thread that sleeps waits too long or not long enough");
}

package dev.plumbline.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.plumbline.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FEATURES = {
        "..console.orders..", "..console.executions..", "..console.positions..", "..console.ticket..",
        "..console.status..", "..console.alerts..", "..console.staging..",
        "..console.timeline..", "..console.charts..", "..console.attention..", "..console.notices..",
        "..console.halt.."
    };

    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther = slices()
            .matching("dev.plumbline.console.(orders|executions|positions|ticket|status|alerts|staging|timeline|charts|attention|notices|halt)..")
            .should()
            .notDependOnEachOther()
            .because("a panel is added, moved and removed without touching another; what they want of each other "
                    + "goes through ConsoleWindow");

    @ArchTest
    static final ArchRule nothingKnowsTheWindow = noClasses()
            .that()
            .resideInAPackage("dev.plumbline.console.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.plumbline.console")
            .because("the window puts the features together, so only it may know them");

    @ArchTest
    static final ArchRule sharedPartsKnowNoFeature = noClasses()
            .that()
            .resideInAnyPackage(
                    "..console.ui..", "..console.inbox..", "..console.feed..", "..console.filter..",
                    "..console.group..", "..console.export..", "..console.blotter..", "..console.format..", "..console.shell..", "..console.checks..",
                    "..console.launch..", "..console.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES)
            .because("what the features share must not lean on one of them");

    @ArchTest
    static final ArchRule theFeedHasNoToolkit = noClasses()
            .that()
            .resideInAPackage("..console.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..")
            .because("the line to the desk runs on its own thread and is tested without a screen");

    @ArchTest
    static final ArchRule sharedLogicHasNoToolkit = noClasses()
            .that()
            .resideInAnyPackage("..console.filter..", "..console.group..", "..console.export..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..")
            .because("what is typed, summed and written is tested without a screen, and may run on another thread");

    @ArchTest
    static final ArchRule onlyTheExportKnowsTheWorkbook = noClasses()
            .that()
            .resideOutsideOfPackage("..console.export..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.dhatim..")
            .because("another library, or another format, must not change a panel");

    @ArchTest
    static final ArchRule onlyTheFeedKnowsTheBus = noClasses()
            .that()
            .resideOutsideOfPackage("..console.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "com.hazelcast..")
            .because("another feed, such as the bridge, must not change a panel");

    @ArchTest
    static final ArchRule oneGateToTheScreen = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javafx.application.Platform")
            .because("one runLater per update makes the window stand still; the Inbox is the only gate");
}

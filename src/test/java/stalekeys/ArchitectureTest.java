package stalekeys;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The house, as rules: which package may see which, and who may look at the clock. */
@AnalyzeClasses(packages = "stalekeys", importOptions = ImportOption.DoNotIncludeTests.class)
@Tag("one-jdk")
class ArchitectureTest {
    private static final String[] EVERYONE = {"java..", "org.jspecify.."};

    @ArchTest
    static final ArchRule keys_is_pure = sees("keys");

    @ArchTest
    static final ArchRule net_sees_nobody = sees("net", "javax.net..");

    @ArchTest
    static final ArchRule words_sees_keys = sees("words", "stalekeys.keys..");

    @ArchTest
    static final ArchRule work_sees_keys = sees("work", "stalekeys.keys..", "org.slf4j..");

    @ArchTest
    static final ArchRule config_sees_keys = seesOfOurs("config", "net", "keys");

    @ArchTest
    static final ArchRule logging_sees_config = seesOfOurs("logging", "config");

    @ArchTest
    static final ArchRule aws_sees_work = seesOfOurs("aws", "net", "work", "keys");

    @ArchTest
    static final ArchRule store_sees_work = seesOfOurs("store", "work", "keys");

    @ArchTest
    static final ArchRule schedule_sees_work = seesOfOurs("schedule", "work", "keys");

    @ArchTest
    static final ArchRule http_sees_nobody = seesOfOurs("http");

    @ArchTest
    static final ArchRule slack_sees_work_and_words = seesOfOurs("slack", "net", "words", "work", "keys");

    @ArchTest
    static final ArchRule metrics_sees_work = seesOfOurs("metrics", "work", "keys");

    @ArchTest
    static final ArchRule only_metrics_knows_micrometer = only("metrics", "io.micrometer..");

    @ArchTest
    static final ArchRule mail_sees_work_and_words = seesOfOurs("mail", "net", "words", "work", "keys");

    @ArchTest
    static final ArchRule cli_sees_config_work_and_words = seesOfOurs("cli", "config", "words", "work", "keys");

    @ArchTest
    static final ArchRule only_aws_knows_the_aws_sdk = only("aws", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule only_http_knows_jetty =
            only("http", "org.eclipse.jetty..", "jakarta.servlet..", "com.slack.api.bolt.jakarta_servlet..");

    @ArchTest
    static final ArchRule only_slack_knows_slack = noClasses()
            .that()
            .resideOutsideOfPackages("stalekeys.slack..", "stalekeys.http..", "stalekeys")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.slack.api..");

    @ArchTest
    static final ArchRule only_store_knows_databases = only(
            "store",
            "java.sql..",
            "org.jdbi..",
            "org.flywaydb..",
            "com.zaxxer.hikari..",
            "org.sqlite..",
            "org.postgresql..");

    @ArchTest
    static final ArchRule only_store_and_schedule_know_a_data_source = noClasses()
            .that()
            .resideOutsideOfPackages("stalekeys.store..", "stalekeys.schedule..", "stalekeys")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.sql..");

    @ArchTest
    static final ArchRule no_package_sees_itself_in_a_circle =
            slices().matching("stalekeys.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_main_reads_the_system_clock = noClasses()
            .that()
            .resideOutsideOfPackage("stalekeys")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    private static ArchRule sees(String name, String... others) {
        List<String> allowed = new ArrayList<>(List.of(EVERYONE));
        allowed.add("stalekeys." + name + "..");
        allowed.addAll(List.of(others));
        return classes()
                .that()
                .resideInAPackage("stalekeys." + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .allowEmptyShould(true);
    }

    /** Of our own packages; libraries are the other rules' business. */
    private static ArchRule seesOfOurs(String name, String... others) {
        List<String> allowed = new ArrayList<>(List.of("stalekeys." + name + ".."));
        for (String other : others) {
            allowed.add("stalekeys." + other + "..");
        }
        return noClasses()
                .that()
                .resideInAPackage("stalekeys." + name + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("stalekeys..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .allowEmptyShould(true);
    }

    private static ArchRule only(String name, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackages("stalekeys." + name + "..", "stalekeys")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}

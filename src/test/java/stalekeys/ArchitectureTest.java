package stalekeys;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
    static final ArchRule no_package_depends_on_itself_in_a_circle =
            slices().matching("stalekeys.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule work_accounts_see_no_other_job = within("work", "accounts");

    @ArchTest
    static final ArchRule work_people_see_no_other_job = within("work", "people");

    @ArchTest
    static final ArchRule work_ledger_sees_accounts_and_people = within("work", "ledger", "accounts", "people");

    @ArchTest
    static final ArchRule work_audit_sees_the_ledger = within("work", "audit", "accounts", "people", "ledger");

    @ArchTest
    static final ArchRule work_cards_see_the_ledger = within("work", "cards", "accounts", "people", "ledger");

    @ArchTest
    static final ArchRule work_outbox_sees_audits_and_cards =
            within("work", "outbox", "accounts", "people", "ledger", "audit", "cards");

    @ArchTest
    static final ArchRule work_actions_decide_and_leave_the_rest_to_the_outbox =
            within("work", "actions", "accounts", "people", "ledger", "audit", "cards", "outbox");

    @ArchTest
    static final ArchRule work_followup_decides_and_leaves_the_rest_to_the_outbox =
            within("work", "followup", "accounts", "people", "ledger", "audit", "cards", "outbox");

    @ArchTest
    static final ArchRule work_digest_decides_and_leaves_the_rest_to_the_outbox =
            within("work", "digest", "accounts", "people", "ledger", "audit", "cards", "outbox");

    @ArchTest
    static final ArchRule work_show_decides_nothing =
            within("work", "show", "accounts", "people", "ledger", "audit", "cards", "doctor");

    @ArchTest
    static final ArchRule views_know_no_slack_client_but_its_blocks = within("slack", "view");

    @ArchTest
    static final ArchRule slack_api_knows_no_job = within("slack", "api", "view.block");

    @ArchTest
    static final ArchRule aws_client_sees_no_account = within("aws", "client");

    @ArchTest
    static final ArchRule aws_iam_sees_the_client_alone = within("aws", "iam", "client");

    @ArchTest
    static final ArchRule aws_scan_sees_iam = within("aws", "scan", "client", "iam");

    @ArchTest
    static final ArchRule keys_model_sees_no_rule = within("keys", "model");

    @ArchTest
    static final ArchRule keys_lifecycle_sees_the_model = within("keys", "lifecycle", "model");

    /** A room with more files than this has become two rooms. */
    private static final int MOST_FILES = 25;

    @Test
    void no_folder_holds_more_files_than_can_be_taken_in_at_a_glance() throws IOException {
        Map<Path, Long> files;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            files = sources.filter(Files::isRegularFile)
                    .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        }
        assertThat(files)
                .hasSizeGreaterThan(20)
                .allSatisfy((folder, count) ->
                        assertThat(count).as("files in %s", folder).isLessThanOrEqualTo(MOST_FILES));
    }

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

    /** Of the rooms of one package, which room may see which others. */
    private static ArchRule within(String house, String room, String... others) {
        String prefix = "stalekeys." + house + ".";
        List<String> allowed = new ArrayList<>(List.of(prefix + room + ".."));
        for (String other : others) {
            allowed.add(prefix + other + "..");
        }
        return noClasses()
                .that()
                .resideInAPackage(prefix + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("stalekeys." + house + "..")
                        .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))));
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

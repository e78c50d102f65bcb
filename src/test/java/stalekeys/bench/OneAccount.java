package stalekeys.bench;

import static stalekeys.bench.Results.number;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.bench.Results.Table;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.RandomAccount;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.audit.Audit;

/**
 * The audit of one account, timed in this process, against the script. Each audit begins with clients, connections and
 * threads of its own; what the first one in a process loads was loaded before.
 */
final class OneAccount {
    private static final String ID = "222233334444";
    private static final long SEED = 20260305;
    private static final double DEFAULT_RATE = 20;
    private static final double NO_CAP = 0;
    private static final Duration LATENCY = Duration.ofMillis(30);

    /** How IAM throttles in (b): a bucket of so many, filled at the rate our default cap is meant for. */
    private static final double LIMIT = 20;

    private static final int LIMIT_BURST = 20;

    private final Results results;
    private final Charts charts;

    OneAccount(Results results, Charts charts) {
        this.results = results;
        this.charts = charts;
    }

    private record Run(int stale, int calls, int throttled, double seconds, Report report) {}

    void run() {
        audit(account(50, 2), NO_CAP, true, Throttle.NONE);
        againstTheScript();
        underThrottling();
        growth();
    }

    private void againstTheScript() {
        List<List<String>> rows = new ArrayList<>();
        for (int users : new int[] {1000, 5000}) {
            Run script = script(account(users, 2));
            Run capped = audit(account(users, 2), DEFAULT_RATE, false, Throttle.NONE);
            Run uncapped = audit(account(users, 2), NO_CAP, false, Throttle.NONE);
            mustAgree(script, capped);
            mustAgree(script, uncapped);
            rows.add(row(users, "script, one call a user", script, script));
            rows.add(row(users, "stale-keys, default cap", capped, script));
            rows.add(row(users, "stale-keys, no cap", uncapped, script));
            if (users == 5000) {
                results.atMost(
                        "(a) calls for 5,000 users, " + capped.stale() + " of them stale",
                        16 + 2.0 * capped.stale(),
                        capped.calls(),
                        "");
                results.atLeast(
                        "(a) times as fast as the script, default cap", 15, script.seconds() / capped.seconds(), "");
                results.atLeast(
                        "(a) times as fast as the script, no cap", 50, script.seconds() / uncapped.seconds(), "");
                charts.bars(
                        "script",
                        "5,000 users, 2% stale, 30 ms a call",
                        "seconds",
                        List.of("script", "default cap", "no cap"),
                        List.of(script.seconds(), capped.seconds(), uncapped.seconds()));
            }
        }
        results.add(new Table(
                "(a) One account, 2% of the users with a stale key, 30 ms a call",
                List.of("users", "who", "stale keys found", "calls", "seconds", "times as fast"), rows));
    }

    private static List<String> row(int users, String who, Run run, Run script) {
        return List.of(
                number(users),
                who,
                number(run.stale()),
                number(run.calls()),
                number(run.seconds()),
                number(script.seconds() / run.seconds()));
    }

    private void underThrottling() {
        List<List<String>> rows = new ArrayList<>();
        double worst = 0;
        for (Throttled each : List.of(
                new Throttled("5,000 users, with the credential report", 5000, false),
                new Throttled("1,000 users, every one listed", 1000, true))) {
            Run run = audit(account(each.users(), 2), DEFAULT_RATE, each.full(), Throttle.AT_THE_LIMIT);
            if (!run.report().coverage().complete()) {
                throw new IllegalStateException("throttling made the audit incomplete");
            }
            double demanded = (run.calls() - run.throttled() - LIMIT_BURST) / LIMIT;
            worst = Math.max(worst, run.seconds() / demanded);
            rows.add(List.of(
                    each.what(),
                    number(run.calls() - run.throttled()),
                    number(run.throttled()),
                    number(demanded),
                    number(run.seconds()),
                    number(run.seconds() / demanded)));
        }
        results.add(new Table(
                "(b) IAM answers 20 calls a second, after a burst of 20; default cap",
                List.of(
                        "what",
                        "calls answered",
                        "calls throttled",
                        "seconds the limit demands",
                        "seconds",
                        "times the demand"),
                rows));
        results.atMost("(b) times what IAM's limit demands", 1.25, worst, "");
    }

    private record Throttled(String what, int users, boolean full) {}

    private void growth() {
        List<Integer> sizes = List.of(100, 500, 1000, 2000, 5000, 10_000);
        List<List<String>> byUsers = new ArrayList<>();
        List<Double> calls = new ArrayList<>();
        for (int users : sizes) {
            Run run = audit(account(users, 2), NO_CAP, false, Throttle.NONE);
            calls.add((double) run.calls());
            byUsers.add(List.of(number(users), number(run.stale()), number(run.calls()), number(run.seconds())));
        }
        List<String> columns = List.of("users", "stale keys", "calls", "seconds");
        results.add(new Table("Growth with users: 2% stale, no cap, 30 ms a call", columns, byUsers));
        charts.line("users", "Calls by users, 2% stale", "users", "calls", sizes, calls);

        List<List<String>> byStale = new ArrayList<>();
        for (double percent : new double[] {0, 1, 5, 20, 100}) {
            Run run = audit(account(5000, percent), NO_CAP, false, Throttle.NONE);
            byStale.add(List.of("5,000", number(run.stale()), number(run.calls()), number(run.seconds())));
        }
        results.add(new Table("Growth with stale keys: no cap, 30 ms a call", columns, byStale));
    }

    /** What IAM does. */
    private enum Throttle {
        NONE,
        AT_THE_LIMIT
    }

    private static Run audit(FakeAccount account, double rate, boolean full, Throttle throttle) {
        try (StandInAws aws = StandInAws.start(account).latency(LATENCY)) {
            if (throttle == Throttle.AT_THE_LIMIT) {
                aws.throttle(LIMIT, LIMIT_BURST);
            }
            try (AwsAccounts accounts =
                    StandInAccounts.asShipped(aws, aws.roleCaller(account, "audit", "bench"), rate)) {
                Audit audit = new Audit(
                        accounts,
                        new StalenessPolicy(90, 365),
                        new OwnerRule(Map.of(), List.of("slack", "email", "owner")),
                        Clock.systemUTC());
                long begin = System.nanoTime();
                Report report = audit.run(90, full, Audit.Progress.SILENT);
                double seconds = since(begin);
                return new Run(
                        report.stale().size(),
                        (int) aws.calls().total(),
                        (int) aws.calls().throttled(),
                        seconds,
                        report);
            }
        }
    }

    private static Run script(FakeAccount account) {
        try (StandInAws aws = StandInAws.start(account).latency(LATENCY)) {
            long begin = System.nanoTime();
            int stale = ScriptReference.staleKeys(aws.url(), aws.roleCaller(account, "audit", "bench"));
            return new Run(stale, (int) aws.calls().total(), 0, since(begin), null);
        }
    }

    private static void mustAgree(Run script, Run ours) {
        if (script.stale() != ours.stale()) {
            throw new IllegalStateException(
                    "the script found " + script.stale() + " stale keys and stale-keys " + ours.stale());
        }
    }

    private static FakeAccount account(int users, double stalePercent) {
        return RandomAccount.mostlyFresh(SEED, users, stalePercent, ID, Clock.systemUTC());
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}

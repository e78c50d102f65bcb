/** The benchmark, run by {@code ./mvnw -Pbench}: what was measured stands in {@code target/bench}. No test depends on time. */
package stalekeys.bench;

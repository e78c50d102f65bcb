package stalekeys.store;

/** The few places where the two databases differ. */
enum Dialect {
    SQLITE(
            "select count(*) from sqlite_master where type = 'table' and name = 'flyway_schema_history'",
            // One writer at a time: its transactions begin with the lock.
            ""),
    POSTGRESQL(
            "select case when to_regclass('flyway_schema_history') is null then 0 else 1 end",
            "for update skip locked");

    /** Answers 1 where the table of migrations is there, else 0. */
    final String historyTableCount;

    /** Ends a select of rows that are about to be claimed, so that several processes don't wait for each other. */
    final String skipLocked;

    Dialect(String historyTableCount, String skipLocked) {
        this.historyTableCount = historyTableCount;
        this.skipLocked = skipLocked;
    }
}

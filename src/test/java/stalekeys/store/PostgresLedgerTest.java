package stalekeys.store;

class PostgresLedgerTest extends DatabaseLedgerContract {
    @Override
    String url() {
        return Postgres.server().newDatabase();
    }

    @Override
    Dialect dialect() {
        return Dialect.POSTGRESQL;
    }
}

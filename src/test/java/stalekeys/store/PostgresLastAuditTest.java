package stalekeys.store;

class PostgresLastAuditTest extends LastAuditContract {
    private final String url = Postgres.server().newDatabase();

    @Override
    String url() {
        return url;
    }
}

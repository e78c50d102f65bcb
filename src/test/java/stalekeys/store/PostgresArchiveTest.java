package stalekeys.store;

class PostgresArchiveTest extends ArchiveContract {
    @Override
    String url() {
        return Postgres.server().newDatabase();
    }
}

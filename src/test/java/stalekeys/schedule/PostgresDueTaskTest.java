package stalekeys.schedule;

import stalekeys.store.Postgres;

class PostgresDueTaskTest extends DueTaskContract {
    @Override
    String url() {
        return Postgres.server().newDatabase();
    }
}

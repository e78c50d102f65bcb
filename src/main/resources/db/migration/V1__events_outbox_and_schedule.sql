-- One script for SQLite and PostgreSQL: no identity columns, no now(), no JSON operators. Times are in milliseconds at
-- most, because SQLite keeps no more.

-- Where the order of events and of outbox rows comes from. The row is locked until the transaction ends, so the order of
-- the numbers is the order of the commits, whatever the clocks of several processes say.
create table sequence (
    name  text   not null primary key,
    last  bigint not null
);
insert into sequence (name, last) values ('ledger', 0);

-- What happened. Rows are only ever added.
create table event (
    seq          bigint                   not null primary key,
    at           timestamp with time zone not null,
    kind         text                     not null,
    account_id   text,
    user_name    text,
    key_id       text,
    key_created  timestamp with time zone,
    actor        text                     not null,
    why          text                     not null,
    source       text                     not null,
    dedupe_key   text                     not null unique,
    constraint event_of_a_whole_key check (
        (key_id is null and account_id is null and user_name is null and key_created is null)
        or (key_id is not null and account_id is not null and user_name is not null and key_created is not null))
);
create index event_by_key on event (key_id);
create index event_by_time on event (at);

-- What is to be sent or changed, and what became of it.
create table outbox (
    id           text                     not null primary key,
    seq          bigint                   not null unique,
    dedupe_key   text                     not null unique,
    kind         text                     not null,
    target       text                     not null,
    payload      text                     not null,
    state        text                     not null,
    first_due    timestamp with time zone not null,
    not_after    timestamp with time zone,
    next_try     timestamp with time zone not null,
    attempts     integer                  not null,
    claimed_by   text,
    claimed_run  text,
    claimed_at   timestamp with time zone,
    channel      text,
    ts           text,
    sent_at      timestamp with time zone,
    problem      text                     not null,
    constraint outbox_known_state check (state in ('PLANNED', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN')),
    constraint outbox_sending_by_someone check (
        state <> 'SENDING' or (claimed_by is not null and claimed_run is not null and claimed_at is not null))
);
create index outbox_by_state on outbox (state, next_try);

-- Which message shows which key.
create table outbox_card (
    outbox_id    text                     not null references outbox (id),
    account_id   text                     not null,
    user_name    text                     not null,
    key_id       text                     not null,
    key_created  timestamp with time zone not null,
    primary key (outbox_id, key_id, key_created, account_id, user_name)
);
create index outbox_card_by_key on outbox_card (key_id);

-- The random text that stands for a key in buttons.
create table key_handle (
    handle       text                     not null primary key,
    account_id   text                     not null,
    user_name    text                     not null,
    key_id       text                     not null,
    key_created  timestamp with time zone not null,
    unique (key_id, key_created, account_id, user_name)
);

-- What the next digest compares itself with, by the event of the digest that brought it.
create table baseline (
    dedupe_key   text                     not null primary key references event (dedupe_key),
    content      text                     not null
);

-- db-scheduler's own table, as its documentation has it for PostgreSQL.
create table scheduled_tasks (
    task_name             text                     not null,
    task_instance         text                     not null,
    task_data             bytea,
    execution_time        timestamp with time zone not null,
    picked                boolean                  not null,
    picked_by             text,
    last_success          timestamp with time zone,
    last_failure          timestamp with time zone,
    consecutive_failures  integer,
    last_heartbeat        timestamp with time zone,
    version               bigint                   not null,
    priority              smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);

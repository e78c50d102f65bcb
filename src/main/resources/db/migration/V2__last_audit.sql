-- What the last audit found, so that a restarted bot can answer at once. One row, replaced by each audit.
create table last_audit (
    name      text                     not null primary key,
    taken_at  timestamp with time zone not null,
    report    text                     not null
);

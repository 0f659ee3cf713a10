CREATE INDEX change_barrier on change(seq) where barrier;

CREATE INDEX change_row_change on change_row(change_seq);

CREATE INDEX change_row_row on change_row(tbl, row_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX receipt_club on receipt(club_id, seq);

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE access(
    id integer primary key,
    at text not null,
    actor text not null,
    what text not null,
    person_id text,
    detail text
) strict;

CREATE TABLE change(
    seq integer primary key,
    at text not null,
    clock_ok integer not null check (clock_ok in (0, 1)),
    lineage text not null,
    actor text not null,
    label text not null,
    args text check (json_valid(args)),
    salt text,
    args_c text not null,
    undoes integer references change(seq),
    barrier integer not null check (barrier in (0, 1)),
    prev_hash text not null,
    hash text not null
) strict;

CREATE TABLE change_row(
    id integer primary key,
    change_seq integer not null references change(seq),
    tbl text not null,
    row_id text not null,
    before text,
    after text,
    salt text,
    before_c text,
    after_c text,
    check (before_c is not null or after_c is not null)
) strict;

CREATE TABLE club_pair(
            id text primary key,
            name text not null check (name <> ''),
            code text not null,
            key_id text not null,
            sign_key text not null,
            paired_on text not null,
            revoked_on text
        ) strict;

CREATE TABLE commune(
            id text primary key,
            name text not null check (name <> ''),
            province text
        ) strict;

CREATE TABLE covered(
            club_id text not null,
            export_id text not null,
            seq integer not null,
            primary key (club_id, export_id)
        ) strict, without rowid;

CREATE TABLE draft(
    id text primary key,
    officer text not null,
    key text not null,
    title text not null,
    room text not null,
    texts text not null check (json_valid(texts)),
    at text not null,
    unique (officer, key)
) strict;

CREATE TABLE lineage(
    id text primary key,
    parent_id text,
    parent_seq integer,
    reason text not null check (reason in ('new', 'restore', 'handover', 'healed')),
    at text not null
) strict;

CREATE TABLE meta(
    id text primary key,
    value text not null
) strict;

CREATE TABLE officer(
    id text primary key,
    name text not null check (name <> ''),
    sex text check (sex in ('F', 'M')),
    person_id text,
    roles text not null check (json_valid(roles)),
    slot_key text,
    since text not null,
    until text
) strict;

CREATE TABLE receipt(
            id text primary key,
            club_id text not null references club_pair(id),
            seq integer not null check (seq > 0),
            lineage text not null,
            as_of text not null,
            made_at text not null,
            received_at text not null,
            file text not null,
            result text not null check (result in ('accepted', 'stale', 'fork')),
            changes text not null check (json_valid(changes))
        ) strict;

CREATE TABLE received_club(
            club_id text not null,
            export_id text not null,
            id text not null,
            name text not null,
            commune text,
            province text,
            hamlet text,
            code text not null,
            founded_on text,
            primary key (club_id, export_id, id)
        ) strict, without rowid;

CREATE TABLE received_figure(
            club_id text not null,
            export_id text not null,
            id text not null,
            figure text not null,
            definition integer not null,
            period text not null,
            rules text,
            numerator integer not null,
            denominator integer,
            primary key (club_id, export_id, id)
        ) strict, without rowid;

CREATE TABLE received_member(
            club_id text not null,
            export_id text not null,
            id text not null,
            name text,
            birth text,
            hamlet text,
            sex text,
            born_from text,
            age_55 integer,
            age_60 integer,
            household text,
            primary key (club_id, export_id, id)
        ) strict, without rowid;

CREATE TABLE secret(
    id text primary key,
    value text not null
) strict;

CREATE TABLE setting(
    id text primary key,
    value text not null
) strict;

CREATE TRIGGER change_kept before update on change
when new.args is not null or new.salt is not null
    or (new.seq, new.at, new.clock_ok, new.lineage, new.actor, new.label, new.args_c, new.undoes,
        new.barrier, new.prev_hash, new.hash)
    is not (old.seq, old.at, old.clock_ok, old.lineage, old.actor, old.label, old.args_c,
        old.undoes, old.barrier, old.prev_hash, old.hash)
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_next before insert on change
when new.seq is not (select coalesce(max(seq), 0) + 1 from change)
begin
    select raise(abort, 'changes are numbered without gaps');
end;

CREATE TRIGGER change_row_kept before update on change_row
when new.before is not null or new.after is not null or new.salt is not null
    or (new.id, new.change_seq, new.tbl, new.row_id, new.before_c, new.after_c)
    is not (old.id, old.change_seq, old.tbl, old.row_id, old.before_c, old.after_c)
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_row_next before insert on change_row
when new.change_seq is not (select max(seq) from change)
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_row_stays before delete on change_row
begin
    select raise(abort, 'the history is never rewritten');
end;

CREATE TRIGGER change_stays before delete on change
begin
    select raise(abort, 'the history is never rewritten');
end;


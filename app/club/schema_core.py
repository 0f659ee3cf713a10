"""The tables that every file of ours has: history, access log, officers, settings, drafts."""

CORE_SQL = """
create table meta(
    id text primary key,
    value text not null
) strict;

create table lineage(
    id text primary key,
    parent_id text,
    parent_seq integer,
    reason text not null check (reason in ('new', 'restore', 'handover', 'healed')),
    at text not null
) strict;

create table secret(
    id text primary key,
    value text not null
) strict;

create table officer(
    id text primary key,
    name text not null check (name <> ''),
    sex text check (sex in ('F', 'M')),
    person_id text,
    roles text not null check (json_valid(roles)),
    slot_key text,
    since text not null,
    until text
) strict;

create table setting(
    id text primary key,
    value text not null
) strict;

create table change(
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
create index change_barrier on change(seq) where barrier;

create table change_row(
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
create index change_row_change on change_row(change_seq);
create index change_row_row on change_row(tbl, row_id);

create trigger change_next before insert on change
when new.seq is not (select coalesce(max(seq), 0) + 1 from change)
begin
    select raise(abort, 'changes are numbered without gaps');
end;

create trigger change_kept before update on change
when new.args is not null or new.salt is not null
    or (new.seq, new.at, new.clock_ok, new.lineage, new.actor, new.label, new.args_c, new.undoes,
        new.barrier, new.prev_hash, new.hash)
    is not (old.seq, old.at, old.clock_ok, old.lineage, old.actor, old.label, old.args_c,
        old.undoes, old.barrier, old.prev_hash, old.hash)
begin
    select raise(abort, 'the history is never rewritten');
end;

create trigger change_stays before delete on change
begin
    select raise(abort, 'the history is never rewritten');
end;

create trigger change_row_next before insert on change_row
when new.change_seq is not (select max(seq) from change)
begin
    select raise(abort, 'the history is never rewritten');
end;

create trigger change_row_kept before update on change_row
when new.before is not null or new.after is not null or new.salt is not null
    or (new.id, new.change_seq, new.tbl, new.row_id, new.before_c, new.after_c)
    is not (old.id, old.change_seq, old.tbl, old.row_id, old.before_c, old.after_c)
begin
    select raise(abort, 'the history is never rewritten');
end;

create trigger change_row_stays before delete on change_row
begin
    select raise(abort, 'the history is never rewritten');
end;

create table access(
    id integer primary key,
    at text not null,
    actor text not null,
    what text not null,
    person_id text,
    detail text
) strict;
"""

DRAFT_SQL = """
create table draft(
    id text primary key,
    officer text not null,
    key text not null,
    title text not null,
    room text not null,
    texts text not null check (json_valid(texts)),
    at text not null,
    unique (officer, key)
) strict;
"""

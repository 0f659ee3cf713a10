"""Every change of the club file's schema, oldest first; a released one is never edited.

The tables that every file of ours has (history, access log, officers, settings) are made by
`core_tables`, which the commune's own migrations use too. Nothing of ours is imported here.
"""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("club")

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

CORE_ROOMS = {"setting": "club", "officer": "officers", "lineage": "safekeeping"}

CORE_UNWATCHED = frozenset(
    {"meta", "secret", "change", "change_row", "access", "_sqlite_migrations"}
)


def core_tables(db: Database) -> None:
    """Make the tables that every file of ours has."""
    db.executescript(CORE_SQL)


@MIGRATIONS()
def m001_start(db: Database) -> None:
    core_tables(db)
    db.executescript(
        """
        create table club(
            id text primary key,
            name text not null check (name <> ''),
            commune text not null,
            province text not null,
            hamlet text,
            code text,
            founded_on text
        ) strict;

        create table person(
            id text primary key,
            code text not null unique,
            name text not null check (name <> ''),
            name_fold text not null,
            name_sort text not null,
            sex text check (sex in ('F', 'M')),
            birth text check (birth glob '[12][0-9][0-9][0-9]'
                or birth glob '[12][0-9][0-9][0-9]-[01][0-9]'
                or birth glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
            cccd text,
            bhyt text,
            bhyt_until text,
            bhyt_place text,
            phone text,
            hamlet text,
            ethnic text,
            contact_name text,
            contact_phone text,
            note text
        ) strict;
        create index person_name_sort on person(name_sort);

        create table membership(
            id text primary key,
            person_id text not null references person(id),
            joined_on text,
            left_on text,
            reason text check (reason in ('left', 'moved', 'died', 'transferred', 'paused')),
            note text,
            check ((left_on is null) = (reason is null)),
            check (joined_on is null or left_on is null or joined_on <= left_on)
        ) strict;
        create index membership_person on membership(person_id);

        create table household_status(
            id text primary key,
            person_id text not null references person(id),
            year integer not null check (year between 1990 and 2200),
            status text not null check (status in ('poor', 'near_poor', 'difficult', 'none')),
            confirmed integer not null default 1 check (confirmed in (0, 1)),
            source text,
            unique (person_id, year)
        ) strict;

        create table consent(
            id text primary key,
            person_id text not null references person(id),
            purpose text not null check (purpose in ('C1', 'C2', 'C3', 'C4', 'C5')),
            given_on text not null,
            withdrawn_on text,
            paper text
        ) strict;
        create index consent_person on consent(person_id);

        create table reading(
            id text primary key,
            person_id text not null references person(id),
            on_date text not null,
            systolic integer check (systolic between 40 and 300),
            diastolic integer check (diastolic between 20 and 200),
            pulse integer check (pulse between 20 and 250),
            weight_g integer check (weight_g between 10000 and 250000),
            height_mm integer check (height_mm between 800 and 2300),
            glucose_umol_l integer check (glucose_umol_l between 500 and 60000),
            glucose_fasting integer check (glucose_fasting in (0, 1)),
            note text,
            taken_by text,
            check ((systolic is null) = (diastolic is null)),
            check (systolic is null or systolic > diastolic)
        ) strict;
        create index reading_person on reading(person_id, on_date);
        create index reading_date on reading(on_date);

        create table paired_commune(
            id text primary key,
            name text not null,
            sign_key text not null,
            age_key text not null,
            paired_on text not null,
            revoked_on text
        ) strict;

        create table export(
            id text primary key,
            seq integer not null unique,
            lineage text not null,
            parents text not null check (json_valid(parents)),
            at text not null,
            as_of text not null,
            to_key text not null,
            file text not null,
            sha256 text not null,
            manifest text not null,
            written_at text
        ) strict;
        """
    )


UNWATCHED = CORE_UNWATCHED | {"export"}

ROOMS = {
    **CORE_ROOMS,
    "club": "club",
    "person": "members",
    "membership": "members",
    "household_status": "members",
    "consent": "members",
    "reading": "health",
    "paired_commune": "bundle",
}

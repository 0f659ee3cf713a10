"""Every change of the commune file's schema, oldest first; a released one is never edited."""

from app.club.kinds import Kind
from app.club.migrations import CORE_ROOMS, CORE_UNWATCHED, core_tables, draft_table
from app.club.sqlite import Database, Migrations

MIGRATIONS = Migrations("commune")


@MIGRATIONS()
def m001_start(db: Database) -> None:
    core_tables(db)
    db.executescript(
        """
        create table commune(
            id text primary key,
            name text not null check (name <> ''),
            province text
        ) strict;

        create table club_pair(
            id text primary key,
            name text not null check (name <> ''),
            code text not null,
            key_id text not null,
            sign_key text not null,
            paired_on text not null,
            revoked_on text
        ) strict;

        create table receipt(
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
        create index receipt_club on receipt(club_id, seq);

        create table covered(
            club_id text not null,
            export_id text not null,
            seq integer not null,
            primary key (club_id, export_id)
        ) strict, without rowid;

        create table received_club(
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

        create table received_member(
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

        create table received_figure(
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
        """
    )


@MIGRATIONS()
def m002_drafts(db: Database) -> None:
    draft_table(db)


# Rows received from clubs are replaced whole and kept out of the history: its images would hold
# on to people whose consent was withdrawn. Only the receipt is history.
UNWATCHED = CORE_UNWATCHED | {"covered", "received_club", "received_member", "received_figure"}

ROOMS = {
    **CORE_ROOMS,
    "commune": "commune",
    "club_pair": "commune",
    "receipt": "commune",
}

COMMUNE = Kind(
    name="commune",
    filename="commune.db",
    application_id=0x4E435458,  # "NCTX"
    migrations=MIGRATIONS,
    rooms=ROOMS,
    unwatched=frozenset(UNWATCHED),
    name_sql="select name from club_pair where id = :id",
)
"""The commune's file."""

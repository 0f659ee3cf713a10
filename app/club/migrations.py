"""Every change of the club file's schema, oldest first; a released one is never edited.

The tables that every file of ours has (history, access log, officers, settings) are made by
`core_tables`, which the commune's own migrations use too. Nothing of ours is imported here but the
SQL of each schema.
"""

from app.club import schema_1, schema_2, schema_3, schema_4, schema_5
from app.club.schema_core import CORE_SQL, DRAFT_SQL
from app.club.sqlite import Database, Migrations

MIGRATIONS = Migrations("club")

CORE_ROOMS = {"setting": "club", "officer": "officers", "lineage": "safekeeping"}

CORE_UNWATCHED = frozenset(
    {"meta", "secret", "change", "change_row", "access", "draft", "_sqlite_migrations"}
)


def core_tables(db: Database) -> None:
    """Make the tables that every file of ours has."""
    db.executescript(CORE_SQL)


def draft_table(db: Database) -> None:
    """Make the table of what was typed and not yet saved."""
    db.executescript(DRAFT_SQL)


@MIGRATIONS()
def m001_start(db: Database) -> None:
    core_tables(db)
    db.executescript(schema_1.SQL)


@MIGRATIONS()
def m002_people_and_club(db: Database) -> None:
    draft_table(db)
    db.executescript(schema_2.SQL)


@MIGRATIONS()
def m003_meetings_and_areas(db: Database) -> None:
    db.executescript(schema_3.SQL)


@MIGRATIONS()
def m004_money(db: Database) -> None:
    db.executescript(schema_4.SQL)


@MIGRATIONS()
def m005_health_and_home_care(db: Database) -> None:
    db.executescript(schema_5.SQL)


UNWATCHED = CORE_UNWATCHED | {"export", "picture"}

ROOMS = {
    **CORE_ROOMS,
    "club": "club",
    "person": "members",
    "membership": "members",
    "household_status": "members",
    "consent": "members",
    "involvement": "members",
    "circumstance": "members",
    "relation": "members",
    "not_same": "members",
    "photo": "members",
    "follow_up": "members",
    "saved_list": "members",
    "office": "organisation",
    "team": "organisation",
    "team_member": "organisation",
    "pairing": "organisation",
    "equipment": "organisation",
    "training": "organisation",
    "training_person": "organisation",
    "visit": "organisation",
    "feedback": "organisation",
    "consent_paper": "members",
    "data_request": "members",
    "erasure": "erasure",
    "meeting_rule": "meetings",
    "meeting": "meetings",
    "meeting_step": "meetings",
    "attendance": "meetings",
    "guest": "meetings",
    "theme": "meetings",
    "decision": "meetings",
    "task": "meetings",
    "fee": "meetings",
    "cash_count": "meetings",
    "sheet": "meetings",
    "activity": "areas",
    "exercise_week": "areas",
    "help_case": "areas",
    "help": "areas",
    "proposal": "areas",
    "reading": "health",
    "fund": "funds",
    "capital_source": "funds",
    "entry": "funds",
    "posting": "funds",
    "seal": "funds",
    "approval": "funds",
    "gift": "funds",
    "budget": "funds",
    "collected": "meetings",
    "product": "loans",
    "loan": "loans",
    "instalment": "loans",
    "loan_event": "loans",
    "kind_return": "loans",
    "outside_loan": "loans",
    "livelihood": "loans",
    "check_up": "health",
    "health_fact": "health",
    "referral": "health",
    "book_print": "health",
    "volunteer": "home_care",
    "cared": "home_care",
    "need_form": "home_care",
    "care_plan": "home_care",
    "care_round": "home_care",
    "home_visit": "home_care",
    "care_report": "home_care",
    "care_break": "home_care",
    "paired_commune": "bundle",
}

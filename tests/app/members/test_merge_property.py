"""Whatever hangs on two entries, making one of them loses nothing, and undo brings all back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.club import history
from app.club.file import Club
from app.members import leaving_records, records
from app.members.merge_records import merge_people
from app.members.rules import Membership, Person
from tests.app.members.books import LAN, tables, write_voucher
from tests.makers import TODAY

DAYS = st.integers(1, 9).map(lambda month: f"2026-{month:02}-01")
MONTHS = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(10, 26)]
WHO = st.integers(0, 2)  # stays, goes, a third person
TWO = st.permutations([0, 1, 2]).map(lambda who: who[:2])

Row = st.SearchStrategy[dict[str, Any]]


def row(**columns: Any) -> Row:
    """A row of these columns, of which some are drawn."""
    return st.fixed_dictionaries(
        {
            name: value if isinstance(value, st.SearchStrategy) else st.just(value)
            for name, value in columns.items()
        }
    )


@st.composite
def span(draw: st.DrawFn, **columns: Any) -> dict[str, Any]:
    since, until = draw(DAYS), draw(st.none() | DAYS)
    if until is not None:
        since, until = min(since, until), max(since, until)
    return {**draw(row(**columns)), "since": since, "until": until}


ROWS: Mapping[str, Row] = {
    "membership": row(
        person_id=WHO,
        joined_on=st.none() | DAYS,
        left_on="2026-10-01",
        reason=st.sampled_from(["left", "paused"]),
    ),
    "household_status": row(
        person_id=WHO,
        year=st.integers(2025, 2027),
        status=st.sampled_from(["poor", "none"]),
        confirmed=st.sampled_from([0, 1]),
    ),
    "consent": row(
        person_id=WHO,
        purpose=st.sampled_from(["C1", "C2"]),
        given_on=st.sampled_from(["2026-01-01", "2026-03-01"]),
        withdrawn_on=st.sampled_from([None, "2026-03-01", "2026-04-01"]),
        paper=st.sampled_from([None, "1", "2"]),
    ),
    "involvement": span(person_id=WHO, kind=st.sampled_from(["volunteer", "donor"])),
    "circumstance": span(person_id=WHO, kind=st.sampled_from(["frail", "lives_alone"])),
    "office": span(person_id=WHO, office=st.sampled_from(["chair", "treasurer"])),
    "team_member": span(team_id="t", person_id=WHO, part="member"),
    "pairing": span(two=TWO),
    "relation": row(two=TWO, kind="other", together=st.sampled_from([0, 1])),
    "not_same": row(two=TWO, decided_on="2026-01-01"),
    "photo": row(person_id=WHO, picture_id="a"),
    "follow_up": row(person_id=WHO, text="thăm", due_on=DAYS, written_on="2026-01-01"),
    "training_person": row(training_id=st.sampled_from(["a", "b"]), person_id=WHO),
    "feedback": row(kind="thanks", on_date=DAYS, about="x", person_id=WHO, owner_id=WHO),
    "equipment": row(name="Loa", quantity=1, source="given", condition="good", keeper_id=WHO),
    "data_request": row(person_id=WHO, kind="view", received_on=DAYS),
    "reading": row(person_id=WHO, on_date=DAYS, pulse=st.integers(60, 90)),
    "attendance": row(meeting_id="m", person_id=WHO, present=st.sampled_from([0, 1])),
    "fee": row(meeting_id="m", person_id=WHO, amount_vnd=st.sampled_from([2000, 5000])),
    "meeting": row(month="2026-02", leader_id=WHO, state="planned"),
    "theme": row(meeting_id="m", area="health", topic="x", leader_id=WHO),
    "task": row(text="x", owner_id=WHO, given_on=DAYS),
    "activity": row(area="culture", kind="other", on_date=DAYS, what="x", leader_id=WHO),
    "help_case": row(whose="member", person_id=WHO, found_on=DAYS, situation="x"),
    "help": row(case_id="hc", on_date=DAYS, form="labour", helper_id=WHO),
    "capital_source": row(kind="donor", name="x", person_id=WHO, returnable=0, since="2026-01-01"),
    "loan": row(
        code=st.sampled_from(["1", "2", "3"]),
        person_id=WHO,
        cosigner_id=WHO,
        state="requested",
        requested_on="2026-01-01",
    ),
    "kind_return": row(loan_id="l", on_date=DAYS, quantity=1, to_person_id=WHO),
    "outside_loan": row(
        person_id=WHO, lender="x", amount_vnd=1000, since="2026-01-01", through_club=0
    ),
    "livelihood": span(person_id=WHO, kind=st.sampled_from(["needs_loan", "income_activity"])),
    "entry": row(person_id=WHO),
    "posting": row(person_id=WHO),
    "collected": row(meeting_id="m", person_id=WHO, what="interest", amount_vnd=1000),
    "gift": row(on_date=DAYS, donor="x", person_id=WHO, fund="golden_heart", what="y", show_name=1),
    "check_up": row(person_id=WHO, on_date=DAYS),
    "health_fact": span(person_id=WHO, kind="allergy", text=st.sampled_from(["a", "b"])),
    "referral": row(person_id=WHO, on_date=DAYS, why="pressure"),
    "book_print": row(person_id=WHO, printed_on=DAYS, how="whole", year=2026),
    "volunteer": span(person_id=WHO, substitute_id=WHO),
    "cared": row(person_id=WHO, since="2026-01-01"),
    "care_round": row(plan_id="p", weekday=1, volunteer_id=WHO, second_id=WHO, tasks="[]"),
    "home_visit": row(cared_id="c", on_date=DAYS, volunteer_id=WHO, second_id=WHO, state="made"),
    "consent_paper": row(
        person_id=WHO,
        signed_on=DAYS,
        version="1",
        text_sha256="0",
        signed_by="signature",
        read_by="self",
        collected_by="Bình",
    ),
}
ENTRIES = st.lists(
    st.one_of([rows.map(lambda row, table=table: (table, row)) for table, rows in ROWS.items()]),
    min_size=1,
    max_size=14,
)
TWICE = {
    "pairing": ("volunteer_id", "person_id"),
    "relation": ("person_id", "other_id"),
    "not_same": ("one_id", "other_id"),
}
ALL_KEPT = ("follow_up", "feedback", "equipment", "data_request", "reading", "consent_paper")
KINDS = (
    ("membership", ""),
    ("involvement", "kind"),
    ("circumstance", "kind"),
    ("office", "office"),
    ("team_member", "team_id"),
    ("livelihood", "kind"),
    ("volunteer", ""),
)


def test_every_table_about_people_is_tried(club: Club) -> None:
    about = {table for table, _column in history.references(club)}
    assert about - ROWS.keys() == {"erasure"}, "add a row of the new table to ROWS"


def write(club: Club, people: list[str], found: list[tuple[str, dict[str, Any]]]) -> None:
    """Write rows about people, leaving out those that the tables do not take."""
    for table, drawn in found:
        columns = {
            name: people[value] if name.endswith("_id") and type(value) is int else value
            for name, value in drawn.items()
        }
        if "two" in columns:
            one, other = columns.pop("two")
            columns |= dict(zip(TWICE[table], (people[one], people[other]), strict=True))
        if table in ("entry", "posting"):
            write_voucher(club, table, columns["person_id"])
            continue
        try:
            with club.change("Write"):
                club.db.table(table).insert({"id": club.new_id(), **columns})
        except sqlcipher.IntegrityError:
            continue


def days_of(club: Club, table: str, kind: str, people: set[str]) -> set[tuple[str, date]]:
    """On the first of which months some entry about these people holds, by its kind."""
    since, until = ("joined_on", "left_on") if table == "membership" else ("since", "until")
    return {
        (str(entry[kind]) if kind else "", day)
        for entry in club.db.table(table).rows
        for day in MONTHS
        if entry["person_id"] in people and Membership(entry[since], entry[until]).covers(day)
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(ENTRIES)
def test_a_merge_loses_nothing_and_undo_brings_all_back(
    club: Club, found: list[tuple[str, dict[str, Any]]]
) -> None:
    with club.change("Begin"):
        club.db.execute("insert or ignore into picture values ('a', x'ff')")
        for table, columns in (
            ("team", {"id": "t", "name": "Văn nghệ", "kind": "troupe", "since": "2026-01-01"}),
            (
                "meeting",
                {"id": "m", "month": "2026-01", "held_on": "2026-01-10", "state": "closed"},
            ),
            (
                "help_case",
                {
                    "id": "hc",
                    "whose": "outsider",
                    "name": "Mai",
                    "found_on": "2026-01-10",
                    "situation": "x",
                },
            ),
            ("training", {"id": "a", "kind": "first", "topic": "A", "from_on": "2026-01-01"}),
            ("training", {"id": "b", "kind": "first", "topic": "B", "from_on": "2026-01-01"}),
        ):
            club.db.table(table).insert(columns, ignore=True)
        people = [records.add_person(club, Person("Lê Hoa"), as_member=False) for _n in range(3)]
        write(club, people, found)
    keep, gone, _third = people
    before, both = tables(club), {keep, gone}
    held = [days_of(club, table, kind, both) for table, kind in KINDS]
    agreed = records.purposes_in_force(club, TODAY)
    merge_people(club, keep, gone, LAN)
    assert [days_of(club, table, kind, {keep}) for table, kind in KINDS] == held
    assert leaving_records.what_hangs(club, gone) == ()
    assert not list(club.db.query("pragma foreign_key_check"))
    after = tables(club)
    assert all(len(after[table]) == len(before[table]) for table in ALL_KEPT)
    either = agreed.get(keep, frozenset()) | agreed.get(gone, frozenset())
    assert records.purposes_in_force(club, TODAY).get(keep, frozenset()) <= either
    club.undo()
    assert tables(club) == before
    club.redo()
    assert tables(club) == after

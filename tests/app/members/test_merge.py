"""Two entries become one person: nothing is lost, nothing stands twice, undo brings both back."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refused
from app.club import chain, history, officers
from app.club.file import Club
from app.club.roles import RIGHTS, SECRETARY, TREASURER, Actor
from app.health import records as health
from app.health.rules import Reading
from app.members import leaving_records, merge, parts_records, records
from app.members.merge import Period
from app.members.merge_records import decide_not_same, merge_people, not_same
from app.members.parts import FollowUp, Relation
from app.members.rules import HouseholdStatus, Membership, Person
from tests.app.members.books import LAN, tables, write_voucher
from tests.makers import TODAY

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20 + b"\xff\xd9"
OTHER = b"\xff\xd8\xff\xe1" + b"another" * 20 + b"\xff\xd9"


def insert(club: Club, table: str, **columns: Any) -> str:
    row_id = club.new_id()
    with club.change("Write {what}", what=table):
        club.db.table(table).insert({"id": row_id, **columns})
    return row_id


def add(club: Club, name: str, joined_on: str | None = "2020-01-01") -> str:
    return records.add_person(club, Person(name), joined_on)


@pytest.fixture
def keep(club: Club) -> str:
    return add(club, "Nguyễn Thị Lan")


@pytest.fixture
def gone(club: Club) -> str:
    return add(club, "Nguyễn Thị Lam")


# --- rules one by one ---------------------------------------------------------------------------


def test_two_become_one_and_two_again(club: Club, keep: str, gone: str) -> None:
    health.add_reading(club, gone, Reading(TODAY, 140, 85))
    health.add_reading(club, keep, Reading(TODAY, 150, 90))
    parts_records.add_follow_up(club, FollowUp("", gone, "đến thăm", "2026-12-01", "2026-11-01"))
    before = tables(club)
    moved = merge_people(club, keep, gone, LAN)
    assert moved == {"membership": 1, "follow_up": 1, "reading": 1}
    (one,) = records.people(club, TODAY)
    assert (one.id, one.code, one.person) == (keep, "001", LAN)
    assert len(health.readings(club, keep)) == 2
    assert records.memberships(club, keep) == (Membership("2020-01-01"),)
    assert history.history(club)[0].words == "Make one of two entries: Nguyễn Thị Lan"
    assert leaving_records.what_hangs(club, gone) == ()
    # What was done about the one who went can still be read.
    assert "Add Nguyễn Thị Lam" in [e.words for e in history.history(club, person_id=gone)]
    assert chain.verify(club) == []
    club.undo()
    assert tables(club) == before
    club.redo()
    assert [member.id for member in records.people(club, TODAY)] == [keep]
    club.undo()
    assert tables(club) == before
    assert chain.verify(club) == []


def test_of_two_standings_the_confirmed_one_stays_else_the_last_written(
    club: Club, keep: str, gone: str
) -> None:
    for person, year, status, confirmed in (
        (keep, 2023, "poor", True),
        (gone, 2023, "none", False),
        (keep, 2024, "poor", False),
        (gone, 2024, "none", True),
        (gone, 2025, "none", True),
        (keep, 2025, "poor", True),
        (keep, 2026, "poor", True),
        (gone, 2026, "none", True),
        (gone, 2022, "near_poor", True),
    ):
        standing = HouseholdStatus(year, status, confirmed)  # type: ignore[arg-type]
        records.set_household_status(club, person, standing)
    merge_people(club, keep, gone, LAN)
    assert [(s.year, s.status) for s in records.household_statuses(club, keep)] == [
        (2026, "none"),
        (2025, "poor"),
        (2024, "none"),
        (2023, "poor"),
        (2022, "near_poor"),
    ]


def test_relations_to_each_other_go_and_those_to_others_stay_once(
    club: Club, keep: str, gone: str
) -> None:
    hoa, an = add(club, "Trần Văn Hoà"), add(club, "Lê An")
    parts_records.relate(club, keep, Relation("", gone, "sibling"))
    parts_records.relate(club, hoa, Relation("", keep, "spouse"))
    parts_records.relate(club, gone, Relation("", hoa, "other"))
    parts_records.relate(club, gone, Relation("", an, "child"))
    decide_not_same(club, keep, gone, TODAY)
    decide_not_same(club, gone, hoa, TODAY)
    merge_people(club, keep, gone, LAN)
    found = {(each.other_id, each.kind) for each in parts_records.relations(club, keep)}
    assert found == {(hoa, "spouse"), (an, "child")}
    assert not_same(club) == {frozenset({keep, hoa})}


def test_the_photo_of_who_stays_stays(club: Club, keep: str, gone: str) -> None:
    parts_records.set_photo(club, gone, OTHER)
    merge_people(club, keep, gone, LAN)
    assert parts_records.photo(club, keep) == OTHER
    club.undo()
    parts_records.set_photo(club, keep, JPEG)
    merge_people(club, keep, gone, LAN)
    assert parts_records.photo(club, keep) == JPEG
    club.undo()
    assert parts_records.photo(club, gone) == OTHER


def test_a_place_in_a_training_is_one(club: Club, keep: str, gone: str) -> None:
    both, one = (
        insert(club, "training", kind="first", topic=topic, from_on="2026-01-01")
        for topic in ("Quản lý", "Sức khoẻ")
    )
    for training, person in ((both, keep), (both, gone), (one, gone)):
        insert(club, "training_person", training_id=training, person_id=person)
    merge_people(club, keep, gone, LAN)
    rows = [(row["training_id"], row["person_id"]) for row in club.db.table("training_person").rows]
    assert sorted(rows) == sorted([(both, keep), (one, keep)])


def test_nobody_visits_themselves(club: Club, keep: str, gone: str) -> None:
    hoa = add(club, "Trần Văn Hoà")
    insert(club, "pairing", volunteer_id=keep, person_id=gone, since="2025-01-01")
    insert(club, "pairing", volunteer_id=hoa, person_id=gone, since="2025-01-01")
    insert(
        club, "pairing", volunteer_id=hoa, person_id=keep, since="2024-01-01", until="2025-02-01"
    )
    merge_people(club, keep, gone, LAN)
    (row,) = club.db.table("pairing").rows
    assert (row["volunteer_id"], row["person_id"]) == (hoa, keep)
    assert (row["since"], row["until"]) == ("2024-01-01", None)


def test_a_consent_is_kept_once_and_a_withdrawal_holds(club: Club, keep: str, gone: str) -> None:
    records.give_consent(club, keep, "C1", "2026-01-05")
    records.give_consent(club, gone, "C1", "2026-01-05", "phiếu số 1")
    records.give_consent(club, keep, "C2", "2026-01-05", "phiếu số 2")
    records.give_consent(club, gone, "C2", "2026-01-05", "phiếu số 3")
    records.give_consent(club, keep, "C3", "2026-01-05")
    records.give_consent(club, gone, "C3", "2026-02-05")
    records.withdraw_consent(club, gone, "C3", "2026-03-05")
    records.give_consent(club, gone, "C4", "2026-01-05")
    records.withdraw_consent(club, gone, "C4", "2026-02-05")
    records.give_consent(club, keep, "C4", "2026-03-05")
    merge_people(club, keep, gone, LAN)
    found = [
        (c.purpose, c.given_on[5:7], c.withdrawn_on, c.paper) for c in records.consents(club, keep)
    ]
    assert sorted(found, key=str) == [
        ("C1", "01", None, "phiếu số 1"),
        ("C2", "01", None, "phiếu số 2"),
        ("C2", "01", None, "phiếu số 3"),
        ("C3", "01", "2026-03-05", None),
        ("C3", "02", "2026-03-05", None),
        ("C4", "01", "2026-02-05", None),
        ("C4", "03", None, None),
    ]
    assert records.purposes_in_force(club, TODAY) == {keep: {"C1", "C2", "C4"}}


def test_offices_and_places_in_teams_are_joined_where_they_overlap(
    club: Club, keep: str, gone: str
) -> None:
    for person, office, since, until in (
        (keep, "chair", "2024-01-01", "2025-01-01"),
        (gone, "chair", "2024-06-01", None),
        (gone, "board", "2024-06-01", None),
    ):
        insert(club, "office", person_id=person, office=office, since=since, until=until)
    merge_people(club, keep, gone, LAN)
    rows = [(row["office"], row["since"], row["until"]) for row in club.db.table("office").rows]
    assert sorted(rows) == [("board", "2024-06-01", None), ("chair", "2024-01-01", None)]


# --- refusals -----------------------------------------------------------------------------------


def test_what_cannot_be_merged(club: Club, keep: str, gone: str) -> None:
    with pytest.raises(Refused, match="one entry already"):
        merge_people(club, keep, keep, LAN)
    for pair in ((keep, "nobody"), ("nobody", gone)):
        with pytest.raises(Refused, match="no longer in the book"):
            merge_people(club, *pair, LAN)
    records.died(club, gone, "2026-06-01")
    before = tables(club)
    with pytest.raises(Refused, match="died on 1/6/2026"):
        merge_people(club, keep, gone, LAN)
    assert tables(club) == before
    records.leave(club, keep, Membership(None, "2026-06-01", "died"))
    merge_people(club, keep, gone, LAN)
    (period,) = records.memberships(club, keep)
    assert (period.left_on, period.reason) == ("2026-06-01", "died")


def test_an_officer_goes_on_under_the_entry_that_stays(club: Club, keep: str, gone: str) -> None:
    officers.add_officer(club, "Bình", "M", [TREASURER], "bốn mùa lúa chín")
    first, second = (one.id for one in officers.officers(club))
    with club.change("Link"):
        club.db.table("officer").update(first, {"person_id": gone})
    before = tables(club)
    chair = club.actor
    club.actor = Actor(chair.id, chair.name, frozenset({SECRETARY}))
    assert "officers.write" not in RIGHTS[SECRETARY]
    with pytest.raises(Refused, match="Choose it as the one to keep"):
        merge_people(club, keep, gone, LAN)
    merge_people(club, gone, keep, LAN)
    club.undo()
    club.actor = chair
    merge_people(club, keep, gone, LAN)
    assert club.db.table("officer").get(first)["person_id"] == keep
    club.undo()
    assert tables(club) == before
    with club.change("Link"):
        club.db.table("officer").update(second, {"person_id": keep})
    with pytest.raises(Refused, match="officers who sign in"):
        merge_people(club, keep, gone, LAN)


def test_a_secretary_moves_no_vouchers(club: Club, keep: str, gone: str) -> None:
    write_voucher(club, "entry", gone)
    chair = club.actor
    club.actor = Actor(chair.id, "Hoa", frozenset({SECRETARY}))
    before = tables(club)
    refused = "what Hoa may not change: money of the club. Nothing was changed. Choose it as"
    with pytest.raises(Refused, match=refused):
        merge_people(club, keep, gone, LAN)
    assert tables(club) == before
    merge_people(club, gone, keep, LAN)
    club.undo()
    club.actor = chair
    insert(club, "livelihood", person_id=keep, kind="needs_loan", since="2026-01-01")
    club.actor = Actor(chair.id, "Hoa", frozenset({SECRETARY}))
    with pytest.raises(Refused, match=r"change: loans\. Nothing was changed\. Ask the chair"):
        merge_people(club, gone, keep, LAN)
    club.actor = Actor(chair.id, "Hoa", frozenset({TREASURER}))
    with pytest.raises(Refused, match="Hoa may not open or change this part of the book"):
        merge_people(club, keep, gone, LAN)


def test_nobody_stands_in_for_themselves(club: Club, keep: str, gone: str) -> None:
    day = "2026-01-01"
    insert(club, "volunteer", person_id=keep, substitute_id=gone, since=day)
    other = add(club, "Vũ Thị Ba")
    insert(club, "volunteer", person_id=other, substitute_id=gone, since=day)
    insert(
        club,
        "loan",
        code="1",
        person_id=gone,
        cosigner_id=keep,
        state="requested",
        requested_on=day,
    )
    merge_people(club, keep, gone, LAN)
    rows = club.db.query("select person_id, substitute_id from volunteer")
    assert {row["person_id"]: row["substitute_id"] for row in rows} == {keep: None, other: keep}
    (loan,) = club.db.query("select person_id, cosigner_id from loan")
    assert loan == {"person_id": keep, "cosigner_id": None}


def test_two_times_as_a_volunteer_are_one(club: Club, keep: str, gone: str) -> None:
    since, later = "2026-01-01", "2026-03-01"
    insert(club, "volunteer", person_id=keep, since=later, note="xóm Đông")
    insert(club, "volunteer", person_id=gone, since=since, until="2026-06-01")
    merge_people(club, keep, gone, LAN)
    (row,) = club.db.query("select since, until, note from volunteer")
    assert row == {"since": since, "until": None, "note": "xóm Đông"}


# --- decided to be two --------------------------------------------------------------------------


def test_a_decision_is_remembered_once(club: Club, keep: str, gone: str) -> None:
    assert not_same(club) == frozenset()
    decide_not_same(club, keep, gone, TODAY)
    decide_not_same(club, gone, keep, TODAY)
    assert club.db.table("not_same").count == 1
    assert not_same(club) == {frozenset({keep, gone})}
    club.undo()
    assert not_same(club) == frozenset()
    with pytest.raises(Refused, match="no longer in the book"):
        decide_not_same(club, keep, "nobody", TODAY)


# --- periods and facts, pure --------------------------------------------------------------------


def test_gaps_are_filled_from_the_other_entry() -> None:
    keep = Person("Lê Hoa", birth="1948", phone="0912345678", note="hát chèo")
    gone = Person("Lê Hoà", "F", "1948-05-12", phone="0987654321", hamlet="Đông", note="vào 2020")
    assert merge.filled(keep, gone) == Person(
        "Lê Hoa",
        "F",
        "1948-05-12",
        phone="0912345678",
        hamlet="Đông",
        note="hát chèo; vào 2020",
    )
    assert merge.filled(gone, keep).birth == "1948-05-12"
    assert merge.filled(keep, keep) == keep
    assert merge.filled(Person("Lê Hoa"), keep).note == "hát chèo"


days = st.integers(0, 20).map(lambda n: (date(2026, 1, 1) + timedelta(days=n)).isoformat())


@st.composite
def periods(draw: st.DrawFn) -> list[Period]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        since, until = draw(st.none() | days), draw(st.none() | days)
        if since and until and until < since:
            since, until = until, since
        reason = draw(st.sampled_from(["left", "died"])) if until else None
        found.append(Period(f"{number}", since, until, draw(st.booleans()), reason))
    return found


def covered(found: list[Period]) -> list[bool]:
    return [
        any(
            Membership(period.since, period.until).covers(date(2025, 12, 31) + timedelta(days=n))
            for period in found
        )
        for n in range(24)
    ]


@given(periods())
def test_joined_periods_cover_the_same_days_and_never_overlap(found: list[Period]) -> None:
    groups = merge.overlapping(found)
    whole = [merge.joined(group) for group in groups]
    joined = {period.id for group in groups for period in group}
    after = [*whole, *(period for period in found if period.id not in joined)]
    assert covered(after) == covered(found)
    assert merge.overlapping(after) == ()
    assert all((period.until is None) == (period.reason is None) for period in after)
    assert {period.id for period in after} <= {period.id for period in found}

"""Leaving, pausing, dying, coming back: periods, and what ends with them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Invalid, Refused
from app.club import chain, history
from app.club.file import Club
from app.club.roles import SECRETARY, Actor
from app.members import leaving, leaving_records, parts_records, records
from app.members.leaving import Hanging
from app.members.parts import Circumstance, FollowUp, Involvement
from app.members.rules import (
    REASONS,
    HouseholdStatus,
    Member,
    Membership,
    Person,
    Reason,
    shown_name,
)
from tests.makers import TODAY

DAY = "2026-06-01"
GOING: list[Reason] = ["left", "moved", "transferred", "paused", "died"]


def insert(club: Club, table: str, **columns: Any) -> str:
    row_id = club.new_id()
    with club.change("Write {what}", what=table):
        club.db.table(table).insert({"id": row_id, **columns})
    return row_id


def row(club: Club, table: str, row_id: str) -> dict[str, Any]:
    return dict(club.db.table(table).get(row_id))


@contextmanager
def undone(club: Club) -> Iterator[None]:
    """What is written inside is taken back after it, whatever happens."""
    with pytest.raises(_Back), club.change("Try"):
        yield
        raise _Back


class _Back(Exception):
    pass


@pytest.fixture
def lan(club: Club) -> str:
    return records.add_person(club, Person("Lê Thị Lan"), "2020-01-01")


@pytest.fixture
def hoa(club: Club) -> str:
    return records.add_person(club, Person("Trần Văn Hoà"), "2020-01-01")


@pytest.fixture
def busy(club: Club, lan: str, hoa: str) -> dict[str, str]:
    """Entries of every kind about Lan, open ones and closed ones, by a name."""
    team = insert(club, "team", name="Văn nghệ", kind="troupe", since="2020-01-01")
    asked = "hỏi thẻ"
    return {
        "follow_up": parts_records.add_follow_up(
            club, FollowUp("", lan, asked, "2026-05-01", "2026-04-01")
        ),
        "later follow_up": parts_records.add_follow_up(
            club, FollowUp("", lan, asked, "2026-09-01", "2026-08-01")
        ),
        "office": insert(
            club, "office", person_id=lan, office="chair", since="2024-01-01", until="2029-01-01"
        ),
        "old office": insert(
            club, "office", person_id=lan, office="board", since="2020-01-01", until="2024-01-01"
        ),
        "team_member": insert(
            club, "team_member", team_id=team, person_id=lan, part="lead", since="2026-07-01"
        ),
        "pairing": insert(club, "pairing", volunteer_id=hoa, person_id=lan, since="2025-01-01"),
        "visiting": insert(club, "pairing", volunteer_id=lan, person_id=hoa, since="2025-01-01"),
        "volunteer": insert(club, "volunteer", person_id=lan, since="2025-01-01"),
        "livelihood": insert(
            club, "livelihood", person_id=lan, kind="needs_loan", since="2025-01-01"
        ),
        "involvement": parts_records.begin_involvement(
            club, lan, Involvement("", "volunteer", "2024-01-01")
        ),
        "circumstance": parts_records.begin_circumstance(
            club, lan, Circumstance("", "lives_alone", "2024-01-01")
        ),
        "feedback": insert(
            club, "feedback", kind="complaint", on_date=DAY, owner_id=lan, about="Ghế hỏng"
        ),
    }


@pytest.mark.parametrize("reason", GOING)
def test_what_ends_with_the_membership(
    club: Club, lan: str, busy: dict[str, str], reason: Reason
) -> None:
    records.give_consent(club, lan, "C1", "2024-01-01")
    before = {table: list(club.db.table(table).rows) for table in club.db.table_names()}
    left = records.leave(club, lan, Membership(None, DAY, reason))
    goes = reason != "paused"
    dies = reason == "died"

    def until(name: str, otherwise: str | None = None) -> Any:
        table = {"visiting": "pairing", "old office": "office"}.get(name, name)
        return row(club, table, busy[name])["until"] or otherwise

    assert until("office") == (DAY if goes else "2029-01-01")
    assert until("old office") == "2024-01-01"
    assert until("team_member") == ("2026-07-01" if goes else None)  # it had not begun
    assert until("pairing") == until("visiting") == (DAY if goes else None)
    assert until("volunteer") == until("livelihood") == (DAY if goes else None)
    assert until("involvement") == until("circumstance") == (DAY if dies else None)
    closed = row(club, "follow_up", busy["follow_up"])
    assert (closed["done_on"], closed["result"]) == (
        (DAY, REASONS[reason]) if goes else (None, None)
    )
    later = row(club, "follow_up", busy["later follow_up"])
    assert later["done_on"] == ("2026-08-01" if goes else None)
    assert records.consents(club, lan)[0].withdrawn_on is None
    ends = leaving.ENDS_WITH_MEMBERSHIP.keys() | leaving.ENDS_WITH_LIFE.keys()
    ended = {"follow_up": 2, "office": 1, "team_member": 1, "pairing": 2} if goes else {}
    ended |= {"volunteer": 1, "livelihood": 1} if goes else {}
    ended |= {"involvement": 1, "circumstance": 1} if dies else {}
    assert left.ended == ended
    assert left.open["feedback"] == 1
    assert left.open.keys() == {"feedback", *ends} - ended.keys()
    club.undo()
    tables = set(club.kind.rooms)
    assert {t: list(club.db.table(t).rows) for t in tables} == {t: before[t] for t in tables}
    assert chain.verify(club) == []


def test_who_stands_in_for_a_volunteer_may_leave(club: Club, lan: str, hoa: str) -> None:
    visits = insert(club, "volunteer", person_id=hoa, substitute_id=lan, since="2025-01-01")
    left = records.leave(club, lan, Membership(None, DAY, "moved"))
    assert (dict(left.ended), dict(left.open)) == ({}, {})
    assert row(club, "volunteer", visits)["until"] is None


def test_rounds_of_visits_are_open_while_their_plan_is(club: Club, lan: str, hoa: str) -> None:
    cared = insert(club, "cared", person_id=hoa, since="2025-01-01")
    for until in (None, "2025-06-01"):
        plan = insert(club, "care_plan", cared_id=cared, since="2025-01-01", until=until)
        insert(club, "care_round", plan_id=plan, weekday=1, volunteer_id=lan, tasks="[]")
    left = records.leave(club, lan, Membership(None, DAY, "moved"))
    assert dict(left.open) == {"care_round": 1}


def test_a_secretary_ends_what_is_theirs_and_is_told_of_the_rest(
    club: Club, lan: str, busy: dict[str, str]
) -> None:
    club.actor = Actor(club.actor.id, "Hoa", frozenset({SECRETARY}))
    left = records.leave(club, lan, Membership(None, DAY, "died"))
    assert left.ended.keys() == {
        *("follow_up", "office", "team_member", "pairing", "involvement", "circumstance"),
    }
    assert dict(left.open) == {"feedback": 1, "volunteer": 1, "livelihood": 1}
    assert row(club, "volunteer", busy["volunteer"])["until"] is None


def test_coming_back_begins_nothing_again(club: Club, lan: str, busy: dict[str, str]) -> None:
    records.leave(club, lan, Membership(None, DAY, "moved"))
    records.rejoin(club, lan, "2026-08-01")
    assert row(club, "office", busy["office"])["until"] == DAY
    assert row(club, "follow_up", busy["follow_up"])["done_on"] == DAY


def test_what_was_done_is_said_in_words(club: Club, lan: str, busy: dict[str, str]) -> None:
    left = records.leave(club, lan, Membership(None, DAY, "moved"))
    said = (
        "2 follow-ups, 1 office, 1 place in a team, 2 pairs, 1 time as a volunteer,"
        " 1 note on earning"
    )
    assert leaving.counted(left.ended) == said
    assert leaving.counted({}) == ""
    assert leaving.counted({"office": 0, "not_same": 2}) == ""


def test_the_history_says_who_went_and_how(club: Club, lan: str) -> None:
    for reason, words in (
        ("paused", "Lê Thị Lan pauses"),
        ("left", "Lê Thị Lan leaves the club"),
        ("died", "Lê Thị Lan has died"),
    ):
        records.leave(club, lan, Membership(None, DAY, reason))  # type: ignore[arg-type]
        assert history.history(club)[0].words == words
        club.undo()


# --- periods ------------------------------------------------------------------------------------


def test_who_pauses_may_come_back_or_leave_for_good(club: Club, lan: str) -> None:
    records.leave(club, lan, Membership(None, "2025-01-01", "paused"))
    assert records.members(club, TODAY) == ()
    with pytest.raises(Refused, match="left already"):
        records.leave(club, lan, Membership(None, "2025-02-01", "paused"))
    records.rejoin(club, lan, "2025-03-01")
    records.leave(club, lan, Membership(None, "2025-06-01", "paused"))
    with pytest.raises(Invalid, match="before 1/6/2025"):
        records.leave(club, lan, Membership(None, "2025-05-31", "moved"))
    records.leave(club, lan, Membership(None, "2025-08-01", "moved"))
    newest = records.people(club, TODAY)[0].membership
    assert newest == Membership("2025-08-01", "2025-08-01", "moved")
    for day, there in (("2025-02-01", 0), ("2025-05-31", 1), ("2025-06-01", 0), ("2025-08-01", 0)):
        assert len(records.members(club, date.fromisoformat(day))) == there
    with pytest.raises(Refused, match="left already"):
        records.leave(club, lan, Membership(None, "2025-09-01", "left"))
    records.rejoin(club, lan, "2025-09-01")
    assert len(records.members(club, TODAY)) == 1


def test_anybody_may_have_died_but_once(club: Club, lan: str) -> None:
    records.leave(club, lan, Membership(None, "2025-01-01", "moved"))
    records.died(club, lan, "2025-06-01", "con báo tin")
    helper = records.add_person(club, Person("Lê Tình Nguyện"), as_member=False)
    parts_records.begin_involvement(club, helper, Involvement("", "volunteer", "2024-01-01"))
    assert records.died(club, helper, DAY).ended == {"involvement": 1}
    assert parts_records.involved_on(club, TODAY) == {}
    for act in (
        lambda: records.died(club, lan, "2025-07-01"),
        lambda: records.leave(club, lan, Membership(None, "2025-07-01", "left")),
        lambda: records.rejoin(club, lan, "2025-07-01"),
    ):
        with pytest.raises(Refused, match="died on 1/6/2025"):
            act()
    assert [period.reason for period in records.memberships(club, lan)] == ["moved", "died"]


def test_nobody_leaves_before_the_beginning(club: Club, lan: str) -> None:
    with pytest.raises(Invalid, match="before 1/1/2020"):
        records.leave(club, lan, Membership(None, "2019-12-31", "moved"))
    records.leave(club, lan, Membership(None, "2020-01-01", "moved"))
    assert records.members(club, date(2020, 1, 1)) == ()


def test_leaving_without_a_day_is_a_mistake_of_ours(club: Club, lan: str) -> None:
    with pytest.raises(ValueError, match="a day and a reason"):
        records.leave(club, lan, Membership())


ACTS = st.lists(
    st.tuples(st.sampled_from([*GOING, "join", "correct"]), st.integers(0, 60)),
    min_size=1,
    max_size=8,
)


def correct(club: Club, person: str, number: int, day: str) -> None:
    """Move the beginning of one period, and give another reason to one that has ended."""
    period_id, period = list(leaving_records.periods(club, person).items())[-(number % 2)]
    if period.left_on is not None:
        day = min(day, period.left_on)
    reason = GOING[number % len(GOING)] if period.left_on is not None else None
    typed = replace(period, joined_on=day, reason=reason)
    records.correct_membership(club, person, period_id, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(ACTS)
def test_periods_never_overlap(club: Club, acts: list[tuple[str, int]]) -> None:
    """Whatever is typed, in whatever order of days: each day counts once, or the act is refused."""
    start = date(2026, 1, 1)
    with undone(club):
        person = records.add_person(club, Person("Lê Thị Lan"), start.isoformat())
        for act, number in acts:
            day = (start + timedelta(days=number)).isoformat()
            try:
                if act == "join":
                    records.rejoin(club, person, day)
                elif act == "correct":
                    correct(club, person, number, day)
                else:
                    records.leave(club, person, Membership(None, day, act))  # type: ignore[arg-type]
            except (Refused, Invalid):
                continue
        periods = records.memberships(club, person)
        for number in range(62):
            day_ = start + timedelta(days=number)
            covering = sum(period.covers(day_) for period in periods)
            assert covering <= 1
            assert len(records.members(club, day_)) == covering
        ends = [period.left_on or "9" for period in periods]
        starts = [period.joined_on or "" for period in periods]
        assert all(end <= begin for end, begin in zip(ends, starts[1:], strict=False))
        assert [period.reason for period in periods].count("died") <= 1


def test_a_period_that_was_typed_wrong(club: Club, lan: str) -> None:
    records.leave(club, lan, Membership(None, "2025-06-01", "moved"))
    records.rejoin(club, lan, "2026-01-01")
    first, second = leaving_records.periods(club, lan)
    typed = {"joined_on": "5/3/2019", "left_on": "1/7/2025", "reason": "paused", "note": "đi viện"}
    period = leaving.read_period(typed, records.memberships(club, lan)[0], TODAY)
    records.correct_membership(club, lan, first, period)
    corrected = Membership("2019-03-05", "2025-07-01", "paused", "đi viện")
    assert records.memberships(club, lan) == (corrected, Membership("2026-01-01"))
    assert history.history(club)[0].words == "Correct the membership of Lê Thị Lan"
    unknown = leaving.read_period({"note": ""}, Membership("2026-01-01"), TODAY)
    with pytest.raises(Invalid, match="another membership"):
        records.correct_membership(club, lan, second, unknown)
    with pytest.raises(Invalid, match="after death"):
        records.correct_membership(club, lan, first, replace(corrected, reason="died"))
    records.correct_membership(club, lan, second, Membership("2025-07-01"))
    ended = Membership("2026-01-01", "2026-02-01", "left")
    for period_id, period in ((second, ended), (first, Membership("2019-01-01")), ("x", ended)):
        with pytest.raises(Refused, match="not as it was shown"):
            records.correct_membership(club, lan, period_id, period)
    club.undo()
    club.undo()
    assert records.memberships(club, lan)[0].reason == "moved"


def test_what_is_wrong_with_a_corrected_period() -> None:
    ended, typed = Membership("2020-01-01", DAY, "left"), {"joined_on": "1/1/2027", "left_on": ""}
    with pytest.raises(Invalid) as caught:
        leaving.read_period(typed, ended, TODAY)
    assert caught.value.problems.keys() == {"joined_on", "left_on", "reason"}
    with pytest.raises(Invalid, match="lies ahead"):
        leaving.read_period(typed, Membership("2020-01-01"), TODAY)


# --- what hangs on a person ---------------------------------------------------------------------


def test_what_hangs_on_a_person_is_asked_of_the_schema(
    club: Club, lan: str, hoa: str, busy: dict[str, str]
) -> None:
    records.set_household_status(club, lan, HouseholdStatus(2026, "poor"))
    found = {each.table: each for each in leaving_records.what_hangs(club, lan)}
    assert found["membership"] == Hanging("membership", 1, 1)
    assert found["household_status"] == Hanging("household_status", 1, 0)
    assert found["follow_up"] == Hanging("follow_up", 2, 2)
    assert found["office"] == Hanging("office", 2, 1)  # a term that ends some day
    assert found["pairing"] == Hanging("pairing", 2, 2)
    assert found["feedback"] == Hanging("feedback", 1, 1)
    assert "reading" not in found
    assert {each.table for each in leaving_records.what_hangs(club, hoa)} == {
        "membership",
        "pairing",
    }


def test_leaving_knows_every_table_that_can_be_open(club: Club) -> None:
    ends = {**leaving.ENDS_WITH_MEMBERSHIP, **leaving.ENDS_WITH_LIFE}
    for table in {table for table, _column in history.references(club)}:
        columns = {column.name for column in club.db.table(table).columns}
        can_be_open = not columns.isdisjoint(leaving.OPEN_WHILE_EMPTY)
        assert can_be_open == (table in ends or table in leaving.STAYS_OPEN), (
            f"{table}: say in app/members/leaving.py whether it ends when its person leaves"
        )
        assert table not in ends or ends[table] in columns


def test_every_table_about_people_has_a_name(club: Club) -> None:
    unnamed = {
        table
        for table, _column in history.references(club)
        if not leaving.counted({table: 1}) or not leaving.counted({table: 2})
    }
    assert unnamed == {"erasure", "not_same"}


# --- erased people ------------------------------------------------------------------------------


@pytest.fixture
def erased(club: Club, lan: str) -> str:
    """Lan, of whom only the code and the membership are left."""
    records.leave(club, lan, Membership(None, DAY, "left"))
    with club.change("Erase"):
        club.db.table("person").update(
            lan, {"name": "-", "name_fold": "-", "name_sort": "-", "erased_on": TODAY.isoformat()}
        )
    return lan


def test_who_was_erased_still_counts_in_the_past(club: Club, erased: str) -> None:
    assert records.people(club, TODAY) == ()
    assert records.members(club, TODAY) == ()
    (then,) = records.members(club, date(2025, 1, 1))
    assert then.erased
    assert shown_name(then) == "Erased person (number 001)"
    assert shown_name(Member("1", "002", Person("Lê An"), None, None)) == "Lê An"
    assert records.look_alikes(club, Person("-"), TODAY) == ()
    assert records.member(club, erased, TODAY).erased


def test_who_was_erased_today_is_on_no_list_of_today(club: Club, lan: str) -> None:
    with club.change("Erase"):
        club.db.table("person").update(lan, {"name": "-", "erased_on": TODAY.isoformat()})
    assert records.members(club, TODAY) == ()
    assert len(records.members(club, TODAY - timedelta(days=1))) == 1


def test_nothing_is_written_about_who_was_erased(club: Club, erased: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: records.edit_person(club, erased, Person("Lê Thị Lan")),
        lambda: records.rejoin(club, erased, TODAY.isoformat()),
        lambda: records.died(club, erased, TODAY.isoformat()),
        lambda: parts_records.begin_involvement(
            club, erased, Involvement("", "donor", TODAY.isoformat())
        ),
    ]
    for act in acts:
        with pytest.raises(Refused, match="no longer in the book"):
            act()

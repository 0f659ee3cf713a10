"""Home care of the practice club: visits in every month, as real life writes them."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.base.periods import Month
from app.club.file import Club
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import LEAST_VOLUNTEERS
from app.practice.make import make

UNTIL = date(2026, 6, 17)
"""In the middle of a month: what is ahead of it must not be written."""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Club:
    return make(Path(tmp_path_factory.mktemp("practice")) / "club", UNTIL)


@pytest.fixture(scope="module")
def begun(club: Club) -> date:
    return min(each.since for each in records.cared_people(club, UNTIL))


def months(begun: date) -> list[Month]:
    last = Month.of(UNTIL)
    found = [last.plus(-number) for number in range(24)]
    return [month for month in found if month.first > begun]


def test_visits_in_every_month(club: Club, begun: date) -> None:
    assert len(months(begun)) >= 17
    for month in months(begun):
        found = visit_records.visits(club, month.first, month.last)
        states = Counter(visit.state for visit in found)
        assert states["made"] >= 10, month
        seen = {visit.cared_id for visit in found if visit.state == "made"}
        planned = {plan.cared_id for plan in plan_records.plans(club, month.first, month.last)}
        assert seen == planned, month


def test_at_least_five_volunteers_all_of_them_visit(club: Club, begun: date) -> None:
    for month in months(begun):
        assert len(records.volunteers_between(club, month.first, month.last)) >= LEAST_VOLUNTEERS
    volunteers = records.volunteers(club, UNTIL)
    assert {each.person_id for each in visit_records.year_of_visits(club, 2026)} >= {
        each.person_id for each in volunteers
    }
    assert all(each.substitute_id not in (None, each.person_id) for each in volunteers)


def test_members_and_others_are_cared_for_with_plans_and_needs(club: Club) -> None:
    people = records.cared_people(club, UNTIL)
    assert {each.person_id is None for each in people} == {True, False}
    for each in people:
        plan = plan_records.plan_on(club, each.id, UNTIL)
        assert plan is not None
        assert plan.rounds
        assert plan.review_on is not None
        assert plan.review_on > UNTIL
        assert plan_records.need_forms(club, each.id)


def test_what_was_reported_has_an_outcome(club: Club) -> None:
    reports = visit_records.reports(club, date(2000, 1, 1), UNTIL)
    assert len(reports) >= 3
    settled = [report for report in reports if report.closed_on is not None]
    assert settled
    assert all(report.done and report.told_whom and report.what for report in settled)
    assert all(report.told_whom for report in reports)


def test_real_life_is_in_it(club: Club) -> None:
    found = visit_records.visits(club, date(2000, 1, 1), UNTIL)
    assert any(visit.visitor for visit in found), "a relative"
    assert any(visit.second_id for visit in found), "two together"
    assert {visit.missed_why for visit in found if visit.state == "missed"} >= {"ill", "busy"}
    assert plan_records.breaks(club, date(2000, 1, 1), UNTIL), "a stay in hospital"
    month = Month.of(UNTIL).plus(-1)
    assert sum(len(each.days) for each in visit_records.month_picture(club, month).not_seen())


def test_nothing_lies_ahead(club: Club) -> None:
    day = UNTIL.isoformat()
    for table, columns in {
        "home_visit": ("on_date",),
        "care_report": ("on_date", "told_on", "closed_on"),
        "care_break": ("from_on", "until"),
        "care_plan": ("since",),
        "cared": ("since",),
        "volunteer": ("since",),
        "need_form": ("on_date",),
    }.items():
        for column in columns:
            late = club.db.execute(f'select count(*) from "{table}" where "{column}" > ?', [day])
            assert late.fetchone()[0] == 0, (table, column)


def test_a_small_club_has_home_care_as_far_as_it_goes(tmp_path: Path) -> None:
    small = make(tmp_path / "small", UNTIL, count=3, years=0)
    assert small.db.table("volunteer").count in (0, 2, 3)
    assert records.cared_people(small, UNTIL) == () or small.db.table("care_plan").count

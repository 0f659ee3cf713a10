"""What home care asks for on the first page."""

from datetime import date, timedelta
from typing import cast

from app.club.file import Club
from app.club.roles import SECRETARY, Actor
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import Cared, Plan, Report, Round, Sign, Visit, Volunteer
from app.members import records as members
from app.members.rules import Person
from app.reports.home_care_suggestions import home_care_hints
from tests.makers import TODAY

SINCE = TODAY - timedelta(days=100)


def fill(club: Club) -> str:
    van = members.add_person(club, Person("Nguyễn Thị Vân", "F", "1962"), "2020-01-01")
    records.add_volunteer(club, Volunteer("", van, SINCE))
    cared_id = records.add_cared(club, Cared("", SINCE, own_name="Cụ Mùi"))
    rounds = tuple(Round(day, van) for day in range(7))
    review = TODAY - timedelta(days=1)
    plan_records.set_plan(club, Plan("", cared_id, SINCE, review_on=review, rounds=rounds))
    return cared_id


def keys(club: Club, today: date = TODAY) -> list[str]:
    return [hint.key for hint in home_care_hints(club, today)]


def test_nothing_in_an_empty_book(club: Club) -> None:
    assert home_care_hints(club, TODAY) == ()


def test_who_was_not_seen_and_plans_to_look_at_again(club: Club) -> None:
    fill(club)
    found = {hint.key: hint for hint in home_care_hints(club, TODAY)}
    assert (found["not seen"].reason, found["not seen"].about) == ("Bác Mùi", "unseen")
    assert found["care plans"].title == "Look at 1 care plan again"


def test_what_was_reported_is_urgent_until_it_is_settled(club: Club) -> None:
    cared_id = fill(club)
    visit_records.write_report(club, Report("", cared_id, TODAY, "fall"))
    assert keys(club)[0] == "urgent home care"
    visit_records.close_report(club, visit_records.open_reports(club)[0], "Đã khám", TODAY)
    assert "urgent home care" not in keys(club)


def test_sheets_are_printed_before_the_month(club: Club) -> None:
    fill(club)
    assert "care sheets" not in keys(club, date(2026, 11, 20))
    assert "care sheets" in keys(club, date(2026, 11, 28))


def test_visits_that_nobody_makes_are_spoken_of(club: Club) -> None:
    fill(club)
    assert "no volunteer" not in keys(club)
    (van,) = records.volunteers(club, TODAY)
    records.end_volunteer(club, van.id, TODAY - timedelta(days=1))
    found = {hint.key: hint for hint in home_care_hints(club, TODAY)}["no volunteer"]
    assert (found.title, found.reason) == ("1 person waits for a volunteer", "Bác Mùi")


def test_an_urgent_pressure_at_a_visit_is_not_forgotten(club: Club) -> None:
    cared_id = fill(club)

    def measured(on: date, systolic: int, diastolic: int) -> None:
        visit = Visit("", cared_id, on, visitor="con gái", systolic=systolic, diastolic=diastolic)
        visit_records.write_visit(club, visit)

    def urgent() -> list[str]:
        found = [hint for hint in home_care_hints(club, TODAY) if hint.key.startswith("urgent v")]
        return [f"{hint.title}: {hint.reason}" for hint in found]

    measured(TODAY - timedelta(days=40), 200, 110)
    assert urgent() == [], "long ago"
    measured(TODAY - timedelta(days=9), 179, 119)
    assert urgent() == []
    measured(TODAY - timedelta(days=3), 170, 120)
    assert urgent() == ["Bác Mùi: see the health station today: Measured 170 / 120 on 18/11/2026"]
    measured(TODAY - timedelta(days=2), 150, 90)
    assert urgent() == [], "measured again since"
    measured(TODAY, 180, 90)
    assert len(urgent()) == 1
    visit_records.write_report(club, Report("", cared_id, TODAY, "pressure"))
    assert urgent() == [], "somebody was told"


def test_the_most_urgent_report_is_named(club: Club) -> None:
    cared_id = fill(club)
    for sign, days in (("mood", 9), ("chest", 2), ("fall", 5)):
        on = TODAY - timedelta(days=days)
        visit_records.write_report(club, Report("", cared_id, on, cast("Sign", sign)))
    (first, *_rest) = home_care_hints(club, TODAY)
    assert "Chest pain, 19/11/2026" in first.reason


def test_others_are_told_nothing(club: Club) -> None:
    fill(club)
    club.actor = Actor("x", "Mai", frozenset({SECRETARY}))
    assert home_care_hints(club, TODAY) == ()

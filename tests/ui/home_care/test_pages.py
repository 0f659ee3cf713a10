"""The screens of home care, worked by keys in the real window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.club.roles import DEPUTY, HEALTH_LEAD, SECRETARY
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import Cared, Plan, Report, Round, Visit, Volunteer
from app.members import records as members
from app.members.rules import Person
from app.reports.home_care_suggestions import home_care_hints
from tests.makers import TODAY, make_club
from tests.ui.real import Keyboard, running
from ui.home_care.calendar import PersonCalendar, VolunteerCalendar
from ui.home_care.lonely import LonelyPage
from ui.home_care.page import HomeCarePage, UnseenPage
from ui.home_care.people import CaredPage, PeoplePage
from ui.home_care.person_forms import break_form, cared_form, end_form, house_form, need_form
from ui.home_care.plan import PlanPage
from ui.home_care.reports import ReportsPage
from ui.home_care.visit_form import visit_form
from ui.home_care.volunteers import VolunteersPage
from ui.home_care.year import YearPage
from ui.kit.choose import ChoosePage
from ui.kit.form import Form
from ui.kit.preview import Preview
from ui.members.person import PersonPage

SINCE = date(2026, 1, 1)
NOVEMBER = Month.of(TODAY)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A volunteer who visits one member and one who is none, every day of the week."""
    club = make_club(tmp_path / "club")
    with club.change("Fill the book"):
        van = members.add_person(club, Person("Nguyễn Thị Vân", "F", "1962"), "2020-01-01")
        nam = members.add_person(club, Person("Trần Văn Năm", "M", "1938"), "2020-01-01")
        records.add_volunteer(club, Volunteer("", van, SINCE, weekdays=(0, 3)))
        for cared in (
            Cared("", SINCE, person_id=nam, situation="Yếu chân"),
            Cared("", SINCE, own_name="Cụ Mùi"),
        ):
            cared_id = records.add_cared(club, cared)
            rounds = tuple(Round(day, van, tasks=("talk",)) for day in range(7))
            plan_records.set_plan(club, Plan("", cared_id, SINCE, rounds=rounds))
    club.close(keep_copy=False)
    return tmp_path / "club"


@pytest.fixture
def keys(qtbot: QtBot, book: Path) -> Iterator[Keyboard]:
    with running(qtbot, book) as keyboard:
        keyboard.press("Alt+5")
        assert isinstance(keyboard.page, HomeCarePage)
        yield keyboard


def visits(keys: Keyboard) -> tuple[Visit, ...]:
    return visit_records.visits(keys.window.session.club, NOVEMBER.first, NOVEMBER.last)


def test_space_marks_and_goes_on_and_marks_both_of_a_day(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "Space", "Space", "Space")
    assert [visit.on.day for visit in visits(keys)] == [1, 1, 2]
    assert {visit.state for visit in visits(keys)} == {"made"}


def test_space_on_what_was_written_takes_it_back(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "Space", "Space", "Up", "Home", "Space")
    assert len(visits(keys)) == 1


def test_minus_says_missed_and_enter_says_why(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "Minus", "Minus", "Home", "Enter", "1", "Space", "Ctrl+Enter")
    first, second = visits(keys)
    assert (first.state, second.state) == ("missed", "missed")
    assert first.missed_why == "ill"


def test_nothing_ahead_can_be_made(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "End", "Space")
    assert visits(keys) == ()
    assert isinstance(keys.page, VolunteerCalendar)


def test_months_turn(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "Ctrl+PgUp")
    assert "10/2026" in keys.page.title()
    keys.press("Ctrl+PgDown", "Ctrl+PgDown")
    assert "12/2026" in keys.page.title()


def test_who_was_not_seen_opens_their_calendar(keys: Keyboard) -> None:
    keys.press("F3")
    assert isinstance(keys.page, UnseenPage)
    keys.press("Enter")
    assert isinstance(keys.page, PersonCalendar)
    first = keys.page.title()
    keys.press("PgDown")
    assert isinstance(keys.page, PersonCalendar)
    assert keys.page.title() != first
    keys.press("PgUp")
    assert keys.page.title() == first


def test_somebody_new_is_cared_for_and_gets_a_plan(keys: Keyboard) -> None:
    keys.press("F4", "1")
    assert isinstance(keys.page, PeoplePage)
    keys.press("Ctrl+N", "Tab")
    keys.type("Cụ Sửu")
    keys.press("Ctrl+Enter", "Enter")
    assert isinstance(keys.page, CaredPage)
    assert keys.page.title() == "Cụ Sửu"
    keys.press("F3")
    assert isinstance(keys.page, PlanPage)
    keys.press("Ctrl+N")
    keys.type("vân")
    keys.press("Enter", "Tab", "Tab", "Space", "Ctrl+Enter")
    assert isinstance(keys.page, PlanPage)
    club = keys.window.session.club
    cared = next(each for each in records.cared_people(club, TODAY) if each.name == "Cụ Sửu")
    plan = plan_records.plan_on(club, cared.id, TODAY)
    assert plan is not None
    assert [(each.weekday, each.volunteer) for each in plan.rounds] == [(0, "Nguyễn Thị Vân")]


def test_a_report_is_settled(keys: Keyboard) -> None:
    club = keys.window.session.club
    cared = records.cared_people(club, TODAY)[0]
    visit_records.write_report(club, Report("", cared.id, TODAY, "fall"))
    keys.press("F2")
    assert isinstance(keys.page, ReportsPage)
    keys.press("Enter")
    while keys.focus().accessibleName() != "What was done":
        keys.press("Tab")
    keys.type("Đã khám")
    keys.press("Tab", "Space", "Ctrl+Enter")
    assert visit_records.open_reports(club) == ()


def test_a_volunteer_stops(keys: Keyboard) -> None:
    keys.press("F4", "2")
    assert isinstance(keys.page, VolunteersPage)
    keys.press("F3", "Ctrl+Enter")
    club = keys.window.session.club
    assert records.volunteers(club, TODAY + timedelta(days=1)) == ()


def test_the_papers_are_shown(keys: Keyboard) -> None:
    for number in "1234":
        keys.press("Ctrl+P", number)
        assert isinstance(keys.page, Preview)
        keys.press("Esc", "Alt+5")


def test_the_hours_of_the_year(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "Space", "Esc", "F4", "4")
    assert isinstance(keys.page, YearPage)
    assert "1\u00a0h" in keys.page.purpose()
    keys.press("Ctrl+P")
    assert isinstance(keys.page, Preview)


@pytest.mark.parametrize(("role", "sees", "writes"), [
    (HEALTH_LEAD, True, True), (DEPUTY, True, False), (SECRETARY, False, False),
])  # fmt: skip
def test_what_each_may(qtbot: QtBot, book: Path, role: str, *, sees: bool, writes: bool) -> None:
    with running(qtbot, book, roles={role}) as keys:
        keys.press("Alt+5")
        assert isinstance(keys.page, HomeCarePage) == sees
        if sees:
            keys.press("Enter", "Space")
            assert bool(visits(keys)) == writes


def test_the_first_page_of_the_program_opens_who_was_not_seen(keys: Keyboard) -> None:
    line = next(
        hint for hint in home_care_hints(keys.window.session.club, TODAY) if hint.key == "not seen"
    )
    keys.window.open(line.room, what=line.about)
    assert isinstance(keys.page, UnseenPage)
    keys.press("Esc")
    assert isinstance(keys.page, HomeCarePage)


def test_from_who_may_be_lonely_to_a_person_and_back(keys: Keyboard) -> None:
    keys.press("F4", "5")
    assert isinstance(keys.page, LonelyPage)
    assert keys.page.table.shown()
    keys.press("Enter")
    assert isinstance(keys.page, PersonPage)
    keys.press("Esc")
    assert isinstance(keys.page, LonelyPage)


# --- real life ----------------------------------------------------------------------------------


def test_who_stood_in_is_told_from_who_was_planned(keys: Keyboard) -> None:
    club = keys.window.session.club
    hoa = members.add_person(club, Person("Bùi Thị Hoa", "F", "1960"), "2020-01-01")
    nam, mui = records.cared_people(club, TODAY)
    for day in (2, 2, 3):
        each = mui if day == 3 else nam
        made = Visit("", each.id, date(2026, 11, day), volunteer_id=hoa, minutes=30)
        visit_records.write_visit(club, made)
    keys.press("Ctrl+N")
    page = keys.page
    assert isinstance(page, VolunteerCalendar)
    states = {mark.key.cared_id: mark.state for mark in page.grid.marks(date(2026, 11, 2))}
    assert states == {nam.id: "by_other", mui.id: "unmarked"}
    # Marking passes over whom somebody else has seen, and asks for nobody twice.
    keys.press("Space", "Space", "Space", "Space")
    mine = [visit for visit in visits(keys) if visit.volunteer_id != hoa]
    assert [(visit.on.day, visit.cared_id) for visit in mine] == [
        *((1, each) for each in (mine[0].cared_id, mine[1].cared_id)),
        (2, mui.id),
        (3, nam.id),
    ]
    assert mine[0].cared_id != mine[1].cared_id


def test_both_may_have_come(keys: Keyboard) -> None:
    club = keys.window.session.club
    hoa = members.add_person(club, Person("Bùi Thị Hoa", "F", "1960"), "2020-01-01")
    for each in records.cared_people(club, TODAY):
        made = Visit("", each.id, date(2026, 11, 1), volunteer_id=hoa)
        visit_records.write_visit(club, made)
    keys.press("Ctrl+N", "Home", "Space")
    assert len(visits(keys)) == 3
    keys.press("Space")
    assert len(visits(keys)) == 2, "taken back, and only the own one"


def test_a_day_with_two_visits_asks_which(keys: Keyboard) -> None:
    keys.press("Ctrl+N", "Enter")
    assert isinstance(keys.page, ChoosePage)
    keys.press("2", "Ctrl+Enter")
    assert isinstance(keys.page, VolunteerCalendar)
    (visit,) = visits(keys)
    second = keys.page.grid.marks(date(2026, 11, 1))[1]
    assert (visit.on.day, visit.cared_id) == (1, second.key.cared_id)


def test_what_was_reported_is_not_told_twice(keys: Keyboard) -> None:
    club = keys.window.session.club
    keys.press("Ctrl+N", "Enter", "1")

    def choose(sign: str) -> None:
        form = keys.page
        assert isinstance(form, Form)
        form.fields["sign"].set_text(sign)
        form.fields["note"].set_text("Ngã nhẹ")
        keys.press("Ctrl+Enter")

    choose("fall")
    (first,) = visit_records.open_reports(club)
    assert (first.sign, first.what) == ("fall", "Ngã nhẹ")
    keys.press("Home", "Enter", "1")
    assert isinstance(keys.page, Form)
    assert keys.page.fields["sign"].text() == "fall"
    choose("confused")
    (second,) = visit_records.open_reports(club)
    assert (second.id, second.sign) == (first.id, "confused")


def test_an_entry_loses_nothing_by_a_change_of_another_part(keys: Keyboard) -> None:
    club = keys.window.session.club
    mui = next(each for each in records.cared_people(club, TODAY) if each.person_id is None)
    known = replace(mui, sex="F", birth="1936", hamlet="Xóm Bến", phone="0912345678")
    records.change_cared(club, mui.id, known)
    keys.press("F4", "1")
    page = keys.page
    assert isinstance(page, PeoplePage)
    page.table.select(mui.id)
    keys.press("Enter", "F4")
    keys.type("Sau đình")
    keys.press("Ctrl+Enter")
    assert isinstance(keys.page, CaredPage)
    assert records.cared(club, mui.id) == replace(known, way="Sau đình")
    keys.press("F2", "Tab", "Tab", "Tab", "Tab", "Tab")
    keys.type("Mắt kém")
    keys.press("Ctrl+Enter")
    found = records.cared(club, mui.id)
    assert found == replace(known, way="Sau đình", situation="Mắt kém")


def test_forms_are_short(keys: Keyboard) -> None:
    session, shell = keys.window.session, keys.window
    club = session.club
    nam, mui = records.cared_people(club, TODAY)
    forms = [
        cared_form(session, shell, None),
        *(make(session, shell, each) for make in (cared_form, house_form, end_form)
          for each in (nam, mui)),
        need_form(session, shell, mui.id, "lawton"),
        break_form(session, shell, mui.id),
        visit_form(session, shell, Visit("", "", TODAY)),
        visit_form(session, shell, Visit("", mui.id, TODAY, "missed")),
    ]  # fmt: skip
    for form in forms:
        assert 0 < len(form.fields) <= 8, form.title()
        form.deleteLater()


def test_of_many_people_a_name_is_typed(keys: Keyboard) -> None:
    club = keys.window.session.club
    with club.change("Fill the book"):
        for number in range(30):
            records.add_cared(club, Cared("", SINCE, own_name=f"Lê Thị Sửu {number}"))
    keys.press("Ctrl+N", "F3")
    keys.type("muì")
    keys.press("Enter", "Ctrl+Enter")
    assert isinstance(keys.page, VolunteerCalendar)
    (visit,) = visits(keys)
    assert records.cared(club, visit.cared_id).name == "Cụ Mùi"


@pytest.mark.parametrize("size", [100, 200])
def test_the_day_one_goes_to_is_seen(keys: Keyboard, size: int) -> None:
    keys.window.session.configure(size=size)
    keys.press("Ctrl+N")
    page = keys.page
    assert isinstance(page, VolunteerCalendar)
    for key in ("End", "Home", "Down", "Down", "Down", "Down", "Up", "PgDown"):
        keys.press(key)
        place = page.grid.place_of(page.grid.day()).center()
        assert page.viewport().rect().contains(page.grid.mapTo(page.viewport(), place)), key

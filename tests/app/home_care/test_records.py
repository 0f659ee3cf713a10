"""Volunteers, people cared for, plans, visits and reports in a real book."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.base.errors import Refused
from app.base.periods import Month
from app.club import chain
from app.club.file import Club
from app.club.history import details
from app.club.roles import DEPUTY, SECRETARY, TREASURER, Actor
from app.documents.tables_records import read_tables
from app.home_care import plan_records, records, visit_records
from app.home_care.month import Planned
from app.home_care.rules import (
    KATZ,
    USUAL_MINUTES,
    Break,
    Cared,
    NeedForm,
    Plan,
    Report,
    Round,
    Visit,
    Volunteer,
)
from app.members import records as members
from app.members.rules import Membership, Person
from tests.makers import TODAY

SINCE = TODAY - timedelta(days=200)


@pytest.fixture
def van(club: Club) -> str:
    person_id = members.add_person(club, Person("Nguyễn Thị Vân", "F", "1962"), "2020-01-01")
    records.add_volunteer(club, Volunteer("", person_id, SINCE, weekdays=(0, 2)))
    return person_id


@pytest.fixture
def mui(club: Club) -> str:
    return records.add_cared(club, Cared("", SINCE, own_name="Cụ Mùi", hamlet="Xóm Bến"))


def plan(cared_id: str, who: str, since: date = SINCE) -> Plan:
    rounds = tuple(Round(weekday, who, tasks=("talk", "meal")) for weekday in range(7))
    return Plan("", cared_id, since, rounds=rounds, needs="Đi lại yếu")


def test_a_volunteer_begins_changes_and_ends(club: Club, van: str, mui: str) -> None:
    (found,) = records.volunteers(club, TODAY)
    assert (found.name, found.weekdays) == ("Nguyễn Thị Vân", (0, 2))
    with pytest.raises(Refused):
        records.add_volunteer(club, Volunteer("", van, TODAY))
    with pytest.raises(Refused):
        records.change_volunteer(club, found.id, Volunteer("", van, SINCE, substitute_id=van))
    plan_records.set_plan(club, plan(mui, van))
    records.end_volunteer(club, found.id, TODAY - timedelta(days=1))
    assert records.volunteers(club, TODAY) == ()
    standing = plan_records.plan_on(club, mui, TODAY)
    assert standing is not None
    assert {each.volunteer_id for each in standing.rounds} == {None}
    club.undo()
    assert len(records.volunteers(club, TODAY)) == 1
    assert chain.verify(club) == []


def test_what_a_volunteer_was_to_do_before_the_end_stays_planned_for_them(
    club: Club, van: str, mui: str
) -> None:
    """A month gone by does not change because somebody stops today."""
    month = Month.of(TODAY - timedelta(days=60))
    nam = members.add_person(club, Person("Lê Văn Nam", "M", "1960"), "2020-01-01")
    rounds = (Round(0, van, nam, ("talk",), "8 giờ"), Round(2, nam, None, ("meal",)))
    written = replace(plan(mui, van), rounds=rounds, review_on=TODAY, note="Chìa khóa ở cụ Tư")
    plan_records.set_plan(club, written)
    before = visit_records.month_picture(club, month).tally_of_volunteer(van)
    (found,) = records.volunteers(club, TODAY)
    last = TODAY - timedelta(days=1)
    records.end_volunteer(club, found.id, last)
    assert visit_records.month_picture(club, month).tally_of_volunteer(van) == before
    one, other = plan_records.plans(club, date.min, date.max)
    assert (one.since, one.until, other.since, other.until) == (SINCE, last, TODAY, None)
    assert [(each.volunteer_id, each.second_id) for each in one.rounds] == [(van, nam), (nam, None)]
    assert [(each.volunteer_id, each.second_id) for each in other.rounds] == [
        (None, nam),
        (nam, None),
    ]
    assert [(each.tasks, each.at_time) for each in other.rounds] == [
        (("talk",), "8 giờ"),
        (("meal",), None),
    ]
    assert (other.needs, other.note, other.review_on) == (written.needs, written.note, TODAY)
    club.undo()
    assert len(plan_records.plans(club, date.min, date.max)) == 1
    assert chain.verify(club) == []


def test_the_register_knows_a_member_who_is_cared_for(club: Club) -> None:
    who = members.add_person(
        club, Person("Trần Văn Năm", "M", "1938", hamlet="Xóm Đình", phone="0912345678")
    )
    cared_id = records.add_cared(club, Cared("", SINCE, person_id=who, way="Sau đình"))
    found = records.cared(club, cared_id)
    assert (found.name, found.hamlet, found.phone) == ("Trần Văn Năm", "Xóm Đình", "0912345678")
    with pytest.raises(Refused):
        records.add_cared(club, Cared("", TODAY, person_id=who))
    with pytest.raises(Refused):
        records.remove_cared(club, cared_id)


def test_a_death_that_the_register_knows_ends_care_and_visiting(club: Club, van: str) -> None:
    """Whoever writes down a death need not be who writes about home care."""
    nam = members.add_person(club, Person("Trần Văn Năm", "M", "1938"), "2020-01-01")
    cared_id = records.add_cared(club, Cared("", SINCE, person_id=nam))
    plan_records.set_plan(club, plan(cared_id, van))
    day = TODAY - timedelta(days=9)
    chair = club.actor
    club.actor = Actor("x", "Hạnh", frozenset({SECRETARY}))
    members.died(club, nam, day.isoformat())
    club.actor = chair
    assert records.cared_people(club, TODAY) == ()
    (ended,) = records.cared_before(club, TODAY)
    assert (
        (ended.until, ended.reason)
        == (day, "died")
        == (
            records.cared(club, cared_id).until,
            records.cared(club, cared_id).reason,
        )
    )
    picture = visit_records.month_picture(club, Month.of(TODAY))
    assert max((cell.on for cell in picture.cells), default=day) < day
    club.actor = Actor("x", "Hạnh", frozenset({SECRETARY}))
    members.died(club, van, day.isoformat())
    club.actor = chair
    assert records.volunteers(club, TODAY) == ()
    assert records.volunteers(club, day)[0].until == day


def test_who_waits_for_a_volunteer(club: Club, van: str, mui: str) -> None:
    nam = members.add_person(club, Person("Lê Văn Nam", "M", "1960"), "2020-01-01")
    records.add_volunteer(club, Volunteer("", nam, SINCE))
    tam = members.add_person(club, Person("Đỗ Thị Tám", "F", "1964"), "2020-01-01")
    tu = records.add_cared(club, Cared("", SINCE, own_name="Cụ Tư"))
    plan_records.set_plan(club, Plan("", mui, SINCE, rounds=(Round(0, van), Round(2, tam))))
    plan_records.set_plan(club, Plan("", tu, SINCE, rounds=(Round(0, van, nam),)))
    assert records.waiting(club, TODAY) == ()
    members.leave(club, van, Membership(None, TODAY.isoformat(), "moved"))
    tomorrow = TODAY + timedelta(days=1)
    assert [each.id for each in records.waiting(club, tomorrow)] == [mui], "who helps out counts"
    plan_records.set_plan(club, Plan("", mui, tomorrow, rounds=(Round(0, None),)))
    assert [each.id for each in records.waiting(club, tomorrow)] == [mui]
    plan_records.set_plan(club, Plan("", mui, tomorrow, rounds=(Round(0, nam),)))
    assert records.waiting(club, tomorrow) == ()


def test_care_ends_with_its_plan_and_nothing_is_written_after(
    club: Club, van: str, mui: str
) -> None:
    plan_records.set_plan(club, plan(mui, van))
    records.end_cared(club, mui, TODAY - timedelta(days=3), "died")
    assert records.cared_people(club, TODAY) == ()
    assert plan_records.plan_on(club, mui, TODAY) is None
    assert [each.id for each in records.cared_before(club, TODAY)] == [mui]
    with pytest.raises(Refused):
        visit_records.write_visit(club, Visit("", mui, TODAY, volunteer_id=van))
    with pytest.raises(Refused):
        records.end_cared(club, mui, SINCE - timedelta(days=1), "died")


def test_a_new_plan_ends_the_one_before_and_one_of_the_same_day_takes_its_place(
    club: Club, van: str, mui: str
) -> None:
    plan_records.set_plan(club, plan(mui, van))
    plan_records.set_plan(club, plan(mui, van, TODAY))
    plan_records.set_plan(club, plan(mui, van, TODAY))
    one, other = plan_records.plans(club, date.min, date.max)
    assert (one.until, other.since) == (TODAY - timedelta(days=1), TODAY)
    with pytest.raises(Refused):
        plan_records.set_plan(club, Plan("", mui, TODAY, rounds=(Round(1, van, van),)))


def test_one_key_marks_a_visit_as_planned(club: Club, van: str, mui: str) -> None:
    planned = Planned(TODAY, mui, van, tasks=("talk",))
    first = visit_records.made(club, planned)
    assert first.minutes == USUAL_MINUTES
    visit_records.write_visit(club, Visit("", mui, TODAY, volunteer_id=van, minutes=35))
    again = visit_records.made(club, planned)
    assert (again.minutes, again.tasks, again.volunteer_id) == (35, ("talk",), van)
    visit_id = visit_records.write_visit(club, again)
    assert len(visit_records.visits(club, TODAY, TODAY, volunteer_id=van)) == 2
    visit_records.remove_visit(club, visit_id)
    assert len(visit_records.visits(club, TODAY, TODAY, cared_id=mui)) == 1
    club.undo()
    assert len(visit_records.visits(club, TODAY, TODAY)) == 2


def test_a_visit_ahead_is_refused_a_missed_one_is_not(club: Club, van: str, mui: str) -> None:
    ahead = TODAY + timedelta(days=2)
    with pytest.raises(Refused):
        visit_records.write_visit(club, Visit("", mui, ahead, volunteer_id=van))
    visit_records.write_visit(club, Visit("", mui, ahead, "missed", van, missed_why="away"))


def test_many_visits_are_one_step(club: Club, van: str, mui: str) -> None:
    days = [TODAY - timedelta(days=number) for number in range(5)]
    visit_records.write_visits(club, [Visit("", mui, day, volunteer_id=van) for day in days])
    assert len(visit_records.visits(club, days[-1], days[0])) == 5
    club.undo()
    assert visit_records.visits(club, days[-1], days[0]) == ()


def test_what_was_reported_stays_open_until_it_is_settled(club: Club, van: str, mui: str) -> None:
    visit_id = visit_records.write_visit(club, Visit("", mui, TODAY, volunteer_id=van))
    report_id = visit_records.write_report(
        club, Report("", mui, TODAY, "fall", "Ngã ở sân", visit_id, "Ông Bình", TODAY)
    )
    (found,) = visit_records.open_reports(club)
    assert (found.id, found.name, found.sign) == (report_id, "Cụ Mùi", "fall")
    visit_records.close_report(club, found, "Trạm y tế đã khám", TODAY)
    assert visit_records.open_reports(club) == ()
    (settled,) = visit_records.reports_of(club, mui)
    assert (settled.done, settled.closed_on) == ("Trạm y tế đã khám", TODAY)


def test_days_away(club: Club, van: str, mui: str) -> None:
    break_id = plan_records.add_break(club, Break("", mui, "hospital", TODAY))
    plan_records.set_plan(club, plan(mui, van))
    month = visit_records.month_picture(club, Month.of(TODAY))
    assert all(cell.on < TODAY for cell in month.cells)
    with pytest.raises(Refused):
        plan_records.end_break(club, break_id, TODAY - timedelta(days=1))
    plan_records.end_break(club, break_id, TODAY)
    assert [each.last for each in plan_records.breaks_of(club, mui)] == [TODAY]
    assert [each.id for each in plan_records.breaks(club, TODAY, TODAY)] == [break_id]
    assert plan_records.breaks(club, TODAY + timedelta(days=1), TODAY + timedelta(days=9)) == ()


def test_a_form_of_needs(club: Club, mui: str) -> None:
    form = NeedForm("", mui, TODAY, "katz", frozenset({"eating", "dressing"}), "Bà Vân")
    plan_records.add_need_form(club, form, KATZ)
    (found,) = plan_records.need_forms(club, mui)
    assert (found.score, found.can, found.kind) == (2, form.can, "katz")


def test_a_year_of_visits(club: Club, van: str, mui: str) -> None:
    lan = members.add_person(club, Person("Lê Thị Lan"), "2020-01-01")
    visit_records.write_visit(club, Visit("", mui, TODAY, "made", van, lan, minutes=60))
    visit_records.write_visit(club, Visit("", mui, TODAY, "made", van, minutes=30))
    visit_records.write_visit(club, Visit("", mui, TODAY, "missed", van))
    found = visit_records.year_of_visits(club, TODAY.year)
    assert [(each.person_id, each.visits, each.minutes) for each in found] == [
        (van, 2, 90),
        (lan, 1, 60),
    ]


def test_somebody_of_no_register_can_be_taken_out_whole(club: Club, van: str, mui: str) -> None:
    plan_records.set_plan(club, plan(mui, van))
    visit_id = visit_records.write_visit(club, Visit("", mui, TODAY, volunteer_id=van))
    visit_records.write_report(club, Report("", mui, TODAY, "fever", visit_id=visit_id))
    plan_records.add_break(club, Break("", mui, "away", TODAY))
    records.remove_cared(club, mui)
    tables = ("cared", "care_plan", "care_round", "home_visit", "care_report", "care_break")
    assert [club.db.table(table).count for table in tables] == [0] * 6
    club.undo()
    assert club.db.table("home_visit").count == 1


@pytest.mark.parametrize("role", [TREASURER, SECRETARY])
def test_who_has_nothing_to_do_with_it_may_not_read(club: Club, mui: str, role: str) -> None:
    club.actor = Actor("x", "Hạnh", frozenset({role}))
    for ask in (
        lambda: records.cared_people(club, TODAY),
        lambda: visit_records.month_picture(club, Month.of(TODAY)),
        lambda: visit_records.open_reports(club),
    ):
        with pytest.raises(Refused):
            ask()


def test_the_deputy_reads_and_does_not_write(club: Club, van: str, mui: str) -> None:
    club.actor = Actor("x", "Dung", frozenset({DEPUTY}))
    assert len(records.cared_people(club, TODAY)) == 1
    with pytest.raises(Refused):
        visit_records.write_visit(club, Visit("", mui, TODAY, volunteer_id=van))


def test_a_blood_pressure_of_a_visit_is_for_who_may_read_of_health(
    club: Club, van: str, mui: str
) -> None:
    """On the pages, in the table of the book and in the history: the deputy reads the rest."""
    visit = Visit("", mui, TODAY, "made", van, minutes=45, systolic=185, diastolic=95, note="Mệt")
    visit_records.write_visit(club, visit)
    seq = club.history()[0].seq

    def seen() -> tuple[object, ...]:
        (read,) = visit_records.visits(club, TODAY, TODAY)
        noted = visit_records.last_note(club, mui, TODAY + timedelta(days=1))
        (change,) = details(club, seq)
        tables = {each.about.name for each in read_tables(club)}
        assert noted is not None
        return read.systolic, noted.diastolic, change.hidden, "home_visit" in tables, read.minutes

    assert seen() == (185, 95, False, True, 45)
    club.actor = Actor("x", "Dung", frozenset({DEPUTY}))
    assert seen() == (None, None, True, False, 45)


def test_what_the_register_knows_is_not_written_a_second_time(club: Club) -> None:
    person = Person("Trần Văn Năm", "M", "1938", phone="0912345678", contact_name="con Hoa")
    nam = members.add_person(club, person, "2020-01-01")
    cared_id = records.add_cared(club, Cared("", SINCE, person_id=nam, risks="Dễ ngã"))
    shown = records.cared(club, cared_id)
    assert (shown.phone, shown.contact_name) == ("0912345678", "con Hoa")
    # A form shows them, and gives them back together with what was changed.
    records.change_cared(club, cared_id, replace(shown, way="Sau đình", contact_phone="0976"))
    (row,) = club.db.table("cared").rows
    assert (row["phone"], row["contact_name"], row["contact_phone"]) == (None, None, "0976")
    members.edit_person(club, nam, replace(person, phone="0987654321"))
    assert records.cared(club, cared_id).phone == "0987654321"
    assert records.cared(club, cared_id).way == "Sau đình"


def test_what_was_reported_before_and_is_open_stands_in_the_month(club: Club, mui: str) -> None:
    before = TODAY - timedelta(days=60)
    report_id = visit_records.write_report(club, Report("", mui, before, "fall"))
    picture = visit_records.month_picture(club, Month.of(TODAY))
    assert [each.id for each in picture.reports] == [report_id]
    visit_records.close_report(club, picture.reports[0], "Đã khám", TODAY)
    assert visit_records.month_picture(club, Month.of(TODAY)).reports == ()

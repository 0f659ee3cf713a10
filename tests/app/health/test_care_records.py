"""Check-ups, illnesses and slips in the book: written, undone, refused, asked with a note."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.base.dates import Month
from app.base.errors import Invalid, Refused
from app.base.text import N_
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, SECRETARY, Actor
from app.health import (
    check_up_records,
    fact_records,
    list_records,
    print_records,
    records,
    referral_records,
)
from app.health.book_lines import since_last_print
from app.health.check_ups import CheckUp, read_check_up
from app.health.facts import Fact, read_fact
from app.health.print_records import BookPrint
from app.health.referrals import Came
from app.health.rules import Reading
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY

LATER = date(2026, 11, 20)


@pytest.fixture
def an(club: Club) -> str:
    return members.add_person(club, Person("Lê Văn An", "M", "1950"), "2025-01-01")


def as_(club: Club, role: str) -> None:
    club.actor = Actor("someone", "Bình", frozenset({role}))


def high(club: Club, person: str, on: date, *pressures: tuple[int, int]) -> list[str]:
    return [records.add_reading(club, person, Reading(on, *each)) for each in pressures]


# --- check-ups ----------------------------------------------------------------------------------


def test_a_check_up_is_written_changed_and_taken_out(club: Club, an: str) -> None:
    typed = {
        "on": "10/11/2026",
        "place": "Trạm y tế",
        "findings": "Bình thường",
        "next_on": "10/5/2027",
    }
    check_up_records.add_check_up(club, read_check_up(typed, TODAY, an))
    (stored,) = check_up_records.check_ups(club, an)
    assert (stored.on_date, stored.place, stored.next_on) == (
        "2026-11-10",
        "Trạm y tế",
        "2027-05-10",
    )
    check_up_records.set_check_up(club, CheckUp("", an, "2026-11-10", findings="Mắt mờ"))
    (changed,) = check_up_records.check_ups(club, an)
    assert (changed.id, changed.findings) == (stored.id, "Mắt mờ")
    check_up_records.remove_check_up(club, changed)
    assert check_up_records.check_ups(club, an) == ()
    club.undo()
    assert len(check_up_records.check_ups(club, an)) == 1


def test_a_whole_visit_is_one_step(club: Club, an: str) -> None:
    other = members.add_person(club, Person("Bùi Thị Hoa"), "2025-01-01")
    found = [CheckUp("", person, "", findings="Tốt") for person in (an, other)]
    check_up_records.add_check_ups(club, LATER, found)
    assert set(check_up_records.check_ups_on(club, LATER)) == {an, other}
    assert check_up_records.check_up_days(club, 2026) == ((LATER, 2),)
    club.undo()
    assert check_up_records.check_ups_on(club, LATER) == {}


def test_a_check_up_has_its_day_and_a_later_next_one(an: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_check_up({"on": "", "next_on": "1/11/2026"}, TODAY, an)
    assert set(caught.value.problems) == {"on"}
    with pytest.raises(Invalid) as caught:
        read_check_up({"on": "10/11/2026", "next_on": "1/11/2026"}, TODAY, an)
    assert set(caught.value.problems) == {"next_on"}


# --- illnesses and medicines --------------------------------------------------------------------


def test_illnesses_need_the_signature_and_go_with_an_end(club: Club, an: str) -> None:
    fact = read_fact({"code": "hypertension", "told_by": "bác sĩ"}, TODAY, an, "illness")
    with pytest.raises(Refused, match="point 2"):
        fact_records.add_fact(club, fact)
    members.give_consent(club, an, "C2", "2025-01-01")
    fact_id = fact_records.add_fact(club, fact)
    pill = read_fact({"text": "Amlodipin", "dose": "5 mg"}, TODAY, an, "medicine")
    fact_records.add_fact(club, pill)
    stored = fact_records.facts(club, an)
    assert [one.words() for one in stored] == ["High blood pressure", "Amlodipin, 5 mg"]
    assert list_records.month_figures(club, Month.of(TODAY)).hypertension == (an,)
    ended = Fact(fact_id, an, "illness", "hypertension", until="2026-11-01")
    fact_records.change_fact(club, fact_id, ended)
    assert list_records.month_figures(club, Month.of(TODAY)).hypertension == ()
    fact_records.remove_fact(club, ended)
    assert [one.kind for one in fact_records.facts(club, an)] == ["medicine"]


def test_after_a_withdrawal_nothing_more_is_written_of_an_illness(club: Club, an: str) -> None:
    members.give_consent(club, an, "C2", "2025-01-01")
    fact_id = fact_records.add_fact(club, Fact("", an, "medicine", text="Amlodipin", dose="5 mg"))
    members.withdraw_consent(club, an, "C2", "2026-06-01")
    (stored,) = fact_records.facts(club, an)
    with pytest.raises(Refused, match="point 2"):
        fact_records.change_fact(club, fact_id, replace(stored, dose="10 mg"))
    fact_records.change_fact(club, fact_id, replace(stored, until="2026-06-01"))
    (ended,) = fact_records.facts(club, an)
    assert (ended.dose, ended.until) == ("5 mg", "2026-06-01")
    fact_records.remove_fact(club, ended)
    assert fact_records.facts(club, an) == ()


@pytest.mark.parametrize("kind", ["illness", "allergy", "medicine"])
def test_nothing_is_no_fact(an: str, kind: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_fact({"since": "1/1/2026", "until": "1/12/2025"}, TODAY, an, kind)  # type: ignore[arg-type]
    assert set(caught.value.problems) == {"text", "until"}


# --- slips --------------------------------------------------------------------------------------


def test_slips_from_the_day_to_the_answer(club: Club, an: str) -> None:
    first, _second = high(club, an, LATER, (150, 92), (146, 90))
    (due,) = referral_records.due_on(club, LATER)
    assert (due.person_id, due.why, due.reading.systolic) == (an, "pressure", 148)
    (slip_id,) = referral_records.give(club, [due])
    assert referral_records.due_on(club, LATER) == ()
    assert referral_records.due_in(club, Month.of(LATER)) == ()
    slip = referral_records.referral(club, slip_id)
    assert (slip.on_date, slip.printed_on, slip.outcome) == ("2026-11-20", "2026-11-21", None)
    waiting = list_records.one_list(club, "referrals", TODAY)
    assert [line.referral_id for line in waiting.lines] == [slip_id]
    referral_records.close(club, slip, Came("treated", "2026-11-21", "Uống thuốc"))
    assert not list_records.one_list(club, "referrals", TODAY).lines
    referral_records.reopen(club, slip)
    assert referral_records.referrals(club, an)[0].outcome is None
    records.remove_reading(club, an, first)
    assert referral_records.referral(club, slip_id).why == "pressure", "a given slip stays"
    referral_records.remove(club, slip)
    with pytest.raises(Refused):
        referral_records.referral(club, slip_id)


def test_a_slip_whose_reading_goes_stays(club: Club, an: str) -> None:
    (reading_id,) = high(club, an, LATER, (184, 100))
    (slip_id,) = referral_records.give(club, referral_records.due_on(club, LATER))
    assert referral_records.referral(club, slip_id).reading_id == reading_id
    records.remove_reading(club, an, reading_id)
    assert referral_records.referral(club, slip_id).reading_id is None
    club.undo()
    assert referral_records.referral(club, slip_id).reading_id == reading_id


def test_who_has_died_is_asked_to_go_nowhere(club: Club, an: str) -> None:
    high(club, an, LATER, (190, 120), (188, 118))
    assert len(referral_records.due_on(club, LATER)) == 1
    members.died(club, an, LATER.isoformat())
    assert referral_records.due_on(club, LATER) == ()
    assert referral_records.due_in(club, Month.of(LATER)) == ()


def test_a_slip_by_hand(club: Club, an: str) -> None:
    slip_id = referral_records.write(club, an, TODAY, "weight", "gầy đi 5 kg")
    slip = referral_records.referral(club, slip_id)
    assert (slip.why, slip.note, slip.printed_on) == ("weight", "gầy đi 5 kg", None)
    referral_records.mark_printed(club, [slip_id])
    assert referral_records.referral(club, slip_id).printed_on == "2026-11-21"


# --- second readings, prints, rights ------------------------------------------------------------


def test_first_and_second_reading_of_a_day(club: Club, an: str) -> None:
    with pytest.raises(Refused):
        records.set_second(club, an, Reading(TODAY, 140, 80))
    records.set_reading(club, an, Reading(TODAY, 150, 92))
    records.set_second(club, an, Reading(TODAY, 140, 88))
    records.set_second(club, an, Reading(TODAY, 142, 88))
    records.set_reading(club, an, Reading(TODAY, 152, 92))
    (row,) = records.grid(club, TODAY)
    assert row.today is not None and row.second is not None
    assert (row.today.systolic, row.second.systolic) == (152, 142)
    assert [one.systolic for one in row.taken] == [152, 142]


def test_prints_come_back_in_order(club: Club, an: str) -> None:
    whole = BookPrint(an, LATER, "whole", 2026, LATER)
    lines = BookPrint(an, TODAY, "lines", 2026, TODAY)
    print_records.note(club, [whole])
    print_records.note(club, [lines])
    print_records.note(club, [])
    assert print_records.prints(club) == {an: (whole, lines)}
    club.undo()
    assert print_records.prints(club) == {an: (whole,)}


def test_what_was_done_to_readings_since_a_printing(club: Club, an: str) -> None:
    """Corrected, typed late, taken out and undone: the paper knows what it shows."""
    kept = records.add_reading(club, an, Reading(LATER, 150, 90))
    other = records.add_reading(club, an, Reading(LATER - timedelta(days=40), 140, 80))
    print_records.note(club, [BookPrint(an, TODAY, "whole", LATER.year, LATER)])
    (book,) = print_records.prints(club)[an]

    def told() -> list[tuple[str, tuple[int, ...]]]:
        changes = print_records.changed_since(club, book.seq).get(an, ())
        sheets = since_last_print(records.readings(club, an), [book], changes)
        return [(one.how, one.months) for one in sheets]

    both = tuple(sorted({(LATER - timedelta(days=40)).month, LATER.month}))
    assert (told(), len(both)) == ([], 2)
    records.correct_reading(club, an, kept, Reading(LATER, 130, 80))
    assert told() == [("fresh", both)]
    club.undo()
    assert told() == []
    late = LATER - timedelta(days=90)
    records.add_reading(club, an, Reading(late, 135, 80))
    assert told() == [("lines", (late.month,))]
    club.undo()
    records.remove_reading(club, an, other)
    assert told() == [("fresh", (LATER.month,))]
    club.undo()
    with club.change(N_("Blood pressure of somebody else")):
        hoa = members.add_person(club, Person("Bùi Thị Hoa"), "2020-01-01")
        club.db.table("reading").update(other, {"person_id": hoa})
    assert told() == [("fresh", (LATER.month,))]
    assert print_records.changed_since(club, book.seq)[hoa][0].before is None


def test_who_may_only_type_sees_and_writes_none_of_it(club: Club, an: str) -> None:
    high(club, an, LATER, (184, 100))
    (due,) = referral_records.due_on(club, LATER)
    as_(club, SECRETARY)
    asks = (
        lambda: check_up_records.check_ups(club, an),
        lambda: check_up_records.check_ups_on(club, LATER),
        lambda: check_up_records.add_check_up(club, CheckUp("", an, "2026-11-20")),
        lambda: fact_records.facts(club, an),
        lambda: fact_records.add_fact(club, Fact("", an, "allergy", text="tôm")),
        lambda: referral_records.due_on(club, LATER),
        lambda: referral_records.give(club, [due]),
        lambda: referral_records.referrals(club, an),
        lambda: list_records.all_lists(club, TODAY),
        lambda: list_records.month_figures(club, Month.of(TODAY)),
        lambda: print_records.prints(club),
    )
    for ask in asks:
        with pytest.raises(Refused):
            ask()
    as_(club, HEALTH_LEAD)
    assert len(list_records.all_lists(club, TODAY)[0].lines) == 1


def test_asking_is_noted_once_a_day(club: Club, an: str) -> None:
    for _time in range(2):
        list_records.all_lists(club, TODAY)
        check_up_records.check_ups(club, an)
    noted = [row["what"] for row in club.db.query("select what from access order by id")]
    assert noted == ["health_lists", "health"]


def test_lists_look_back_as_of_a_day(club: Club, an: str) -> None:
    high(club, an, date(2026, 6, 10), (184, 100))
    assert len(list_records.one_list(club, "urgent", date(2026, 6, 30)).lines) == 1
    assert not list_records.one_list(club, "urgent", TODAY).lines
    told = list_records.month_figures(club, Month(2026, 6))
    assert (len(told.members), told.measured, told.overdue["urgent"]) == (1, (an,), 1)


def test_a_month_asks_for_one_slip_a_person(club: Club, an: str) -> None:
    high(club, an, date(2026, 11, 10), (150, 92), (146, 90))
    high(club, an, LATER, (152, 92), (146, 90))
    (due,) = referral_records.due_in(club, Month.of(LATER))
    assert due.reading.on == LATER
    referral_records.give(club, [due])
    assert referral_records.due_in(club, Month.of(LATER)) == ()

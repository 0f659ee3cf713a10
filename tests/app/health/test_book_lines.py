"""Which lines of which page are printed next into a book that somebody holds."""

from dataclasses import replace
from datetime import date

import pytest

from app.health.book_lines import YearSheet, since_last_print
from app.health.print_records import BookPrint, Changed
from app.health.rules import Reading


def readings(*days: str) -> list[Reading]:
    return [Reading(date.fromisoformat(day), 128, 80) for day in days]


def printed(how: str, on: str, year: int, last: str | None) -> BookPrint:
    last_on = date.fromisoformat(last) if last else None
    return BookPrint("p", date.fromisoformat(on), how, year, last_on)  # type: ignore[arg-type]


def told(sheets: tuple[YearSheet, ...]) -> list[tuple[str, int, tuple[int, ...], tuple[int, ...]]]:
    return [(one.how, one.year, one.pages(), one.months) for one in sheets]


BOOK = printed("whole", "2026-03-15", 2026, "2026-03-10")


def test_new_months_go_onto_the_blank_rows_of_the_year() -> None:
    taken = readings("2026-03-10", "2026-04-10", "2026-06-10", "2026-07-10")
    assert told(since_last_print(taken, [BOOK])) == [("lines", 2026, (6, 7), (4, 6, 7))]


def test_nothing_new_is_nothing_to_print() -> None:
    assert since_last_print(readings("2026-03-10"), [BOOK]) == ()
    assert since_last_print((), []) == ()


def test_the_next_year_has_its_own_blank_pages() -> None:
    taken = readings("2026-03-10", "2027-01-10", "2027-08-10")
    assert told(since_last_print(taken, [BOOK])) == [("lines", 2027, (10, 11), (1, 8))]


def test_lines_once_printed_are_not_printed_again() -> None:
    taken = readings("2026-04-10", "2026-05-10")
    lines = printed("lines", "2026-04-15", 2026, "2026-04-10")
    assert told(since_last_print(taken, [BOOK, lines])) == [("lines", 2026, (6,), (5,))]


def test_a_full_row_asks_for_a_fresh_sheet() -> None:
    taken = readings("2026-03-10", "2026-03-25", "2026-04-10")
    assert told(since_last_print(taken, [BOOK])) == [("fresh", 2026, (6, 7), (3, 4))]


def test_a_fresh_sheet_of_the_next_year_keeps_its_pages() -> None:
    held = [
        BOOK,
        printed("lines", "2027-01-11", 2027, "2027-01-10"),
        printed("fresh", "2027-01-26", 2027, "2027-01-25"),
    ]
    taken = readings("2027-01-10", "2027-01-25", "2027-02-10")
    assert told(since_last_print(taken, held)) == [("lines", 2027, (10,), (2,))]


# --- what was typed, corrected or taken out after the printing ------------------------------------


JANUARY, MARCH = (
    Reading(date(2026, month, 10), 128, 80, id=f"r{month}", note="") for month in (1, 3)
)
HELD = replace(BOOK, seq=5)


def test_a_month_typed_late_goes_onto_its_blank_row() -> None:
    late = Reading(date(2026, 2, 10), 130, 80, id="r2")
    typed = [Changed("r2", 7, None, late)]
    assert told(since_last_print([JANUARY, late, MARCH], [HELD], typed)) == [
        ("lines", 2026, (6,), (2,))
    ]


def test_a_line_on_paper_that_was_corrected_asks_for_a_fresh_sheet() -> None:
    right = replace(JANUARY, systolic=182)
    corrected = [Changed("r1", 7, JANUARY, right)]
    assert told(since_last_print([right, MARCH], [HELD], corrected)) == [
        ("fresh", 2026, (6, 7), (1, 3))
    ]
    before = [Changed("r1", 4, JANUARY, right)]
    assert since_last_print([right, MARCH], [HELD], before) == ()
    there_and_back = [Changed("r1", 8, right, JANUARY), Changed("r1", 7, JANUARY, right)]
    assert since_last_print([JANUARY, MARCH], [HELD], there_and_back) == ()


def test_a_second_reading_of_a_printed_day_asks_for_a_fresh_sheet() -> None:
    second = replace(MARCH, id="r3b", systolic=120)
    typed = [Changed("r3b", 7, None, second)]
    assert told(since_last_print([JANUARY, MARCH, second], [HELD], typed)) == [
        ("fresh", 2026, (6, 7), (1, 3))
    ]


def test_a_line_on_paper_that_was_taken_out_asks_for_a_fresh_sheet() -> None:
    gone = [Changed("r3", 7, MARCH, None)]
    assert told(since_last_print([JANUARY], [HELD], gone)) == [("fresh", 2026, (6, 7), (1,))]
    both = [Changed("r1", 8, JANUARY, None), *gone]
    (sheet,) = since_last_print([], [HELD], both)
    assert (sheet.how, sheet.months, sheet.last_on) == ("fresh", (), None)
    anew = replace(HELD, how="fresh", last_on=None, seq=9)
    assert since_last_print([], [HELD, anew], both) == ()


def test_a_year_that_the_book_does_not_have_comes_fresh() -> None:
    taken = readings("2026-03-10", "2028-02-10")
    assert told(since_last_print(taken, [BOOK])) == [("fresh", 2028, (6, 7), (2,))]
    fresh = printed("fresh", "2028-02-15", 2028, "2028-02-10")
    more = [*taken, *readings("2028-03-10")]
    assert told(since_last_print(more, [BOOK, fresh])) == [("lines", 2028, (6,), (3,))]


def test_a_whole_book_takes_the_place_of_the_one_before() -> None:
    again = printed("whole", "2027-02-01", 2027, "2027-01-10")
    taken = readings("2026-05-10", "2027-01-10", "2027-02-10")
    assert told(since_last_print(taken, [BOOK, again])) == [("lines", 2027, (6,), (2,))]


def test_without_a_book_the_last_year_comes_fresh() -> None:
    taken = readings("2025-05-10", "2026-05-10")
    assert told(since_last_print(taken, [])) == [("fresh", 2026, (6, 7), (5,))]


def test_a_book_without_a_reading_takes_its_first_line() -> None:
    blank = printed("whole", "2026-01-05", 2026, None)
    assert told(since_last_print(readings("2026-01-10"), [blank])) == [("lines", 2026, (6,), (1,))]


@pytest.mark.parametrize("count", [1, 3, 12])
def test_printing_month_by_month_prints_every_line_once(count: int) -> None:
    held, lines = [printed("whole", "2026-01-01", 2026, None)], []
    for month in range(1, count + 1):
        taken = readings(*(f"2026-{each:02}-10" for each in range(1, month + 1)))
        for sheet in since_last_print(taken, held):
            lines.append(sheet.months)
            held.append(printed(sheet.how, f"2026-{month:02}-11", sheet.year, str(sheet.last_on)))
    assert lines == [(month,) for month in range(1, count + 1)]

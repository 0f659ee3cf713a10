"""The grid's rows: what they show, what is stored, what is said about it; no window needed."""

from datetime import date, timedelta

import pytest

from app.base.errors import Invalid
from app.club.file import Club
from app.health import records
from app.health.records import GridRow
from app.health.rules import Reading
from tests.makers import TODAY
from tests.ui.health.conftest import People, reading_of
from ui.health import rows
from ui.kit.chips import Result
from ui.kit.grid import RowResult


def row_of(club: Club, person: str, on: date = TODAY) -> GridRow:
    return next(row for row in records.grid(club, on) if row.person_id == person)


def store(club: Club, person: str, texts: dict[str, str], on: date = TODAY) -> RowResult:
    return rows.store(club, row_of(club, person, on), on, texts, signed=True, today=TODAY)


FULL = {"systolic": "126", "diastolic": "80", "pulse": "72", "weight": "48,2"}


def test_a_row_shows_the_last_values_and_how_one_is_called(club: Club, people: People) -> None:
    row = rows.row_of(row_of(club, people.dao), TODAY, signed=True, today=TODAY)
    assert (row.name, row.short) == ("Nguyễn Thị Đào", "Bà Đào")
    assert row.texts["last"] == "154 / 82, 48.2\N{NO-BREAK SPACE}kg"
    assert row.texts["systolic"] == ""
    assert row.result == Result()


def test_who_has_not_signed_is_marked_until_there_is_a_reading(club: Club, people: People) -> None:
    measured = row_of(club, people.dinh)
    assert measured.last is None
    row = rows.row_of(measured, TODAY, signed=False, today=TODAY)
    assert (row.texts["last"], row.result.word) == ("Not measured", "Consent not signed")
    done = rows.store(club, measured, TODAY, FULL, signed=False, today=TODAY)
    assert "not signed" in done.say
    row = rows.row_of(row_of(club, people.dinh), TODAY, signed=False, today=TODAY)
    assert row.result == Result("Normal", band="normal")


def test_a_row_is_stored_as_typed_and_named_by_its_band(club: Club, people: People) -> None:
    done = store(club, people.an, FULL)
    assert reading_of(club, people.an) == Reading(
        TODAY, 126, 80, 72, 48_200, id=reading_of(club, people.an).id
    )
    assert done.result == Result("Normal", band="normal")
    assert (done.texts["systolic"], done.texts["weight"], done.say) == ("126", "48.2", "")


def test_both_numbers_in_one_field_come_back_in_two(club: Club, people: People) -> None:
    done = store(club, people.an, {**FULL, "systolic": "134/84", "diastolic": ""})
    assert (done.texts["systolic"], done.texts["diastolic"]) == ("134", "84")
    assert done.result.band == "elevated"


def test_a_high_pressure_is_to_be_measured_again_on_the_same_day(
    club: Club, people: People
) -> None:
    high = {**FULL, "systolic": "162", "diastolic": "96"}
    done = store(club, people.an, high)
    assert done.result == Result("Very high, measure again", band="very_high")
    assert done.say == "162 / 96: rest 5 minutes, then measure again."
    later = store(club, people.an, high, on=TODAY - timedelta(days=2))
    assert (later.result.word, later.say) == ("Very high", "")


def test_an_urgent_pressure_says_where_to_go(club: Club, people: People) -> None:
    done = store(club, people.an, {"systolic": "186", "diastolic": "104"})
    assert done.result.band == "urgent"
    assert done.say.endswith("to the health station today.")


def test_doubts_are_questions_and_do_not_stop_a_row(club: Club, people: People) -> None:
    done = store(club, people.dao, {**FULL, "pulse": "172", "weight": "84,2"})
    assert done.say == (
        "Pulse 172\N{NO-BREAK SPACE}/min is rare. Is it right? "
        "Weight was 48.2\N{NO-BREAK SPACE}kg last time. Is 84.2\N{NO-BREAK SPACE}kg right?"
    )
    assert reading_of(club, people.dao).pulse == 172


def test_what_a_folded_column_holds_stays(club: Club, people: People) -> None:
    whole = Reading(TODAY, 120, 70, 66, 50_000, 1_520, 5_600, True, "uống thuốc", "Hiền")
    records.add_reading(club, people.an, whole)
    store(club, people.an, {**FULL, "pulse": "70"})
    now = reading_of(club, people.an)
    assert (now.pulse, now.height_mm, now.glucose_umol_l, now.glucose_fasting) == (
        70,
        1_520,
        5_600,
        True,
    )
    assert (now.note, now.taken_by) == ("uống thuốc", "Hiền")


def test_clearing_every_number_takes_the_reading_out_and_undo_brings_it_back(
    club: Club, people: People
) -> None:
    store(club, people.an, FULL)
    done = store(club, people.an, dict.fromkeys(FULL, ""))
    assert reading_of(club, people.an) is None
    assert done == RowResult(dict.fromkeys(FULL, ""))
    club.undo()
    assert reading_of(club, people.an).systolic == 126


def test_a_weight_alone_is_a_reading_without_a_band(club: Club, people: People) -> None:
    done = store(club, people.an, {"weight": "48"})
    assert done.result == Result("Saved", icon="check", tone="good")


def test_a_cell_is_looked_at_when_it_is_left_but_not_asked_for_what_comes_later(
    club: Club, people: People
) -> None:
    row = row_of(club, people.an)
    rows.check(row, TODAY, {"systolic": "126", "diastolic": ""}, TODAY)
    with pytest.raises(Invalid) as caught:
        rows.check(row, TODAY, {"systolic": "1380", "diastolic": ""}, TODAY)
    assert list(caught.value.problems) == ["systolic"]
    assert "40 to 300" in caught.value.problems["systolic"]


def test_a_wrong_row_changes_nothing(club: Club, people: People) -> None:
    with pytest.raises(Invalid):
        store(club, people.an, {**FULL, "systolic": "1380"})
    assert reading_of(club, people.an) is None


def test_keys_of_two_days_differ(people: People) -> None:
    assert rows.key_of(people.an, TODAY) != rows.key_of(people.an, date(2026, 10, 18))


def test_the_last_values_make_room_for_more_columns() -> None:
    few = [column.name for column in rows.columns(rows.EACH_TIME, last=True)]
    assert few == ["last", "systolic", "diastolic", "pulse", "weight"]
    every = rows.columns((*rows.EACH_TIME, *rows.NOW_AND_THEN), last=True)
    assert [column.name for column in every] == [*rows.EACH_TIME, *rows.NOW_AND_THEN]
    assert every[-2].long_title() == "Glucose, mmol/L"


def test_in_little_room_titles_and_results_are_short(club: Club, people: People) -> None:
    weight = rows.columns(rows.EACH_TIME, last=True, brief=True)[-1]
    assert (weight.title, weight.long_title()) == ("Weighed", "Weight, kg")
    high = {"systolic": "162", "diastolic": "96"}
    measured = row_of(club, people.dinh)
    row = rows.row_of(measured, TODAY, signed=False, today=TODAY, brief=True)
    assert row.result.word == "Unsigned"
    done = rows.store(club, measured, TODAY, high, signed=True, today=TODAY, brief=True)
    assert done.result.word == "Very high"
    assert "measure again" in done.say

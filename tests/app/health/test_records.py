"""Readings in the book: stored as typed, asked with the right and a note of who asked."""

from datetime import date, timedelta

import pytest

from app.base.errors import Refused
from app.club.file import Club
from app.club.roles import HEALTH_LEAD, SECRETARY, TREASURER, Actor
from app.health import records
from app.health.rules import Reading, merged
from app.health.thresholds import rules_on
from app.members import records as members
from app.members.rules import Membership, Person

TODAY = date(2026, 6, 21)
FULL = Reading(TODAY, 128, 80, 72, 48_200, 1_520, 5_600, True, "uống thuốc đều", "Đặng Thị Hiền")


def accesses(club: Club) -> list[tuple[str, str | None, str | None]]:
    rows = club.db.query("select what, person_id, detail from access order by id")
    return [(row["what"], row["person_id"], row["detail"]) for row in rows]


def as_(club: Club, role: str) -> None:
    club.actor = Actor("someone", "Bình", frozenset({role}))


@pytest.fixture
def an(club: Club) -> str:
    return members.add_person(club, Person("Lê Văn An", birth="1950"), "2025-01-01")


def test_a_reading_comes_back_as_it_was_stored(club: Club, an: str) -> None:
    reading_id = records.add_reading(club, an, FULL)
    (stored,) = records.readings(club, an)
    assert stored.id == reading_id
    assert stored == Reading(
        **{**{name: getattr(FULL, name) for name in FULL.__slots__}, "id": reading_id}
    )


def test_readings_come_oldest_first(club: Club, an: str) -> None:
    for day in (21, 3, 12):
        records.add_reading(club, an, Reading(date(2026, 6, day), pulse=60 + day))
    assert [one.on.day for one in records.readings(club, an)] == [3, 12, 21]


def test_the_grid_replaces_the_reading_of_the_day_and_adds_on_another(club: Club, an: str) -> None:
    first = records.set_reading(club, an, Reading(TODAY, 138, 80))
    assert records.set_reading(club, an, Reading(TODAY, 128, 80, note="đo lại")) == first
    records.set_reading(club, an, Reading(date(2026, 5, 21), 120, 80))
    assert [(one.systolic, one.note) for one in records.readings(club, an)] == [
        (120, ""),
        (128, "đo lại"),
    ]


def test_each_change_can_be_undone(club: Club, an: str) -> None:
    reading_id = records.add_reading(club, an, Reading(TODAY, 138, 80))
    records.set_reading(club, an, Reading(TODAY, 128, 80))
    club.undo()
    assert records.readings(club, an)[0].systolic == 138
    records.remove_reading(club, an, reading_id)
    assert records.readings(club, an) == ()
    club.undo()
    assert len(records.readings(club, an)) == 1


@pytest.mark.parametrize("end", ["lowest", "highest"])
def test_the_file_takes_what_the_rules_allow(club: Club, an: str, end: str) -> None:
    ends = {field: getattr(row, end) for field, row in rules_on(TODAY).ranges.items()}
    reading = Reading(
        TODAY,
        ends["systolic"],
        ends["diastolic"],
        ends["pulse"],
        ends["weight"],
        ends["height"],
        ends["glucose"],
    )
    records.add_reading(club, an, reading)
    assert records.readings(club, an)[0].pulse == ends["pulse"]


# --- the grid ---------------------------------------------------------------------------------


def test_the_grid_has_every_member_of_the_day_in_name_order(club: Club, an: str) -> None:
    buoi = members.add_person(club, Person("Đào Thị Bưởi"), "2025-01-01")
    left = members.add_person(club, Person("Vũ Văn Cam"), "2025-01-01")
    members.leave(club, left, Membership(None, "2026-06-01", "moved"))
    members.add_person(club, Person("Hồ Văn Dừa"), as_member=False)
    records.add_reading(club, an, Reading(date(2026, 4, 21), 140, 90, weight_g=48_000))
    records.add_reading(club, an, Reading(date(2026, 5, 21), 130, 85))
    records.add_reading(club, an, Reading(TODAY, 128, 80))
    rows = records.grid(club, TODAY)
    assert [row.name for row in rows] == ["Lê Văn An", "Đào Thị Bưởi"]
    assert rows[0].today is not None
    assert rows[0].today.systolic == 128
    assert rows[0].last is not None
    assert (rows[0].last.systolic, rows[0].last.weight_g) == (130, 48_000)
    assert (rows[0].birth, rows[0].sex) == ("1950", None)
    assert (rows[1].person_id, rows[1].today, rows[1].last) == (buoi, None, None)
    assert "Vũ Văn Cam" in [row.name for row in records.grid(club, date(2026, 5, 1))]


def test_several_readings_as_one_row() -> None:
    early = Reading(date(2026, 6, 3), 150, 90, 70, 48_000, 1_520, 5_000, True, "a", "Hiền", "1")
    late = Reading(date(2026, 6, 21), weight_g=49_000, note="b", id="2")
    row = merged([early, late])
    assert row.on == early.on
    assert (row.systolic, row.pulse, row.weight_g, row.height_mm) == (150, 70, 49_000, 1_520)
    assert (row.glucose_umol_l, row.glucose_fasting) == (5_000, True)
    assert (row.note, row.taken_by, row.id) == ("b", "Hiền", "2")
    assert merged([late]) == late


# --- who may, and who asked ---------------------------------------------------------------------


@pytest.mark.parametrize("role", [SECRETARY, TREASURER])
def test_health_data_by_name_needs_its_right(club: Club, an: str, role: str) -> None:
    as_(club, role)
    for ask in (
        lambda: records.readings(club, an),
        lambda: records.grid(club, TODAY),
        lambda: records.readings_of_all(club, "test"),
    ):
        with pytest.raises(Refused):
            ask()
    assert accesses(club) == []


def test_the_secretary_may_type_readings_the_treasurer_may_not(club: Club, an: str) -> None:
    as_(club, SECRETARY)
    records.set_reading(club, an, Reading(TODAY, 128, 80))
    as_(club, TREASURER)
    with pytest.raises(Refused):
        records.set_reading(club, an, Reading(TODAY, 120, 80))
    as_(club, HEALTH_LEAD)
    assert records.readings(club, an)[0].systolic == 128


def test_who_may_only_type_sees_the_open_day_and_nothing_from_before(club: Club, an: str) -> None:
    now = club.today()
    records.add_reading(club, an, Reading(now - timedelta(days=28), 140, 90))
    as_(club, SECRETARY)
    records.set_reading(club, an, Reading(now, 128, 80))
    (row,) = records.grid(club, now)
    assert row.today is not None
    assert (row.today.systolic, row.last) == (128, None)
    records.grid(club, now - timedelta(days=records.OPEN_DAYS - 1))
    with pytest.raises(Refused, match="Only the chair and the health lead"):
        records.grid(club, now - timedelta(days=records.OPEN_DAYS))
    assert accesses(club)[0] == ("health_grid", None, now.isoformat())


def test_any_reading_of_a_person_can_be_corrected(club: Club, an: str) -> None:
    first = records.add_reading(club, an, Reading(TODAY, 152, 90))
    records.add_reading(club, an, Reading(TODAY, 148, 88))
    records.correct_reading(club, an, first, Reading(date(2026, 6, 20), 142, 90))
    taken = records.readings(club, an)
    assert [(one.on.day, one.systolic) for one in taken] == [(20, 142), (21, 148)]
    club.undo()
    assert [one.systolic for one in records.readings(club, an)] == [152, 148]


def test_asking_is_noted_once_a_day_for_the_same_thing(club: Club, an: str) -> None:
    for _time in range(2):
        records.readings(club, an)
        records.grid(club, TODAY)
        records.readings_of_all(club, "health_books 1")
    assert accesses(club) == [
        ("health", an, None),
        ("health_grid", None, "2026-06-21"),
        ("health_all", None, "health_books 1"),
    ]
    as_(club, HEALTH_LEAD)
    records.readings(club, an)
    assert len(accesses(club)) == 4


def test_asking_is_no_step_to_undo(club: Club, an: str) -> None:
    records.add_reading(club, an, Reading(TODAY, 128, 80))
    records.readings(club, an)
    club.undo()
    assert records.readings(club, an) == ()

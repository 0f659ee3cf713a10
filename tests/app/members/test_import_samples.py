"""The two rosters of a commune, as they came: every person exactly as expected."""

import json
import shutil
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.club import backup
from app.club.file import Club
from app.club.history import history
from app.club.roles import VIEWER, Actor
from app.members import records
from app.members.import_plan import apply_plan, plan_file
from app.members.rules import HouseholdStatus, Member, Person
from tests.app.members.lists import write_xlsx

SAMPLES = Path(__file__).with_name("samples")
NAMES = ("roster-1", "roster-2-tcvn3")


def as_expected(member: Member, wanted: list[str]) -> dict[str, str | None]:
    known = {
        "household": member.status.status if member.status else None,
        "joined": member.membership.joined_on if member.membership else None,
    }
    return {field: known.get(field, getattr(member.person, field, None)) for field in wanted}


@pytest.mark.parametrize("name", NAMES)
def test_sample_comes_in_as_expected(club: Club, name: str) -> None:
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))["people"]
    plan = plan_file(club, SAMPLES / f"{name}.xlsx")
    assert apply_plan(club, plan) == len(expected)
    assert plan.skipped == ()
    members = sorted(records.members(club, club.today()), key=lambda member: member.code)
    assert [as_expected(member, list(expected[0])) for member in members] == expected


@pytest.mark.parametrize("name", NAMES)
def test_second_import_of_the_same_list_adds_nobody(club: Club, name: str) -> None:
    apply_plan(club, plan_file(club, SAMPLES / f"{name}.xlsx"))
    plan = plan_file(club, SAMPLES / f"{name}.xlsx")
    assert plan.adding == ()
    assert len(plan.skipped) == plan.read
    assert apply_plan(club, plan) == 0


def test_import_is_one_step_of_undo(club: Club) -> None:
    apply_plan(club, plan_file(club, SAMPLES / "roster-1.xlsx"))
    club.undo()
    assert records.people(club, club.today()) == ()
    club.redo()
    assert len(records.people(club, club.today())) == 57


def test_a_copy_of_the_book_is_kept_before(club: Club) -> None:
    records.add_person(club, Person("Lê An"))
    apply_plan(club, plan_file(club, SAMPLES / "roster-1.xlsx"))
    kept = backup.kept(club.folder)
    assert [copy.reason for copy in kept] == [backup.IMPORT]


def test_who_may_not_write_the_register_may_not_import(club: Club) -> None:
    plan = plan_file(club, SAMPLES / "roster-1.xlsx")
    club.actor = Actor("x", "Lê Xem", frozenset({VIEWER}))
    with pytest.raises(Refused):
        apply_plan(club, plan)
    assert records.people(club, club.today()) == ()
    assert backup.kept(club.folder) == []


def test_sample_names_its_year_and_its_columns(club: Club) -> None:
    plan = plan_file(club, SAMPLES / "roster-1.xlsx")
    assert (plan.sheet, plan.header_rows, plan.year, plan.year_known) == (
        "Danh sách",
        (6, 7),
        2026,
        True,
    )
    shown = {column.field: (column.letter, column.heading) for column in plan.columns}
    assert shown["birth_female"] == ("D", "Năm sinh – Nữ")
    assert shown["near_poor"] == ("G", "Hoàn cảnh – Cận nghèo")
    assert plan.doubts == ()


def test_name_of_the_file_does_not_matter(club: Club, tmp_path: Path) -> None:
    renamed = tmp_path / "roster.xls"
    shutil.copy(SAMPLES / "roster-1.xlsx", renamed)
    assert plan_file(club, renamed).read == 57


def test_newer_list_renews_the_status_of_who_is_there_already(club: Club, tmp_path: Path) -> None:
    """The list of 2025 counts in 2025, stays in force to be confirmed, until that of 2026."""
    header = ["Họ tên", "Năm sinh", "Hộ nghèo", "Cận nghèo"]
    for year, marks in ((2025, ["x", None]), (2026, [None, "x"]), (2024, ["x", None])):
        rows = [[f"DANH SÁCH NĂM {year}"], header, ["Lê An", 1950, *marks], ["Lê Bình", 1951]]
        path = write_xlsx(tmp_path / f"{year}.xlsx", {"DS": rows})
        plan = plan_file(club, path)
        apply_plan(club, plan)
        assert len(plan.renewing) == (year == 2026)
        assert apply_plan(club, plan_file(club, path)) == 0
        (an, binh) = records.members(club, club.today())
        assert an.status is not None
        assert (an.status.year, an.status.status, an.status.to_confirm(club.today())) == (
            (2025, "poor", True) if year == 2025 else (2026, "near_poor", False)
        )
        assert binh.status is None
    words = [entry.words for entry in history(club)]
    assert words[:2] == [
        "Renew 1 household statuses from a list",
        "Import 2 members from a list",
    ]
    club.undo()
    assert records.members(club, club.today())[0].status == HouseholdStatus(
        2025, "poor", source="2025.xlsx"
    )

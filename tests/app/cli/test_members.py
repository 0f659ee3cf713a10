import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli.main import main
from app.club.file import Club, open_file
from app.members import lists_records, records
from app.members.filters import Filter
from app.members.rules import HouseholdStatus, Membership, Person
from tests.app.members.lists import write_xlsx
from tests.makers import TODAY, fast_ports

SAMPLE = Path(__file__).parents[1] / "members" / "samples" / "roster-1.xlsx"


def run(*args: object) -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert done.exit_code == 0, done.output
    return done.stdout


def answer(*args: object) -> Any:
    return json.loads(run(*args, "--json"))


def test_import_and_list(club_folder: Path) -> None:
    told = answer("import-members", club_folder, SAMPLE)
    assert (told["read"], told["added"], told["skipped"], told["warnings"]) == (57, 57, [], [])
    assert told["columns"]["name"] == "B: Họ và tên"
    listed = answer("members", club_folder)
    assert len(listed) == 57
    assert [one["name"] for one in listed[:3]] == ["Giàng Thu Ánh", "Trần Bích Ánh", "Đỗ Kim Ẩn"]
    assert listed[0].keys() == {
        *("code", "name", "sex", "birth", "cccd", "bhyt", "phone", "hamlet", "ethnic"),
        *("household", "joined", "left"),
    }
    found = answer("members", club_folder, "--find", "dao")
    assert [one["name"] for one in found] == ["Khuất Thị Đào", "Đào Văn Khoát", "Đào Hồng Thúy"]
    again = answer("import-members", club_folder, SAMPLE)
    assert (again["added"], len(again["skipped"])) == (0, 57)
    assert again["skipped"][0] == {
        "row": 8,
        "why": "The same name and birth as 001 Lò Bích Hạnh.",
    }


def test_dry_run_changes_nothing(club_folder: Path) -> None:
    told = answer("import-members", club_folder, SAMPLE, "--dry-run")
    assert (told["added"], told["dry_run"]) == (57, True)
    assert answer("members", club_folder) == []
    assert "57 members would be added. Nothing was changed." in run(
        "import-members", club_folder, SAMPLE, "--dry-run"
    )


def test_doubts_name_their_rows(club_folder: Path, tmp_path: Path) -> None:
    rows = [["Họ tên", "NS", "SĐT"], ["Lê An", 1950, "12345"], ["Lê An", 1950, ""]]
    path = write_xlsx(tmp_path / "list.xlsx", {"Một": [["x"]], "Hai": rows})
    told = answer("import-members", club_folder, path, "--dry-run", "--sheet", "Hai")
    assert told["warnings"] == [
        {
            "row": 2,
            "field": "phone",
            "message": "12345 does not look like a telephone number: check it.",
        }
    ]
    said = run("import-members", club_folder, path)
    assert "Row 2: 12345 does not look like" in said
    assert "Row 3 left out: The same name and birth as Lê An (row 2)." in said
    assert "1 member added." in said


def test_year_of_the_statuses_can_be_said(club_folder: Path, tmp_path: Path) -> None:
    rows = [["Họ tên", "Hộ nghèo"], ["Lê An", "x"]]
    path = write_xlsx(tmp_path / "list.xlsx", {"DS": rows})
    told = answer("import-members", club_folder, path, "--year", "2024")
    assert (told["year"], told["warnings"]) == (2024, [])
    assert answer("members", club_folder)[0]["household"] == "poor"
    assert answer("members", club_folder, "--on", "2023-12-31")[0]["household"] is None


def add_two(club: Club) -> None:
    status = HouseholdStatus(2026, "near_poor")
    records.add_person(
        club, Person("Lê An", "F", "1950-05", phone="0912345678"), "2025-01-01", status
    )
    gone = records.add_person(club, Person("Bùi Bình"))
    records.leave(club, gone, Membership(None, "2026-03-01", "moved"))


def test_members_of_a_day(club_folder: Path) -> None:
    club = open_file(club_folder, fast_ports())
    add_two(club)
    club.close()
    day = ("--on", TODAY.isoformat())
    assert [one["name"] for one in answer("members", club_folder, *day)] == ["Lê An"]
    then = answer("members", club_folder, "--on", "2026-02-28")
    assert [(one["name"], one["left"]) for one in then] == [
        ("Lê An", None),
        ("Bùi Bình", "2026-03-01"),
    ]
    assert run("members", club_folder, *day).splitlines() == [
        "Code  Full name  Sex    Birth   Telephone   Hamlet  Household status",
        "001   Lê An      woman  5/1950  0912345678          near-poor household",
        "1 member",
    ]
    assert run("members", club_folder, "--find", "zzz").splitlines() == ["0 members"]


@pytest.mark.parametrize("name", ["none.xlsx", "letter.txt"])
def test_no_list_is_said_in_one_sentence(club_folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("Kính gửi Hội NCT xã", "utf-8")
    args = ["import-members", str(club_folder), str(tmp_path / name), "--json"]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "Nothing was changed." in done.stderr


def test_only_who_is_on_a_list(club_folder: Path) -> None:
    club = open_file(club_folder, fast_ports())
    for name, sex, status in (("Lê Thị Lan", "F", "poor"), ("Vũ Văn Tý", "M", "poor")):
        person_id = records.add_person(club, Person(name, sex, "1940"), "2020-01-01")
        records.set_household_status(club, person_id, HouseholdStatus(2026, status))
    wanted = Filter(sex="F", age_from=75, households=frozenset({"poor"}))
    lists_records.save_list(club, "Quà Tết", wanted)
    club.close()

    def names(*arguments: str) -> list[str]:
        return [each["name"] for each in answer("members", club_folder, *arguments)]

    assert names("--list", "poor") == ["Lê Thị Lan", "Vũ Văn Tý"]
    assert names("--list", "quà tết") == ["Lê Thị Lan"]
    assert names("--list", "quà tết", "--on", "2014-06-30") == []
    assert names("--list", "poor", "--find", "vuw van ty") == ["Vũ Văn Tý"]
    wrong = CliRunner().invoke(main, ["members", str(club_folder), "--list", "rich"])
    assert wrong.exit_code == 1
    assert "Quà Tết".casefold() in wrong.output

"""`so-clb longevity`."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from app.cli.main import main
from app.club.file import open_file
from app.members import records
from app.members.rules import Membership, Person
from tests.makers import fast_ports


def run(*args: object) -> str:
    done = CliRunner().invoke(main, ["--language", "en", *(str(arg) for arg in args)])
    assert done.exit_code == 0, done.output
    return done.stdout


def answer(*args: object) -> Any:
    return json.loads(run(*args, "--json"))


def filled(folder: Path) -> Path:
    club = open_file(folder, fast_ports())
    records.add_person(club, Person("Lò Bích Hạnh", "F", "1947-03-09"), "2016-01-01")
    records.add_person(club, Person("Vũ Văn Hải", "M", "1957"), "2016-01-01")
    gone = records.add_person(club, Person("Đỗ Thị Lan", "F", "1937"), "2016-01-01")
    records.leave(club, gone, Membership("2016-01-01", "2026-01-01", "moved"))
    club.close(keep_copy=False)
    return folder


def test_the_members_of_today_by_calendar_year(club_folder: Path) -> None:
    listed = answer("longevity", filled(club_folder), "--year", 2027)
    assert [one["code"] for one in listed] == ["001", "002"]
    assert listed[0] == {
        "code": "001",
        "name": "Lò Bích Hạnh",
        "age": 80,
        "title": "High longevity ceremony (mừng thượng thọ)",
        "by": "the commune, the Association of the Elderly and the family",
        "full_age_on": "2027-03-09",
        "birth": "1947-03-09",
        "gift": "a gift as the province decides",
    }
    assert listed[1]["full_age_on"] is None


def test_by_full_age_on_a_day(club_folder: Path) -> None:
    folder = filled(club_folder)
    assert [one["code"] for one in answer("longevity", folder, "--full-by", "2027-02-06")] == [
        "002"
    ]
    said = run("longevity", folder, "--full-by", "6/6/2027")
    assert "001   Lò Bích Hạnh  9/3/1947  80   9/3/2027" in said
    assert said.endswith("2 people\n")


def test_nobody_this_year(club_folder: Path) -> None:
    assert run("longevity", filled(club_folder), "--year", 2026) == "0 people\n"

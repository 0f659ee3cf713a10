"""`so-clb sheets`, `meeting`, `minutes` and `poster`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.base.periods import Month
from app.cli.main import main
from app.club.file import open_file
from app.meetings import plan_records, records, sheet_records
from app.meetings.plan import Rule
from app.members import records as members
from app.members.rules import Person
from tests.app.documents.month import hold
from tests.makers import fast_ports

DECEMBER = Month(2026, 12)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["--language", "en", *(str(arg) for arg in args)])


def test_all_sheets_of_a_planned_meeting(club_folder: Path, tmp_path: Path) -> None:
    club = open_file(club_folder, fast_ports())
    plan_records.set_rule(club, Rule(Month(2026, 1), "day", 10))
    for number in range(21):
        members.add_person(club, Person(f"Lê Văn {number}"), "2026-01-01")
    club.close()
    out = tmp_path / "new" / "sheets.pdf"
    done = run("sheets", club_folder, "2026-12", out)
    assert done.exit_code == 0, done.output
    assert done.stdout == f"9 sheets in {out}.\n"
    assert len(PdfReader(out).pages) == 9
    club = open_file(club_folder, fast_ports())
    assert len(sheet_records.sheets(club, DECEMBER)) == 9
    told = [row["detail"] for row in club.db.query("select detail from access")]
    assert "sheets 2026-12" in told
    club.close()


def test_without_a_plan_it_says_what_to_do(club_folder: Path, tmp_path: Path) -> None:
    done = run("sheets", club_folder, "12/2026", tmp_path / "sheets.pdf")
    assert done.exit_code == 1
    assert "Write down first on which day the club meets" in done.stderr
    assert not (tmp_path / "sheets.pdf").exists()


# --- a meeting that was held --------------------------------------------------------------------


@pytest.fixture
def held(club_folder: Path) -> Path:
    club = open_file(club_folder, fast_ports())
    hold(club)
    club.close()
    return club_folder


def printed(folder: Path) -> list[str]:
    club = open_file(folder, fast_ports())
    told = [row["detail"] for row in club.db.query("select detail from access order by rowid")]
    club.close()
    return told


def test_a_meeting_told(held: Path) -> None:
    told = json.loads(run("meeting", held, "2026-06", "--json").stdout)
    assert list(told)[:5] == ["date", "steps", "attendance", "areas", "tasks"]
    assert told["date"] == "2026-06-21"
    assert told["attendance"] == {"present": 3, "absent": 1, "rate": 75.0, "reasons": {"ill": 1}}
    assert told["areas"]["income"]["participants"] == 31
    assert [task["owner"] for task in told["tasks"]] == ["Lê Văn Quý"]
    assert told["cash_vnd"] == 10_000
    lines = run("meeting", held, "6/2026").stdout.splitlines()
    assert "3 of 4 members came (75 %)." in lines
    assert "Absent: ill 1" in lines
    assert "Decision 2: Kiến nghị xã lắp đèn đường" in lines
    assert any("Sửa mái hiên · Lê Văn Quý · 15/6/2026" in line for line in lines)


def test_nobody_was_counted(held: Path) -> None:
    club = open_file(held, fast_ports())
    records.open_meeting(club, Month(2026, 7), "2026-07-21")
    club.close()
    told = json.loads(run("meeting", held, "2026-07", "--json").stdout)
    assert told["attendance"] == {"present": None, "absent": 0, "rate": None, "reasons": {}}
    assert "Nobody was counted." in run("meeting", held, "2026-07").stdout


def test_papers_of_a_meeting_are_written_and_noted(held: Path, tmp_path: Path) -> None:
    for command, name in (
        ("minutes", "minutes.pdf"),
        ("minutes", "minutes.docx"),
        ("poster", "poster.pdf"),
    ):
        done = run(command, held, "2026-06", tmp_path / name)
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).stat().st_size > 5_000
    noted = [detail for detail in printed(held) if detail]
    assert noted[-3:] == ["minutes 2026-06", "minutes 2026-06", "poster 2026-06"]


@pytest.mark.parametrize(
    "command",
    [
        ("meeting", "2026-13"),
        ("meeting", "2026-01"),
        ("minutes", "2026-01", "out.pdf"),
        ("minutes", "2026-06", "out.txt"),
        ("poster", "2026-01", "out.pdf"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    held: Path, command: tuple[str, ...], tmp_path: Path
) -> None:
    name, month, *out = command
    done = run(name, held, month, *(tmp_path / each for each in out))
    assert done.exit_code == 1
    assert done.stderr.strip().endswith(".")
    assert not list(tmp_path.glob("out.*"))

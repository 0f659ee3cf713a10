"""`so-clb sheets`."""

from pathlib import Path

from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.base.periods import Month
from app.cli.main import main
from app.club.file import open_file
from app.meetings import plan_records, sheets
from app.meetings.plan import Rule
from app.members import records as members
from app.members.rules import Person
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
    assert len(sheets.sheets(club, DECEMBER)) == 9
    told = [row["detail"] for row in club.db.query("select detail from access")]
    assert "sheets 2026-12" in told
    club.close()


def test_without_a_plan_it_says_what_to_do(club_folder: Path, tmp_path: Path) -> None:
    done = run("sheets", club_folder, "12/2026", tmp_path / "sheets.pdf")
    assert done.exit_code == 1
    assert "Write down first on which day the club meets" in done.stderr
    assert not (tmp_path / "sheets.pdf").exists()

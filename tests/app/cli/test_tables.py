import json
from pathlib import Path

from click.testing import CliRunner

from app.cli.main import main
from app.club.file import open_file
from app.members import records
from app.members.rules import Person
from tests.makers import fast_ports


def run(*args: object) -> str:
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_whole_book_out_and_in_again(club_folder: Path, tmp_path: Path) -> None:
    club = open_file(club_folder, fast_ports())
    records.add_person(club, Person("Lê An", "F", "1950", cccd="001150000001"), "2025-01-01")
    club.close()
    out = tmp_path / "new" / "tables.xlsx"
    assert "tables.xlsx" in run("export-tables", club_folder, out)
    told = json.loads(run("import-tables", club_folder, out, "--json"))
    assert (told["added"], told["changed"], told["missing"], told["taken"]) == (0, 0, 0, 0)
    assert told["tables"]["person"] == {"rows": 1, "added": 0, "changed": 0, "missing": 0}
    assert "0 rows taken over." in run("import-tables", club_folder, out)
    assert "Nothing was changed." in run("import-tables", club_folder, out, "--dry-run")
    told = json.loads(run("import-members", club_folder, out, "--json"))
    assert (told["read"], told["added"], told["changed"], told["renewed"]) == (1, 0, 0, 0)
    assert told["sheet"] == "person"
    club = open_file(club_folder, fast_ports())
    seen = [row["detail"] for row in club.db.query("select detail from access")]
    assert any(detail.startswith("tables ") for detail in seen if detail)
    club.close()


def test_no_file_of_tables(club_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Họ và tên\nLê An\n", "utf-8")
    done = CliRunner().invoke(main, ["import-tables", str(club_folder), str(path), "--json"])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "Nothing was changed." in done.stderr

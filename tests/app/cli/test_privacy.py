import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main
from app.club.file import open_file
from app.members import records as members
from app.members.rules import Person
from app.organisation import records as organisation
from app.organisation.rules import Office
from tests.makers import fast_ports

NAME = "Trịnh Thị Lan"


@pytest.fixture
def lan(club_folder: Path) -> Path:
    """The folder of a club with one member, number 001."""
    club = open_file(club_folder, fast_ports())
    members.add_person(club, Person(NAME, "F", "1948"), "2020-01-01")
    club.close()
    return club_folder


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_erase_asks_nothing_and_the_book_checks_out(lan: Path) -> None:
    done = run("erase", lan, "1", "--reason", "Tự xin", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["code"], told["look"]) == ("001", []) and told["entries"] >= 2
    checked = json.loads(run("check", lan, "--json").stdout)
    assert checked["ok"] and checked["notices"] == []
    assert json.loads(run("members", lan, "--json").stdout) == []
    club = open_file(lan, fast_ports())
    tables = [list(club.db.query(f'select * from "{t}"')) for t in club.db.table_names()]
    assert NAME not in json.dumps(tables, ensure_ascii=False, default=str)
    club.close()


def test_erase_says_what_it_did(lan: Path) -> None:
    done = run("erase", lan, "001", "--reason", "Tự xin")
    assert done.stdout == "Erased the person with number 001.\n"


def test_texts_that_may_mean_a_namesake_are_told(lan: Path) -> None:
    club = open_file(lan, fast_ports())
    members.add_person(club, Person(NAME, "F", "1955"), "2020-01-01")
    members.add_person(club, Person("Bùi Văn Hoa", note=f"cháu {NAME}"), "2020-01-01")
    club.close()
    done = run("erase", lan, "001", "--reason", "Tự xin")
    assert "1 text holds this name too" in done.stdout
    assert f"    cháu {NAME}\n" in done.stdout


def test_erase_refuses_in_a_sentence(lan: Path) -> None:
    club = open_file(lan, fast_ports())
    person = members.members(club, club.today())[0]
    organisation.begin_office(club, Office("", person.id, "chair", "2026-01-01"))
    club.close()
    done = run("erase", lan, "001", "--reason", "Tự xin")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{NAME} cannot be erased yet: sits on the board (Chair).")
    assert done.stdout == ""


@pytest.mark.parametrize("code", ["002", "xyz"])
def test_a_number_that_nobody_has_is_refused(lan: Path, code: str) -> None:
    done = run("erase", lan, code, "--reason", "Tự xin")
    assert done.exit_code == 1 and "Nothing was changed" in done.stderr


def test_nobody_is_erased_twice(lan: Path) -> None:
    run("erase", lan, "001", "--reason", "Tự xin")
    done = run("erase", lan, "001", "--reason", "Tự xin")
    assert done.exit_code == 1 and "Nothing was changed" in done.stderr


def test_taking_back_an_older_copy_says_who_is_erased_again(lan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "old.clbk"
    assert run("backup", lan, copy).exit_code == 0
    run("erase", lan, "001", "--reason", "Tự xin")
    done = run("restore", copy, lan)
    assert "1 person of the copy was erased since" in done.stdout
    assert json.loads(run("members", lan, "--json").stdout) == []
    assert run("check", lan).exit_code == 0

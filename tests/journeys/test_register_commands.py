"""What a board knows about its people, asked by command: past days, figures, lists, papers, and
somebody who wants to be forgotten."""

from pathlib import Path

import pypdf
import pytest

from app.club.file import open_file
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied
from tests.makers import fast_ports

DAY = "2026-06-30"
RULE_SETS = (
    *("national-1533", "bac-ninh-2017", "vinh-long-2016", "national-1336"),
    *("lai-chau-2021", "national-1648", "bac-ninh-2026", "bac-ninh-2030"),
)
FIGURE = ["id", "numerator", "denominator", "percent", "target", "verdict", "advice"]
HONOUR = ["code", "name", "age", "title", "by", "full_age_on"]


def words(path: Path) -> str:
    """Everything written in a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", RULE_SETS)
def test_composition_of_a_past_day(shell: Shell, copied: Copied, rules: str) -> None:
    copied("D")
    there = shell.ok("members", "D", "--on", DAY, "--json").json
    figures = shell.ok("composition", "D", "--on", DAY, "--rules", rules, "--json").json
    assert figures
    assert all(list(figure)[: len(FIGURE)] == FIGURE for figure in figures)
    by_id = {figure["id"]: figure for figure in figures}
    assert len(by_id) == len(figures)
    for figure in figures:
        if figure["denominator"]:
            exact = 100 * figure["numerator"] / figure["denominator"]
            assert abs(figure["percent"] - exact) < 1
    if "women" in by_id:
        women = by_id["women"]
        assert women["numerator"] == sum(member["sex"] == "F" for member in there)
        assert women["denominator"] == len(there)


def test_unknown_rules_are_refused_in_words(shell: Shell, copied: Copied) -> None:
    copied("D")
    said = shell.run("composition", "D", "--on", DAY, "--rules", "atlantis").sentence
    assert "bac-ninh-2026" in said


def test_longevity_of_next_year(shell: Shell, copied: Copied) -> None:
    copied("D")
    members = {m["code"]: m for m in shell.ok("members", "D", "--json").json}
    honours = shell.ok("longevity", "D", "--year", 2027, "--json").json
    assert honours
    assert all(list(honour)[: len(HONOUR)] == HONOUR for honour in honours)
    for honour in honours:
        birth = members[honour["code"]]["birth"]
        assert honour["age"] == 2027 - int(birth[:4])
        assert (honour["full_age_on"] is None) == (len(birth) < 10)
    assert any(honour["age"] >= 75 for honour in honours)
    assert any(2026 - int(m["birth"][:4]) >= 75 for m in members.values() if m["birth"])


# --- lists and papers ---------------------------------------------------------------------------


def test_the_list_goes_out_and_comes_back_unchanged(shell: Shell, copied: Copied) -> None:
    copied("D")
    before = shell.ok("members", "D", "--json").json
    shell.ok("members", "D", "--xlsx", "members.xlsx")
    back = shell.ok("import-members", "D", "members.xlsx", "--json").json
    assert (back["read"], back["added"], back["changed"]) == (len(before), 0, 0)
    assert back["changes"] == []
    assert shell.ok("members", "D", "--json").json == before


def test_papers_of_everybody_and_of_one(shell: Shell, copied: Copied) -> None:
    copied("D")
    members = shell.ok("members", "D", "--json").json
    shell.ok("cards", "D", "cards.pdf")
    shell.ok("consent-forms", "D", "forms.pdf")
    shell.ok("person", "D", members[0]["code"], "my-record.pdf")
    cards, forms, record = (
        shell.folder / name for name in ("cards.pdf", "forms.pdf", "my-record.pdf")
    )
    assert len(pypdf.PdfReader(cards).pages) == -(-len(members) // 8)
    assert len(pypdf.PdfReader(forms).pages) == 2 * len(members)
    for path in (cards, forms):
        said = words(path)
        assert all(member["name"] in said for member in members)
    assert members[0]["name"] in words(record)
    assert members[1]["name"] not in words(record)


# --- to be forgotten ----------------------------------------------------------------------------


def everything(folder: Path) -> str:
    """Every value of every table of a book, its history too, as one text."""
    book = open_file(folder, fast_ports())
    tables = [
        row[0] for row in book.db.execute("select name from sqlite_schema where type='table'")
    ]
    said = "\n".join(
        repr(row) for name in tables for row in book.db.execute(f'select * from "{name}"')
    )
    book.close(keep_copy=False)
    return said


def erased(shell: Shell, people: list[dict[str, str]]) -> dict[str, str]:
    """The first of these people who could be erased: whoever has money of the club, or with it,
    is refused by name."""
    for person in people:
        done = shell.run("erase", "D", person["code"], "--reason", "at their own request")
        if done.code == 0:
            return person
        assert person["name"] in done.sentence
        assert "Nothing was changed" in done.sentence
    raise AssertionError("nobody could be erased")


def test_an_erased_person_is_nowhere(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    members = shell.ok("members", "D", "--json").json
    names = [member["name"] for member in members]
    shell.ok("backup", "D", "before.clbk")
    gone = erased(shell, [m for m in members if names.count(m["name"]) == 1 and m["cccd"]])
    shell.ok("check", "D")
    assert gone["code"] not in [
        member["code"] for member in shell.ok("members", "D", "--json").json
    ]
    shell.ok("export", "D", "stick")
    shell.ok("cards", "D", "cards.pdf")
    said = everything(folder)
    for secret in (gone["name"], gone["cccd"]):
        assert secret not in said
    assert gone["name"] not in words(shell.folder / "cards.pdf")
    shell.ok("backup", "D", "after.clbk")
    shell.ok("restore", "after.clbk", "F")
    shell.ok("check", "F")
    assert gone["name"] not in everything(shell.folder / "F")


def test_erasing_refuses_a_sitting_officer_by_name(shell: Shell, copied: Copied) -> None:
    copied("D")
    before = shell.ok("members", "D", "--json").json
    said = shell.run("erase", "D", "9999", "--reason", "x").sentence
    assert "Nothing was changed" in said
    assert shell.ok("members", "D", "--json").json == before

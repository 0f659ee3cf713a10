"""Health and home care asked by command and put on paper, on the practice club: the month and its
lists, slips, new lines for books handed out, visits, pocket sheets; and what is asked wrongly."""

from pathlib import Path

import pypdf
import pytest

from app.base.periods import Month
from app.club.file import open_file
from app.health import list_records
from app.health.lists import KINDS
from app.home_care.rules import LEAST_VOLUNTEERS
from app.home_care.visit_records import month_picture
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied
from tests.makers import fast_ports

MONTH = Month(2026, 6)
BEGUN, LAST = Month(2024, 12), Month(2026, 11)
"""The months of the practice club."""
TALLY = ["name", "planned", "made", "missed", "minutes"]
ON_A_BOOK = (
    ("health", "{}", "--month", "2026-06", "--json"),
    ("visits", "{}", "--month", "2026-06", "--json"),
    ("book", "{}", "out.pdf", "--since-last-print"),
    ("referrals", "{}", "2026-06", "out.pdf"),
    ("care-sheets", "{}", "2026-07", "out.pdf"),
)


def words(path: Path) -> str:
    """Everything written in a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


# --- health -------------------------------------------------------------------------------------


def test_the_month_of_health_as_json(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("health", "D", "--month", MONTH, "--json").json
    assert {"members", "measured", "bands", "second_readings", "referrals", "overdue"} <= set(told)
    there = {
        member["code"]
        for day in (MONTH.first, MONTH.last)
        for member in shell.ok("members", "D", "--on", day, "--json").json
    }
    assert told["members"] == len(there), "who left in the month was there in it"
    assert 0 < told["measured"] <= told["members"]
    assert sum(told["bands"].values()) == told["measured"]
    assert 0 < told["second_readings"] <= told["second_readings_asked"]
    assert list(told["referrals"]) == ["open", "closed"]
    assert sum(told["referrals"].values()) > 0
    assert list(told["overdue"]) == list(KINDS)
    pressure = told["hypertension"]
    assert pressure["known"] == sum(
        pressure[part] for part in ("controlled", "high", "not_measured")
    )
    said = shell.ok("health", "D", "--month", "6/2026").out
    assert f"{told['measured']} of {told['members']}" in said
    assert f"{pressure['controlled']} of {pressure['known']}" in said


def test_a_list_is_the_same_in_figures_in_json_and_on_paper(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    told = shell.ok("health", "D", "--month", MONTH, "--json").json
    book = open_file(folder, fast_ports())
    lists = {code: list_records.one_list(book, code, MONTH.last) for code in KINDS}
    book.close(keep_copy=False)
    assert {code: len(each.lines) for code, each in lists.items()} == told["overdue"]
    listed = shell.ok(
        *("health", "D", "--month", MONTH, "--list", "high", "--out", "list.pdf", "--json"),
    ).json
    names = [line["name"] for line in listed["lines"]]
    assert names == [line.person.name for line in lists["high"].lines]
    paper = words(shell.folder / "list.pdf")
    assert names
    assert all(name in paper for name in names)


def test_slips_in_one_pile(shell: Shell, copied: Copied) -> None:
    copied("D")
    before = shell.ok("health", "D", "--month", MONTH, "--json").json["referrals"]
    said = shell.ok("referrals", "D", MONTH, "out.pdf", "--language", "vi").out
    after = shell.ok("health", "D", "--month", MONTH, "--json").json["referrals"]
    count = after["open"] + after["closed"]
    assert said.startswith(f"{count} slips in ")
    assert count >= before["open"] + before["closed"] > 0
    assert len(pypdf.PdfReader(shell.folder / "out.pdf").pages) == -(-count // 2)
    paper = words(shell.folder / "out.pdf")
    assert paper.count("xin đến trạm y tế") + paper.count("Xin đến trạm y tế") >= 1
    assert "chẩn đoán" not in paper.lower()
    again = shell.ok("referrals", "D", MONTH, "out.pdf", "--four").out
    assert again.startswith(f"{count} slips in "), "printed again, not given again"


def test_only_new_lines_go_into_the_book_handed_out(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    book = open_file(folder, fast_ports())
    newest = list(
        book.db.query(
            "select p.code, max(r.on_date) as day from reading r join person p"
            " on p.id = r.person_id where p.erased_on is null group by p.id order by day desc"
        )
    )
    book.close(keep_copy=False)
    code = newest[0]["code"]
    one = ("--since-last-print", "--member", code)
    shell.ok("book", "D", "new-lines.pdf", *one)
    lines = words(shell.folder / "new-lines.pdf")
    assert code in lines
    assert "Nothing new" in shell.ok("book", "D", "again.pdf", *one).out
    assert len(pypdf.PdfReader(shell.folder / "again.pdf").pages) == 1
    assert "Nothing new" in words(shell.folder / "again.pdf")


# --- home care ----------------------------------------------------------------------------------


def test_the_month_of_home_care_as_json(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("visits", "D", "--month", MONTH, "--json").json
    assert list(told) == ["volunteers", "people", "not_seen"]
    for row in (*told["volunteers"], *told["people"]):
        assert list(row) == TALLY
        assert row["missed"] <= row["planned"]
        assert (row["minutes"] > 0) == (row["made"] > 0)
    assert len(told["volunteers"]) >= LEAST_VOLUNTEERS
    cared = {row["name"]: row for row in told["people"]}
    for gap in told["not_seen"]:
        assert all(day.startswith("2026-06") for day in gap["days"])
        assert cared[gap["name"]]["missed"] >= len(gap["days"])
    said = shell.ok("visits", "D", "--month", MONTH).out
    assert all(row["name"] in said for row in (*told["volunteers"], *told["not_seen"]))


def test_every_month_has_volunteers_and_visits(copied: Copied) -> None:
    book = open_file(copied("D"), fast_ports())
    month = BEGUN
    while month <= LAST:
        found = month_picture(book, month)
        assert len(found.volunteers) >= LEAST_VOLUNTEERS, month
        assert found.people, month
        assert all(found.tally_of_cared(each.id).made for each in found.people), month
        month = month.next()
    book.close(keep_copy=False)


def test_pocket_sheets_for_every_volunteer(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("visits", "D", "--month", "2026-07", "--json").json
    said = shell.ok("care-sheets", "D", "2026-07", "out.pdf").out
    halves = int(said.split("Sheets for ")[1].split()[0])
    assert len(pypdf.PdfReader(shell.folder / "out.pdf").pages) >= -(-halves // 2)
    paper = words(shell.folder / "out.pdf")
    assert all(row["name"] in paper for row in told["volunteers"] if row["planned"])
    assert all(row["name"].split()[-1] in paper for row in told["people"] if row["planned"])


# --- what is asked wrongly ----------------------------------------------------------------------


@pytest.mark.parametrize("command", ON_A_BOOK, ids=lambda command: command[0])
def test_what_is_no_club_is_refused_in_a_sentence(shell: Shell, command: tuple[str, ...]) -> None:
    (shell.folder / "letter").write_text("a letter")
    (shell.folder / "empty").mkdir()
    for name in ("letter", "empty", "nowhere"):
        said = shell.run(*(part.format(name) for part in command)).sentence
        assert f"“{name}”" in said
        assert "Nothing was changed." in said
    assert not (shell.folder / "out.pdf").exists()


def test_wrong_months_and_members_are_refused_in_a_sentence(shell: Shell, copied: Copied) -> None:
    copied("D")
    for command in (
        ("health", "D", "--month", "2026-13"),
        ("visits", "D", "--month", "2026-13"),
        ("referrals", "D", "2026-13", "out.pdf"),
        ("care-sheets", "D", "2026-13", "out.pdf"),
    ):
        assert "“2026-13” is not a month" in shell.run(*command).sentence
    unknown = shell.run("book", "D", "out.pdf", "--since-last-print", "--member", "9999")
    assert "9999" in unknown.sentence
    assert "--list" in shell.run("health", "D", "--out", "out.pdf").sentence
    assert [path.name for path in shell.folder.iterdir()] == ["D"]


def test_an_empty_club_has_nobody_to_care_for_and_says_so(shell: Shell) -> None:
    shell.ok(
        *("new", "E", "--name", "CLB thôn Đông", "--commune", "xã Hòa Bình"),
        *("--province", "Bắc Ninh", "--no-passphrase"),
    )
    told = shell.ok("health", "E", "--month", MONTH, "--json").json
    assert (told["members"], told["measured"]) == (0, 0)
    assert set(told["overdue"].values()) == {0}
    found = shell.ok("visits", "E", "--month", MONTH, "--json").json
    assert found == {"volunteers": [], "people": [], "not_seen": []}
    shell.ok("visits", "E", "--month", MONTH)
    shell.ok("referrals", "E", MONTH, "slips.pdf")
    shell.ok("care-sheets", "E", "2026-07", "sheets.pdf")
    shell.ok("book", "E", "lines.pdf", "--since-last-print")
    for name in ("slips.pdf", "sheets.pdf", "lines.pdf"):
        assert len(pypdf.PdfReader(shell.folder / name).pages) == 1
        assert len(words(shell.folder / name).split()) > 8, "it says that there is nothing"

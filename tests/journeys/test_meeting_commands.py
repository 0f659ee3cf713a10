"""What a meeting did, asked by command, and the papers made of it, on the practice club."""

import re
from pathlib import Path

import docx
import pypdf

from app.base.areas import AREAS
from app.meetings.rules import STEPS
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied

MONTH = "2026-06"


def words(path: Path) -> str:
    """Everything written in a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


# --- a meeting told -----------------------------------------------------------------------------


def test_a_meeting_as_json(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("meeting", "D", MONTH, "--json").json
    assert list(told)[:5] == ["date", "steps", "attendance", "areas", "tasks"]
    assert told["date"].startswith(MONTH)
    assert list(told["steps"]) == list(STEPS)
    assert set(told["steps"].values()) == {"done"}, "a full meeting"
    came = told["attendance"]
    assert list(came)[:3] == ["present", "absent", "rate"]
    expected = came["present"] + came["absent"]
    assert came["rate"] == round(100 * came["present"] / expected, 1)
    there = shell.ok("members", "D", "--on", told["date"], "--json").json
    assert len(there) == expected
    assert list(told["areas"]) == list(AREAS)
    assert all(list(area)[:2] == ["activities", "participants"] for area in told["areas"].values())
    assert all(area["activities"] and area["participants"] for area in told["areas"].values())
    assert told["tasks"]
    assert all(task["text"] and task["owner"] for task in told["tasks"])
    assert told["decisions"]
    assert told["missing"] == []


def test_every_month_has_a_full_meeting(shell: Shell, copied: Copied) -> None:
    copied("D")
    counted = shell.ok("areas", "D", "--year", 2026, "--json").json
    held = shell.ok("meeting", "D", "2026-02", "--json").json
    assert held["state"] == "closed"
    months = [month for month, count in counted["areas"]["income"].items() if count]
    assert {"2026-01", "2026-02", MONTH} <= set(months)
    for month in months[:6]:
        told = shell.ok("meeting", "D", month, "--json").json
        assert month in counted["complete_months"]
        assert {area: one["count"] for area, one in told["areas"].items()} == {
            area: counted["areas"][area][month] for area in AREAS
        }


def test_a_meeting_in_words(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("meeting", "D", MONTH, "--json").json
    said = shell.ok("meeting", "D", "6/2026").out
    came = told["attendance"]
    assert f"{came['present']} of {came['present'] + came['absent']} members came" in said
    assert all(task["text"] in said for task in told["tasks"])
    assert "Better income" in said


# --- papers -------------------------------------------------------------------------------------


def test_minutes_on_paper_and_for_word(shell: Shell, copied: Copied) -> None:
    copied("D")
    told = shell.ok("meeting", "D", MONTH, "--json").json
    shell.ok("minutes", "D", MONTH, "minutes.pdf")
    shell.ok("minutes", "D", MONTH, "minutes.docx")
    paper = words(shell.folder / "minutes.pdf")
    assert len(pypdf.PdfReader(shell.folder / "minutes.pdf").pages) <= 2
    file = docx.Document(str(shell.folder / "minutes.docx"))
    written = " ".join(each.text for each in file.paragraphs)
    assert "BIÊN BẢN" in paper
    came = told["attendance"]
    present = f"{came['present']} trên {came['present'] + came['absent']} người"
    assert present in paper
    assert present in written
    rows = [[cell.text for cell in row.cells] for row in file.tables[1].rows[1:]]
    assert len(rows) == max(len(told["decisions"]), len(told["tasks"]))
    for text, row in zip(told["decisions"], rows, strict=False):
        assert row[1].startswith(text)
        assert text.split()[0] in paper
    code = re.search(r"mã (\w{3}-\w{3})", paper)
    assert code is not None
    foot = file.sections[0].footer.paragraphs[0].text
    assert code[1] in foot, "both are the same minutes"
    again = (shell.folder / "minutes.docx").read_bytes()
    shell.ok("minutes", "D", MONTH, "again.docx")
    assert (shell.folder / "again.docx").read_bytes() == again


def test_the_poster_names_no_member(shell: Shell, copied: Copied) -> None:
    copied("D")
    names = [member["name"] for member in shell.ok("members", "D", "--json").json]
    shell.ok("poster", "D", MONTH, "poster.pdf")
    shell.ok("poster", "D", MONTH, "small.pdf", "--a4")
    large, small = (pypdf.PdfReader(shell.folder / name) for name in ("poster.pdf", "small.pdf"))
    assert len(large.pages) == len(small.pages) == 1
    high = float(large.pages[0].mediabox.height), float(small.pages[0].mediabox.height)
    assert [round(each * 25.4 / 72) for each in high] == [420, 297]
    for name in ("poster.pdf", "small.pdf"):
        said = words(shell.folder / name)
        assert "8 / 8" in said
        assert not [one for one in names if one in said]


# --- what cannot be done ------------------------------------------------------------------------


def test_wrong_months_and_files_are_refused_in_a_sentence(shell: Shell, copied: Copied) -> None:
    copied("D")
    assert "13" in shell.run("meeting", "D", "2026-13").sentence
    for command in (["meeting", "D", "2031-05"], ["minutes", "D", "2031-05", "m.pdf"]):
        assert "5/2031" in shell.run(*command).sentence
    assert "5/2031" in shell.run("poster", "D", "2031-05", "p.pdf").sentence
    assert ".docx" in shell.run("minutes", "D", MONTH, "minutes.txt").sentence
    assert not list(shell.folder.glob("*.pdf"))

"""A club with paper books takes its money over in one evening, by keys alone in the real window:
what stands in the paper books is in the book, on a paper to sign, and the next collection fits."""

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from app.base.periods import Month
from app.base.text import _
from app.club.file import Club
from app.documents import takeover_paper
from app.funds import balance_records, check, gift_records, source_records
from app.loans import check as loan_check
from app.loans import records as loans
from app.loans import standing_records
from app.meetings import booking_records, collection_records, records
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY, make_club
from tests.ui.real import Keyboard, running
from ui.funds.takeover import TakeoverPage
from ui.funds.takeover_lines import DonorsStep, SourcesStep
from ui.funds.takeover_money import MoneyStep
from ui.funds.takeover_people import LoansStep, SavingsStep
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.loans.page import MoneyPage
from ui.meetings.meeting import MeetingPage

PAPER = date(2026, 10, 31)
"""Up to this day the paper books were kept."""
NAMES = ("Lê Thị Lan", "Trần Văn Tý", "Nguyễn Thị Đào", "Dương Thị Ngọc Tâm", "Hoàng Hường")


@pytest.mark.parametrize("size", [100, 200])
def test_an_evening_with_the_paper_books(tmp_path: Path, qtbot: QtBot, size: int) -> None:
    club = make_club(tmp_path / "club")
    for name in NAMES:
        members.add_person(club, Person(name, birth="1950"), "2025-01-01")
    club.close()
    with running(qtbot, tmp_path / "club", size=size) as keys:
        open_it(keys)
        type_money(keys)
        type_source(keys)
        type_loans(keys)
        type_savings(keys)
        type_donor(keys)
        name_the_rest(keys)
        write(keys)
        as_on_paper(keys.window.session.club)
        print_confirmation(keys)
        collect(keys)


def shown(keys: Keyboard, kind: type[Page]) -> None:
    """The page one sees is of this kind, and where one works on it is in sight."""
    page, focus = keys.page, keys.focus()
    assert isinstance(page, kind)
    if page.isAncestorOf(focus):
        middle = focus.mapTo(page.viewport(), focus.rect().center())
        assert page.viewport().rect().contains(middle), f"out of sight on {page.title()!r}"


def open_it(keys: Keyboard) -> None:
    """The room of the money, still empty, leads there with one key."""
    keys.press("Alt+6")
    shown(keys, MoneyPage)
    keys.press("Enter")
    shown(keys, TakeoverPage)
    keys.press("Enter")
    shown(keys, MoneyStep)


def type_money(keys: Keyboard) -> None:
    """Cash and bank of each fund, row by row."""
    for text in ("2tr", "10tr", "1tr250", "", "500k", "", "900k", ""):
        keys.type(text)
        keys.press("Enter")
    keys.press("Ctrl+Enter")


def type_source(keys: Keyboard) -> None:
    """The province gave 15 million, to go back one day."""
    shown(keys, SourcesStep)
    keys.press("Enter", "Space", "Enter", "Space", "Enter")
    for text in ("Ngân sách tỉnh", "15tr"):
        keys.type(text)
        keys.press("Enter")
    keys.type("Hội Người cao tuổi xã")
    keys.press("Ctrl+Enter")
    shown(keys, SourcesStep)
    keys.press("Ctrl+Enter")


def type_loans(keys: Keyboard) -> None:
    """One pays each month, one at the end and is behind with interest, one is overdue."""
    page = keys.page
    assert isinstance(page, LoansStep)
    for name, *line in (
        ("tam", "3tr", "", "21/4/2027", "500k", ""),
        ("huong", "1tr", "1", "5/3/27", "", "50k"),
        ("dao", "500k", "", "5/10/26", "", ""),
    ):
        keys.type(name)
        keys.press("Enter")
        shown(keys, LoansStep)
        typed = page.grid.rows.typed
        for text in line[: len(typed)]:
            keys.type(text)
            keys.press("Enter")
        shown(keys, LoansStep)
        if len(typed) < len(line):  # large letters: the other two fields stand in the form
            type_the_others(keys, *line[3:])
    keys.press("Ctrl+Enter")


def type_the_others(keys: Keyboard, part: str, arrears: str) -> None:
    """Back into the row, and on to everything about its loan."""
    if not part and not arrears:
        return
    keys.press("F2", "Tab", "Tab", "Tab", "Tab")
    keys.type(part)
    keys.press("Tab")
    keys.type(arrears)
    keys.press("Ctrl+Enter")
    page = keys.page
    assert isinstance(page, LoansStep)
    assert page.who.first().hasFocus()


def type_savings(keys: Keyboard) -> None:
    shown(keys, SavingsStep)
    for name, saved in (("lan", "600k"), ("ty", "300k")):
        keys.type(name)
        keys.press("Enter")
        keys.type(saved)
        keys.press("Enter")
    shown(keys, SavingsStep)
    keys.press("Ctrl+Enter")


def type_donor(keys: Keyboard) -> None:
    shown(keys, DonorsStep)
    keys.press("Enter")
    keys.type("Công ty Hạnh Phúc")
    keys.press("Enter")
    keys.type("1/6/2025")
    keys.press("Enter", "Enter")
    keys.type("2tr")
    keys.press("Ctrl+Enter", "Ctrl+Enter")
    shown(keys, TakeoverPage)


def name_the_rest(keys: Keyboard) -> None:
    """Half a million a loan, one more in the box: it does not add up before it has a source."""
    page = keys.page
    assert isinstance(page, TakeoverPage)
    keys.press("Enter")
    assert "1.500.000" in page.notices()[0].what
    keys.press("2", "F7", "Ctrl+Enter", "Esc")
    assert keys.page is page
    assert not page.notices()
    assert page.balance.chip.accessibleName() == _("It adds up")
    assert page.tiles[1].hasFocus()


def write(keys: Keyboard) -> None:
    keys.press("F9", "Ctrl+Enter")
    page = keys.page
    assert isinstance(page, TakeoverPage)
    assert page.print_button.hasFocus()


def as_on_paper(club: Club) -> None:
    """The book says on the last day of the paper books what they said."""
    held = balance_records.balances(club, PAPER)
    assert (held["income"]["cash"], held["income"]["bank"]) == (2_000_000, 10_000_000)
    assert held["activity"]["cash"] == 1_250_000
    assert held["golden_heart"]["cash"] == 500_000
    assert held["income"]["loans"] == 4_500_000
    assert sorted(balance_records.of_people(club, "savings", PAPER).values()) == [300_000, 600_000]
    given = {each.source.name: each.balance for each in source_records.sources(club, PAPER)}
    assert given == {"Ngân sách tỉnh": 15_000_000, _("Interest put to the capital"): 1_500_000}
    (gift,) = gift_records.gifts(club, date(2025, 1, 1), PAPER)
    assert (gift.donor, gift.value_vnd) == ("Công ty Hạnh Phúc", 2_000_000)
    owed = {each.who: each for each in loans.loans(club)}
    ends = {
        who: standing_records.standing_of(club, each.id, PAPER).last_due_on
        for who, each in owed.items()
    }
    assert ends == {
        "Dương Thị Ngọc Tâm": date(2027, 4, 21),
        "Hoàng Hường": date(2027, 3, 5),
        "Nguyễn Thị Đào": date(2026, 10, 5),
    }
    nothing_wrong(club)


def print_confirmation(keys: Keyboard) -> None:
    """The paper to sign says it all: what each fund has, who gave, who owes what and to when."""
    page, club = keys.page, keys.window.session.club
    keys.press("Enter")
    keys.wait_for(Preview)
    keys.press("Esc")
    assert keys.page is page
    pdf = pypdf.PdfReader(io.BytesIO(takeover_paper.render(takeover_paper.gather(club))))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for said in ("16.500.000", "Ngân sách tỉnh", "Dương Thị Ngọc Tâm", "21/4/2027", "Trần Văn Tý"):
        assert said in text


def collect(keys: Keyboard) -> None:
    """Three weeks later: what the meeting asks for is what a pencil says, and it is booked."""
    club = keys.window.session.club
    meeting_id = records.open_meeting(club, Month.of(TODAY), TODAY.isoformat())
    asked = {
        each.name: (each.principal_vnd, each.interest_vnd)
        for each in collection_records.expected(club, meeting_id)
        if each.loans
    }
    assert asked == {
        "Dương Thị Ngọc Tâm": (500_000, 30_000),
        "Hoàng Hường": (0, 50_000 + 10_000),
        "Nguyễn Thị Đào": (500_000, 5_000),
    }
    keys.window.open("meetings", meeting=meeting_id, step="collection")
    assert isinstance(keys.page, MeetingPage)
    keys.press("Ctrl+D", "Ctrl+B")
    assert booking_records.booked(club, meeting_id).complete
    assert balance_records.balance(club, "income", "loans", TODAY) == 4_500_000 - 1_000_000
    assert balance_records.balance(club, "income", "cash", TODAY) == 2_000_000 + 1_000_000
    nothing_wrong(club)


def nothing_wrong(club: Club) -> None:
    """Every check of the ledger and of the loans agrees."""
    looks = (*check.looks(club), *loan_check.looks(club))
    assert not [problem for look in looks for problem in look.problems]

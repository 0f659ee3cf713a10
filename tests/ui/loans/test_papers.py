"""Every paper of a loan can be made from its page."""

from pathlib import Path

import pytest

from app.base.periods import Month
from app.loans import records
from app.loans.schedule import schedule
from tests.app.loans.scene import terms
from tests.makers import TODAY
from tests.ui.conftest import FakeShell
from tests.ui.loans.conftest import Book
from ui.funds.papers import statement_paper
from ui.kit.button import Button
from ui.kit.choose import ChoosePage
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.session import Session
from ui.loans import papers
from ui.loans.lists import AllLoansPage
from ui.loans.loan import LoanPage

PDF = b"%PDF"


@pytest.mark.parametrize("code", ["request", "contract", "passbook", "vouchers"])
def test_papers_of_a_loan(code: str, session: Session, shell: FakeShell, book: Book) -> None:
    page = Page(session, shell)
    loan = records.loan(session.club, book.late)
    for tongue in ("vi", "en"):
        assert papers.paper_of(page, loan, code).render(tongue).startswith(PDF)


def test_the_papers_offered_follow_the_state(
    session: Session, shell: FakeShell, book: Book
) -> None:
    page = Page(session, shell)
    offered = {}
    for which in ("asked", "approved", "late", "goods"):
        papers.choose(page, records.loan(session.club, getattr(book, which)))
        chooser = shell.shown[-1]
        assert isinstance(chooser, ChoosePage)
        offered[which] = {str(tile.property("code")) for tile in chooser.tiles.values()}
    assert offered == {
        "asked": {"request"},
        "approved": {"request", "contract"},
        "late": {"request", "contract", "passbook", "vouchers"},
        "goods": {"request", "contract", "vouchers"},
    }


@pytest.mark.parametrize("kind", ["page", "poster"])
def test_statements(kind: str, session: Session, shell: FakeShell, book: Book) -> None:
    page = Page(session, shell)
    papers.statement(page)
    assert isinstance(shell.shown[-1], ChoosePage)
    paper = statement_paper(page, kind, Month.of(TODAY))
    assert paper.render("vi").startswith(PDF)


def test_plans_and_lists(session: Session, shell: FakeShell, book: Book, qtbot: object) -> None:
    page = AllLoansPage(session, shell)
    page.make_ready()
    shell.show(page)
    papers.plans(page, [("Gốc trả cuối kỳ", schedule(terms(), TODAY))])
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)  # type: ignore[attr-defined]
    for make in (papers.loan_list, papers.blank_request):
        shown = len(shell.shown)
        make(page)
        qtbot.waitUntil(lambda n=shown: len(shell.shown) > n, timeout=20_000)  # type: ignore[attr-defined]


def test_a_paper_from_the_page_of_a_loan(
    session: Session, shell: FakeShell, book: Book, qtbot: object
) -> None:
    page = LoanPage(session, shell, book.late)
    page.make_ready()
    shell.show(page)
    page.papers_button.click()
    chooser = shell.shown[-1]
    assert isinstance(chooser, ChoosePage)
    chooser.tiles["3"].click()
    qtbot.waitUntil(lambda: isinstance(shell.shown[-1], Preview), timeout=20_000)  # type: ignore[attr-defined]


def test_the_list_as_a_spreadsheet(
    session: Session,
    shell: FakeShell,
    book: Book,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = AllLoansPage(session, shell)
    page.make_ready()
    shell.show(page)
    kept = tmp_path / "loans.xlsx"
    monkeypatch.setattr("ui.kit.pick.save_file", lambda *_args: kept)
    next(each for each in page.findChildren(Button) if each.key == "Ctrl+E").click()
    assert kept.read_bytes().startswith(b"PK")

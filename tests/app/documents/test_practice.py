"""Papers of the practice book say so on every page, quietly; papers of a real club never do."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.base.text import _ as said
from app.base.text import speaking
from app.club.file import Club
from app.club.recovery_code import new_code
from app.documents import (
    cards,
    contract,
    health_book,
    listing_page,
    longevity_list,
    member_list,
    money_book,
    statement_page,
    statement_poster,
    vouchers,
)
from app.documents.health_book_frame import Holder
from app.documents.issuer import Issuer, issuer_of
from app.documents.key_paper import key_paper
from app.documents.longevity_list import Longevity
from app.documents.member_list import Roll
from app.documents.recovery_sheet import recovery_sheet
from app.documents.vouchers import Vouchers
from app.loans.schedule import Terms
from app.practice.make import make
from tests.app.documents.papers import ISSUER, faces, pages, placed
from tests.app.documents.test_loan_papers import agreed
from tests.app.documents.test_money_book import book
from tests.app.documents.test_statement import INCOME, told
from tests.app.documents.test_vouchers import HANDS, MOVED, PAID
from tests.makers import TODAY

WORD = "PRACTICE BOOK"
TRYING = replace(ISSUER, practice=True)


def papers(issuer: Issuer) -> list[bytes]:
    holder = Holder("042", "Nguyễn Thị Đào")
    return [
        cards.render([], issuer, TODAY, language="en"),
        listing_page.render(member_list.member_list(Roll(TODAY, (), {})), issuer, language="en"),
        health_book.render([holder], issuer, TODAY, language="en"),
    ]


def test_every_page_of_the_practice_book_says_so() -> None:
    for pdf in papers(TRYING):
        assert all(page.count(WORD) == 2 for page in pages(pdf)), "small, and large and faint"
        assert faces(pdf) == {"NotoSans"}
    folded = health_book.render(
        [Holder("042", "Đào")], TRYING, TODAY, language="en", as_booklet=True
    )
    assert all(page.count(WORD) == 4 for page in pages(folded)), "on both halves"


@pytest.mark.parametrize("practice", [False, True])
def test_papers_of_the_money_say_so_too(practice: bool) -> None:
    issuer = replace(ISSUER, practice=practice)
    with speaking("vi"):
        word = said(WORD)
    paper = Vouchers((PAID, MOVED, PAID), HANDS, issuer)
    made = told(INCOME, issuer=issuer)
    for pdf in (
        vouchers.render(paper),
        money_book.render([book(30, issuer)]),
        statement_page.render(made),
        statement_poster.render(made),
        contract.render(agreed(Terms(5_000_000, 100, 24, "bullet"), issuer=issuer)),
    ):
        assert all(page.count(word) == (2 if practice else 0) for page in pages(pdf))


def test_the_papers_of_keys_say_so_too() -> None:
    code = new_code(Random(1).randbytes)
    groups = ["AAAA"] * 6
    for practice in (True, False):
        sheet = recovery_sheet("CLB", code, TODAY, "en", practice=practice)
        key = key_paper("club", "CLB", groups, "0" * 26, TODAY, "en", practice=practice)
        for page in (*pages(sheet), *pages(key)):
            assert (WORD in page) is practice


def test_a_real_club_has_no_such_word() -> None:
    assert all(WORD not in page for pdf in papers(ISSUER) for page in pages(pdf))


@pytest.mark.parametrize("practice", [False, True])
def test_official_papers_stay_in_one_family(practice: bool) -> None:
    issuer = replace(ISSUER, practice=practice)
    assert faces(longevity_list.render(Longevity(2027, (), ()), issuer, TODAY)) == {"Tinos"}


def test_the_word_covers_nothing() -> None:
    """It is no text of the paper: checks of what is placed do not meet it."""
    texts = placed(lambda watch: cards.render([], TRYING, TODAY, watch=watch, language="en"))
    assert WORD not in {one.text for one in texts}


def test_the_book_itself_tells(club: Club, tmp_path: Path) -> None:
    assert not issuer_of(club).practice
    trying = make(tmp_path / "practice", TODAY, count=3, years=0)
    assert issuer_of(trying).practice
    trying.close(keep_copy=False)

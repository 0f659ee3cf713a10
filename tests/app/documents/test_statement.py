"""The public statement: one page that adds up, names nobody who borrows or is helped."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import UserError
from app.base.periods import Month
from app.base.text import LANGUAGES, speaking
from app.club.file import Club
from app.documents import statement, statement_page, statement_poster
from app.documents.issuer import Issuer
from app.documents.money_hands import Hands
from app.documents.statement import Late, Line, Part, Statement
from app.documents.statement_words import counted, fewer_funds, late_words, one_line, said, shown
from app.documents.wall import A3, FLOOR, Paper
from app.funds import acts, records
from app.funds.closing import Seal
from app.funds.rules import Fund
from app.funds.state import FundState
from tests.app.documents import money
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)

A4 = (210.0, 297.0)
FOOT = 10
HELD = FundState
SEAL = Seal(
    id="s",
    month=money.JUNE,
    number=1,
    closed_on=date(2026, 7, 2),
    notes={},
    counted_vnd=7_930_000,
    bank_vnd=10_000_000,
    difference_vnd=0,
    why=None,
    entries=9,
    balances={},
    prev_sha256=None,
    sha256="ab" * 32,
    words="lúa mây cầu sáng trầu đình",
    witness="Bùi Văn Hòa",
)
INCOME = Part(
    "income",
    "Quỹ tăng thu nhập",
    9_000_000,
    (Line("principal", 10_000_000, 2), Line("lent", -5_000_000, 1)),
    HELD(Fund("income"), 4_000_000, 10_000_000, 48_000_000),
)
ACTIVITY = Part(
    "activity",
    "Quỹ hoạt động",
    3_420_000,
    (
        Line("fees", 285_000, 57, (5_000,) * 57),
        Line("interest", 480_000, 10, base_vnd=48_000_000, rate_bp=100),
        Line("gift", 500_000, words="gia đình ông Nguyễn Văn Quý"),
        Line("spending", -300_000, words="Giúp một trường hợp khó khăn", area="self_help"),
        Line("spending", -200_000, words="Thăm 2 thành viên ốm", area="culture"),
        Line("spending", -255_000, words="Nước chè, quà sinh nhật"),
    ),
    HELD(Fund("activity"), 3_930_000),
)
GOLDEN = Part(
    "golden_heart",
    "Sổ Tấm lòng vàng",
    1_000_000,
    (Line("gift", 500_000, words="Trần A"), Line("gift", 400_000), Line("spending", -700_000)),
    HELD(Fund("golden_heart"), 1_200_000),
)
SAVED = Part(
    "savings",
    "Tiền tiết kiệm của thành viên",
    4_000_000,
    (Line("savings", 400_000, 20, (20_000,) * 20), Line("savings_back", -100_000, 1)),
    HELD(Fund("savings"), 4_300_000, savings=4_300_000),
)
OWN = Part("x", "Quỹ khuyến học", 100_000, (), HELD(Fund("x", "Quỹ khuyến học"), 100_000))
BUSY = replace(
    ACTIVITY,
    lines=(
        *ACTIVITY.lines,
        *(Line("spending", -10_000 * n, words=f"Việc số {n}", area="health") for n in range(1, 20)),
    ),
)
MANY = (INCOME, BUSY, GOLDEN, SAVED, *(replace(OWN, code=str(n)) for n in range(6)))


def told(*parts: Part, seal: Seal | None = SEAL, issuer: Issuer = ISSUER) -> Statement:
    return Statement(
        money.JUNE,
        money.JUNE.last,
        parts,
        10,
        1,
        Late(0, 0, 1, 50_000),
        ("gia đình ông Nguyễn Văn Quý",),
        ("10 kg gạo",),
        seal,
        Hands("", "Lê Thị Nga", "", "Trịnh Thị Lan"),
        date(2026, 7, 2),
        issuer,
    )


# --- the page and the poster --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize(
    "parts", [(), (INCOME,), (INCOME, ACTIVITY), MANY[:5], MANY], ids=lambda parts: str(len(parts))
)
def test_all_fits_on_one_page(parts: tuple[Part, ...], issuer: Issuer, language: str) -> None:
    closed = told(*parts, issuer=issuer)
    texts = placed(lambda watch: statement_page.render(closed, language=language, watch=watch))
    check(texts, A4, FOOT)
    assert {text.page for text in texts} == {1}
    runs = replace(closed, seal=None)
    texts = placed(lambda watch: statement_page.render(runs, language=language, watch=watch))
    check(texts, A4, FOOT)


@pytest.mark.parametrize("paper", ["A3", "A4"])
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize(
    "parts", [(), (INCOME,), (INCOME, ACTIVITY), MANY[:5], MANY], ids=lambda parts: str(len(parts))
)
def test_the_poster_is_large(parts: tuple[Part, ...], issuer: Issuer, paper: Paper) -> None:
    grown = 1.0 if paper == "A3" else 210 / 297
    made = told(*parts, issuer=issuer)
    texts = placed(lambda watch: statement_poster.render(made, paper=paper, watch=watch))
    check(texts, A3 if paper == "A3" else A4, FOOT)
    large = [text for text in texts if text.size != FOOT]
    assert min(text.size for text in large) >= FLOOR * grown - 0.01
    assert {text.page for text in texts} == {1}


def test_every_sum_on_the_page_adds_up() -> None:
    text = words(statement_page.render(told(INCOME, ACTIVITY), language="en"))
    assert money.sums_hold(text) >= 3, "cash and bank, the funds, the fees"
    for part in (INCOME, ACTIVITY):
        whole = part.opening_vnd + sum(amount for _words, amount in shown(part, "all"))
        assert whole == part.closing_vnd
    assert "48.000.000 đ × 1 % × 1 month 480.000 đ" in text
    assert 48_000_000 * 1 // 100 == 480_000


def test_less_room_tells_less_and_still_adds_up() -> None:
    for detail in ("all", "grouped", "sums"):
        for part in (*MANY, ACTIVITY):
            moved = sum(line.amount_vnd for line in part.lines)
            assert sum(amount for _words, amount in shown(part, detail)) == moved
    grouped = [words_ for words_, _amount in shown(BUSY, "grouped")]
    with speaking("en"):
        assert sum("19" in each for each in grouped) == 1
    assert money.sums_hold(one_line(SAVED).replace("\xa0", " ")) == 1


def test_many_funds_become_fewer_without_losing_money() -> None:
    whole = told(*MANY)
    fewer = fewer_funds(whole)
    assert len(fewer.parts) < len(whole.parts)
    assert fewer.total_vnd == whole.total_vnd
    assert sum(part.opening_vnd for part in fewer.parts) == sum(p.opening_vnd for p in whole.parts)


def test_the_check_words_of_a_closed_month_stand_on_both() -> None:
    for text in (
        words(statement_page.render(told(INCOME))),
        words(statement_poster.render(told(INCOME))),
    ):
        assert "lúa – mây – cầu – sáng – trầu – đình" in text
    with speaking("en"):
        assert "not counted" in counted(told(INCOME, seal=None))
        missing = replace(SEAL, difference_vnd=-20_000, why="thối nhầm")
        assert counted(told(INCOME, seal=missing)).endswith("(thối nhầm).")


def test_who_is_late_is_a_count() -> None:
    with speaking("en"):
        assert late_words(Late()) == "Nobody is late with paying back."
        assert "1 person, 50.000\xa0đ. Nobody" in late_words(Late(0, 0, 1, 50_000))
        assert "2 people, 700.000\xa0đ" in late_words(Late(2, 700_000, 0, 0))


def test_what_several_paid_says_how_many_at_which_amount() -> None:
    with speaking("en"):
        assert "2 people × 5.000" in said(Line("fees", 10_000, 2, (5_000, 5_000)))
        assert "2 × 5.000 + 1 × 10.000" in said(Line("fees", 20_000, 3, (5_000, 10_000, 5_000)))
        mixed = Line("fees", 10_000, 4, (1_000, 2_000, 3_000, 4_000))
        assert said(mixed).endswith("4 people")
        for kind in statement.Kind.__args__:  # type: ignore[attr-defined]
            assert "{" not in said(Line(kind, 5_000, 1, (5_000,)))


def test_one_page_our_letters_the_same_bytes() -> None:
    for render in (statement_page.render, statement_poster.render):
        pdf = render(told(*MANY))
        assert len(pages(pdf)) == 1
        assert faces(pdf) == {"NotoSans"}
        assert pdf == render(told(*MANY))


# --- from the ledger ----------------------------------------------------------------------------


def test_the_month_of_a_club(club: Club) -> None:
    money.live(club)
    made = statement.gather(club, money.JUNE)
    parts = {part.code: part for part in made.parts}
    assert list(parts) == ["income", "activity", "savings"], "what is empty is left out"
    for part in made.parts:
        assert part.opening_vnd + sum(line.amount_vnd for line in part.lines) == part.closing_vnd
    assert parts["income"].lines == (Line("lent", -6_000_000, 1, (6_000_000,)),)
    kinds = {line.kind: line for line in parts["activity"].lines}
    assert kinds["fees"].each == (5_000,) * 5
    assert (kinds["interest"].base_vnd, kinds["interest"].rate_bp) == (5_000_000, 100)
    assert (made.borrowers, made.goods) == (3, 1)
    assert made.total_vnd == made.cash_vnd + made.bank_vnd + 23_000_000
    assert made.until == money.JUNE.last
    assert made.seal is None


def test_nobody_who_borrows_or_is_helped_is_named(club: Club) -> None:
    money.live(club)
    made = statement.gather(club, money.JUNE)
    signs = {made.hands.treasurer, made.hands.chair}
    for text in (words(statement_page.render(made)), words(statement_poster.render(made))):
        for person in money.PEOPLE:
            assert person.name not in text or person.name in signs
        assert "Thăm một bà ốm" in text
        assert "gia đình ông Nguyễn Văn Quý" in text, "who agreed"
        assert "Vũ Kín Tiếng" not in text, "who did not"


def test_what_was_taken_back_in_the_month_is_not_told(club: Club) -> None:
    money.live(club)
    (activity,) = (p for p in statement.gather(club, money.JUNE).parts if p.code == "activity")
    assert [line.amount_vnd for line in activity.lines if line.area == "health"] == [-60_000]


def test_a_correction_of_an_earlier_month_is_told(club: Club) -> None:
    lived = money.live(club)
    records.reverse(club, lived.tea, "Ghi nhầm", date(2026, 7, 3))
    july = statement.gather(club, Month(2026, 7))
    (activity,) = (part for part in july.parts if part.code == "activity")
    assert [(line.kind, line.amount_vnd) for line in activity.lines] == [("correction", 100_000)]


def test_money_between_funds_names_the_other_fund(club: Club) -> None:
    money.live(club)
    acts.transfer(club, "activity", "golden_heart", 300_000, date(2026, 7, 4), "Quỹ vì người nghèo")
    july = statement.gather(club, Month(2026, 7))
    parts = {part.code: part for part in july.parts}
    assert [(line.kind, line.words) for line in parts["activity"].lines] == [
        ("to_fund", "Golden Heart book")
    ]
    assert parts["golden_heart"].lines[0].kind == "from_fund"


def test_a_closed_month_is_told_with_its_count(club: Club) -> None:
    seal = money.close_june(club, money.live(club))
    made = statement.gather(club, money.JUNE)
    assert made.seal == seal
    text = words(statement_page.render(made, language="en"))
    assert " – ".join(seal.words.split()) in text
    assert "Bùi Văn Hòa" in text
    assert money.sums_hold(text) >= 3


def test_no_statement_of_a_month_ahead(club: Club) -> None:
    with pytest.raises(UserError, match="12/2026"):
        statement.gather(club, Month(2026, 12))


def test_an_empty_club_has_a_statement_too(club: Club) -> None:
    made = statement.gather(club, money.JUNE)
    assert made.parts == ()
    assert made.total_vnd == 0

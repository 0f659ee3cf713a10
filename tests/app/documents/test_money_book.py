"""Books of a period: every balance follows from the line before, sums go from sheet to sheet."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from python_calamine import CalamineWorkbook

from app.base.errors import UserError
from app.base.periods import Month
from app.club.file import Club
from app.documents import cash_book, ledger_paper, money_book
from app.documents.issuer import Issuer
from app.documents.kit import Placed
from app.documents.money_book import Book, Entry
from app.documents.sheets import write_xlsx
from app.funds import fund_records
from app.funds.accounts import FUNDS
from app.funds.rules import Fund
from tests.app.documents import money
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.makers import NOW

A4_WIDE = (297.0, 210.0)
FIRST = date(2026, 6, 1)


def book(count: int, issuer: Issuer = ISSUER, words_: str = "Trả gốc kỳ 4") -> Book:
    entries, left = [], 9_000_000
    for n in range(count):
        plus, minus = (1_000_000 + n, 0) if n % 3 else (0, 500_000)
        left += plus - minus
        number = f"{'PT' if plus else 'PC'}-2026-{n + 1:03}"
        said = words_ if n % 4 else f"{words_} – {LONG_NAME}, " * 3
        entries.append(Entry(FIRST + timedelta(n % 28), number, said, plus, minus, left))
    return Book(
        "cash-book",
        "Sổ quỹ tiền mặt",
        "Quỹ tăng thu nhập",
        "Tháng 6 năm 2026",
        FIRST,
        date(2026, 6, 30),
        9_000_000,
        tuple(entries),
        ("Thu", "Chi", "Tồn"),
        (("Thủ quỹ", "Lê Thị Nga"), ("Kế toán", ""), ("Chủ nhiệm", LONG_NAME)),
        date(2026, 7, 1),
        issuer,
        "lúa – mây – cầu – sáng – trầu – đình",
    )


def drawn(made: Book) -> list[Placed]:
    return placed(lambda watch: money_book.render([made], watch=watch))


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("count", [0, 1, 9, 12, 13, 17, 18, 33, 60])
def test_all_fits_and_nobody_signs_alone(issuer: Issuer, count: int) -> None:
    made = book(count, issuer)
    texts = placed(lambda watch: money_book.render([made], watch=watch))
    check(texts, A4_WIDE, 9)
    last = max(one.page for one in texts)
    on_last = {one.text for one in texts if one.page == last}
    assert "Chủ nhiệm" in on_last
    if count:
        assert any(entry.voucher in on_last for entry in made.entries)
    numbers = [one.text for one in texts if one.text.startswith(("PT-", "PC-"))]
    assert numbers == [entry.voucher for entry in made.entries], "each line once, in order"


def test_sums_are_carried_from_sheet_to_sheet() -> None:
    made = book(40)
    sheets = pages(money_book.render([made]))
    assert len(sheets) > 2
    for before, after in pairwise(sheets):
        ends = next(line for line in before.split("\n") if "chuyển sang trang sau" in line)
        at = before.split("\n").index(ends)
        sums = before.split("\n")[at + 1 : at + 4]
        begins = after.split("\n")
        at = next(n for n, line in enumerate(begins) if "Mang sang" in line)
        assert begins[at + 1 : at + 4] == sums
    assert money.amount(sums[2]) == 9_000_000 + money.amount(sums[0]) - money.amount(sums[1])


@pytest.mark.parametrize("remark", ["", "Cả quỹ: tiền mặt 1 + ngân hàng 2 = 3"])
def test_no_sheet_is_begun_while_the_signatures_fit_on_the_one_before(remark: str) -> None:
    for count in range(5, 14):
        made = replace(book(count), remark=remark)
        texts = drawn(made)
        base = {one.text: one.baseline for one in texts if one.text.startswith(("Cộng,", "Mang"))}
        last = max(one.page for one in texts)
        on_last = [one for one in texts if one.page == last]
        below = max(one.baseline for one in on_last if one.size > 10)
        assert below <= money_book.END
        if sum(one.text.startswith(("PT-", "PC-")) for one in on_last) == 1:
            before, after = base.values()
            assert before - money_book.ROW + below - after > money_book.END - 1


def test_a_ledger_has_its_vouchers_in_one_column() -> None:
    split = book(6)
    one = replace(split, split=False)
    lefts = {}
    for made in (split, one):
        texts = drawn(made)
        check(texts, A4_WIDE, 9)
        numbers = [each for each in texts if each.text.startswith(("PT-", "PC-"))]
        lefts[made.split] = {round(each.left + each.width / 2) for each in numbers}
    assert (len(lefts[True]), len(lefts[False])) == (2, 1)


def test_how_the_sum_comes_about_is_said_in_figures_and_words() -> None:
    said = words(money_book.render([book(3)]))
    assert "Đầu kỳ 9.000.000 + thu 2.000.003 – chi 500.000 = 10.500.003 đ" in said
    assert "Bằng chữ: Mười triệu năm trăm nghìn không trăm linh ba đồng." in said
    assert "Chữ kiểm: lúa – mây – cầu" in said
    assert money.sums_hold(said) == 1


def test_the_same_bytes_in_our_letters() -> None:
    assert money_book.render([book(20)]) == money_book.render([book(20)])
    assert faces(money_book.render([book(2)])) == {"Tinos"}


def test_what_was_changed_has_another_code() -> None:
    def code(made: Book) -> str:
        return words(money_book.render([made])).split("mã ")[1].split()[0]

    one = book(3)
    other = replace(one, entries=(replace(one.entries[0], words="Trả lãi"), *one.entries[1:]))
    assert code(one) != code(other)


# --- from the ledger ----------------------------------------------------------------------------


def test_the_cash_book_of_a_fund_has_its_bank_too(club: Club) -> None:
    money.live(club)
    cash, bank = cash_book.gather(club, "income", money.JUNE)
    assert (cash.opening_vnd, cash.plus_vnd, cash.minus_vnd) == (13_000_000, 0, 9_000_000)
    assert (bank.opening_vnd, bank.closing_vnd) == (0, 3_000_000)
    assert cash.remark == "Cả quỹ: tiền mặt 4.000.000 + ngân hàng 3.000.000 = 7.000.000\xa0đ"
    said = words(money_book.render([cash, bank]))
    assert "Nguyễn Văn Lâm" in said
    assert money.sums_hold(said) >= 2


def test_the_lines_follow_from_each_other_in_every_book(club: Club) -> None:
    money.live(club)
    for fund in (None, *FUNDS):
        for one in cash_book.gather(club, fund, money.JUNE):
            left = one.opening_vnd
            for entry in one.entries:
                left += entry.plus_vnd - entry.minus_vnd
                assert entry.balance_vnd == left
            assert one.closing_vnd == left


def test_fees_of_a_meeting_are_one_line(club: Club) -> None:
    money.live(club)
    (activity,) = cash_book.gather(club, "activity", money.JUNE)
    assert [entry.plus_vnd for entry in activity.entries].count(25_000) == 1
    assert not activity.check_words


def test_a_closed_month_shows_its_check_words(club: Club) -> None:
    seal = money.close_june(club, money.live(club))
    (activity,) = cash_book.gather(club, "activity", money.JUNE)
    assert activity.check_words.split(" – ") == seal.words.split()


def test_no_book_of_a_fund_that_is_not_there_nor_of_a_month_ahead(club: Club) -> None:
    with pytest.raises(UserError, match="Golden Heart"):
        cash_book.gather(club, "gold", money.JUNE)
    with pytest.raises(UserError, match="12/2026"):
        cash_book.gather(club, "income", Month(2026, 12))


def test_the_same_for_excel(club: Club) -> None:
    money.live(club)
    books = cash_book.gather(club, "income", money.JUNE)
    data = write_xlsx([money_book.to_sheet(one) for one in books], NOW)
    file = CalamineWorkbook.from_filelike(BytesIO(data))
    assert file.sheet_names == ["Sổ quỹ tiền mặt", "Sổ tiền gửi ngân hàng"]
    assert "Tháng 6 năm 2026" in file.get_sheet_by_index(0).to_python()[1][0]
    cash, bank = (file.get_sheet_by_name(name).to_python() for name in file.sheet_names)
    assert cash[4][-1] == 13_000_000
    assert cash[-1][-1] == 4_000_000
    assert cash[-2][3:5] == [0, 9_000_000]
    assert bank[-1][-1] == 3_000_000


def test_the_ledger_of_an_account_grows_as_people_say_it(club: Club) -> None:
    money.live(club)
    made = ledger_paper.gather(club, "income", "capital", date(2026, 5, 1), date(2026, 6, 30))
    assert (made.opening_vnd, made.plus_vnd, made.closing_vnd) == (0, 30_000_000, 30_000_000)
    lent = ledger_paper.gather(club, None, "loans", date(2026, 6, 1), date(2026, 6, 30))
    assert (lent.opening_vnd, lent.closing_vnd) == (17_000_000, 23_000_000)
    assert "Tăng" in words(money_book.render([made, lent]))


def test_a_fund_of_the_club_itself_is_found_by_its_name(club: Club) -> None:
    fund_records.add_fund(club, Fund("", "Quỹ khuyến học", None, date(2026, 6, 1)))
    (made,) = cash_book.gather(club, "quỹ Khuyến học", money.JUNE)
    assert made.about == "Quỹ khuyến học"

"""Thanks to donors, taking the books over from paper, the money of a year."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Refused
from app.base.periods import Month
from app.club.file import Club
from app.documents import contract, statement, takeover_paper, thank_you, year_paper
from app.documents.issuer import Issuer
from app.documents.money_hands import Hands
from app.documents.takeover_paper import Handed
from app.funds import budget_records, gift_records
from app.funds.rules import Budget, Gift, Source
from app.funds.takeover import FundOpening, LoanOpening, SavingsOpening, SourceOpening, Takeover
from app.loans import standing_records, takeover_records
from tests.app.documents import money
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    NOBODY_KNOWN,
    check,
    faces,
    placed,
    words,
)

A4 = (210.0, 297.0)
SINCE = date(2020, 1, 1)
TAKEN = Takeover(
    date(2026, 5, 31),
    (
        FundOpening("income", 4_000_000, 10_000_000),
        FundOpening("activity", 3_930_000),
        FundOpening("savings", 500_000),
    ),
    (
        SourceOpening(
            Source("s", "province", "UBND tỉnh", True, SINCE, return_to="Hội Người cao tuổi xã"),
            12_000_000,
        ),
        SourceOpening(Source("t", "members", LONG_NAME, False, SINCE), 11_600_000),
    ),
    (
        LoanOpening("p", 4_800_000, date(2027, 3, 21), date(2026, 6, 21), who=LONG_NAME),
        LoanOpening(
            *("q", 4_800_000, date(2027, 3, 21), date(2026, 6, 21)),
            monthly_vnd=50_000,
            part_vnd=400_000,
            arrears_vnd=100_000,
            who="Trần Văn Hùng",
        ),
    ),
    (SavingsOpening("p", 300_000, "Trần Văn Hùng"), SavingsOpening("q", 200_000, LONG_NAME)),
    (Gift("g", date(2025, 12, 3), "Công ty May 10", what="20 áo ấm"),),
)
HANDED = Handed(
    TAKEN,
    {"income": "Quỹ tăng thu nhập", "activity": "Quỹ hoạt động", "savings": "Tiền tiết kiệm"},
    Hands("", "Lê Thị Nga", "", "Trịnh Thị Lan"),
    date(2026, 6, 1),
    ISSUER,
)
ISSUERS = pytest.mark.parametrize(
    "issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark
)


# --- thanks -------------------------------------------------------------------------------------


def test_a_letter_of_thanks_for_money(club: Club) -> None:
    lived = money.live(club)
    made = thank_you.gather(club, lived.gift)
    text = words(thank_you.render(made))
    for part in (
        *("THƯ CẢM ƠN", "Kính gửi: gia đình ông Nguyễn Văn Quý", "500.000 đ"),
        *("Năm trăm nghìn đồng chẵn", f"Phiếu thu {made.voucher}", "Trịnh Thị Lan"),
    ):
        assert part in text
    assert "không nêu tên" not in text


def test_a_donor_is_written_small_within_a_sentence(club: Club) -> None:
    lived = money.live(club)
    made = thank_you.gather(club, lived.gift)
    for donor, within in (
        ("Bà Trần Thị Mai", "bà Trần Thị Mai"),
        ("Gia đình ông Quý", "gia đình ông Quý"),
        ("Công ty May 10", "Công ty May 10"),
        ("Nguyễn Văn Quý", "Nguyễn Văn Quý"),
    ):
        text = words(thank_you.render(replace(made, gift=replace(made.gift, donor=donor))))
        assert f"Kính gửi: {donor}" in text
        assert f"trân trọng cảm ơn {within} đã ủng hộ" in text


def test_who_stays_unnamed_is_told_so(club: Club) -> None:
    rice = Gift("", date(2026, 6, 1), "Vũ Thị Kín", what="50 kg gạo", value_vnd=900_000)
    gift_id = gift_records.add_gift(club, replace(rice, show_name=False))
    text = words(thank_you.render(thank_you.gather(club, gift_id)))
    assert "50 kg gạo" in text
    assert "trị giá khoảng 900.000 đ" in text
    assert "không nêu tên trên các giấy tờ công khai" in text


@ISSUERS
def test_thanks_fit_on_a_page(club: Club, issuer: Issuer) -> None:
    lived = money.live(club)
    made = replace(thank_you.gather(club, lived.gift), issuer=issuer)
    made = replace(made, gift=replace(made.gift, donor=LONG_NAME * 2, show_name=False))
    texts = placed(lambda watch: thank_you.render(made, watch=watch))
    check(texts, A4, 9, edge=10)
    assert {text.page for text in texts} == {1}


# --- taking over --------------------------------------------------------------------------------


def test_what_is_taken_over_adds_up_on_paper() -> None:
    text = words(takeover_paper.render(HANDED))
    assert money.sums_hold(text) == 2
    for part in (
        *("Tiền mặt 8.430.000 + ngân hàng 10.000.000 = 18.430.000 đ", "Chín triệu sáu trăm"),
        *("14.000.000 + đang cho vay 9.600.000 = 23.600.000 đ", "23.600.000 đ"),
        *("trả lại Hội Người cao tuổi xã", "ở lại với câu lạc bộ", "Người vay ký"),
        *("400.000 đ mỗi tháng đến 21/3/2027", "Công ty May 10: 20 áo ấm", "THỦ QUỸ"),
    ):
        assert part in text


@ISSUERS
def test_the_minutes_of_taking_over_fit(issuer: Issuer) -> None:
    many = replace(TAKEN, loans=TAKEN.loans * 15, savings=TAKEN.savings * 20)
    for takeover in (TAKEN, many, Takeover(TAKEN.on, TAKEN.funds)):
        made = replace(HANDED, takeover=takeover, issuer=issuer)
        _fits(made)
    assert faces(takeover_paper.render(HANDED)) == {"Tinos"}
    assert takeover_paper.render(HANDED) == takeover_paper.render(HANDED)


def _fits(made: Handed) -> None:
    check(placed(lambda watch: takeover_paper.render(made, watch=watch)), A4, 9, edge=10)


def test_books_taken_over_in_the_book(club: Club) -> None:
    ids = money.board(club)
    one, other = TAKEN.loans
    loans = (replace(one, person_id=ids["Sửu"]), replace(other, person_id=ids["Hùng"]))
    savings = (SavingsOpening(ids["Hùng"], 300_000), SavingsOpening(ids["Lâm"], 200_000))
    takeover_records.take_over(club, replace(TAKEN, loans=loans, savings=savings))
    made = takeover_paper.gather(club)
    assert [one.who for one in made.takeover.loans] == ["Đỗ Thị Sửu", "Trần Văn Hùng"]
    text = words(takeover_paper.render(made))
    assert money.sums_hold(text) == 2
    assert "Trần Văn Hùng 4.800.000" in text
    may = statement.gather(club, Month(2026, 5))
    kinds = {part.code: [line.kind for line in part.lines] for part in may.parts}
    assert set(map(tuple, kinds.values())) == {("opening",)}
    assert may.lent_vnd == 9_600_000
    for each in standing_records.stands(club, date(2026, 6, 30)):
        paper = contract.gather(club, each.loan.id)
        assert sum(row.principal_vnd for row in paper.rows) == 4_800_000
        assert "nhận nợ còn lại" in words(contract.render(paper))


def test_a_club_that_took_nothing_over_has_no_such_paper(club: Club) -> None:
    with pytest.raises(Refused):
        takeover_paper.gather(club)


# --- the year -----------------------------------------------------------------------------------


def test_the_year_adds_up_and_shows_the_budget(club: Club) -> None:
    money.live(club)
    budget_records.set_budget(club, 2026, [Budget("culture", 300_000), Budget("running", None)])
    made = year_paper.gather(club, 2026)
    text = words(year_paper.render(made))
    assert money.sums_hold(text) >= 4
    for part in ("Năm 2026", "chưa khóa sổ", "300.000 100.000 200.000", "= 7.000.000 đ"):
        assert part in text
    assert "chuyển sang" not in text, "the year goes on"
    before = words(year_paper.render(year_paper.gather(club, 2025)))
    assert "chuyển sang năm sau" not in before, "nothing was there"
    spent = replace(made.budget[0], planned_vnd=100_000, spent_vnd=150_000)
    text = words(year_paper.render(replace(made, budget=(spent,))))
    assert "100.000 150.000 –50.000" in text
    texts = placed(lambda watch: year_paper.render(made, watch=watch))
    check(texts, A4, 9, edge=10)
    nothing = year_paper.gather(club, 2020)
    assert "không có khoản thu, chi nào" in words(year_paper.render(nothing))

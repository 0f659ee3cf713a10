"""Vouchers: two on a sheet, the sum in figures, words and parts, five who sign."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import UserError
from app.club.file import Club
from app.documents import vouchers
from app.documents.issuer import Issuer
from app.documents.money_hands import Hands
from app.documents.voucher_page import MOST_LINES, Part, Voucher, code_of, gathered, sum_words
from app.documents.vouchers import Vouchers
from app.funds import records
from app.meetings import records as meetings
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

A4 = (210.0, 297.0)
HANDS = Hands("Đoàn Văn Minh", "Lê Thị Nga", "", "Trịnh Thị Lan")
PAID = Voucher(
    "receipt",
    "PT-2026-118",
    money.HELD,
    ("Quỹ tăng thu nhập", "Quỹ hoạt động"),
    1_283_500,
    "Trả gốc, lãi vay kỳ 4, người con trai nộp thay vì bà ốm nằm viện đã hai tuần nay, khoản vay"
    " VV-2026-004 theo quyết định của buổi sinh hoạt tháng 1",
    LONG_NAME,
    "Xóm Đình, thôn Đông, khu dân cư số 12 đường Nguyễn Thị Minh Khai nối dài",
    "Phiếu thu tiền buổi sinh hoạt, mã C4T-3AH",
    (Part("gốc", 1_000_000), Part("lãi", 200_000), Part("lãi chậm trả", 83_500)),
    cancelled_by="PK-2026-003",
)
MOVED = Voucher(
    "journal",
    "PK-2026-003",
    money.HELD,
    ("Quỹ tăng thu nhập", "Quỹ hoạt động"),
    1_000_000,
    "Ghi nhầm số tiền",
    parts=(
        Part("Quỹ tăng thu nhập: đang cho vay", 1_000_000),
        Part("Quỹ tăng thu nhập: tiền mặt", -1_000_000),
    ),
    cancels="PT-2026-118",
)


@pytest.fixture
def lived(club: Club) -> money.Money:
    return money.live(club)


def test_two_on_a_sheet_and_the_last_alone() -> None:
    paper = Vouchers((PAID, MOVED, PAID), HANDS, ISSUER)
    first, second = pages(vouchers.render(paper))
    assert "PHIẾU THU" in first
    assert "PHIẾU KẾ TOÁN" in first
    assert second.count("Số: ") == 1


def test_a_voucher_says_everything() -> None:
    said = words(vouchers.render(Vouchers((PAID,), HANDS, ISSUER)))
    for part in (
        *("PT-2026-118", "Quỹ tăng thu nhập, Quỹ hoạt động", "Ngày 21 tháng 6 năm 2026"),
        *("1.283.500 đ", "gốc 1.000.000 + lãi 200.000 + lãi chậm trả 83.500 = 1.283.500 đ"),
        *("Một triệu hai trăm tám mươi ba nghìn năm trăm đồng.", "ĐÃ HỦY bằng PK-2026-003"),
        *("Người nộp", "Người lập", "Thủ quỹ", "Kế toán", "Chủ nhiệm", "Lê Thị Nga"),
        *("Đã nhận đủ số tiền", code_of(PAID, ISSUER)),
    ):
        assert part in said
    assert money.sums_hold(said) == 1


def test_a_voucher_names_its_club_whole() -> None:
    said = words(vouchers.render(Vouchers((PAID,), HANDS, LONG_ISSUER)))
    assert said.startswith(LONG_ISSUER.name)


def test_a_name_of_six_words_leaves_room_to_sign() -> None:
    name = "Nguyễn Hoàng Thị Phương Khanh Ngọc"
    paper = Vouchers((PAID,), replace(HANDS, chair=name), ISSUER)
    texts = placed(lambda watch: vouchers.render(paper, watch=watch))
    check(texts, A4, 9)
    lines = [one for one in texts if one.text in name and one.left > 155]
    assert 1 <= len(lines) <= 2


def test_a_voucher_without_cash_has_both_sides() -> None:
    said = words(vouchers.render(Vouchers((MOVED,), HANDS, ISSUER)))
    assert "Hủy PT-2026-118. Ghi nhầm số tiền" in said
    assert "Cộng 1.000.000 1.000.000" in said
    assert "Đã nhận" not in said


def test_too_many_lines_become_sums_of_each_side() -> None:
    parts = [Part(f"khoản {n}", n * (1 if n % 2 else -1)) for n in range(1, 20)]
    shown = gathered(parts)
    assert len(shown) <= MOST_LINES
    for side in (1, -1):
        wanted = sum(part.amount_vnd for part in parts if part.amount_vnd * side > 0)
        assert sum(part.amount_vnd for part in shown if part.amount_vnd * side > 0) == wanted


def test_parts_are_told_as_a_sum() -> None:
    assert sum_words([Part("gốc", 400_000), Part("lãi", 50_000)]).replace("\xa0", " ") == (
        "gốc 400.000 + lãi 50.000 = 450.000 đ"
    )


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
def test_all_fits(issuer: Issuer) -> None:
    crowd = replace(MOVED, parts=MOVED.parts * 4)
    longest = replace(PAID, amount_vnd=987_654_321_098, parts=())
    bare = Voucher("payment", "PC-2026-001", money.HELD, ("Quỹ hoạt động",), 5_000, "Chè")
    paper = Vouchers((PAID, crowd, longest, bare), HANDS, issuer)
    texts = placed(lambda watch: vouchers.render(paper, watch=watch))
    check(texts, A4, 9)


def test_the_same_bytes_in_our_letters() -> None:
    paper = Vouchers((PAID, MOVED), HANDS, ISSUER)
    assert vouchers.render(paper) == vouchers.render(paper)
    assert faces(vouchers.render(paper)) == {"Tinos"}


def test_nothing_is_no_paper() -> None:
    with pytest.raises(ValueError, match="no voucher"):
        vouchers.render(Vouchers((), HANDS, ISSUER))


def test_the_receipts_of_a_meeting(club: Club, lived: money.Money) -> None:
    paper = vouchers.of_meeting(club, lived.meeting)
    fees, *rest = paper.vouchers
    of = {each.party: each for each in rest}
    assert fees.reason.replace("\xa0", " ").endswith(": 5 người × 5.000 đ")
    assert fees.amount_vnd == 25_000
    assert of["Nguyễn Văn Lâm"].address == "Xóm Chùa"
    assert of["Trần Văn Hùng"].parts == (Part("lãi", 50_000),)
    assert (paper.hands.treasurer, paper.hands.chair) == ("Lê Thị Nga", "Trịnh Thị Lan")


def test_a_meeting_without_vouchers(club: Club) -> None:
    empty = meetings.open_meeting(club, money.JUNE, money.DAY)
    with pytest.raises(UserError):
        vouchers.of_meeting(club, empty)


def test_what_was_taken_back_says_by_which(club: Club, lived: money.Money) -> None:
    by = records.entry(club, lived.wrong).reversed_by
    assert by is not None
    wrong, back = vouchers.gather(club, [lived.wrong, by]).vouchers
    assert wrong.cancelled_by == back.number
    assert back.cancels == wrong.number
    assert back.reason == "Ghi nhầm số tiền"
    assert sum(part.amount_vnd for part in back.parts) == 0
    assert back.on >= date(2026, 6, 25)

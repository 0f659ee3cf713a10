"""The papers of a loan: the plan with its arithmetic, the request, the minutes, the passbook."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Refused
from app.base.text import LANGUAGES
from app.club.file import Club
from app.documents import (
    appraisal,
    contract,
    listing_page,
    loan_list,
    loan_request,
    passbook,
    plan_table,
    plans_paper,
)
from app.documents.borrower import NOBODY, Borrower
from app.documents.contract import Contract
from app.documents.issuer import Issuer
from app.documents.kit import Placed
from app.documents.passbook import A5, Passbook
from app.documents.plans_paper import Plan, Plans
from app.loans import change_records, pay_out_records, request_records
from app.loans.rules import Appraisal, Decision, InKind, Instalment, Loan, Request
from app.loans.schedule import INTERESTS, METHODS, Method, Terms, Timing, schedule
from app.meetings import attendance_records
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
from tests.makers import TODAY

A4 = (210.0, 297.0)
A4_WIDE = (297.0, 210.0)
START = date(2026, 6, 21)
WHO = Borrower(
    LONG_NAME,
    "020",
    "bà",
    "1954",
    "027\xa0054\xa0001\xa0234",
    "Khu dân cư số 12 đường Nguyễn Thị Minh Khai nối dài, tổ dân phố Hòa Bình",
    "0935 246 801",
)
LAM = Borrower("Nguyễn Văn Lâm", "020", "ông", "1954", "027\xa0054\xa0001\xa0234", "Xóm Chùa")
HAI = Borrower("Nguyễn Văn Hải")
COW = InKind("bò cái", 2, "con", 24_000_000, "trả lại 1 con bê cái 12 tháng tuổi")


def loan(terms: Terms | None, goods: InKind | None = None) -> Loan:
    return Loan(
        "x",
        "VV-2026-011",
        "p",
        "running",
        START,
        purpose="Nuôi 60 con gà thả vườn",
        decided_on=START,
        months=terms.months if terms else 18,
        terms=terms,
        in_kind=goods,
        paid_out_on=START,
        late_bp=150,
    )


def agreed(
    terms: Terms | None,
    goods: InKind | None = None,
    who: Borrower = LAM,
    responsible: Borrower = HAI,
    issuer: Issuer = ISSUER,
) -> Contract:
    rows = schedule(terms, START).rows if terms else ()
    found = loan(terms, goods)
    return Contract(
        found, who, responsible, rows, START, "PC-2026-021", "Trịnh Thị Lan", START, issuer
    )


# --- the acknowledgment -------------------------------------------------------------------------


@pytest.mark.parametrize("interest", INTERESTS)
@pytest.mark.parametrize("method", METHODS)
def test_the_whole_plan_stands_on_the_paper_and_can_be_recomputed(
    method: Method, interest: Timing
) -> None:
    made = agreed(Terms(7_250_000, 65, 12, method, interest))
    text = words(contract.render(made))
    for row in made.rows:
        assert f"{row.due_on.day}/{row.due_on.month}/{row.due_on.year}" in text
    total = sum(row.total_vnd for row in made.rows)
    assert f"{total:,}".replace(",", ".") in text
    if interest == "monthly":
        assert money.sums_hold(text) >= 12


def test_a_year_of_interest_says_how_often_it_is_paid() -> None:
    text = words(contract.render(agreed(Terms(5_000_000, 100, 12, "bullet"))))
    assert "Cộng lãi: 12 × 50.000 đ = 600.000 đ 5.000.000 5.600.000" in text
    assert "làm tròn" not in text, "nothing had to be rounded"
    assert "phạt, lãi tính trên gốc còn lại" in text
    rounded = words(contract.render(agreed(Terms(5_000_000, 65, 12, "annuity"))))
    assert "làm tròn đến 1.000 đ" in rounded


def test_a_year_fits_on_one_page() -> None:
    for method in METHODS:
        for responsible in (HAI, NOBODY):
            made = agreed(Terms(5_000_000, 100, 12, method), responsible=responsible)
            assert len(pages(contract.render(made))) == 1
    assert len(pages(contract.render(agreed(Terms(5_000_000, 100, 12, "bullet")), copies=2))) == 2


def test_who_signs() -> None:
    text = words(contract.render(agreed(Terms(5_000_000, 100, 12, "bullet"))))
    for part in ("NGƯỜI VAY", "CHỊU TRÁCH NHIỆM", "Nguyễn Văn Hải", "TM. BAN CHỦ NHIỆM"):
        assert part in text
    alone = agreed(Terms(5_000_000, 100, 12, "bullet"), responsible=NOBODY)
    assert "CHỊU TRÁCH NHIỆM" not in words(contract.render(alone))


def test_hardship_is_spoken_of_and_money_in_words() -> None:
    for made in (agreed(Terms(5_000_000, 100, 12, "bullet")), agreed(None, COW)):
        text = words(contract.render(made))
        assert "Gặp thiên tai, ốm đau, xin báo trước để hội nghị xét gia hạn." in text
    assert "Năm triệu đồng chẵn" in words(
        contract.render(agreed(Terms(5_000_000, 100, 12, "bullet")))
    )


def test_goods_are_given_back_as_goods() -> None:
    text = words(contract.render(agreed(None, COW)))
    for part in (
        "2 con bò cái",
        "24.000.000 đ",
        "21/12/2027",
        "trả lại 1 con bê cái",
        "Hai bên ký",
    ):
        assert part in text
    assert "Lịch trả" not in text


HARD = (
    Terms(123_456_789, 65, 24, "annuity"),
    Terms(98_765_432, 99, 120, "flat", "monthly", 1),
    Terms(12_000_000, 100, 12, "declining", "advance", grace_months=3),
    Terms(12_000_000, 0, 6, "declining"),
    None,
)


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("terms", HARD, ids=str)
def test_the_acknowledgment_fits(terms: Terms | None, issuer: Issuer) -> None:
    made = agreed(terms, None if terms else COW, WHO, WHO, issuer)
    texts = placed(lambda watch: contract.render(made, watch=watch))
    check(texts, A4, 9, edge=10)
    pdf = contract.render(made)
    assert faces(pdf) == {"Tinos"}
    assert pdf == contract.render(made)


def drawn(book: Passbook) -> list[Placed]:
    return placed(lambda watch: passbook.render(book, language="en", watch=watch))


def test_sums_of_a_passbook_stand_with_payments(club: Club) -> None:
    lived = money.live(club)
    found = passbook.gather(club, lived.running, date(2026, 7, 30))
    for count in range(8, 14):
        made = replace(found, paid=found.paid[:1] * count, coming=())
        texts = drawn(made)
        total = next(one for one in texts if one.text == "Together")
        days = [one for one in texts if one.text == "21/6/2026" and one.page == total.page]
        assert len(days) >= 2


def test_a_plan_laid_out_anew_shows_what_can_be_reckoned() -> None:
    terms = Terms(12_000_000, 100, 12, "declining")
    days = [date(2027, month, 21) for month in range(1, 7)]
    anew = [
        Instalment(2, n, day, 1_000_000, (7 - n) * 10_000) for n, day in enumerate(days, start=1)
    ]
    rows = plan_table.rows_of(terms, START, anew, 6_000_000)
    assert [row.base_vnd for row in rows] == [6_000_000 - n * 1_000_000 for n in range(6)]
    odd = [replace(anew[0], interest_vnd=77_000), *anew[1:]]
    rows = plan_table.rows_of(terms, START, odd, 6_000_000)
    assert rows[0].base_vnd == 0, "what nobody can reckon is only told"
    assert rows[-1].balance_vnd == 0
    flat = [replace(each, interest_vnd=60_000) for each in anew]
    rows = plan_table.rows_of(replace(terms, method="flat"), START, flat, 6_000_000)
    assert [row.base_vnd for row in rows] == [6_000_000] * 6, "the principal of this plan"


def test_the_paper_of_a_loan_in_the_book(club: Club) -> None:
    lived = money.live(club)
    made = contract.gather(club, lived.new)
    assert (
        made.rows
        == schedule(
            Terms(6_000_000, 100, 12, "declining"), money.HELD, [row.due_on for row in made.rows]
        ).rows
    )
    assert made.voucher.startswith("PC-2026-")
    assert (made.who.cccd, made.responsible.name) == ("027\xa0054\xa0001\xa0234", "Nguyễn Văn Hải")
    assert made.chair == "Trịnh Thị Lan"
    text = words(contract.render(made))
    assert "6.000.000 đ × 1 %" in text
    assert "sinh năm 1954" in text
    assert contract.gather(club, lived.goods).rows == ()


def test_before_the_pay_out_the_plan_is_that_of_today(club: Club) -> None:
    lived = money.live(club)
    asked = request_records.request(club, Request(lived.people["Lan"], TODAY, 2_000_000))
    with pytest.raises(Refused, match="VV-2026"):
        contract.gather(club, asked)
    terms = Terms(2_000_000, 100, 6, "bullet")
    request_records.decide(club, asked, Decision(TODAY, approved=True, terms=terms))
    made = contract.gather(club, asked)
    assert made.on is None
    assert len(made.rows) == 6
    assert made.rows[0].due_on > TODAY
    assert "ngày ...... tháng" in words(contract.render(made))


# --- the request --------------------------------------------------------------------------------


def test_the_request_says_what_is_known_and_nothing_of_what_has_not_happened(club: Club) -> None:
    lived = money.live(club)
    text = words(loan_request.render(loan_request.gather(club, lived.new)))
    for part in (
        *("Nguyễn Văn Lâm, sinh năm 1954", "027 054 001 234", "0935 246 801", "6.000.000 đ"),
        *("Sáu triệu đồng chẵn", "Nuôi 60 con gà", "Nguyễn Văn Hải", "chưa vay lần nào"),
        *("Phần của câu lạc bộ", "Hội nghị ngày ....../"),
    ):
        assert part in text
    assert "5 / 0" not in text, "the vote is not prefilled, even when it is known"


def test_the_last_loan_paid_off_is_told(club: Club) -> None:
    lived = money.live(club)
    pay_out_records.repay(club, lived.running, date(2026, 7, 1), 5_000_000 + 50_000)
    again = request_records.request(
        club, Request(lived.people["Hùng"], date(2026, 8, 1), 3_000_000, months=6)
    )
    assert loan_request.gather(club, again).before.startswith("5.000.000\xa0đ, trả xong ngày")


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
def test_requests_have_one_page(club: Club, issuer: Issuer) -> None:
    lived = money.live(club)
    known = loan_request.gather(club, lived.new)
    for asked in (
        replace(known, issuer=issuer, who=WHO, responsible=WHO),
        replace(loan_request.gather(club, lived.goods), issuer=issuer),
        replace(loan_request.blank(club), issuer=issuer),
    ):
        texts = placed(lambda watch, asked=asked: loan_request.render(asked, watch=watch))  # type: ignore[misc]
        check(texts, A4, 9, edge=10)
        assert {text.page for text in texts} == {1}


# --- the minutes about loans --------------------------------------------------------------------


def test_minutes_tell_decisions_and_leave_room_for_the_others(club: Club) -> None:
    lived = money.live(club)
    waits = request_records.request(club, Request(lived.people["Nga"], money.HELD, 4_000_000))
    request_records.appraise(club, waits, Appraisal(money.HELD, "Đoàn Văn Minh", "có chuồng tốt"))
    made = appraisal.gather(club, lived.meeting)
    assert {each.id for each in made.loans} == {lived.new, waits}
    text = words(appraisal.render(made))
    assert "Nguyễn Văn Lâm 6.000.000 đ Nuôi 60 con gà 6.000.000 đ 5 / 0" in text
    assert "Lê Thị Nga 4.000.000 đ ........ / ........" in text
    assert "Duyệt cho vay: 6.000.000 đ (bằng chữ: Sáu triệu đồng chẵn)" in text
    assert "Đoàn Văn Minh đã đến xem: có chuồng tốt" in text
    texts = placed(lambda watch: appraisal.render(made, watch=watch))
    check(texts, A4, 9, edge=10)
    assert "Chủ trì: Trịnh Thị Lan." in text
    assert "Có mặt" not in text, "the meeting goes on"
    attendance_records.set_absent(club, lived.meeting, lived.people["Sửu"], "ill")
    meetings.close_meeting(club, lived.meeting)
    text = words(appraisal.render(appraisal.gather(club, lived.meeting)))
    assert "Có mặt: 4 trên 5 thành viên." in text


def test_several_approved_loans_are_added_up(club: Club) -> None:
    lived = money.live(club)
    made = appraisal.gather(club, lived.meeting)
    (one,) = made.loans
    two = replace(made, loans=(one, replace(one, id="y", code="VV-2026-012")))
    text = words(appraisal.render(two))
    assert "6.000.000 + 6.000.000 = 12.000.000 đ" in text
    assert money.sums_hold(text) == 1
    refused = replace(made, loans=(replace(one, state="refused"),))
    assert "không duyệt" in words(appraisal.render(refused))


def test_minutes_of_a_meeting_without_requests(club: Club) -> None:
    empty = meetings.open_meeting(club, money.JUNE, money.DAY)
    text = words(appraisal.render(appraisal.gather(club, empty)))
    assert "Buổi này không có giấy đề nghị nào." in text


def test_a_plan_laid_out_anew_says_so_on_the_paper(club: Club) -> None:
    lived = money.live(club)
    first = contract.gather(club, lived.late)
    assert not first.relaid
    change_records.reschedule(club, lived.late, date(2026, 6, 30), 20, "Mất mùa")
    again = contract.gather(club, lived.late)
    text = words(contract.render(again))
    assert "Lịch trả lập lại, khi còn nợ gốc 12.000.000 đ" in text
    ends = again.rows[-1].due_on
    assert f"lịch trả đã lập lại, hết hạn ngày {ends.day}/{ends.month}/{ends.year}" in text
    assert "lập lại" not in words(contract.render(first))


# --- the passbook -------------------------------------------------------------------------------


def test_the_passbook_tells_what_is_owed_and_what_was_paid(club: Club) -> None:
    lived = money.live(club)
    paid = pay_out_records.repay(club, lived.running, date(2026, 7, 21), 550_000)
    book = passbook.gather(club, lived.running, date(2026, 7, 30))
    assert [(each.principal_vnd, each.interest_vnd) for each in book.paid] == [
        (0, 50_000),
        (500_000, 50_000),
    ]
    assert book.paid[-1].owed_vnd == book.standing.outstanding_vnd == 4_500_000
    assert sum(each.principal_vnd for each in book.coming) == 4_500_000
    text = words(passbook.render(book, language="en"))
    assert money.sums_hold(text) >= 1
    assert "Trần Văn Hùng" in text
    pay_out_records.take_back(club, paid, "Ghi nhầm")
    again = passbook.gather(club, lived.running, date(2026, 7, 30))
    assert len(again.paid) == 1, "what was taken back was never paid"


def test_goods_have_no_passbook(club: Club) -> None:
    lived = money.live(club)
    with pytest.raises(Refused):
        passbook.gather(club, lived.goods, TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
def test_the_passbook_fits(club: Club, issuer: Issuer, language: str) -> None:
    lived = money.live(club)
    for loan_id in (lived.running, lived.late):
        book = passbook.gather(club, loan_id, date(2026, 8, 30))
        hard = replace(book, who=WHO, issuer=issuer, paid=book.paid * 20)
        _fits(hard, language)


def _fits(book: Passbook, language: str) -> None:
    texts = placed(lambda watch: passbook.render(book, language=language, watch=watch))
    check(texts, A5, 10)
    pdf = passbook.render(book, language=language)
    assert faces(pdf) == {"NotoSans"}
    assert pdf == passbook.render(book, language=language)


# --- plans and the list -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
def test_plans_beside_each_other_fit(issuer: Issuer, count: int, language: str) -> None:
    tried = (
        Plan("Gốc cuối kỳ", schedule(Terms(987_000_000, 100, 12, "bullet"), START)),
        Plan(LONG_NAME * 2, schedule(Terms(5_000_000, 100, 36, "flat"), START)),
        Plan("", schedule(Terms(5_000_000, 65, 10, "annuity", "advance"), START)),
    )
    made = Plans(tried[:count], START, issuer)
    texts = placed(lambda watch: plans_paper.render(made, language=language, watch=watch))
    check(texts, A4_WIDE, 10)


def test_plans_tell_what_each_costs_and_what_the_fund_has_left(club: Club) -> None:
    money.live(club)
    flat = schedule(Terms(5_000_000, 100, 12, "flat"), TODAY)
    bullet = schedule(Terms(5_000_000, 100, 12, "bullet"), TODAY)
    made = plans_paper.gather(club, [("Một lần", bullet), ("Chia đều", flat)])
    pdf = plans_paper.render(made, language="en")
    text = words(pdf)
    assert len(pages(pdf)) == 1
    assert "5.000.000 + 600.000 = 5.600.000 đ" in text
    assert "21.5 % a year: above the 20 % of the law" in text
    assert "2.000.000 đ in month 11/2026" in text, "7 millions less 5"
    assert money.sums_hold(text) == 2
    with pytest.raises(ValueError, match="no plan"):
        plans_paper.render(replace(made, plans=()))


def test_plans_name_each_plan_on_every_page_and_leave_no_row_alone() -> None:
    for months in range(1, 61):
        high, counts = plans_paper._shared_out(months)
        assert sum(counts) == months
        assert counts[-1] >= min(months, plans_paper.LEAST_ROWS)
        assert high * (max(counts[1:], default=0) + 1) < 195
    rows = schedule(Terms(50_000_000, 93, 36, "declining"), TODAY)
    made = Plans((Plan("Trả đều", rows), Plan("Trả góp", rows)), TODAY, ISSUER)
    texts = placed(lambda watch: plans_paper.render(made, watch=watch))
    check(texts, A4_WIDE, 10)
    both = pages(plans_paper.render(made))
    assert len(both) == 2
    assert all("Trả đều" in page and "Trả góp" in page for page in both)


def test_a_plan_for_which_the_fund_has_too_little_says_how_much_is_missing(club: Club) -> None:
    money.live(club)
    large = schedule(Terms(50_000_000, 100, 12, "bullet"), TODAY)
    text = words(plans_paper.render(plans_paper.gather(club, [("Một lần", large)]), language="en"))
    assert "43.000.000 đ short in month 11/2026" in text


def test_the_list_of_loans_is_for_the_board(club: Club) -> None:
    money.live(club)
    made, issuer = loan_list.gather(club, date(2026, 7, 30))
    assert [row[1] for row in made.rows if row[-1]] == ["VV-2026-004"], "goods"
    text = words(listing_page.render(made, issuer, language="en"))
    for part in ("Trần Văn Hùng", "5.000.000", "4 loans, 23.000.000 đ owed", "not for the wall"):
        assert part in text
    assert "Together 23.000.000 23.000.000" in text
    empty, issuer = loan_list.gather(club, date(2026, 5, 1))
    assert empty.rows == ()
    assert len(empty.sums) == len(empty.columns) == len(made.columns) - 1, "no goods, no column"

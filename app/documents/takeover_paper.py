"""The minutes of taking the books over from paper (biên bản chuyển sổ): what each fund has, where
its capital came from, who still owes what, whose savings are kept; each signs for what concerns
them. Always Vietnamese.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base import money
from app.base.dates import fmt_date, official_date
from app.base.errors import Refused
from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer, TableColumn
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.letters import clean
from app.documents.minutes_points import tidy
from app.documents.money_hands import Hands, hands_of
from app.funds import fund_records
from app.funds.takeover import LoanOpening, Takeover, sums
from app.loans.schedule import rate_words
from app.loans.takeover_records import taken_over

if TYPE_CHECKING:
    from app.club.file import Club

_FUNDS: Final = (
    TableColumn("Quỹ", 60),
    TableColumn("Tiền mặt (đ)", 35, "right"),
    TableColumn("Ngân hàng (đ)", 35, "right"),
    TableColumn("Cộng (đ)", 35, "right"),
)
_SOURCES: Final = (
    TableColumn("Nguồn vốn", 75),
    TableColumn("Còn trong quỹ (đ)", 40, "right"),
    TableColumn("Khi câu lạc bộ dừng", 50),
)
_LOANS: Final = (
    TableColumn("Người vay", 39),
    TableColumn("Còn nợ (đ)", 24, "right"),
    TableColumn("Lãi tháng", 21, "right"),
    TableColumn("Trả gốc", 36),
    TableColumn("Lãi còn chậm (đ)", 21, "right"),
    TableColumn("Người vay ký", 24, "center", hand=True),
)
_SAVINGS: Final = (
    TableColumn("Thành viên gửi tiết kiệm", 75),
    TableColumn("Số tiền (đ)", 40, "right"),
    TableColumn("Thành viên ký", 50, "center", hand=True),
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was taken over; `titles` are the names of the funds."""

    takeover: Takeover
    titles: Mapping[str, str]
    hands: Hands
    printed: date
    issuer: Issuer


def gather(club: "Club") -> Handed:
    """What was taken over, as the book has it now.

    Needs funds.read, loans.read and organisation.read. Raises Refused when nothing was.
    """
    with speaking("vi"):
        found = taken_over(club)
        if found is None:
            raise Refused(_("Nothing was taken over from paper books. Nothing was printed."))
        titles = fund_records.titles(club)
        return Handed(found, titles, hands_of(club, found.on), club.today(), issuer_of(club))


def render(handed: Handed, *, watch: Watch | None = None) -> bytes:
    """The minutes as a PDF."""
    with speaking("vi"):
        takeover = handed.takeover
        amounts = (f"{one.fund} {one.cash_vnd} {one.bank_vnd}" for one in takeover.funds)
        owed = (f"{one.who} {one.owed_vnd}" for one in takeover.loans)
        code = code_for("takeover", handed.issuer.mark, str(takeover.on), *amounts, *owed)
        papers = [(_minutes(handed), code)]
        return pdf(papers, "Biên bản chuyển sổ", handed.issuer, handed.printed, watch=watch)


def _minutes(handed: Handed) -> Official:
    paper, takeover = Official(), handed.takeover
    paper.head(Letterhead.of(handed.issuer, takeover.on))
    paper.title("BIÊN BẢN CHUYỂN SỔ", "Chuyển số dư từ sổ giấy sang sổ trên máy")
    paper.paragraph(
        f"Hôm nay, {official_date(takeover.on)}, {handed.issuer.name} chuyển các số dưới đây từ sổ"
        " giấy sang sổ trên máy. Mỗi người ký xác nhận phần của mình."
    )
    _funds(paper, handed)
    _sources(paper, takeover)
    _loans(paper, takeover)
    _savings(paper, takeover)
    if takeover.gifts:
        paper.section("Người ủng hộ trước đây")
        for number, gift in enumerate(takeover.gifts, start=1):
            when = fmt_date(gift.on_date)
            paper.point(f"{number}.", f"{tidy(gift.donor)}: {tidy(gift.what)} ({when}).")
    paper.paragraph(
        "Sổ giấy được khóa từ ngày này và giữ lại để đối chiếu. Biên bản đã đọc cho mọi người cùng"
        " nghe và ký tên dưới đây./."
    )
    paper.signatures(
        (
            Signer("THỦ QUỸ", handed.hands.treasurer),
            Signer("THÀNH VIÊN", "", "ĐẠI DIỆN"),
            Signer("CHỦ NHIỆM", handed.hands.chair, "TM. BAN CHỦ NHIỆM"),
        )
    )
    return paper


def _funds(paper: Official, handed: Handed) -> None:
    funds = handed.takeover.funds
    paper.section("Tiền của các quỹ")
    rows = [
        (
            handed.titles.get(one.fund, one.fund),
            money.fmt_number(one.cash_vnd),
            money.fmt_number(one.bank_vnd),
            money.fmt_number(one.money_vnd),
        )
        for one in funds
    ]
    cash, bank = sum(one.cash_vnd for one in funds), sum(one.bank_vnd for one in funds)
    total = ("Cộng", *(money.fmt_number(each) for each in (cash, bank, cash + bank)))
    paper.table(_FUNDS, rows, total)
    paper.below(
        f"Tiền mặt {money.fmt_number(cash)} + ngân hàng {money.fmt_number(bank)}"
        f" = **{money.fmt(cash + bank)}** (bằng chữ: {money.sentence(cash + bank)})."
    )


def _sources(paper: Official, takeover: Takeover) -> None:
    if not takeover.sources:
        return
    paper.section("Nguồn vốn của quỹ tăng thu nhập")
    rows = []
    for one in takeover.sources:
        back = f"trả lại {tidy(one.source.return_to) or tidy(one.source.name)}"
        after = back if one.source.returnable else "ở lại với câu lạc bộ"
        rows.append((tidy(one.source.name), money.fmt_number(one.amount_vnd), after))
    paper.table(_SOURCES, rows)
    found = sums(takeover)
    paper.below(
        f"Tiền của quỹ {money.fmt_number(found.money_vnd)} + đang cho vay"
        f" {money.fmt_number(found.lent_vnd)} = {money.fmt(found.money_vnd + found.lent_vnd)};"
        f" vốn các nguồn góp: **{money.fmt(found.capital_vnd)}**."
    )


def _loans(paper: Official, takeover: Takeover) -> None:
    if not takeover.loans:
        return
    paper.section("Khoản vay đang chạy")
    paper.table(_LOANS, [_loan(one) for one in takeover.loans])
    owed = [one.owed_vnd for one in takeover.loans]
    paper.below(
        f"Cộng {len(owed)} khoản vay, còn nợ gốc **{money.fmt(sum(owed))}**"
        f" (bằng chữ: {money.sentence(sum(owed))})."
    )


def _loan(one: LoanOpening) -> tuple[str, ...]:
    interest = rate_words(one.rate_bp)
    if one.monthly_vnd is not None:
        interest = money.fmt(one.monthly_vnd)
    how = f"một lần ngày {fmt_date(one.until)}"
    if one.part_vnd:
        how = f"{money.fmt(one.part_vnd)} mỗi tháng đến {fmt_date(one.until)}"
    late = money.fmt_number(one.arrears_vnd) if one.arrears_vnd else "–"
    return clean(one.who), money.fmt_number(one.owed_vnd), interest, how, late, ""


def _savings(paper: Official, takeover: Takeover) -> None:
    if not takeover.savings:
        return
    paper.section("Tiền tiết kiệm giữ cho thành viên")
    rows = [(clean(one.who), money.fmt_number(one.amount_vnd), "") for one in takeover.savings]
    total = sum(one.amount_vnd for one in takeover.savings)
    paper.table(_SAVINGS, rows, ("Cộng", money.fmt_number(total), ""))
    paper.space(2.1)

"""The money of a year (báo cáo thu chi năm): each fund with what came in and went out, what is
carried forward, and the budget beside what was spent. Always Vietnamese.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base import money
from app.base.areas import AREAS
from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer, TableColumn
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.money_hands import Hands, hands_of, listed
from app.funds import budget_records, fund_records
from app.funds.accounts import ACCOUNTS
from app.funds.budget_records import BudgetRow
from app.funds.rules import BUDGET_AREAS
from app.funds.year_end import FundYear, YearEnd
from app.funds.year_end_records import year_end
from app.funds.year_sums import SumLine

if TYPE_CHECKING:
    from app.club.file import Club

_LINES: Final = (
    TableColumn("Khoản", 95),
    TableColumn("Thu (đ)", 35, "right"),
    TableColumn("Chi (đ)", 35, "right"),
)
_BUDGET: Final = (
    TableColumn("Việc", 60),
    TableColumn("Dự toán (đ)", 35, "right"),
    TableColumn("Đã chi (đ)", 35, "right"),
    TableColumn("Còn lại (đ)", 35, "right"),
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year to be told; `titles` are the names of the funds."""

    end: YearEnd
    budget: tuple[BudgetRow, ...]
    titles: Mapping[str, str]
    hands: Hands
    printed: date
    issuer: Issuer


def gather(club: "Club", year: int) -> Year:
    """A year as it stands in the ledger now, one that goes on as far as it has come.

    Needs funds.read and organisation.read.
    """
    with speaking("vi"):
        today = club.today()
        return Year(
            year_end(club, year, today),
            tuple(budget_records.budgets(club, year)),
            fund_records.titles(club),
            hands_of(club, min(date(year, 12, 31), today)),
            today,
            issuer_of(club),
        )


def render(year: Year, *, watch: Watch | None = None) -> bytes:
    """The year as a PDF."""
    with speaking("vi"):
        amounts = (f"{one.fund} {one.opening_vnd} {one.closing_vnd}" for one in year.end.funds)
        sealed = year.end.seal.sha256 if year.end.seal else ""
        code = code_for("year", year.issuer.mark, str(year.end.year), sealed, *amounts)
        about = f"Báo cáo thu chi năm {year.end.year}"
        return pdf([(_report(year), code)], about, year.issuer, year.printed, watch=watch)


def _report(year: Year) -> Official:
    paper, end = Official(), year.end
    paper.head(Letterhead.of(year.issuer, year.printed))
    paper.title("BÁO CÁO THU CHI", f"Năm {end.year}")
    last = min(date(end.year, 12, 31), year.printed)
    over = last == date(end.year, 12, 31)
    left = " chuyển sang năm sau" if over else ""
    if end.seal is not None:
        paper.paragraph(
            f"Sổ của năm {end.year} đã khóa. Chữ kiểm tháng 12: {listed(end.seal.words)}."
        )
    else:
        paper.paragraph(f"Số liệu đến ngày {fmt_date(last)}; năm {end.year} chưa khóa sổ.")
    if not end.funds:
        paper.paragraph("Trong năm không có khoản thu, chi nào.")
    for number, one in enumerate(end.funds, start=1):
        _fund(paper, number, one, year.titles.get(one.fund, one.fund), left)
    _budget(paper, year)
    paper.paragraph("Báo cáo này đọc công khai trước thành viên./.")
    paper.signatures(
        (
            Signer("THỦ QUỸ", year.hands.treasurer),
            Signer("THÀNH VIÊN", "", "ĐẠI DIỆN"),
            Signer("CHỦ NHIỆM", year.hands.chair, "TM. BAN CHỦ NHIỆM"),
        )
    )
    return paper


def _fund(paper: Official, number: int, one: FundYear, title: str, left: str) -> None:
    """`left` says what becomes of what is left."""
    paper.section(f"{number}. {title}")
    if one.lines:
        rows = [_line(line) for line in one.lines]
        sums = ("Cộng", money.fmt_number(one.received_vnd), money.fmt_number(one.paid_vnd))
        paper.table(_LINES, rows, sums)
    told = paper.below if one.lines else paper.paragraph
    told(
        f"Đầu năm {money.fmt_number(one.opening_vnd)} + thu {money.fmt_number(one.received_vnd)}"
        f" – chi {money.fmt_number(one.paid_vnd)} = **{money.fmt(one.closing_vnd)}**{left}."
    )
    if one.lent_vnd:
        paper.paragraph(
            f"Đang cho vay {money.fmt_number(one.lent_vnd)} + tiền của quỹ"
            f" {money.fmt_number(one.closing_vnd)}"
            f" = **{money.fmt(one.lent_vnd + one.closing_vnd)}**."
        )
    if one.owed_vnd:
        paper.paragraph(f"Trong đó giữ cho thành viên: {money.fmt(one.owed_vnd)}.")


def _line(line: SumLine) -> tuple[str, str, str]:
    words = "Thu gốc; cho vay" if line.account == "loans" else _(ACCOUNTS[line.account])
    if line.account == "spending":
        about = _(AREAS[line.area]) if line.area else _(BUDGET_AREAS["running"])
        words = f"{words}: {about[:1].lower()}{about[1:]}"
    return words, _amount(line.received_vnd), _amount(line.paid_vnd)


def _amount(amount: int) -> str:
    return money.fmt_number(amount) if amount else "–"


def _budget(paper: Official, year: Year) -> None:
    """What was planned against what was spent."""
    planned = [(row, row.planned_vnd) for row in year.budget if row.planned_vnd is not None]
    if not planned:
        return
    paper.section("Dự toán và thực chi")
    rows = [(_(BUDGET_AREAS[row.area]), *_three(amount, row.spent_vnd)) for row, amount in planned]
    total = sum(amount for _row, amount in planned)
    spent = sum(row.spent_vnd for row, _amount in planned)
    paper.table(_BUDGET, rows, ("Cộng", *_three(total, spent)))
    paper.space(2.1)


def _three(planned: int, spent: int) -> tuple[str, str, str]:
    """Planned, spent, and what is left; what was spent beyond the plan has a minus."""
    left = money.fmt_number(abs(planned - spent))
    sign = "–" if spent > planned else ""
    return money.fmt_number(planned), money.fmt_number(spent), f"{sign}{left}"

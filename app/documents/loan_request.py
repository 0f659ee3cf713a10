"""The request for a loan (giấy đề nghị vay vốn): with what the book knows, or blank. The part of
the club is always blank: nothing is printed that has not happened. Always Vietnamese, one page.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base import money
from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import speaking
from app.documents.borrower import NOBODY, Borrower, borrower
from app.documents.contract import goods_words, responsible_for, terms_words
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import BODY, LEFT, RIGHT, ROOM, Letterhead, Signer
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch
from app.documents.letters import TINOS, width
from app.documents.minutes_points import tidy
from app.documents.strips import Strip
from app.loans import product_records, records
from app.loans.rules import Loan, Product
from app.loans.schedule import Terms

if TYPE_CHECKING:
    from app.club.file import Club

_SPACES = ((28.0, 1.8), (21.0, 1.8), (16.0, 1.8), (16.0, 0.0))
"""The room to sign, and that above the last sentence: less where there is much to say."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is printed; without a `loan` it is a form to fill in. `product` is what the
    regulation offers; `before` tells of the last loan that was paid off."""

    loan: Loan | None
    who: Borrower
    responsible: Borrower
    product: Product | None
    before: str
    printed: date
    issuer: Issuer


def gather(club: "Club", loan_id: str) -> Asked:
    """The request that stands in the book, whatever became of it.

    Needs loans.read and members.read. LookupError when there is no such loan.
    """
    found, issuer = records.loan(club, loan_id), issuer_of(club)
    product = None
    if found.product_id is not None:
        product = product_records.product(club, found.product_id)
    return Asked(
        found,
        borrower(club, found.person_id, issuer),
        responsible_for(club, found, issuer),
        product,
        _before(records.loans(club, states=("closed",), person_id=found.person_id), found),
        club.today(),
        issuer,
    )


def blank(club: "Club") -> Asked:
    """A form to be filled in by hand."""
    return Asked(None, NOBODY, NOBODY, None, "", club.today(), issuer_of(club))


def _before(paid_off: tuple[Loan, ...], found: Loan) -> str:
    """The last loan that was paid off before this request."""
    earlier = [
        each
        for each in paid_off
        if each.closed_on is not None and each.closed_on <= found.requested_on
    ]
    if not earlier:
        return "chưa vay lần nào"
    last = max(earlier, key=lambda each: each.closed_on or date.min)
    what = goods_words(last.in_kind) if last.in_kind else money.fmt(last.principal_vnd or 0)
    return f"{what}, trả xong ngày {fmt_date(last.closed_on or date.min)}"


def render(asked: Asked, *, watch: Watch | None = None) -> bytes:
    """The request as a PDF of one page."""
    with speaking("vi"):
        loan = asked.loan
        about = f"Giấy đề nghị vay vốn {loan.code}" if loan else "Giấy đề nghị vay vốn"
        facts = (loan.code, str(loan.requested_on), str(loan.asked_vnd)) if loan else ("blank",)
        code = code_for("loan-request", asked.issuer.mark, *facts)
        tried = [_letter(asked, *spaces) for spaces in _SPACES]
        letter = next((each for each in tried if len(each.pages()) == 1), tried[-1])
        return pdf([(letter, code)], about, asked.issuer, asked.printed, watch=watch)


def _letter(asked: Asked, sign_room: float, above: float) -> Official:
    paper, loan, who = Official(), asked.loan, asked.who
    paper.head(Letterhead.of(asked.issuer, loan.requested_on if loan else None))
    paper.title("GIẤY ĐỀ NGHỊ VAY VỐN", "Quỹ tăng thu nhập")
    paper.centred(f"Kính gửi: Ban Chủ nhiệm {asked.issuer.name}")
    facts = (who.name, who.born, f"thành viên số {who.code}" if who.code else "", who.place)
    paper.field("Tôi là:", ", ".join(fact for fact in facts if fact))
    if loan is None:
        paper.pair(("Ngày sinh:", ""), ("Chỗ ở:", ""))
    paper.pair(("Số căn cước:", who.cccd), ("Điện thoại:", who.phone))
    _what(paper, asked)
    for_what = tidy(loan.purpose) if loan and loan.purpose else ""
    paper.field("Để làm:", for_what, lines=1 if for_what else 2)
    _how(paper, asked)
    if loan is not None:
        paper.field("Lần vay trước:", asked.before)
    else:
        paper.field("Lần vay trước:")
    other = asked.responsible
    named = (other.name, other.born, other.place)
    paper.field("Người cùng chịu trách nhiệm:", ", ".join(fact for fact in named if fact))
    paper.pair(("Số căn cước:", other.cccd), ("Điện thoại:", other.phone))
    paper.space(above)
    paper.paragraph(
        "Tôi xin dùng vốn đúng việc đã ghi, nộp lãi và trả gốc đúng hạn tại buổi sinh hoạt."
    )
    paper.signatures(
        (
            Signer("CHỊU TRÁCH NHIỆM", other.name, "NGƯỜI CÙNG"),
            Signer("NGƯỜI ĐỀ NGHỊ VAY", who.name),
        ),
        room=sign_room,
    )
    paper.put([Strip(38, _of_the_club)])
    return paper


def _what(paper: Official, asked: Asked) -> None:
    """What is asked for: money in figures and words, or goods."""
    loan = asked.loan
    if loan is None:
        paper.field("Xin vay (tiền hoặc hiện vật):")
        paper.field("Bằng chữ:")
    elif loan.in_kind is not None:
        value = loan.in_kind.value_vnd
        worth = f", trị giá khoảng {money.fmt(value)}" if value else ""
        paper.field("Xin vay hiện vật:", f"{goods_words(loan.in_kind)}{worth}")
        paper.field("Cách trả lại:", tidy(loan.in_kind.return_rule))
    else:
        amount = loan.asked_vnd
        paper.field("Xin vay:", money.fmt(amount) if amount else "")
        paper.field("Bằng chữ:", money.sentence(amount) if amount else "")


def _how(paper: Official, asked: Asked) -> None:
    """For how long, and how the regulation says that interest and principal are paid."""
    loan, product = asked.loan, asked.product
    months = f"{loan.months} tháng" if loan and loan.months else ""
    paper.field("Trong thời gian:", months)
    if loan is not None and loan.in_kind is not None:
        return
    words = ""
    if product is not None:
        count = (loan.months if loan else None) or product.most_months
        amount = (loan.asked_vnd if loan else None) or product.most_vnd
        grace = min(product.grace_months, count - 1)
        terms = Terms(
            *(amount, product.rate_bp, count, product.method, product.interest),
            *(product.round_vnd, grace),
        )
        words = " ".join(terms_words(terms)).replace("**", "")
    if words:
        paper.paragraph(f"Theo quy chế của quỹ: {words}", indent=0)
    else:
        paper.field("Lãi và cách trả:")


def _of_the_club(sheet: Sheet, y: float) -> None:
    """What the club fills in: who came to look, what the meeting voted."""
    sheet.rule(LEFT, y + 4, RIGHT, 1)
    sheet.text(LEFT, y + 10.4, "Phần của câu lạc bộ", BODY, room=ROOM, bold=True)
    base = y + 18.4
    for words, answers in (
        ("Tổ quản lý vốn đến xem ngày ....../....../..........:", ("nên cho vay", "không nên")),
        (
            "Hội nghị ngày ....../....../.........., biểu quyết ......../........:",
            ("đồng ý", "không"),
        ),
    ):
        sheet.text(LEFT, base, words, BODY, room=ROOM)
        x = LEFT + width(words, BODY, family=TINOS) + 4
        for answer in answers:
            sheet.box(x, base - 3.9, 4.6, 4.6, weight=0.7)
            sheet.text(x + 6.2, base, answer, BODY, room=RIGHT - x - 6)
            x += 6.2 + width(answer, BODY, family=TINOS) + 5
        base += 8.6
    for label, left, right in (
        ("Thay mặt tổ quản lý vốn:", LEFT, LEFT + 98),
        ("Chủ nhiệm:", LEFT + 101, RIGHT),
    ):
        sheet.text(left, base, label, BODY, room=60)
        sheet.dotted(left + width(label, BODY, family=TINOS) + 2, base + 0.8, right)

"""The acknowledgment of a loan (giấy nhận nợ): what was lent, what falls due when with its
arithmetic, room to sign at each payment, what happens in hardship. Always Vietnamese.

Goods have no plan in đồng: the paper says what is given back and keeps room to write it down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.ids import code_for
from app.base.periods import Month
from app.base.text import _, speaking
from app.documents import plan_table
from app.documents.borrower import NOBODY, Borrower, borrower
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import SIGN_HIGH, Letterhead, Signer
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.letters import clean
from app.documents.minutes_points import tidy
from app.documents.money_hands import hands_of
from app.funds import records as ledger
from app.loans import records
from app.loans.reckoning import TOLERANCE
from app.loans.rules import InKind, Instalment, Loan
from app.loans.schedule import METHODS, Method, Row, Terms, rate_words, same_day, schedule
from app.meetings import meeting_records

if TYPE_CHECKING:
    from app.club.file import Club

TITLE = "GIẤY NHẬN NỢ"

_LENGTHS = (
    *((plan_table.ROW, SIGN_HIGH), (7.5, 27.0)),
    *((plan_table.LEAST_ROW, 24.0), (plan_table.LEAST_ROW, 19.0)),
)
"""How high a row of the plan is, and the room to sign."""

_PRINCIPAL: dict[Method, str] = {
    "bullet": "Gốc trả một lần khi hết hạn.",
    "flat": "Gốc chia đều, trả hằng tháng.",
    "declining": "Gốc chia đều, trả hằng tháng.",
    "annuity": "Mỗi tháng nộp như nhau, gồm lãi và gốc.",
}
assert set(_PRINCIPAL) == set(METHODS)


@dataclass(frozen=True, slots=True)
class Contract:
    """What the paper says. `rows` are empty for goods; `on` is the day of pay-out, None before it.

    `voucher` is the number of the payment voucher, `chair` who signs for the club; `relaid` is
    whether the plan was laid out anew since then.
    """

    loan: Loan
    who: Borrower
    responsible: Borrower
    rows: tuple[Row, ...]
    on: date | None
    voucher: str
    chair: str
    printed: date
    issuer: Issuer
    relaid: bool = False

    @property
    def ends_on(self) -> date | None:
        """The last day on which something falls due."""
        if self.rows:
            return self.rows[-1].due_on
        start = self.on or self.printed
        months = self.loan.months
        return same_day(Month.of(start).plus(months), start.day) if months else None


def gather(club: "Club", loan_id: str) -> Contract:
    """The paper of a loan that was approved or paid out; before the pay-out with the plan that it
    would have today.

    Needs loans.read, funds.read, meetings.read, members.read and organisation.read. Raises Refused
    before the decision; LookupError when there is no such loan.
    """
    found = records.loan(club, loan_id)
    if found.state not in ("approved", "running", "closed", "written_off") or (
        found.terms is None and found.in_kind is None
    ):
        raise Refused(
            _(
                "The meeting has not approved loan {code}. Nothing was printed."
                " Write its decision down first."
            ).format(code=found.code)
        )
    issuer, today = issuer_of(club), club.today()
    on = found.paid_out_on
    vouchers = [
        each.voucher
        for each in ledger.entries_of_loan(club, loan_id)
        if each.topic == "disbursement" and each.reversed_by is None
    ]
    rows, relaid = _rows(club, found, today)
    return Contract(
        loan=found,
        who=borrower(club, found.person_id, issuer),
        responsible=responsible_for(club, found, issuer),
        rows=rows,
        on=on,
        voucher=vouchers[-1] if vouchers else "",
        chair=hands_of(club, on or today).chair,
        printed=today,
        issuer=issuer,
        relaid=relaid,
    )


def responsible_for(club: "Club", found: Loan, issuer: Issuer) -> Borrower:
    """Who answers for a loan beside the borrower, of the register or not."""
    if found.cosigner_id is not None:
        return borrower(club, found.cosigner_id, issuer)
    return Borrower(name=tidy(found.cosigner)) if found.cosigner else NOBODY


def _rows(club: "Club", found: Loan, today: date) -> tuple[tuple[Row, ...], bool]:
    """The plan in force, and whether it is another than the first: of a loan not paid out yet, as
    it would be today."""
    if found.terms is None:
        return (), False
    if found.paid_out_on is None:
        days = _meeting_days(club, today, found.terms.months)
        return schedule(found.terms, today, days).rows, False
    history = records.history(club, found.id, today)
    version = max((each.version for each in history.instalments), default=1)
    rows: list[Instalment] = [each for each in history.instalments if each.version == version]
    owed = sum(each.principal_vnd for each in rows)
    return plan_table.rows_of(found.terms, found.paid_out_on, rows, owed), version > 1


def _meeting_days(club: "Club", start: date, months: int) -> list[date]:
    """The days of the meetings to come on which a plan falls due."""
    first = Month.of(start)
    found = meeting_records.between(club, first.next(), first.plus(months))
    return [
        date.fromisoformat(each.day)
        for each in found
        if each.day is not None and each.state != "called_off"
    ]


def render(contract: Contract, *, copies: int = 1, watch: Watch | None = None) -> bytes:
    """The paper as a PDF; each side keeps one of the `copies`."""
    with speaking("vi"):
        # A plan of a year fits on one page when its rows are as low as a hand allows.
        tried = [_paper(contract, *lengths) for lengths in _LENGTHS]
        brief = replace(contract, voucher="")
        tried += [_paper(brief, *_LENGTHS[-1]), _paper(brief, *_LENGTHS[-1], heading=False)]
        paper = next((each for each in tried if len(each.pages()) == 1), tried[0])
        papers = [(paper, code_of(contract))] * copies
        about = f"Giấy nhận nợ {contract.loan.code}"
        return pdf(papers, about, contract.issuer, contract.printed, watch=watch)


def code_of(contract: Contract) -> str:
    """The code at its foot: it follows from what was agreed."""
    loan = contract.loan
    facts = (loan.code, str(contract.on), str(loan.terms), str(loan.in_kind))
    rows = (f"{row.due_on} {row.principal_vnd} {row.interest_vnd}" for row in contract.rows)
    return code_for("contract", contract.issuer.mark, *facts, *rows)


def _paper(
    contract: Contract, row_high: float, sign_room: float, *, heading: bool = True
) -> Official:
    paper, loan = Official(), contract.loan
    paper.head(Letterhead.of(contract.issuer, contract.on, loan.code))
    paper.title(TITLE)
    paper.paragraph(f"{_introduced(contract)} {_received(contract)}")
    if loan.terms is not None:
        paper.paragraph(" ".join(_agreed(contract, loan.terms)))
        if heading:
            paper.section(_heading(contract))
        paper.put(plan_table.strips(contract.rows, loan.terms, row_high))
        paper.space(1.4)
    else:
        paper.paragraph(" ".join(_goods_agreed(contract)))
        paper.section("Phần ghi khi trả")
        paper.put(plan_table.lines_to_sign(5))
        paper.space(2.1)
    paper.paragraph(_closing(loan))
    who_sign = signers(contract.who, contract.responsible, contract.chair)
    paper.signatures(who_sign, room=sign_room)
    return paper


def _heading(contract: Contract) -> str:
    if not contract.relaid:
        return "Lịch trả, ai cũng tính lại được bằng bút chì"
    owed = sum(row.principal_vnd for row in contract.rows)
    return f"Lịch trả lập lại, khi còn nợ gốc {money.fmt(owed)}"


def signers(who: Borrower, responsible: Borrower, chair: str) -> tuple[Signer, ...]:
    """Borrower, who answers for it too when there is somebody, and the board."""
    first = Signer("NGƯỜI VAY", who.name)
    last = Signer("CHỦ NHIỆM", chair, "TM. BAN CHỦ NHIỆM")
    if not responsible.name:
        return first, last
    return first, Signer("CHỊU TRÁCH NHIỆM", responsible.name, "NGƯỜI CÙNG"), last


def _introduced(contract: Contract) -> str:
    who = contract.who
    facts = [
        f"**{who.name or '.' * 30}**",
        who.born,
        f"căn cước số {who.cccd}" if who.cccd else "",
        f"ở {who.place}" if who.place else "",
    ]
    return f"Tôi là {', '.join(fact for fact in facts if fact)},"


def _received(contract: Contract) -> str:
    loan = contract.loan
    if loan.in_kind is not None:
        what = f"**{goods_words(loan.in_kind)}**"
        if loan.in_kind.value_vnd:
            value = money.fmt(loan.in_kind.value_vnd)
            what = f"{what}, trị giá {value} ({money.sentence(loan.in_kind.value_vnd)})"
        said = f"đã nhận đủ của Quỹ tăng thu nhập {what}"
    elif loan.taken_over:
        amount = sum(row.principal_vnd for row in contract.rows)
        said = (
            "nhận nợ còn lại của Quỹ tăng thu nhập, chuyển từ sổ giấy sang:"
            f" **{money.fmt(amount)}** (bằng chữ: {money.sentence(amount)})"
        )
    else:
        amount = loan.principal_vnd or 0
        said = (
            f"đã nhận đủ của Quỹ tăng thu nhập số tiền **{money.fmt(amount)}**"
            f" (bằng chữ: {money.sentence(amount)})"
        )
    if loan.purpose:
        said = f"{said} để {_small(tidy(loan.purpose))}"
    if loan.decided_on is not None:
        said = f"{said}, theo quyết định hội nghị ngày {fmt_date(loan.decided_on)}"
    if contract.voucher:
        said = f"{said}, phiếu chi {contract.voucher}"
    return f"{said}."


def _small(text: str) -> str:
    """A text that goes on a sentence: small at its beginning unless a name or sign begins it."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def goods_words(goods: InKind) -> str:
    """ "2 con bò"."""
    unit = clean(goods.unit or "")
    return " ".join(part for part in (str(goods.quantity), unit, tidy(goods.what)) if part)


def _agreed(contract: Contract, terms: Terms) -> Iterator[str]:
    """Term, interest and how it is paid, one sentence each."""
    ends, start = contract.ends_on, contract.on or contract.printed
    until = f", từ {fmt_date(start)} đến {fmt_date(ends)}" if ends else ""
    if contract.relaid and ends:
        until = f" từ {fmt_date(start)}; lịch trả đã lập lại, hết hạn ngày {fmt_date(ends)}"
    yield f"Thời hạn **{terms.months} tháng**{until}."
    yield from terms_words(terms, contract.loan.late_bp)
    yield from _when_late(terms, contract.loan.late_bp)
    if not _exact(contract.rows, terms):
        unit = money.fmt(terms.round_vnd)
        yield f"Số tiền làm tròn đến {unit}, kỳ cuối trả phần lẻ."


def terms_words(terms: Terms, late_bp: int | None = None) -> Iterator[str]:
    """What was agreed about interest and principal, a sentence each."""
    if terms.rate_bp == 0:
        yield "Không tính lãi."
    else:
        base = "số gốc ban đầu" if terms.method == "flat" else "số gốc còn nợ"
        when = {
            "monthly": "nộp hằng tháng tại buổi sinh hoạt",
            "maturity": "nộp một lần khi hết hạn",
            "advance": "nộp một lần khi nhận tiền",
        }[terms.interest]
        yield f"Lãi **{rate_words(terms.rate_bp)} mỗi tháng** trên {base}, {when}."
    yield _PRINCIPAL[terms.method]
    if terms.grace_months:
        yield f"Trong {terms.grace_months} tháng đầu chưa trả gốc."
    if late_bp is not None and late_bp > terms.rate_bp:
        yield f"Gốc quá hạn chịu lãi {rate_words(late_bp)} mỗi tháng."


def _when_late(terms: Terms, late_bp: int | None) -> Iterator[str]:
    """What no row of the plan shows: how the club reckons when somebody is late."""
    if terms.rate_bp == 0:
        return
    if terms.interest == "monthly":
        yield f"Nộp chậm không quá {TOLERANCE.days} ngày, lãi tính như đúng ngày."
    if late_bp is None or late_bp <= terms.rate_bp:
        yield "Quá hạn, gốc còn nợ vẫn chịu lãi từng tháng."


def _exact(rows: Sequence[Row], terms: Terms) -> bool:
    """Whether nothing had to be rounded: then nothing is said about rounding."""
    principals = {row.principal_vnd for row in rows if row.principal_vnd}
    reckoned = all(
        row.base_vnd * terms.rate_bp * row.months == row.interest_vnd * 10_000 for row in rows
    )
    return reckoned and len(principals) == 1


def _goods_agreed(contract: Contract) -> Iterator[str]:
    goods, ends = contract.loan.in_kind, contract.ends_on
    if contract.loan.months and ends:
        yield f"Thời hạn **{contract.loan.months} tháng**, trả chậm nhất ngày {fmt_date(ends)}."
    if goods is not None and goods.return_rule:
        yield f"Cách trả: **{tidy(goods.return_rule)}**."
    yield "Hiện vật không tính lãi."


def _closing(loan: Loan) -> str:
    """What a borrower may do and may hope for; who keeps the paper."""
    if loan.in_kind is not None:
        early = (
            "Tôi chăm sóc, giữ gìn hiện vật và báo ngay cho Ban Chủ nhiệm khi có việc bất thường."
        )
    elif loan.terms is not None and loan.terms.interest == "advance":
        early = "Trả sớm không phạt, lãi đã nộp không trả lại."
    elif loan.terms is not None and loan.terms.method != "flat" and loan.terms.rate_bp:
        early = "Trả sớm không phạt, lãi tính trên gốc còn lại."
    else:
        early = "Trả sớm không phạt."
    return (
        f"{early} Gặp thiên tai, ốm đau, xin báo trước để hội nghị xét gia hạn."
        " Giấy làm thành hai bản, mỗi bên giữ một bản."
    )

"""The minutes of a meeting about requests for loans (biên bản xét vay vốn). A request on which
nothing was decided yet has empty cells to write in. Always Vietnamese.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base import money
from app.base.dates import official_date
from app.base.ids import code_for
from app.base.periods import Month
from app.base.text import speaking
from app.documents.contract import goods_words, terms_words
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer, TableColumn
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.letters import clean
from app.documents.minutes_points import tidy
from app.loans import records
from app.loans.rules import WAITING, Loan
from app.meetings import attendance_records
from app.meetings.meeting_records import meeting
from app.meetings.rules import Meeting
from app.organisation import records as organisation

if TYPE_CHECKING:
    from app.club.file import Club

_COLUMNS: Final = (
    TableColumn("TT", 10, "right"),
    TableColumn("Người xin vay", 41),
    TableColumn("Xin vay", 28, "right"),
    TableColumn("Để làm", 34),
    TableColumn("Duyệt", 28, "right"),
    TableColumn("Đồng ý / không", 24, "center"),
)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the meeting had before it: requests with their decisions, or without. `on` is its day,
    None before it is known; `came` is how many came and how many counted, when they were counted.
    """

    month: Month
    on: date | None
    place: str
    loans: tuple[Loan, ...]
    chair: str
    secretary: str
    printed: date
    issuer: Issuer
    leader: str = ""
    came: tuple[int, int] | None = None

    @property
    def approved(self) -> tuple[Loan, ...]:
        """Those that were approved."""
        return tuple(each for each in self.loans if _decided(each) and each.state != "refused")


def gather(club: "Club", meeting_id: str) -> Appraisal:
    """The requests decided at a meeting and, unless it is closed, those that wait for a decision.

    Needs loans.read, meetings.read and organisation.read. LookupError when there is no such
    meeting.
    """
    found = meeting(club, meeting_id)
    on = date.fromisoformat(found.day) if found.day else None
    day = on or club.today()
    decided = [each for each in records.loans(club) if each.meeting_id == meeting_id]
    waiting = [
        each
        for each in records.queue(club)
        if found.state != "closed" and not _decided(each) and each.requested_on <= day
    ]
    asked = sorted(
        {each.id: each for each in (*decided, *waiting)}.values(),
        key=lambda each: (each.requested_on, each.code),
    )
    return Appraisal(
        found.month,
        on,
        tidy(found.place),
        tuple(asked),
        clean(organisation.holder(club, "chair", day) or ""),
        clean(organisation.holder(club, "secretary", day) or ""),
        club.today(),
        issuer_of(club),
        clean(found.leader),
        _came(club, found),
    )


def _came(club: "Club", found: Meeting) -> tuple[int, int] | None:
    """How many came of how many, of a meeting that was closed."""
    if found.state != "closed":
        return None
    known = attendance_records.presence(club, found.month, found.month).get(found.month)
    return (known.present, known.present + known.absent) if known else None


def _decided(loan: Loan) -> bool:
    return loan.decided_on is not None and loan.state not in WAITING[:2]


def render(appraisal: Appraisal, *, watch: Watch | None = None) -> bytes:
    """The minutes as a PDF."""
    with speaking("vi"):
        facts = (f"{each.code} {each.state} {each.principal_vnd}" for each in appraisal.loans)
        code = code_for("appraisal", appraisal.issuer.mark, str(appraisal.month), *facts)
        about = f"Biên bản xét vay tháng {appraisal.month.month}/{appraisal.month.year}"
        papers = [(_minutes(appraisal), code)]
        return pdf(papers, about, appraisal.issuer, appraisal.printed, watch=watch)


def _minutes(appraisal: Appraisal) -> Official:
    paper, month = Official(), appraisal.month
    paper.head(Letterhead.of(appraisal.issuer, appraisal.on))
    subject = f"Quỹ tăng thu nhập, buổi sinh hoạt tháng {month.month} năm {month.year}"
    paper.title("BIÊN BẢN XÉT VAY VỐN", subject)
    when = official_date(appraisal.on) if appraisal.on else "ngày ...... tháng ...... năm ........."
    place = f", tại {appraisal.place}" if appraisal.place else ""
    paper.paragraph(
        f"Hôm nay, {when}{place}, hội nghị {appraisal.issuer.name} xét các giấy đề nghị vay vốn"
        " của quỹ tăng thu nhập."
    )
    if present := _present(appraisal):
        paper.paragraph(present)
    if not appraisal.loans:
        paper.paragraph("Buổi này không có giấy đề nghị nào.")
    else:
        paper.section("I. Các giấy đề nghị")
        rows = [_row(number, each) for number, each in enumerate(appraisal.loans, start=1)]
        paper.table(_COLUMNS, rows)
        paper.space(2.1)
        if said := _sum(appraisal):
            paper.paragraph(said)
        _opinions(paper, appraisal)
    paper.paragraph("Biên bản đã đọc cho hội nghị cùng nghe và ký tên dưới đây./.")
    paper.signatures(
        (
            Signer("THƯ KÝ", appraisal.secretary),
            Signer("CHỦ NHIỆM", appraisal.chair, "TM. BAN CHỦ NHIỆM"),
        )
    )
    return paper


def _present(appraisal: Appraisal) -> str:
    """Who led and wrote, and how many were there, as far as it is known."""
    leader, secretary = appraisal.leader, appraisal.secretary
    known = (
        f"Chủ trì: {leader}." if leader else "",
        f"Thư ký: {secretary}." if secretary else "",
        "Có mặt: {} trên {} thành viên.".format(*appraisal.came) if appraisal.came else "",
    )
    return " ".join(each for each in known if each)


def _row(number: int, loan: Loan) -> tuple[str, ...]:
    asked = goods_words(loan.in_kind) if loan.in_kind else ""
    if not asked and loan.asked_vnd:
        asked = money.fmt(loan.asked_vnd)
    return (
        str(number),
        clean(loan.who),
        asked,
        tidy(loan.purpose),
        _granted(loan),
        _votes(loan),
    )


def _granted(loan: Loan) -> str:
    if not _decided(loan):
        return ""
    if loan.state == "refused":
        return "không duyệt"
    return money.fmt(loan.principal_vnd) if loan.principal_vnd else "duyệt"


def _votes(loan: Loan) -> str:
    if not _decided(loan) or loan.votes_for is None:
        return "........ / ........"
    return f"{loan.votes_for} / {loan.votes_against or 0}"


def _sum(appraisal: Appraisal) -> str:
    """What was approved in all, with its parts."""
    amounts = [each.principal_vnd for each in appraisal.approved if each.principal_vnd]
    if not amounts:
        return ""
    total = f"{money.fmt(sum(amounts))} (bằng chữ: {money.sentence(sum(amounts))})"
    if len(amounts) == 1:
        return f"Duyệt cho vay: **{total}**."
    parts = " + ".join(money.fmt_number(amount) for amount in amounts)
    return f"Cộng duyệt cho vay: {parts} = **{total}**."


def _opinions(paper: Official, appraisal: Appraisal) -> None:
    """What those found who came to look, and on what terms each is lent to."""
    said = [(each, list(_of_loan(each))) for each in appraisal.loans]
    if any(sentences for _each, sentences in said):
        paper.section("II. Ý kiến của tổ quản lý vốn và điều kiện cho vay")
    for number, (each, sentences) in enumerate(said, start=1):
        if sentences:
            paper.point(f"{number}.", f"**{clean(each.who)}.** {' '.join(sentences)}")


def _of_loan(loan: Loan) -> Iterator[str]:
    if loan.appraisal is not None and loan.appraisal.opinion:
        by = tidy(loan.appraisal.by) or "Tổ vốn"
        yield f"{by} đã đến xem: {tidy(loan.appraisal.opinion)}."
    if _decided(loan) and loan.state != "refused" and loan.terms is not None:
        yield f"Thời hạn {loan.terms.months} tháng."
        yield from terms_words(loan.terms, loan.late_bp)
    if _decided(loan) and loan.in_kind is not None and loan.in_kind.return_rule:
        yield f"Cách trả: {tidy(loan.in_kind.return_rule)}."
    if loan.responsible():
        yield f"Người cùng chịu trách nhiệm: {tidy(loan.responsible())}."
    if loan.decision_note and _decided(loan):
        yield f"{tidy(loan.decision_note)}."

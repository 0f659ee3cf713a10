"""The minutes of a monthly meeting (biên bản), in the layout of Decree 30.

What is said and in which order stands here once; it becomes pages (`render`) or a file for Word
(`minutes_docx`). Always Vietnamese. Health is told in counts, a case without its story.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.areas.proposal_records import proposals_of_meeting
from app.base.dates import Month, fmt_date, official_date
from app.base.ids import code_for
from app.base.names import fold, formal_address
from app.base.text import speaking
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer, TableColumn, Writer, official_time
from app.documents.issuer import Contact, Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.letters import clean
from app.documents.minutes_points import cash, plan, points, tidy
from app.meetings import records
from app.meetings.meeting_records import held_day
from app.meetings.rules import Task
from app.meetings.summary import Summary
from app.members import records as members
from app.organisation import records as organisation
from app.organisation.rules import OfficeKind

if TYPE_CHECKING:
    from app.club.file import Club

SYMBOL: Final = "BB-CLB"
"""How the number of minutes ends."""

_BLANK: Final = "................................"
_ABSENT_FOR: Final = {
    "ill": "{n} người ốm",
    "busy": "{n} người bận",
    "away": "{n} người đi xa",
    "other": "{n} người vì lý do khác",
    None: "{n} người không rõ lý do",
}
_COLUMNS: Final = (
    TableColumn("Số", 12, "center"),
    TableColumn("Nội dung", 83),
    TableColumn("Người làm", 43),
    TableColumn("Hạn", 27),
)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes say: the meeting told whole, who led it and who wrote it down.

    `by_chair` is whether the chair led it. `asked` is what the meeting asked of the commune.
    """

    summary: Summary
    leader: Contact
    secretary: Contact
    by_chair: bool
    asked: tuple[str, ...]
    printed: date
    issuer: Issuer

    @property
    def month(self) -> Month:
        """The month whose meeting it was."""
        return self.summary.meeting.month

    @property
    def on(self) -> date:
        """The day it was held."""
        return held_day(self.summary.meeting)


def gather(club: "Club", month: Month) -> Minutes:
    """The meeting of a month as it stands in the book now.

    Raises UserError when none was held. Needs meetings.read, areas.read, members.read and
    organisation.read.
    """
    told = records.summary(club, month)
    day = held_day(told.meeting)
    chair_id, chair = _holder(club, "chair", day)
    leader_id = told.meeting.leader_id
    asked = proposals_of_meeting(club, told.meeting.id)
    return Minutes(
        summary=told,
        leader=_person(club, leader_id, day) if leader_id else chair,
        secretary=_holder(club, "secretary", day)[1],
        by_chair=bool(chair.name) and leader_id in (None, chair_id),
        asked=tuple(f"{tidy(each.to_whom)}: {tidy(each.about)}" for each in asked),
        printed=club.today(),
        issuer=issuer_of(club),
    )


def render(minutes: Minutes, *, watch: Watch | None = None) -> bytes:
    """The minutes as a PDF, one or two pages for a usual month."""
    with speaking("vi"):
        paper = Official()
        write(paper, minutes)
        about = [(paper, code(minutes))]
        return pdf(about, title(minutes), minutes.issuer, minutes.printed, watch=watch)


def title(minutes: Minutes) -> str:
    """What stands at the foot of each page."""
    return f"Biên bản sinh hoạt {fmt_date(minutes.on)}"


def code(minutes: Minutes) -> str:
    """The code of these minutes: another one as soon as something else stands in them."""
    told = minutes.summary
    with speaking("vi"):
        found = points(told, minutes.on, minutes.asked)
        said = (
            *(f"{point.about} {point.said}" for point in found),
            *(" ".join(row) for row in decided(told)),
            f"{told.present} {len(told.absent)} {told.cash.total_vnd if told.cash else ''}",
        )
    mark = minutes.issuer.mark
    return code_for("minutes", mark, str(minutes.month), minutes.printed.isoformat(), *said)


def file_name(minutes: Minutes) -> str:
    """The name that a file of these minutes gets, without its ending."""
    return f"bien-ban-{minutes.month}"


# --- what is said -------------------------------------------------------------------------------


def write(paper: Writer, minutes: Minutes) -> None:
    """The minutes from head to recipients. Within `speaking("vi")`."""
    told, issuer = minutes.summary, minutes.issuer
    month = minutes.month
    paper.head(Letterhead.of(issuer, minutes.on, f"{month.month:02}/{SYMBOL}"))
    paper.title("BIÊN BẢN", f"Sinh hoạt định kỳ tháng {month.month} năm {month.year}")
    paper.paragraph(_opening(minutes))
    paper.section("I. Thành phần")
    for said in _who(minutes):
        paper.paragraph(said)
    paper.section("II. Nội dung")
    for number, point in enumerate(points(told, minutes.on, minutes.asked), start=1):
        paper.point(f"{number}.", f"**{point.about}.** {point.said}.")
    paper.section("III. Quyết định, giao việc")
    rows = decided(told)
    if rows:
        paper.table(_COLUMNS, rows)
    else:
        paper.paragraph("Buổi sinh hoạt không có quyết định.")
    paper.section(f"IV. Kế hoạch tháng {month.next().month}")
    paper.paragraph(f"{plan(told.following, told.next_themes)}.")
    if told.cash:
        paper.section("V. Kiểm quỹ cuối buổi")
        paper.paragraph(f"{cash(told.cash)}.")
    paper.paragraph(
        "Buổi sinh hoạt kết thúc lúc ....... giờ ....... cùng ngày. Biên bản đã đọc cho mọi người"
        " cùng nghe và ký tên dưới đây./."
    )
    over = "CHỦ TRÌ" if minutes.by_chair else ""
    paper.signatures(
        (
            Signer("THƯ KÝ", minutes.secretary.name),
            Signer("CHỦ NHIỆM" if minutes.by_chair else "CHỦ TRÌ", minutes.leader.name, over),
        )
    )
    above = f"Hội Người cao tuổi {issuer.commune} (để báo cáo);"
    paper.recipients((above, "Ban Chủ nhiệm;", "Lưu: sổ biên bản."))


def decided(told: Summary) -> tuple[tuple[str, ...], ...]:
    """The rows of the decisions: number, deed, owner, date. Further work that a decision gave, and
    work given without one, stand on lines of their own."""
    rows: list[tuple[str, ...]] = []
    for decision in told.decisions:
        text = tidy(decision.text)
        given = [task for task in told.tasks if task.decision_id == decision.id]
        if not given:
            rows.append((str(decision.number), text, "", ""))
        for place, task in enumerate(given):
            deed = tidy(task.text)
            if place == 0:
                deed = text if fold(deed) == fold(text) else f"{text}. Việc giao: {deed}"
            rows.append((str(decision.number) if place == 0 else "", deed, *_whose(task)))
    numbers = {decision.id for decision in told.decisions}
    others = (task for task in told.tasks if task.decision_id not in numbers)
    rows += [("–", tidy(task.text), *_whose(task)) for task in others]
    return tuple(rows)


def _whose(task: Task) -> tuple[str, str]:
    due = fmt_date(date.fromisoformat(task.due_on)) if task.due_on else ""
    return tidy(task.owner), due


def _opening(minutes: Minutes) -> str:
    meeting = minutes.summary.meeting
    time = f"lúc {official_time(meeting.at_time)} " if meeting.at_time else ""
    place = f", tại {tidy(meeting.place)}" if meeting.place else ""
    when = f"{time}{official_date(minutes.on)}"
    return f"Hôm nay, {when}{place}, {minutes.issuer.name} họp sinh hoạt định kỳ."


def _who(minutes: Minutes) -> tuple[str, ...]:
    """Who led and wrote, how many came and why others did not, the guests. The reasons are counts:
    who was ill is nobody's business who reads minutes."""
    told = minutes.summary
    leader = minutes.leader.called or _BLANK
    led = f"{leader}, Chủ nhiệm" if minutes.by_chair else leader
    said = [f"Chủ trì: {led}. Thư ký: {minutes.secretary.called or _BLANK}."]
    if told.present is not None:
        absent = len(told.absent)
        rate = f"{told.rate:.1f}".replace(".0", "").replace(".", ",")
        came = f"Thành viên có mặt: {told.present} trên {told.present + absent} người ({rate} %)."
        why = [_ABSENT_FOR[reason].format(n=n) for reason, n in told.absent_by_reason().items()]
        away = f" Vắng {absent} người: {', '.join(why)} (danh sách điểm danh kèm theo)."
        said.append(f"{came}{away if absent else ''}")
    if told.guests:
        guests = (
            f"{tidy(each.name)}{f', {tidy(each.from_where)}' if each.from_where else ''}"
            for each in told.guests
        )
        said.append(f"Khách mời: {'; '.join(guests)}.")
    return tuple(said)


# --- people -------------------------------------------------------------------------------------


def _holder(club: "Club", office: OfficeKind, day: date) -> tuple[str | None, Contact]:
    """Who signs in an office on a day, with the id of the register when it is somebody there."""
    held = [each for each in organisation.offices_on(club, day) if each.office == office]
    if held:
        newest = max(held, key=lambda each: each.since)
        return newest.person_id, _person(club, newest.person_id, day)
    return None, Contact(clean(organisation.holder(club, office, day) or ""))


def _person(club: "Club", person_id: str, day: date) -> Contact:
    found = members.member(club, person_id, day)
    name = "" if found.erased else clean(found.person.name)
    return Contact(name, title=formal_address(found.person.sex))

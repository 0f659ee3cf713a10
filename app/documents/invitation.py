"""Invitations to a meeting: official ones for guests (giấy mời, Decree 30), large plain ones for
members, two on a sheet of A4.

The official one is always Vietnamese. Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from app.base.dates import fmt_date, fmt_long
from app.base.errors import UserError
from app.base.ids import code_for
from app.base.lunar import fmt_lunar, lunar, lunar_words
from app.base.periods import Month
from app.base.text import _, speaking
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer
from app.documents.frame import A4, FOOT, club_line
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, fitting, lines_of
from app.meetings import plan_records
from app.meetings.meeting_records import meeting_of, month_words

if TYPE_CHECKING:
    from app.club.file import Club

Layout = Literal["official", "plain"]

SYMBOL: Final = "GM-CLB"
"""How the number of an invitation ends."""
TITLE: Final = "GIẤY MỜI"

_HALF = A4[1] / 2
_LEFT, _ROOM = 20.0, 175.0
_LABEL = 38.0


@dataclass(frozen=True, slots=True)
class Invitation:
    """To which meeting. `topics` are its themes; `leader` and `place` may be empty."""

    month: Month
    on: date
    at_time: str
    place: str
    leader: str
    topics: tuple[str, ...]
    printed: date
    issuer: Issuer


def gather(club: "Club", month: Month) -> Invitation:
    """The meeting of a month as it is planned. Raises UserError when none is."""
    found = meeting_of(club, month)
    if found is None or found.day is None or found.state == "called_off":
        raise UserError(
            _("No meeting is planned for {month}, so nobody can be invited to it.").format(
                month=month_words(month)
            )
        )
    return Invitation(
        month=month,
        on=date.fromisoformat(found.day),
        at_time=(found.at_time or "").lstrip("0"),
        place=clean(found.place or ""),
        leader=clean(found.leader),
        topics=tuple(clean(theme.topic) for theme in plan_records.themes(club, month)),
        printed=club.today(),
        issuer=issuer_of(club),
    )


def render(
    invitation: Invitation,
    guests: Sequence[str] = (),
    layout: Layout = "official",
    *,
    language: str = "vi",
    watch: Watch | None = None,
) -> bytes:
    """One invitation for each guest ("Ông Nguyễn Văn Toàn, Chủ tịch Hội"); without guests one with
    room to write the name, of the plain ones a sheet."""
    to = tuple(clean(guest) for guest in guests)
    if layout == "official":
        papers = [(_official(invitation, guest), _code(invitation, guest)) for guest in to or ("",)]
        return pdf(papers, "Giấy mời", invitation.issuer, invitation.printed, watch=watch)
    with speaking(language):
        return _plain(invitation, to or ("", ""), language, watch)


def _code(invitation: Invitation, guest: str) -> str:
    return code_for(
        "invitation", invitation.issuer.mark, str(invitation.month), str(invitation.on), guest
    )


# --- official -----------------------------------------------------------------------------------


def _official(invitation: Invitation, guest: str) -> Official:
    paper = Official()
    issuer = invitation.issuer
    paper.head(Letterhead.of(issuer, invitation.printed, f"....../{SYMBOL}"))
    month = month_words(invitation.month)
    paper.title(TITLE, f"Dự buổi sinh hoạt câu lạc bộ tháng {month}")
    paper.space(4)
    paper.paragraph(f"Ban Chủ nhiệm {issuer.name} trân trọng kính mời:")
    if guest:
        paper.centred(guest, bold=True)
    else:
        paper.field("Ông (bà):")
        paper.field("Chức vụ, đơn vị:")
    paper.space(2)
    paper.paragraph(f"Tới dự buổi sinh hoạt định kỳ tháng {month} của câu lạc bộ.")
    if invitation.leader:
        paper.paragraph(f"**Chủ trì:** {invitation.leader}.")
    paper.paragraph(f"**Thời gian:** {_when_official(invitation)}.")
    if invitation.place:
        paper.paragraph(f"**Địa điểm:** {invitation.place}.")
    else:
        paper.field("Địa điểm:")
    if invitation.topics:
        paper.paragraph(f"**Nội dung:** {'; '.join(invitation.topics)}.")
    paper.paragraph("Rất mong ông (bà) đến dự để buổi sinh hoạt thành công./.")
    chair = Signer("CHỦ NHIỆM", issuer.chair.name, "TM. BAN CHỦ NHIỆM")
    paper.signatures([chair])
    paper.recipients(["Như trên;", "Lưu: CLB."])
    return paper


def _when_official(invitation: Invitation) -> str:
    with speaking("vi"):
        day = f"{fmt_long(invitation.on)} ({lunar_words(lunar(invitation.on))})"
    if not invitation.at_time:
        return day
    hour, _colon, minute = invitation.at_time.partition(":")
    return f"{hour} giờ{f' {minute}' if minute not in ('', '00') else ''}, {day}"


# --- plain --------------------------------------------------------------------------------------


def _plain(invitation: Invitation, to: Sequence[str], language: str, watch: Watch | None) -> bytes:
    into = BytesIO()
    title = _("Invitation")
    canvas = new_canvas(into, A4, title=title, author=invitation.issuer.name, language=language)
    sheet = Sheet(canvas, A4, watch, practice=invitation.issuer.practice)
    for start in range(0, len(to), 2):
        for place, guest in enumerate(to[start : start + 2]):
            _half(sheet, invitation, guest, place * _HALF)
        sheet.line(5, _HALF, A4[0] - 5, _HALF, 0.4, 60)
        sheet.next_page()
    canvas.save()
    return into.getvalue()


def _half(sheet: Sheet, invitation: Invitation, guest: str, top: float) -> None:
    left, right = _LEFT, _LEFT + _ROOM
    club = club_line(invitation.issuer)
    size = fitting(club, _ROOM, 13, 11)
    sheet.text(left, top + 17, cut(club, _ROOM, size), size, room=_ROOM)
    sheet.text(left, top + 31, _("Invitation"), 28, room=_ROOM, bold=True)
    sheet.rule(left, top + 35, right, 1.3)
    y = top + 45
    label = _("We invite")
    sheet.text(left, y, label, 16, room=_LABEL)
    sheet.dotted(left + _LABEL, y + 1.4, right)
    if guest:
        room = _ROOM - _LABEL
        size = fitting(guest, room, 18, 14, bold=True)
        sheet.text(left + _LABEL, y, cut(guest, room, size, bold=True), size, room=room, bold=True)
    y += 10
    words = _("to the meeting of the club, month {month}").format(
        month=month_words(invitation.month)
    )
    sheet.text(left, y, words, 16, room=_ROOM)
    y += 10
    y = _fact(sheet, y, _("Day and time"), _when(invitation), 20, 2)
    y = _fact(sheet, y, "", _("that is {lunar}").format(lunar=_lunar(invitation)), 14, 1)
    y = _fact(sheet, y + 2, _("Place"), invitation.place, 18, 2)
    if invitation.topics:
        _fact(sheet, y, _("What about"), "; ".join(invitation.topics), 14, 4)
    base = top + _HALF - 11
    code = _code(invitation, guest)
    foot = _("printed {date} · page {n}/{all} · {code}").format(
        date=fmt_date(invitation.printed), n=1, all=1, code=code
    )
    sheet.text(left, base, foot, FOOT, room=_ROOM - 70)
    board = _("For the board")
    sheet.text(right, base - 6, board, 13, room=60, bold=True, align="right")
    chair = cut(invitation.issuer.chair.name, 66, 13)
    sheet.text(right, base, chair, 13, room=66, align="right")


def _when(invitation: Invitation) -> str:
    day = fmt_long(invitation.on)
    return (
        _("{time}, {day}").format(time=invitation.at_time, day=day) if invitation.at_time else day
    )


def _lunar(invitation: Invitation) -> str:
    return fmt_lunar(lunar(invitation.on))


def _fact(sheet: Sheet, y: float, label: str, value: str, size: float, most: int) -> float:
    """A label, and beside it what is known on so many lines, else a line to write on."""
    if label:
        sheet.text(_LEFT, y, label, 16, room=_LABEL)
    room = _ROOM - _LABEL
    if not value:
        sheet.dotted(_LEFT + _LABEL, y + 1.4, _LEFT + _ROOM)
        return y + 9
    bold = size > 16
    at = fitting(value, room, size, max(size - 4, 14), bold=bold)
    for line in lines_of(value, room, at, bold, most):
        sheet.text(_LEFT + _LABEL, y, line, at, room=room, bold=bold)
        y += at * LEADING / MM
    return y + 0.6

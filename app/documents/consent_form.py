"""The consent form: what a member agrees to, each point for itself, in print that elders can read.

One sheet of A4, both sides, 16 points. Nothing is ticked beforehand; the wording is data
(`privacy.texts`) and its version stands on the page. Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.ids import code_for
from app.base.job import NO_JOB, Job
from app.base.text import _, speaking
from app.documents.chosen import chosen, place_of
from app.documents.frame import A4, Frame, club_line, field, foot, tick
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, fitting, fmt_phone, width, wrap
from app.privacy.texts import ConsentText, PurposeText, consent_text

if TYPE_CHECKING:
    from app.club.file import Club

FRAME: Final = Frame(22, 170)
SIZE: Final = 16.0
LINE = SIZE * LEADING / MM
INDENT, SECOND_BOX = 12.0, 66.0
TOP, BOTTOM = 20.0, 279.0
BOXES, THUMB = 203.0, 54.0
"""Top and height of the space for a signature or a thumbprint, its title included."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose form it is; empty texts become lines to write on. `birth` is stored form or None."""

    code: str = ""
    name: str = ""
    birth: str | None = None
    place: str = ""

    @property
    def called(self) -> str:
        """Name and year of birth, as two people of one name are told apart."""
        if self.name and self.birth:
            return _("{name}, born {year}").format(name=self.name, year=self.birth[:4])
        return self.name


BLANK: Final = Signer()
"""A form without a name."""


def gather(
    club: "Club", on: date, codes: Sequence[str] | None = None
) -> tuple[tuple[Signer, ...], Issuer]:
    """Who gets a form: the members with these codes, or all of that day. Needs members.read.

    Raises UserError, naming every code that nobody has.
    """
    issuer = issuer_of(club)
    signers = tuple(
        Signer(
            clean(member.code),
            clean(member.person.name),
            member.person.birth,
            place_of(member.person, issuer),
        )
        for member in chosen(club, on, codes)
    )
    return signers, issuer


def render(
    signers: Sequence[Signer],
    issuer: Issuer,
    printed: date,
    *,
    version: str | None = None,
    language: str = "vi",
    job: Job = NO_JOB,
    watch: Watch | None = None,
) -> bytes:
    """The forms as one PDF, two pages each, in the wording of this version or the newest one.

    Without signers one blank form.
    """
    with speaking(language):
        text = consent_text(version, language)
        into = BytesIO()
        canvas = new_canvas(
            into, A4, title=_("Consent form"), author=issuer.name, language=language
        )
        sheet = Sheet(canvas, A4, watch, practice=issuer.practice)
        for done, signer in enumerate(signers or [BLANK]):
            job.step(done, len(signers), signer.name)
            _front(sheet, signer, issuer, text, printed)
            _back(sheet, signer, issuer, text, printed)
        canvas.save()
        return into.getvalue()


# --- the front: what for ------------------------------------------------------------------------


def _front(sheet: Sheet, signer: Signer, issuer: Issuer, text: ConsentText, printed: date) -> None:
    x = FRAME.left
    line = cut(club_line(issuer), FRAME.room, 13)
    sheet.text(x, TOP, line, 13, room=FRAME.room)
    title, about = _("Consent form"), _("about what is written of me")
    sheet.text(x, TOP + 12.4, title, 28, room=FRAME.room, bold=True)
    room = FRAME.room - width(title, 28, bold=True) - 6
    size = fitting(about, room, 18, 14)
    sheet.text(FRAME.right, TOP + 12.4, about, size, room=room, align="right")
    sheet.rule(x, TOP + 17, FRAME.right, 2)
    y = sheet.paragraph(x, TOP + 25, text.intro, SIZE, room=FRAME.room)
    top = y - 1.6
    # What is left of the page is shared out between the points.
    spare = BOTTOM - top - sum(_height(purpose) for purpose in text.purposes)
    for number, purpose in enumerate(text.purposes, start=1):
        sheet.rule(x, top, FRAME.right, 0.7)
        _purpose(sheet, top, number, purpose)
        top += _height(purpose) + spare / len(text.purposes)
    sheet.rule(x, top, FRAME.right, 1.3)
    _foot(sheet, signer, issuer, text, printed, 1)


def _said(purpose: PurposeText) -> str:
    return f"{purpose.what} {purpose.who_sees}".strip()


def _height(purpose: PurposeText) -> float:
    lines = len(wrap(_said(purpose), FRAME.room - INDENT, SIZE))
    return 9.2 + lines * LINE + 14.4


def _purpose(sheet: Sheet, top: float, number: int, purpose: PurposeText) -> None:
    x = FRAME.left + INDENT
    room = FRAME.room - INDENT
    sheet.text(FRAME.left, top + 9.4, str(number), 24, room=INDENT - 2, bold=True)
    size = fitting(purpose.title, room, 18, SIZE, bold=True)
    sheet.text(x, top + 9, purpose.title, size, room=room, bold=True)
    said = _said(purpose)
    y = sheet.paragraph(x, top + 17, said, SIZE, room=room)
    if purpose.names_receiver:
        sheet.dotted(x + width(said, SIZE) + 2, y - LINE + 1.2, FRAME.right)
    tick(sheet, x, y + 3.4, _("I agree"))
    tick(sheet, FRAME.left + SECOND_BOX, y + 3.4, _("I do not agree"))


# --- the back: rights and signatures ------------------------------------------------------------


def _back(sheet: Sheet, signer: Signer, issuer: Issuer, text: ConsentText, printed: date) -> None:
    x, room = FRAME.left, FRAME.room
    sheet.text(x, 24, _("My rights"), 22, room=room, bold=True)
    sheet.rule(x, 28, FRAME.right, 1.3)
    y = 38.0
    for right in text.rights:
        sheet.disc(x + 2, y - 2, 2.6)
        y = sheet.paragraph(x + 8, y, f"**{right.lead}** {right.text}", SIZE, room=room - 8) + 3.6
    y = sheet.paragraph(x, y + 3, text.keeping.format(who=_who(issuer)), SIZE, room=room)
    sheet.rule(x, y - 1, FRAME.right, 0.7)
    y += 12
    tick(sheet, x, y, _("I have read it myself"))
    tick(sheet, x + room / 2, y, _("It was read to me"))
    label = x + 44
    lines = (
        (_("Full name"), signer.called),
        (_("House"), signer.place),
        (_("Representative"), ""),
        (_("Date"), ""),
    )
    y += 16.5
    step = (BOXES - 4 - y) / len(lines)
    for words, value in lines:
        field(sheet, x, y, words, FRAME.right, value, start=label)
        if words == _("Representative"):
            hint = _("if any: name, relation, papers")
            sheet.text(FRAME.right, y + 6, hint, 12, room=100, align="right")
        y += step
    _boxes(sheet, BOXES)
    y = BOXES + THUMB + 11
    middle = x + room * 0.66
    field(sheet, x, y, _("Received by:"), middle - 4, size=14)
    field(sheet, middle, y, _("Date:"), FRAME.right, size=14)
    _foot(sheet, signer, issuer, text, printed, 2)


def _who(issuer: Issuer) -> str:
    """Whom to ask: name, office and telephone, or a place to write them."""
    if not issuer.chair.name:
        return "." * 60
    asked = _("{name}, chair of the club").format(name=issuer.chair.called)
    # Numbers must not be torn apart at the end of a line.
    phone = fmt_phone(issuer.chair.phone).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{asked}, **{phone}**" if phone else asked


def _boxes(sheet: Sheet, top: float) -> None:
    wide = (FRAME.room - 8) / 2
    for x, words in (
        (FRAME.left, _("My signature or thumbprint")),
        (FRAME.right - wide, _("Who read it to me, as witness")),
    ):
        sheet.box(x, top, wide, THUMB, round_=1.6, weight=1.2)
        size = fitting(words, wide - 8, 14, 12, bold=True)
        sheet.text(x + 4, top + 7.4, words, size, room=wide - 8, bold=True)


def _foot(
    sheet: Sheet, signer: Signer, issuer: Issuer, text: ConsentText, printed: date, page: int
) -> None:
    turn = _("over: my rights, signatures") if page == 1 else _("one copy for me, one for the club")
    turn = " · ".join((_("text {version}").format(version=text.version), turn))
    whose = f"{signer.name} · {signer.code}" if signer.name else ""
    base = A4[1] - 12.2
    taken = width(turn, 10)
    sheet.text(FRAME.right, base, turn, 10, room=taken, align="right")
    room = FRAME.room - taken - 5
    sheet.text(FRAME.left, base, cut(whose, room, 10, bold=True), 10, room=room, bold=True)
    code = code_for("consent", issuer.mark, text.version, signer.code)
    foot(sheet, FRAME, issuer, printed, (page, 2), code)
    sheet.next_page()

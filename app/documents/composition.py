"""The composition of the club on one page: figures against what a document asks, and the pyramid
of ages. It holds no names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.chart import Style
from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import _, language, ngettext, speaking
from app.documents.chart import draw_pyramid
from app.documents.frame import A4, Frame, foot, head
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, fitting, lines_of
from app.members import records as members
from app.targets.pyramid import AgeGroups, age_groups, picture
from app.targets.rules import OUTCOMES, RuleSet, Verdict, counted, figures, judge, remarks, title

if TYPE_CHECKING:
    from app.club.file import Club

PAGE: Final = Frame(20, 178)
TOP: Final = 9.0
SIZE: Final = 13
SMALL: Final = 11
# Right and left edges of the columns behind the title.
_COUNTED, _ASKED, _RESULT = 124.0, 128.0, 160.0
_TITLE_ROOM = _COUNTED - PAGE.left - 34
_BARS = Style(axis_text=11, label_text=11, line=1, rule=0.6, hair=0.5, dot=4, side=0)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the page says: figures of a day by one rule set, and who stands in no age group."""

    on: date
    printed: date
    rules: RuleSet
    verdicts: tuple[Verdict, ...]
    groups: AgeGroups
    count: int
    issuer: Issuer


def gather(club: "Club", on: date, rules: RuleSet) -> Paper:
    """The members of that day, judged. Needs members.read."""
    here = members.members(club, on)
    return Paper(
        on=on,
        printed=club.today(),
        rules=rules,
        verdicts=judge(rules, here, on),
        groups=age_groups(here, on, 5),
        count=len(here),
        issuer=issuer_of(club),
    )


def render(paper: Paper, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The page as a PDF."""
    with speaking(language):
        name = _("Composition")
        into = BytesIO()
        canvas = new_canvas(into, A4, title=name, author=paper.issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=paper.issuer.practice)
        note = _("on {date}").format(date=fmt_date(paper.on))
        y = head(sheet, PAGE, paper.issuer, name, note, TOP)
        y = _about(sheet, paper, y + 7)
        y = _figures(sheet, paper, y)
        _ages(sheet, paper, y + 4)
        code = code_for("composition", paper.issuer.mark, paper.on.isoformat(), *_content(paper))
        foot(sheet, PAGE, paper.issuer, paper.printed, (1, 1), code)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


def _content(paper: Paper) -> Iterator[str]:
    yield paper.rules.id
    for verdict in paper.verdicts:
        yield f"{verdict.id} {counted(verdict)}"


def _about(sheet: Sheet, paper: Paper, y: float) -> float:
    """By what the club is measured, and who is counted."""
    text = f"**{paper.rules.title.in_(language())}.** {paper.rules.document}."
    if not paper.rules.basis.verified:
        text += " " + _("Not compared with the full text yet.")
    y = sheet.paragraph(PAGE.left, y, text, SMALL, room=PAGE.room)
    said = ngettext(
        "{n} member on this day. Who died, left or pauses is not counted.",
        "{n} members on this day. Who died, left or pauses is not counted.",
        paper.count,
    )
    return sheet.paragraph(PAGE.left, y + 1, said.format(n=paper.count), SIZE, room=PAGE.room)


def _figures(sheet: Sheet, paper: Paper, y: float) -> float:
    y = _heads(sheet, y)
    titles = [title(verdict.target) for verdict in paper.verdicts]
    size = min((fitting(name, _TITLE_ROOM, SIZE, 9, bold=True) for name in titles), default=SIZE)
    for verdict in paper.verdicts:
        y = _row(sheet, verdict, y, size)
    return y


def _heads(sheet: Sheet, y: float) -> float:
    sheet.rule(PAGE.left, y, PAGE.right, 1.2)
    base = y + 5.6
    sheet.text(PAGE.left, base, _("Target"), SMALL, room=_TITLE_ROOM, bold=True)
    sheet.text(_COUNTED, base, _("Counted"), SMALL, room=36, bold=True, align="right")
    sheet.text(_ASKED, base, _("Asked for"), SMALL, room=_RESULT - _ASKED, bold=True)
    sheet.text(_RESULT, base, _("Result"), SMALL, room=PAGE.right - _RESULT, bold=True)
    sheet.rule(PAGE.left, y + 8, PAGE.right, 0.8)
    return y + 8


def _row(sheet: Sheet, verdict: Verdict, y: float, size: float) -> float:
    """Title and figures in one line, below it what would help or what the document says."""
    base = y + 6.0
    sheet.text(PAGE.left, base, title(verdict.target), size, room=_TITLE_ROOM, bold=True)
    sheet.text(_COUNTED, base, counted(verdict), SIZE, room=36, align="right")
    asked, room = figures(verdict.target) or "–", _RESULT - _ASKED - 2
    sheet.text(_ASKED, base, asked, fitting(asked, room, SIZE, 9), room=room)
    judged = verdict.outcome != "no_target"
    outcome, room = _(OUTCOMES[verdict.outcome]) if judged else "–", PAGE.right - _RESULT
    sheet.text(
        _RESULT, base, outcome, fitting(outcome, room, SIZE, 9, judged), room=room, bold=judged
    )
    said = remarks(verdict)
    y = base
    for line in lines_of(said, PAGE.room, SMALL, False, 2) if said else ():
        y += SMALL * LEADING / MM
        sheet.text(PAGE.left, y, line, SMALL, room=PAGE.room)
    y += 2.2
    sheet.rule(PAGE.left, y, PAGE.right, 0.4)
    return y


def _ages(sheet: Sheet, paper: Paper, y: float) -> None:
    """The pyramid fills what is left of the page, up to a height that still looks like one."""
    if not paper.groups.groups:
        return
    sheet.text(PAGE.left, y + 4, _("By age and sex"), SIZE, room=PAGE.room, bold=True)
    top = y + 7
    high = min(PAGE.high - 26 - top, 8 + 6.4 * len(paper.groups.groups))
    draw_pyramid(sheet, picture(paper.groups), PAGE.left + 14, top, PAGE.room - 28, high, _BARS)
    count = len(paper.groups.unplaced)
    if count:
        said = ngettext(
            "{n} member without sex or year of birth is not shown.",
            "{n} members without sex or year of birth are not shown.",
            count,
        )
        sheet.text(PAGE.left, top + high + 5, said.format(n=count), SMALL, room=PAGE.room)

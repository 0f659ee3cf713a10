"""The month of the club for the wall: figures, the eight areas, money, help, decisions and the
next meeting. Read from two metres; it names nobody and tells no health.

Lengths are millimetres of A3, sizes points there; A4 is the same page at 70.7 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.areas.picture import Picture, State, months
from app.areas.picture_records import year_picture
from app.areas.rules import HELP_FORMS, HelpCase, HelpForm, Whose
from app.base import money
from app.base.areas import AREAS
from app.base.dates import WEEKDAYS, Month
from app.base.ids import code_for
from app.base.lunar import fmt_lunar, lunar, lunar_words
from app.base.text import N_, _, language, ngettext, speaking
from app.documents.frame import Frame, foot
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch
from app.documents.letters import clean, lines_of, width
from app.documents.nameless import without_names
from app.documents.wall import A3, GROWN, LEFT, RIGHT, ROOM, Paper, Wall, one_page
from app.meetings import records
from app.meetings.meeting_records import month_words
from app.meetings.rules import Meeting
from app.meetings.summary import Moved
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

_CLUB, _TITLE, _FIGURE, _HEAD, _BODY, _SMALL = 28.0, 66.0, 56.0, 28.0, 21.0, 17.0
_NAMES = 106.0
_PITCH = 10.8
_WIDEST = 24.0
_HALF, _SECOND = 118.0, 155.0
_STEP = 9.4
_MOST_MONEY: Final = 5
"""Lines about money, so that decisions have room below them."""
_BOX_TOP, _BOX_HIGH = 350.0, 50.0

_HELPED: Final[dict[Whose, str]] = {
    "member": N_("One member"),
    "family": N_("A family of the club"),
    "outsider": N_("Somebody outside the club"),
}


@dataclass(frozen=True, slots=True)
class Helped:
    """A case without who it is: whose it is, and the help given, each by form and in words."""

    whose: Whose
    given: tuple[tuple[HelpForm, str], ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs on the wall of a month. `present` is None when nobody was counted.

    No text names anybody: `community` are deeds with how many took part, `topics` what the next
    meeting is about.
    """

    month: Month
    present: int | None
    expected: int
    measured: int
    picture: Picture
    payers: int
    fees_vnd: int
    moved: Moved
    spent_vnd: int
    counted_vnd: int | None
    helped: tuple[Helped, ...]
    community: tuple[tuple[str, int], ...]
    decisions: tuple[str, ...]
    following: Meeting | None
    topics: tuple[str, ...]
    printed: date
    issuer: Issuer


def gather(club: "Club", month: Month) -> Poster:
    """The meeting of a month as it stands in the book now, without names.

    Raises UserError when none was held. Needs meetings.read, areas.read and members.read.
    """
    told = records.summary(club, month)
    held_on = told.meeting.held_on or ""
    names = {clean(one.person.name) for one in members.people(club, club.today())}
    names |= {clean(name) for case in told.cases for name in (case.name, case.who) if name}

    def said(text: str) -> str:
        return without_names(clean(text), names).rstrip(" .;,")

    def helped(case: HelpCase) -> Helped:
        here = (each for each in case.helps if each.on_date <= held_on)
        return Helped(case.whose, tuple((each.form, said(each.what or "")) for each in here))

    return Poster(
        month=month,
        present=told.present,
        expected=(told.present or 0) + len(told.absent),
        measured=told.measured.people,
        picture=year_picture(club, month.year),
        payers=told.fee_payers,
        fees_vnd=told.fees_vnd,
        moved=told.moved,
        spent_vnd=sum(done.spent_vnd for done in told.areas.values()),
        counted_vnd=told.cash.total_vnd if told.cash else None,
        helped=tuple(helped(case) for case in told.cases),
        community=tuple(
            (said(each.what), (each.participants or 0) + (each.outsiders or 0))
            for each in told.community
        ),
        decisions=tuple(said(decision.text) for decision in told.decisions),
        following=told.following,
        topics=tuple(said(theme.topic) for theme in told.next_themes),
        printed=club.today(),
        issuer=issuer_of(club),
    )


def render(
    poster: Poster, *, paper: Paper = "A3", language: str = "vi", watch: Watch | None = None
) -> bytes:
    """The page as a PDF."""
    grown = GROWN[paper]
    size = A3[0] * grown, A3[1] * grown
    with speaking(language):
        return one_page(
            *(size, title(poster), poster.issuer, language),
            lambda sheet: _Wall(sheet, poster, grown).draw(),
            watch,
        )


def title(poster: Poster) -> str:
    """What the poster is called: "Poster of month 6/2026"."""
    return _("Poster of month {month}").format(month=month_words(poster.month))


class _Wall(Wall):
    """The page under the pen."""

    def __init__(self, sheet: Sheet, poster: Poster, grown: float) -> None:
        super().__init__(sheet, grown)
        self.poster = poster

    def draw(self) -> None:
        """From the club's name to the foot."""
        self._titles()
        self._figures()
        self._areas(112)
        below = max(
            self._entries(238, LEFT, _HALF, _("Money of the month"), self._money()),
            self._bullets(
                238, _SECOND, RIGHT - _SECOND, _("We helped one another"), self._help(), 5
            ),
        )
        decisions = list(self.poster.decisions)
        if decisions:
            lines = int((_BOX_TOP - below - 19) / _STEP)
            self._bullets(below + 2, LEFT, ROOM, _("What we decided"), decisions, lines)
        self._next()
        self._foot()

    # --- parts ------------------------------------------------------------------------------

    def _titles(self) -> None:
        poster = self.poster
        self.text(LEFT, 32, poster.issuer.name, _CLUB, ROOM, bold=True)
        self.text(LEFT, 58, _("Month {n}").format(n=poster.month.month), _TITLE, 160, bold=True)
        self.text(RIGHT, 58, str(poster.month.year), _TITLE, 85, "right")
        self.rule(66, 2.6)

    def _figures(self) -> None:
        poster = self.poster
        done = poster.picture.done(poster.month)
        came = "–" if poster.present is None else f"{poster.present} / {poster.expected}"
        figures = (
            (came, _("people came")),
            (str(poster.measured), _("weighed or measured")),
            (f"{done} / {len(AREAS)}", _("areas with something done")),
        )
        wide = ROOM / len(figures)
        for place, (figure, words) in enumerate(figures):
            x = LEFT + place * wide
            self.text(x, 88, figure, _FIGURE, wide - 4, bold=True)
            self.text(x, 99, words, _BODY, wide - 8)
        self.rule(106, 0.8)

    def _areas(self, top: float) -> None:
        """A row for each area with a mark for each month up to this one."""
        poster, come = self.poster, months(self.poster.month.year)[: self.poster.month.month]
        wide = min(_WIDEST, (ROOM - _NAMES) / len(come))
        self.text(LEFT, top + 8, _("The eight areas this year"), _HEAD, ROOM, bold=True)
        y = top + 19
        for place, month in enumerate(come):
            middle = LEFT + _NAMES + (place + 0.5) * wide
            words = _("M{n}").format(n=month.month)
            self.text(middle, y, words, _SMALL, wide, "center", bold=month == poster.month)
        y += 3.4
        self.rule(y, 0.8)
        for area, name in AREAS.items():
            self.text(LEFT, y + 7.9, _(name), _BODY, _NAMES - 4, bold=True)
            for place, month in enumerate(come):
                middle = LEFT + _NAMES + (place + 0.5) * wide
                self._dot(middle, y + _PITCH / 2, poster.picture.cells[area][month].state)
            y += _PITCH
            self.rule(y, 0.6)
        known = [month for month in poster.picture.come() if month <= poster.month]
        said = ngettext(
            "{n} of {of} month has all 8 areas.", "{n} of {of} months have all 8 areas.", len(known)
        )
        complete = sum(month <= poster.month for month in poster.picture.complete_months())
        self._legend(y + 8.4, said.format(n=complete, of=len(known)))
        self.rule(y + 13, 1.8)

    def _dot(self, x: float, y: float, state: State) -> None:
        k = self.k
        if state == "done":
            self.sheet.disc(x * k, y * k, 8.4 * k)
        elif state:
            self.sheet.ring(x * k, y * k, 7.8 * k, 1.7 * k)
        else:
            self.sheet.line((x - 1.6) * k, y * k, (x + 1.6) * k, y * k, 1.7 * k)

    def _legend(self, y: float, said: str) -> None:
        self.text(LEFT, y, said, _BODY, 140, bold=True)
        x = RIGHT
        states: tuple[tuple[State, str], ...] = (
            ("missing", _("not yet done")),
            ("done", _("already done")),
        )
        for state, words in states:
            taken = width(words, _SMALL)
            self.text(x, y, words, _SMALL, taken + 1, "right")
            x -= taken + 6
            self._dot(x, y - 2, state)
            x -= 10

    def _money(self) -> list[tuple[str, str]]:
        poster = self.poster
        paid = ngettext("Fees, {n} person", "Fees, {n} people", poster.payers)
        lines = [(paid.format(n=poster.payers), money.fmt(poster.fees_vnd))]
        came = poster.moved.collected
        others = (
            (_("Loan interest"), came.interest_vnd + came.late_interest_vnd),
            (_("Loans paid back"), came.principal_vnd),
            (_("Lent anew"), poster.moved.lent_vnd),
        )
        lines += [(words, money.fmt(amount)) for words, amount in others if amount]
        if poster.spent_vnd and len(lines) < _MOST_MONEY - 1:
            lines.append((_("Spent for the areas"), money.fmt(poster.spent_vnd)))
        if poster.counted_vnd is not None:
            lines.append((_("Cash counted together"), money.fmt(poster.counted_vnd)))
        return lines

    def _help(self) -> list[str]:
        """Who was helped by kind and with what; nobody by name."""
        lines = []
        for one in self.poster.helped:
            given = ", ".join(what or _(HELP_FORMS[form]).lower() for form, what in one.given)
            lines.append(": ".join(part for part in (_(_HELPED[one.whose]), given) if part))
        for what, people in self.poster.community:
            said = ngettext("{what}: {n} person", "{what}: {n} people", people)
            lines.append(said.format(what=what, n=people) if people else what)
        return lines or [_("Nobody asked for help this month.")]

    def _entries(
        self, top: float, x: float, room: float, heading: str, lines: Sequence[tuple[str, str]]
    ) -> float:
        """Words at the left, amounts at the right; the height below the last line."""
        self.text(x, top + 9, heading, _HEAD, room, bold=True)
        y = top + 10.4
        for words, amount in lines:
            y += _STEP
            taken = width(amount, _BODY, bold=True)
            self.text(x, y, words, _BODY, room - taken - 4)
            self.text(x + room, y, amount, _BODY, taken + 1, "right", bold=True)
        return y + 4

    def _bullets(
        self, top: float, x: float, room: float, heading: str, texts: Sequence[str], most: int
    ) -> float:
        """Texts behind black dots on at most so many lines; how many are left out is said."""
        self.text(x, top + 9, heading, _HEAD, room, bold=True)
        wrapped = [lines_of(text, room - 6, _BODY, False, 2) for text in texts]
        if sum(len(lines) for lines in wrapped) > most:
            wrapped = [lines_of(text, room - 6, _BODY, False, 1) for text in texts]
        shown = len(wrapped) if len(wrapped) <= most else most - 1
        y = top + 10.4
        for lines in wrapped[:shown]:
            self.sheet.disc((x + 1.6) * self.k, (y + _STEP - 2.4) * self.k, 2.8 * self.k)
            for line in lines:
                y += _STEP
                self.text(x + 6, y, line, _BODY, room - 6)
        if shown < len(wrapped):
            y += _STEP
            more = _("and {n} more").format(n=len(wrapped) - shown)
            self.text(x + 6, y, more, _BODY, room - 6)
        return y + 4

    def _next(self) -> None:
        """The frame that people look for: when they meet again, and where."""
        poster, k = self.poster, self.k
        x, room = LEFT + 9, ROOM - 18
        self.sheet.box(
            LEFT * k, _BOX_TOP * k, ROOM * k, _BOX_HIGH * k, weight=2.4 * k, round_=3 * k
        )
        month = poster.month.next()
        heading = _("Meeting of month {n}").format(n=month.month)
        self.text(x, _BOX_TOP + 12.4, heading, 30, room, bold=True)
        self.text(x, _BOX_TOP + 25.4, _when(poster.following), 30, room, bold=True)
        place = clean(poster.following.place or "") if poster.following else ""
        bring = _("Bring your health book.")
        self.text(x, _BOX_TOP + 35.2, f"{place}. {bring}" if place else bring, _BODY, room)
        if poster.topics:
            about = _("About: {topics}").format(topics="; ".join(poster.topics[:3]))
            self.text(x, _BOX_TOP + 44, about, _BODY, room)

    def _foot(self) -> None:
        poster, k = self.poster, self.k
        sums = (amount for _words, amount in self._money())
        content = (str(poster.present), *sums, *poster.decisions, *self._help())
        mark, printed = poster.issuer.mark, poster.printed.isoformat()
        code = code_for("poster", mark, str(poster.month), printed, *content)
        page = Frame(LEFT * k, ROOM * k, A3[1] * k)
        foot(self.sheet, page, poster.issuer, poster.printed, (1, 1), code)


def _when(following: Meeting | None) -> str:
    """The day as people say it, with that of the lunar calendar."""
    if following is None or following.day is None or following.state == "called_off":
        return _("The day will be told.")
    day = date.fromisoformat(following.day)
    moon = lunar_words(lunar(day)) if language() == "vi" else fmt_lunar(lunar(day))
    said = f"{_(WEEKDAYS[day.weekday()])} {day.day}/{day.month} ({moon})"
    time = (following.at_time or "").lstrip("0")
    return f"{said}, {time}" if time else said

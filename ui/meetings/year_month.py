"""The plan of one month: a line for each area, and beside it what was done and last year's theme.

A theme is typed, or chosen by its number from what the club usually does in that area.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.areas.deeds import deeds
from app.base.areas import AREAS, Area
from app.base.dates import fmt_long
from app.base.periods import Month
from app.base.text import _, ngettext
from app.meetings import plan_records, year_records
from app.meetings.plan import planned_day
from app.meetings.plan_records import set_themes
from app.meetings.rules import STATES, Meeting, Theme
from app.meetings.year import PlannedMonth, from_last_year
from app.reports.naming import capital
from ui.kit.button import Button
from ui.kit.chips import NOTHING, Result
from ui.kit.grid import Grid, GridRow, RowResult, replace
from ui.kit.labels import body
from ui.kit.layout import Column, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import look, px
from ui.kit.unsaved import Unsaved
from ui.meetings import theme_rows, words
from ui.meetings.people import People
from ui.meetings.plan_form import plan_form
from ui.meetings.theme_rows import LEADER, LEAST_HEIGHT, ROOM_FOR_NAMES, TOPIC, Place

LOOK_BACK = 12
"""Months in which the usual themes of an area are looked for."""
OWN, OFFERED = 2, 4
"""So many of the club's own usual themes are offered first, and so many in all."""
FEW = 34
"""So many letters of a theme are shown where it is offered."""


class YearMonthPage(Page):
    """A typing grid over the eight areas; those of a closed month are only read."""

    help_id = "meeting-year"
    reads = year_records.READS
    quiet = True

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        super().__init__(session, shell)
        self.month = month
        self._people = People(session)
        self._places: dict[str, Place] = {}
        self._now = self._before = PlannedMonth(month)
        self._offers: Mapping[Area, Sequence[Offer]] = {}
        self.copy = Button(_("Themes of last year"), icon="clock", key="Ctrl+D")
        self.copy.clicked.connect(self._copy)
        self.details = Button(_("Day and place"), icon="calendar-days", key="F2")
        self.details.clicked.connect(self._ask_details)
        self.usual = Button(_("As usual again"), icon="undo-2", key="F3")
        self.usual.clicked.connect(self._plan_again)
        self.off = Button(_("Call off"), icon="x", key="F4")
        self.off.clicked.connect(self._ask_call_off)
        # The last two are never there together.
        self.set_actions(self.copy, self.details, self.usual, self.off)
        self._brief = False
        self._around = Column(0)
        self.grid = self._new_grid()
        self._around.add(self.grid, stretch=1)
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"themes of {self.month}")
        self.body.add(plain(self._around), stretch=1)

    # --- what the window asks -----------------------------------------------------------------

    def refresh(self) -> None:
        club = self.session.club
        self._now = year_records.month_plan(club, self.month)
        self._before = year_records.month_plan(club, self.month.plus(-12))
        self._offers = offers(
            self._before,
            plan_records.themes_between(club, self.month.plus(-LOOK_BACK), self.month.previous()),
        )
        self._people.renew([theme.leader_id for theme in self._now.themes])
        self._places = theme_rows.places(self._now.themes)
        self._show_rows()
        self.grid.lock(not self.may_write)
        if self.may_write:
            self._unsaved.put_back()
        meeting = self._now.meeting
        ahead = meeting is not None and meeting.state in ("planned", "called_off")
        self._fit_acts(meeting, ahead=meeting is None or ahead)
        self.copy.setVisible(self.may_write and bool(from_last_year(self._before, self._now)))
        self.head(
            _("Plan of month {month}").format(month=f"{self.month.month}/{self.month.year}"),
            f"{standing_words(meeting)} {against_words(self._now)}",
        )
        self._offer(self.grid.current_key())

    def _fit_acts(self, meeting: Meeting | None, *, ahead: bool) -> None:
        may = self.session.may("meetings.write") and ahead
        off = meeting is not None and meeting.state == "called_off"
        self.details.setVisible(may)
        self.usual.setVisible(may and (off or self._is_moved(meeting)))
        self.off.setVisible(may and meeting is not None and not self.usual.isVisibleTo(self))

    def _is_moved(self, meeting: Meeting | None) -> bool:
        """Whether it was put on another day than the rule says."""
        rule = plan_records.rule_on(self.session.club, self.month)
        if meeting is None or rule is None:
            return False
        return meeting.planned_on != planned_day(rule, self.month).on.isoformat()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text, and the room there is."""
        brief = self.width() < px(ROOM_FOR_NAMES)
        if brief != self._brief:
            self._brief = brief
            before, self.grid = self.grid, self._new_grid()
            self.grid.lock(before.is_locked())
            self._show_rows()
            replace(before, self.grid, self._around)
            self._unsaved.watch()
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))
        self._offer(self.grid.current_key())

    def _new_grid(self) -> Grid:
        grid = theme_rows.theme_grid(self._save, _("In the month"), brief=self._brief)
        grid.moved.connect(self._offer)
        return grid

    def _show_rows(self) -> None:
        self.grid.set_rows([self._row(key, place) for key, place in self._places.items()])

    @property
    def may_write(self) -> bool:
        """Whether themes may be written: its meeting is not closed, and the officer may."""
        meeting = self._now.meeting
        closed = meeting is not None and meeting.state == "closed"
        return self.session.may("meetings.write") and not closed

    def first_focus(self) -> QWidget:
        return self.grid

    def leaving(self) -> None:
        self.grid.flush()
        if self.may_write:
            self._unsaved.keep()

    # --- the grid -----------------------------------------------------------------------------

    def topic(self, area: Area, typed: str) -> str:
        """See `theme_rows.Choices`: a number is one of those offered below the grid."""
        offered = self._offers[area]
        if typed.isdecimal() and 1 <= int(typed) <= len(offered):
            return offered[int(typed) - 1].topic
        return typed

    def _row(self, key: str, place: Place) -> GridRow:
        return GridRow(
            key=key,
            name=theme_rows.area_words(place.area, brief=self._brief),
            texts=place.texts(),
            result=self._result(place.area),
        )

    def _result(self, area: Area) -> Result:
        if area in self._now.done:
            return Result(_("Done"), icon="check", tone="good")
        if area in self._now.over:
            return Result(_("Not done"), icon="triangle-alert", tone="warn")
        return NOTHING

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        place = self._places[key]
        theme = theme_rows.read(place, texts, self._people, self)
        self._write({key: theme})
        said = Place(place.area, theme).texts() or {TOPIC: "", LEADER: ""}
        return RowResult(said, self._result(place.area))

    def _write(self, themes: Mapping[str, Theme | None]) -> None:
        set_themes(self.session.club, self.month, theme_rows.changed(self._places, themes))

    @guard
    def _offer(self, key: str | None) -> None:
        """Say below the grid what may be chosen for the area one is at."""
        place = self._places.get(key or "")
        if place is None or not self.may_write:
            self.grid.say("")
            return
        numbered = [f"{n} {offer.said}" for n, offer in enumerate(self._offers[place.area], 1)]
        said = _offered(numbered)
        while len(numbered) > 1 and not self._fits(said):
            numbered.pop()
            said = _offered(numbered)
        self.grid.set_foot(body(said))

    def _fits(self, said: str) -> bool:
        """Whether it has room in the two lines below the grid, beside its pager."""
        room = self.viewport().width() - px(350)  # the grid itself is not laid out yet
        return QFontMetrics(look().font()).horizontalAdvance(said) <= 1.7 * room

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _copy(self) -> None:
        if not self.grid.flush():
            return
        taken = from_last_year(self._before, self._now)
        club, month = self.session.club, self.month
        set_themes(club, month, (*self._now.themes, *taken))
        self.grid.setFocus()

    @guard
    def _ask_details(self) -> None:
        self.shell.show(plan_form(self.session, self.shell, self.month))

    @guard
    def _plan_again(self) -> None:
        plan_records.plan_again(self.session.club, self.month)
        self.grid.setFocus()

    @guard
    def _ask_call_off(self) -> None:
        self.ask(
            _("Call off the meeting of month {n}?").format(n=self.month.month),
            [
                standing_words(self._now.meeting),
                _("Its themes stay written down. “As usual again” takes this back."),
            ],
            act=_("Call it off"),
            keep=_("Keep the meeting"),
            reason=_("Why"),
            then=self._call_off,
        )

    @guard
    def _call_off(self, why: str) -> None:
        plan_records.call_off(self.session.club, self.month, why)


@dataclass(frozen=True, slots=True)
class Offer:
    """A theme to choose, and how it is said in a few words."""

    topic: str
    said: str


def offers(
    before: PlannedMonth, past: Sequence[tuple[Month, Theme]]
) -> dict[Area, tuple[Offer, ...]]:
    """What is offered for each area: last year's theme of the month, the themes that the club had
    most often of late, then usual deeds."""
    found = {}
    for area in AREAS:
        offered: dict[str, str] = {}
        for topic in before.topics(area):
            offered[topic] = _("{theme} (last year)").format(theme=_few(topic))
        own = Counter(theme.topic for _month, theme in reversed(past) if theme.area == area)
        for topic, _count in own.most_common(OWN):
            offered.setdefault(topic, _few(topic))
        for deed in deeds()[area]:
            offered.setdefault(deed.words(), capital(deed.short_words()))
        found[area] = tuple(Offer(*each) for each in offered.items())[:OFFERED]
    return found


def _few(topic: str) -> str:
    return topic if len(topic) <= FEW else f"{topic[: FEW - 1].rstrip()}…"


def _offered(numbered: Sequence[str]) -> str:
    return _("By its number: {themes}").format(themes=" · ".join(numbered))


def standing_words(meeting: Meeting | None) -> str:
    """When and where a meeting is, whether it was held, and why on that day, in one line."""
    if meeting is None or meeting.day is None:
        return _("No day yet: say when the club meets, or press F2.")
    said = [fmt_long(date.fromisoformat(meeting.day)), words.time_words(meeting.at_time)]
    said += [meeting.place or "", _(STATES[meeting.state])]
    if meeting.leader:
        said.append(_("led by {name}").format(name=meeting.leader))
    line = ", ".join(part for part in said if part) + "."
    return f"{line} {meeting.why}" if meeting.why else line


def against_words(plan: PlannedMonth) -> str:
    """The plan against what was done, in one sentence."""
    if not plan.planned and not plan.done:
        return _("No theme is planned yet.")
    themes = ngettext("{n} area planned", "{n} areas planned", len(plan.planned))
    said = [themes.format(n=len(plan.planned))]
    if plan.kept or plan.missed:
        said.append(_("{n} of them done").format(n=len(plan.kept)))
    if plan.missed:
        said.append(_("not done: {areas}").format(areas=area_words(plan.missed)))
    if plan.unplanned and (plan.done or plan.over):
        said.append(_("done without a plan: {areas}").format(areas=area_words(plan.unplanned)))
    return "; ".join(said) + "."


def area_words(areas: Sequence[Area]) -> str:
    """Names of areas in a row."""
    return ", ".join(_(AREAS[area]) for area in areas)

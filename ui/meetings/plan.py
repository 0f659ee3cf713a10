"""Step 8: the meeting of next month: its day by the rule, and a theme for each area."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QResizeEvent

from app.areas import picture_records
from app.areas.deeds import deeds
from app.base.areas import AREAS, Area
from app.base.dates import fmt_long
from app.base.periods import Month
from app.base.text import _
from app.meetings import meeting_records, plan_records
from app.meetings.rules import Meeting, Theme
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.grid import Grid, GridRow, RowResult, replace
from ui.kit.labels import body, bold
from ui.kit.layout import Column, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved
from ui.meetings import theme_rows
from ui.meetings.people import People
from ui.meetings.plan_form import plan_form
from ui.meetings.step import GridStep, Way
from ui.meetings.theme_rows import LEADER, LEAST_HEIGHT, ROOM_FOR_NAMES, TOPIC, Place
from ui.meetings.words import time_words

LOOK_BACK = 12
"""Months in which the usual theme of an area is looked for."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual theme of each area: what a leader leads who is named without a theme."""

    themes: Mapping[Area, str]

    def topic(self, area: Area, typed: str) -> str:
        """See `theme_rows.Choices`."""
        return typed or self.themes[area]


class PlanStep(GridStep):
    """What was missing this month stands first; Enter takes the usual theme of an area."""

    step = "plan"
    help_id = "month-plan"
    reads = picture_records.READS | {"meeting_rule", "person", "meeting_step"}

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self._people = People(session)
        self._places: dict[str, Place] = {}
        self._missing: tuple[Area, ...] = ()
        self._usual = Usual({})
        self.purpose_is(_("Enter takes the theme that stands there. What was missing comes first."))
        self.all_usual = Button(_("Take all these themes"), icon="check", key="Ctrl+D")
        self.all_usual.clicked.connect(self._take_all)
        self.change_day = Button(_("Day and place"), icon="calendar-days", key="F2")
        self.change_day.clicked.connect(self._ask_day)
        self.set_actions(*((self.all_usual, self.change_day) if self.may_write else ()))
        self._brief = False
        self._when = bold("")
        self._around = Column(0)
        self.grid = self._new_grid()
        self._around.add(self.grid)
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"themes {self.meeting.id}")
        self.body.add(self._when)
        self.body.add(plain(self._around), stretch=1)
        self.rescale()

    @property
    def month(self) -> Month:
        """The month that is planned."""
        return self.meeting.month.next()

    def refresh(self) -> None:
        club = self.session.club
        self._missing = picture_records.missing(club, self.meeting.month)
        themes = plan_records.themes(club, self.month)
        self._usual = Usual(self._usual_themes())
        self._people.renew([theme.leader_id for theme in themes])
        order = sorted(AREAS, key=lambda area: area not in self._missing)
        self._places = theme_rows.places(themes, order)
        self._show_rows()
        self._when.setText(_words(meeting_records.meeting_of(club, self.month), self.month))
        if self.may_write:
            self._unsaved.put_back()
            self.all_usual.setVisible(self._count() < len(self._places))

    def leaving(self) -> None:
        super().leaving()
        if self.may_write:
            self._unsaved.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text, and the room there is."""
        brief = self.width() < px(ROOM_FOR_NAMES)
        if brief != self._brief:
            self._brief = brief
            self._change_columns()
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    # --- inside -------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        self.grid.set_rows([self._row(key, place) for key, place in self._places.items()])
        self.grid.set_foot(body(_("{n} themes for 8 areas.").format(n=self._count())))

    def _count(self) -> int:
        """For how many places there is a theme."""
        return sum(1 for place in self._places.values() if place.theme is not None)

    def _change_columns(self) -> None:
        """A grid with other columns in the place of this one; what is typed goes with it. The
        book is not asked: a page can get another size after it was closed."""
        before, self.grid = self.grid, self._new_grid()
        self._show_rows()
        replace(before, self.grid, self._around)
        self._unsaved.watch()

    def _new_grid(self) -> Grid:
        grid = theme_rows.theme_grid(self._save, _("This month"), brief=self._brief)
        grid.ended.connect(self._to_next)
        grid.lock(not self.may_write)
        return grid

    def _row(self, key: str, place: Place) -> GridRow:
        return GridRow(
            key=key,
            name=theme_rows.area_words(place.area, brief=self._brief),
            texts=place.texts(),
            prefilled={TOPIC: self._usual.themes[place.area]} if place.theme is None else {},
            result=self._stands(place.area),
        )

    def _stands(self, area: Area) -> Result:
        if area in self._missing:
            return Result(_("Missing"), icon="triangle-alert", tone="warn")
        return Result(_("Done"), icon="check")

    def _usual_themes(self) -> dict[Area, str]:
        """The theme that an area had most often of late, else what clubs usually do in it."""
        past = plan_records.themes_between(
            self.session.club, self.month.plus(-LOOK_BACK), self.month.previous()
        )
        usual = {}
        for area in AREAS:
            topics = Counter(theme.topic for _month, theme in reversed(past) if theme.area == area)
            often = topics.most_common(1)
            usual[area] = often[0][0] if often else deeds()[area][0].words()
        return usual

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        place = self._places[key]
        theme = theme_rows.read(place, texts, self._people, self._usual)
        self._write({key: theme})
        if theme is None:
            return RowResult({TOPIC: "", LEADER: ""}, self._stands(place.area))
        return RowResult({TOPIC: theme.topic, LEADER: theme.leader}, self._stands(place.area))

    def _write(self, themes: Mapping[str, Theme | None]) -> None:
        with self.writing():
            plan_records.set_themes(
                self.session.club, self.month, theme_rows.changed(self._places, themes)
            )

    @guard
    def _take_all(self) -> None:
        if not self.grid.flush():
            return
        taken = {
            key: Theme("", place.area, self._usual.themes[place.area])
            for key, place in self._places.items()
            if place.theme is None
        }
        if taken:
            self._write(taken)
        self.grid.setFocus()

    @guard
    def _ask_day(self) -> None:
        self.shell.show(plan_form(self.session, self.shell, self.month, self.writing))

    def _to_next(self) -> None:
        self.next.setFocus()


def _words(planned: Meeting | None, month: Month) -> str:
    """When and where, in one sentence."""
    if planned is None or planned.planned_on is None:
        return _("The meeting of month {n} has no day yet: press F2.").format(n=month.month)
    said = [fmt_long(date.fromisoformat(planned.planned_on))]
    said += [time_words(planned.at_time)] if planned.at_time else []
    said += [planned.place] if planned.place else []
    said += [_("led by {name}").format(name=planned.leader)] if planned.leader else []
    words = ", ".join(said) + "."
    return f"{words} {planned.why}" if planned.why else words

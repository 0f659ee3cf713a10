"""Exercise week by week, typed in a grid: how many times, how many people, what."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app.areas import records, rules
from app.areas.rules import WEEKLY_SESSIONS, ExerciseWeek
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from ui.kit.chips import Result
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.unsaved import Unsaved

WEEKS = 53
"""So many weeks back can be typed here."""


class ExercisePage(Page):
    """A row a week, this one first. What the week before had is proposed: Enter takes it."""

    help_id = "areas"
    reads = records.EXERCISE_READS
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(
            _("Exercise by weeks"),
            _("At least {n} times a week. Enter takes the grey number.").format(n=WEEKLY_SESSIONS),
        )
        self.set_actions()
        self._weeks: dict[str, ExerciseWeek] = {}
        self.grid = Grid(
            [
                GridColumn("sessions", _("Sessions"), width=90, bold=True),
                GridColumn("people", _("People"), width=90),
                GridColumn("what", _("Kind of exercise"), width=160, align="left"),
            ],
            save=self._save,
            name_title=_("Week from"),
        )
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: "exercise-weeks")
        self.body.add(self.grid, stretch=1)

    def first_focus(self) -> QWidget:
        return self.grid

    def leaving(self) -> None:
        self.grid.flush()
        self._unsaved.keep()

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        mondays = rules.weeks_until(today, WEEKS)
        found = records.exercise_weeks(club, mondays[-1], mondays[0])
        self._weeks = {week.monday: week for week in found}
        self.grid.set_rows([self._row(monday) for monday in mondays])
        self._unsaved.put_back()
        enough = sum(1 for week in found if week.enough)
        said = ngettext(
            "{n} week of the last year had enough exercise.",
            "{n} weeks of the last year had enough exercise.",
            enough,
        )
        self.grid.say(said.format(n=enough))

    def _row(self, monday: date) -> GridRow:
        week = self._weeks.get(monday.isoformat())
        before = self._weeks.get((monday - timedelta(weeks=1)).isoformat())
        return GridRow(
            monday.isoformat(),
            fmt_date(monday),
            texts=_texts(week),
            prefilled={} if week is not None else _texts(before),
            result=_result(week),
        )

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        club, monday = self.session.club, date.fromisoformat(key)
        if not any(texts.values()):
            records.remove_exercise_week(club, monday)
            return RowResult()
        week = rules.read_exercise(texts, monday, self.session.today())
        records.set_exercise_week(club, week)
        return RowResult(_texts(week), _result(week))


def _texts(week: ExerciseWeek | None) -> dict[str, str]:
    if week is None:
        return {}
    return {
        "sessions": str(week.sessions),
        "people": "" if week.people is None else str(week.people),
        "what": week.what or "",
    }


def _result(week: ExerciseWeek | None) -> Result:
    if week is None:
        return Result("")
    if week.enough:
        return Result(_("Enough"), icon="check")
    short = WEEKLY_SESSIONS - week.sessions
    return Result(_("{n} short").format(n=short), icon="minus", tone="warn")

"""Step 4: the eight areas, a line each; what was done in the chosen one is typed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.areas import picture_records, records
from app.areas.picture import Picture, source_words
from app.areas.rules import Activity
from app.base.areas import AREAS, Area
from app.base.text import _
from app.meetings import plan_records
from app.meetings.rules import Theme
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.labels import muted, section
from ui.kit.layout import Column, SideBySide, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.meetings.activity_panel import ActivityPanel, present
from ui.meetings.people import People
from ui.meetings.short_table import ShortTable
from ui.meetings.step import StepPage, Way

ICONS: dict[Area, str] = {
    "income": "hand-coins",
    "health": "heart-pulse",
    "home_care": "hand-heart",
    "self_help": "handshake",
    "rights": "scroll-text",
    "awareness": "lightbulb",
    "culture": "music",
    "resources": "gift",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: an activity of an area, or the place for the first or the next one.

    `held` says what the other rooms hold of the area, `planned` its theme; on its first line.
    """

    area: Area
    place: int
    activity: Activity | None = None
    planned: str = ""
    held: str = ""
    waiting: bool = False

    @property
    def key(self) -> str:
        """What tells it from others, before and after it is in the book."""
        return f"{self.area}.{self.place}"


class AreasStep(StepPage):
    """The list says at a glance which area has something; the fields follow the chosen line."""

    step = "areas"
    help_id = "meeting-areas"
    reads = picture_records.READS | records.ACTIVITY_READS | {"attendance", "meeting_step"}
    quiet = True

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self.purpose_is(
            _("For each area: what was done, a number or words. Page Down goes to the next one.")
        )
        self.another = Button(_("Another activity"), icon="plus", key="Ctrl+N")
        self.another.clicked.connect(self._add_line)
        self.set_actions(*([self.another] if self.may_write else []))
        self._extra: Area | None = None
        self._present: int | None = None
        self._people = People(session)
        self.table: ShortTable[Line] = ShortTable(
            [
                TableColumn(
                    _("Area"), _area_words, bold=True, icon=lambda line: ICONS[line.area], keep=100
                ),
                TableColumn(_("Already done"), _done_words, wide=True, cell=_done),
                TableColumn(_("People"), _people_words, align="right", keep=40),
            ],
            key=lambda line: line.key,
            name=_("The eight areas"),
        )
        self.table.moved.connect(self._show_line)
        self.table.opened.connect(self._to_fields)
        self.panel = ActivityPanel(self, self._people, woven=True)
        self.panel.saved.connect(self._saved)
        self.panel.ended.connect(self._to_next)
        self._title = section("")
        self._said = muted("")
        self.panel.take_out.clicked.connect(self._remove)
        right = Column(6)
        right.add(self._title)
        right.add(self._said)
        right.add(self.panel)
        right.stretch()
        left = Column(8)
        left.add(self.table, stretch=1)
        left.add(self.table.pager)
        both = SideBySide(plain(left), plain(right), share=50, gap=24, least=840)
        self.body.add(both, stretch=1)
        self.panel.kept.lock(not self.may_write)
        for key, slot in (("PgDown", self._to_next), ("PgUp", self._to_previous)):
            turning = QShortcut(QKeySequence(key), self.panel)
            turning.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turning.activated.connect(slot)

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        if self.panel.kept.storing:
            return
        club, meeting = self.session.club, self.meeting
        done = records.activities_of_meeting(club, meeting.id)
        self._people.renew([each.leader_id for each in done])
        self._present = present(self)
        month = meeting.month
        themes = plan_records.themes(club, month)
        picture = picture_records.year_picture(club, month.year)
        before = self.table.current()
        self.table.set_rows(self._lines(done, themes, picture))
        if before is None:
            first = next((line for line in self.table.shown() if not _has_something(line)), None)
            self.table.select((first or self.table.shown()[0]).key)
        else:
            self.table.select(before.key)
            self._show_current()

    def first_focus(self) -> QWidget:
        return self.panel.first() if self.may_write else self.table

    def leaving(self) -> None:
        self.panel.kept.flush()

    def finish(self) -> bool:
        if self.panel.kept.flush():
            return True
        wrong = self.panel.kept.first_problem()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def place(self) -> str:
        line = self.table.current()
        return line.key if line is not None else ""

    def go_to_place(self, place: str) -> None:
        self.table.select(place)

    # --- the list -----------------------------------------------------------------------------

    def _lines(
        self, done: Sequence[Activity], themes: Sequence[Theme], picture: Picture
    ) -> list[Line]:
        lines = []
        for area in AREAS:
            here = [each for each in done if each.area == area]
            sources = picture.cells[area][self.meeting.month].sources
            held = [
                source_words(source, count)
                for source, count in sources.items()
                if source != "activity"
            ]
            planned = "; ".join(theme.topic for theme in themes if theme.area == area)
            rows: list[Activity | None] = [*here]
            if not here or self._extra == area or self._waits(area, len(here)):
                rows.append(None)
            for place, each in enumerate(rows):
                first = place == 0
                lines.append(
                    Line(
                        area,
                        place,
                        each,
                        planned if first else "",
                        "; ".join(held) if first else "",
                        self._waits(area, place),
                    )
                )
        return lines

    def _waits(self, area: Area, place: int) -> bool:
        return bool(self.session.drafts.texts(self._key(f"{area}.{place}")))

    def _key(self, line: str) -> str:
        return f"meeting.{self.meeting.id}.areas.{line}"

    def _show_line(self) -> None:
        self.panel.kept.flush()
        self._show_current()

    def _show_current(self) -> None:
        line = self.table.current()
        if line is not None:
            self._tell(line)

    def _tell(self, line: Line) -> None:
        number = list(AREAS).index(line.area) + 1
        self._title.setText(f"{number}. {_(AREAS[line.area])}")
        said = [_("Planned: {theme}.").format(theme=line.planned)] if line.planned else []
        said += [_("Counted already: {what}.").format(what=line.held)] if line.held else []
        self._said.setText(" ".join(said))
        self._said.setVisible(bool(said))
        self.panel.show_activity(self._key(line.key), line.area, line.activity, self._present)
        self.panel.take_out.setVisible(
            self.may_write and (line.activity is not None or line.waiting)
        )

    # --- acts ---------------------------------------------------------------------------------

    def _saved(self) -> None:
        self._extra = None
        self.refresh()

    def _to_fields(self) -> None:
        self.panel.first().setFocus(Qt.FocusReason.TabFocusReason)

    @guard
    def _to_next(self) -> None:
        self._turn(1)

    @guard
    def _to_previous(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """To the line after or before; after the last one, to the button that goes on."""
        if not self.finish():
            return
        before = self.table.current()
        self.table.step(by)
        if by > 0 and self.table.current() == before:
            self.next.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._to_fields()

    @guard
    def _add_line(self) -> None:
        line = self.table.current()
        if line is None or not self.finish():
            return
        self._extra = line.area
        self.refresh()
        last = [each for each in self.table.shown() if each.area == line.area][-1]
        self.table.select(last.key)
        self._to_fields()

    @guard
    def _remove(self) -> None:
        line = self.table.current()
        if line is None:
            return
        self.panel.kept.give_up()
        self._extra = None
        if line.activity is not None:
            with self.writing():
                records.remove_activity(self.session.club, line.activity.id)
        self.refresh()
        self._to_fields()


def _area_words(line: Line) -> str:
    return _(AREAS[line.area]) if line.place == 0 else ""


def _has_something(line: Line) -> bool:
    return line.activity is not None or bool(line.held)


def _done(line: Line) -> Result:
    if line.activity is not None:
        more = f"; {line.held}" if line.held else ""
        return Result(line.activity.what + more, icon="check")
    if line.waiting:
        return Result(_("Being written"), icon="pencil")
    if line.held:
        return Result(line.held, icon="check")
    return Result(line.planned, icon="calendar-days") if line.planned else Result("")


def _done_words(line: Line) -> str:
    return _done(line).word


def _people_words(line: Line) -> str:
    if line.activity is None or line.activity.participants is None:
        return ""
    return str(line.activity.participants + (line.activity.outsiders or 0))

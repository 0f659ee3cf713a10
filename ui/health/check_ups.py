"""Check-ups by health staff: those of one visit typed for many people at once, a person a row; and
one check-up by itself."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.names import fold
from app.base.text import _, ngettext
from app.health import check_up_records
from app.health.check_ups import CheckUp, read_check_up
from app.members import records as members
from app.members.rules import Member
from ui.health import words
from ui.health.day import DayLine
from ui.health.measuring import LEAST_HEIGHT, ROOM_FOR_WORDS
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.entries import DateField
from ui.kit.fields import Field, Line, LinesField, SearchBox, TextField
from ui.kit.form import Form, Values
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult, replace
from ui.kit.labels import line
from ui.kit.layout import Column, Row, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved

_COLUMNS = ("findings", "advice", "next_on")


class CheckUpsPage(Page):
    """The day, the place and who examined stand once above the grid; a row is a check-up as soon as
    something stands in it. "ok" in the first cell is enough."""

    help_id = "check-ups"
    reads = check_up_records.READS
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(
            _("Check-ups"),
            _("After a visit of the health staff: what they found and advised, a person a row."),
        )
        self.set_actions()
        self.on = session.today()
        self._members: dict[str, Member] = {}
        self._there: dict[str, CheckUp] = {}
        self.day = DayLine(session.today, self._open_day, _("Examined on"))
        self.place, self.by_whom = Line(), Line()
        place = _labelled(_("Place"), self.place)
        who = _labelled(_("Who examined"), self.by_whom)
        self.search = SearchBox(_("Type a name, marks are not needed"))
        self.search.typed.connect(self._show_rows)
        self._brief = False
        self.grid = self._new_grid()
        self._around = Column(0)
        self._around.add(self.grid)
        self._unsaved = Unsaved(self, lambda: self.grid, self._draft_key)
        work = Column(8)
        work.add(SideBySide(self.day, self.search, share=62))
        work.add(SideBySide(place, who, share=50))
        work.add(plain(self._around), stretch=1)
        self.body.add(plain(work), stretch=1)

    def refresh(self) -> None:
        club = self.session.club
        self._members = {one.id: one for one in members.members(club, self.on)}
        self._there = check_up_records.check_ups_on(club, self.on)
        first = next(iter(self._there.values()), None)
        if first is not None:
            for field, text in ((self.place, first.place), (self.by_whom, first.by_whom)):
                if not field.value():
                    field.setText(text or "")
        self._show_rows()
        self._unsaved.put_back()

    def first_focus(self) -> QWidget:
        """Where and by whom comes first: it is kept with every row."""
        return self.grid if self._there or self.place.value() else self.place

    def leaving(self) -> None:
        self.grid.flush()
        self._unsaved.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text, and the room there is."""
        if (self.viewport().width() < px(ROOM_FOR_WORDS)) != self._brief:
            self._brief = not self._brief
            before, self.grid = self.grid, self._new_grid()
            self._show_rows()
            replace(before, self.grid, self._around)
            self._unsaved.watch()
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    # --- rows -------------------------------------------------------------------------------

    def _new_grid(self) -> Grid:
        """The grid; where there is little room its titles are short."""
        brief = self._brief
        found, advice, again = (150, 120, 100) if brief else (240, 230, 124)
        grid = Grid(
            [
                GridColumn("findings", _("Findings"), found, align="left"),
                GridColumn(
                    "advice", _("Advice") if brief else _("Doctor's advice"), advice, align="left"
                ),
                GridColumn("next_on", _("Again") if brief else _("Next time"), again, align="left"),
            ],
            self._save,
            result_title=_("Written?"),
        )
        grid.setAccessibleName(_("Check-ups of the day"))
        return grid

    @guard
    def _show_rows(self) -> None:
        wanted = fold(self.search.value())
        self.grid.set_rows(
            [
                self._row(member)
                for member in self._members.values()
                if wanted in fold(member.person.name)
            ]
        )
        done = sum(person_id in self._there for person_id in self._members)
        said = ngettext("{n} check-up on this day.", "{n} check-ups on this day.", done)
        self.grid.say(said.format(n=done))

    def _row(self, member: Member) -> GridRow:
        there, person = self._there.get(member.id), member.person
        return GridRow(
            key=f"{member.id} {self.on.isoformat()}",
            name=person.name,
            short=words.called(person.name, person.sex, person.birth, self.session.today()),
            texts=_texts(there),
            result=_done() if there is not None else Result(),
        )

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        person_id = key.split()[0]
        there = self._there.get(person_id)
        if not any(texts.values()):
            if there is not None:
                check_up_records.remove_check_up(self.session.club, there)
            return RowResult(dict.fromkeys(texts, ""))
        fields = {
            **texts,
            "on": fmt_date(self.on),
            "place": self.place.value(),
            "by_whom": self.by_whom.value(),
        }
        found = read_check_up(fields, self.session.today(), person_id)
        if found.findings is None and found.advice is None:
            raise Invalid({"findings": _("Write what was found, or “all right”.")})
        check_up_records.set_check_up(self.session.club, found)
        return RowResult(_texts(found), _done())

    def _open_day(self, on: date) -> None:

        if self.grid.flush():
            self.on = on
            self.refresh()

    def _draft_key(self) -> str:
        return f"check-ups {self.on.isoformat()}"


def _labelled(words_: str, field: Line) -> QWidget:
    """A field with its name before it, in one line."""
    field.setAccessibleName(words_)
    row = Row(10)
    row.add(line(words_, "bold"))
    row.add(field, stretch=1)
    return plain(row)


def _done() -> Result:
    return Result(_("Saved"), icon="check", tone="good")


def _texts(check_up: CheckUp | None) -> dict[str, str]:
    if check_up is None:
        return dict.fromkeys(_COLUMNS, "")

    day = fmt_date(date.fromisoformat(check_up.next_on)) if check_up.next_on else ""
    return {"findings": check_up.findings or "", "advice": check_up.advice or "", "next_on": day}


class CheckUpForm(Form):
    """One check-up of one person, new or changed."""

    help_id = "check-ups"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        person_id: str,
        name: str,
        check_up: CheckUp | None = None,
    ) -> None:

        self._person_id, self._check_up = person_id, check_up
        today = session.today()
        fields: dict[str, Field] = {
            "on": DateField(_("Day"), today),
            "place": TextField(_("Place")),
            "by_whom": TextField(_("Who examined")),
            "next_on": DateField(_("Next time"), today, ahead=366),
            "findings": LinesField(_("Findings"), _("As the health staff wrote it"), lines=2),
            "advice": LinesField(_("Doctor's advice"), lines=2),
        }
        values = {"on": fmt_date(today)}
        if check_up is not None:
            values = {
                "on": fmt_date(date.fromisoformat(check_up.on_date)),
                "place": check_up.place or "",
                "by_whom": check_up.by_whom or "",
                **_texts(check_up),
            }
        super().__init__(
            session,
            shell,
            name,
            _("A check-up by health staff."),
            fields,
            self._store,
            verb=_("Save this check-up"),
            columns=2,
            values=values,
            draft=f"health.check-up {person_id} {check_up.id if check_up else ''}",
        )
        if check_up is not None:
            remove = Button(_("Take out"), icon="x", kind="danger")
            remove.clicked.connect(self._remove)
            self.set_actions(remove)

    def _store(self, values: Values) -> None:
        found = read_check_up(values, self.session.today(), self._person_id)
        if self._check_up is None:
            check_up_records.add_check_up(self.session.club, found)
        else:
            check_up_records.change_check_up(self.session.club, self._check_up.id, found)

    @guard
    def _remove(self) -> None:
        if self._check_up is not None:
            check_up_records.remove_check_up(self.session.club, self._check_up)
            self.shell.back()

"""The pile of slips at the end of a measuring day: whose readings ask for one, printed together;
and the slips of the month with what came of each."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.dates import Month, fmt_date
from app.base.names import sort_key
from app.base.text import _, language, ngettext
from app.documents import referral_slip
from app.health import referral_records
from app.health.referrals import WHYS, Due, Referral
from app.health.rules import fmt_pressure
from app.members import records as members
from app.members.rules import Member
from ui.health import words
from ui.health.facts import came
from ui.health.paper import Paper, Printing
from ui.health.person import PersonHealthPage
from ui.health.referral import ReferralForm
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Apart, Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A line: a slip that is due, or one that was given."""

    person: Member
    due: Due | None
    slip: Referral | None

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.slip.id if self.slip is not None else f"due {self.person.id}"


class SlipsPage(Page):
    """Space takes somebody off the pile; Enter writes what came of a slip given."""

    help_id = "slips"
    reads = referral_records.READS

    def __init__(self, session: Session, shell: Shell, on: date) -> None:
        super().__init__(session, shell)
        self.on = on
        self._left_out: set[str] = set()
        self._printing = Printing(self)
        self.head(_("Slips for the health station"))
        person = Button(_("See this person"), icon="user", key="F3")
        person.clicked.connect(self._open_person)
        self.print = Button(_("Print the pile"), icon="printer", key="Ctrl+P", kind="primary")
        self.print.clicked.connect(self._print)
        self.set_actions(person, self.print)
        self.per_sheet = Choice(
            _("On a sheet of A4"), [("2", _("2 slips, large")), ("4", _("4 slips"))], columns=2
        )
        self.per_sheet.set_text("2")
        self.table = self._table()
        self.table.opened.connect(self._open)
        back = Button(_("Back"), icon="arrow-left")
        back.clicked.connect(self.escape)
        self.table.set_empty(
            Empty(
                "circle-check",
                _("No slips this month"),
                _("No reading of this month asks for one. Who was high is measured twice first."),
                back,
            )
        )
        self.said = muted("")
        above = Row()
        above.add(self.said, stretch=1)
        above.add(self.table.pager)
        turn = Button(_("Take or leave"), icon="check", key="Space")
        turn.clicked.connect(self._turn)
        acts = Flow(12)
        acts.add(turn)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self.body.add(Apart(plain(acts), self.per_sheet, gap=12, grow=True))

    def _table(self) -> Table[SlipRow]:
        return Table(
            [
                Column(
                    _("Full name"),
                    self._name,
                    sort=lambda row: sort_key(row.person.person.name),
                    bold=True,
                ),
                Column(_("Day"), self._day, keep=70),
                Column(_("Blood pressure"), self._reading, keep=60),
                Column(_("Why"), self._why, wide=True, keep=40),
                Column(_("Slip"), lambda row: self._state(row).word, cell=self._state),
            ],
            key=lambda row: row.key,
            name=_("Slips for the health station"),
        )

    # --- rows -------------------------------------------------------------------------------

    def _name(self, row: SlipRow) -> str:
        person = row.person.person
        return words.full_name(person.name, person.sex, person.birth, self.session.today())

    def _day(self, row: SlipRow) -> str:
        if row.due is not None:
            return fmt_date(row.due.reading.on)
        return fmt_date(date.fromisoformat(row.slip.on_date)) if row.slip is not None else ""

    def _reading(self, row: SlipRow) -> str:
        return fmt_pressure(row.due.reading) if row.due is not None else ""

    def _why(self, row: SlipRow) -> str:
        found = row.due if row.due is not None else row.slip
        said = _(WHYS[found.why]) if found is not None else ""
        note = row.slip.note if row.slip is not None else None
        return f"{said}. {note}" if note else said

    def _state(self, row: SlipRow) -> Result:
        if row.slip is not None:
            return came(row.slip)
        if row.person.id in self._left_out:
            return Result(_("not this time"), icon="circle")
        return Result(_("on the pile"), icon="file-text", bold=True)

    def refresh(self) -> None:
        club, month = self.session.club, Month.of(self.on)
        due = referral_records.due_in(club, month)
        given = referral_records.referrals_of_month(club, month)
        people = {one.id: one for one in members.people(club, self.session.today())}
        rows = [SlipRow(people[one.person_id], one, None) for one in due if one.person_id in people]
        rows += [
            SlipRow(people[one.person_id], None, one) for one in given if one.person_id in people
        ]
        self.table.set_rows(rows)
        self._tell()

    def first_focus(self) -> QWidget:
        return self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.table.isAncestorOf(self.focusWidget()):
            self._turn()
        else:
            super().keyPressEvent(event)

    def _pile(self) -> list[Due]:
        return [
            row.due
            for row in self.table.shown()
            if row.due is not None and row.person.id not in self._left_out
        ]

    def _tell(self) -> None:
        pile = self._pile()
        self.said.setText(
            ngettext(
                "{n} slip to print. Printed, it counts as given.",
                "{n} slips to print. Printed, they count as given.",
                len(pile),
            ).format(n=len(pile))
        )
        given = any(row.slip is not None for row in self.table.shown())
        if pile or given:
            self.print.on()
        else:
            self.print.off(_("no slip to print"))
        self.print.rename(_("Print the pile") if pile or not given else _("Print them again"))

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _turn(self) -> None:
        row = self.table.current()
        if row is not None and row.due is not None:
            self._left_out ^= {row.person.id}
            self.table.set_rows(self.table.shown())
            self._tell()

    @guard
    def _open(self, row: SlipRow) -> None:
        if row.slip is not None:
            self.shell.show(ReferralForm(self.session, self.shell, row.slip.id))
        else:
            self._turn()

    @guard
    def _open_person(self) -> None:
        row = self.table.current()
        if row is not None:
            self.shell.show(PersonHealthPage(self.session, self.shell, row.person.id))

    @guard
    def _print(self) -> None:
        club, tongue = self.session.club, language()
        due = self._pile()
        again = () if due else [row.slip for row in self.table.shown() if row.slip is not None]
        pile = referral_slip.gather(club, tuple(again), due)
        per_sheet: referral_slip.PerSheet = 4 if self.per_sheet.text() == "4" else 2
        count = len(pile.slips)
        self._printing.show(
            Paper(
                lambda: referral_slip.render(pile, per_sheet=per_sheet, language=tongue),
                _("Slips for the health station"),
                _("slips.pdf"),
                f"referrals {count}",
                ngettext("{n} slip, in one pile.", "{n} slips, in one pile.", count).format(
                    n=count
                ),
                done=lambda: referral_slip.note_printed(club, pile),
            )
        )

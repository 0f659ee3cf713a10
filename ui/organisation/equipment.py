"""What the club has: the register of equipment, and its yearly check with one key a thing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.money import fmt
from app.base.names import fold
from app.base.text import _, ngettext
from app.organisation import work, work_records
from app.organisation.work import CONDITIONS, SOURCES, Check, Condition, Equipment
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import muted
from ui.kit.layout import Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.organisation import words
from ui.organisation.lists import ListPage

_MARKS: dict[Condition, Result] = {
    "good": Result("", icon="check"),
    "worn": Result("", icon="clock"),
    "broken": Result("", icon="triangle-alert", tone="warn"),
    "gone": Result("", icon="x"),
}


class EquipmentPage(ListPage[Equipment]):
    """The register, in the order of names."""

    icon = "list"
    reads = work_records.EQUIPMENT_READS

    def name(self) -> str:
        return _("Equipment")

    def columns(self) -> Sequence[Column[Equipment]]:
        return (
            Column(_("Thing"), lambda e: e.name, sort=lambda e: fold(e.name), bold=True, wide=True),
            Column(_("How many"), how_many, sort=lambda e: e.quantity, align="right", keep=95),
            Column(
                _("Condition"),
                lambda e: _(CONDITIONS[e.condition]),
                sort=lambda e: list(CONDITIONS).index(e.condition),
                cell=mark,
                keep=90,
            ),
            Column(_("Where, with whom"), lambda e: words.joined(e.place, e.keeper), keep=60),
            Column(_("From"), lambda e: words.joined(_(SOURCES[e.source]), e.from_whom), keep=30),
            Column(
                _("Last checked"),
                lambda e: words.day(e.checked_on),
                sort=lambda e: e.checked_on or "",
                keep=50,
            ),
        )

    def add_words(self) -> str:
        return _("Add equipment")

    def empty(self) -> tuple[str, str]:
        return _("Nothing written down yet"), _("Loudspeaker, scales, chairs: what the club has.")

    def title_buttons(self) -> Sequence[Button]:
        check = Button(_("Yearly check"), icon="circle-check", key="F4")
        check.clicked.connect(self._check)
        return (check,) if self.may else ()

    def row_buttons(self) -> Sequence[Button]:
        look = Button(_("How it is now"), icon="eye", key="F3")
        look.clicked.connect(self._look)
        return (look,)

    def refresh(self) -> None:
        found = work_records.equipment(self.session.club)
        today = self.session.today()
        due = sum(1 for each in found if each.to_check(today))
        count = ngettext("{n} entry.", "{n} entries.", len(found)).format(n=len(found))
        waiting = ngettext(
            "{n} waits for its yearly check.", "{n} wait for their yearly check.", due
        ).format(n=due)
        self.head(_("Equipment"), f"{count} {waiting}" if due else count)
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Equipment) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Equipment) -> None:
        work_records.remove_equipment(self.session.club, row.id)

    def whole(self, row: Equipment) -> Sequence[tuple[str, str]]:
        return (
            (_("Thing"), row.name),
            (_("How many"), how_many(row)),
            (_("Condition"), _(CONDITIONS[row.condition])),
            (_("From"), words.joined(_(SOURCES[row.source]), row.from_whom)),
            (_("Received on"), words.day(row.received_on)),
            (_("Value"), fmt(row.value_vnd) if row.value_vnd is not None else ""),
            (_("Where it is kept"), row.place or ""),
            (_("Keeper"), row.keeper),
            (_("Last checked"), words.day(row.checked_on)),
            (_("Note"), row.note or ""),
        )

    def _form(self, before: Equipment | None) -> Form:
        club, today = self.session.club, self.session.today()
        also = [before.keeper_id] if before and before.keeper_id else []
        register = Register(club, today, also)

        def save(values: Values) -> None:
            thing = work.read_equipment(values, today, register.known)
            if before is None:
                self.added(work_records.add_equipment(club, thing))
            else:
                work_records.change_equipment(club, before.id, thing)

        return Form(
            self.session,
            self.shell,
            _("Change equipment") if before else _("Add equipment"),
            "",
            _fields(register, today),
            save,
            verb=_("Keep this"),
            values=_texts(before) if before else {"quantity": "1"},
            draft=f"equipment-{before.id if before else 'new'}",
        )

    @guard
    def _look(self) -> None:
        row, club, today = self.chosen(), self.session.club, self.session.today()

        def save(values: Values) -> None:
            work_records.check_equipment(club, row.id, work.read_check(values, today))

        self.shell.show(
            Form(
                self.session,
                self.shell,
                row.name,
                _("How it is now"),
                {
                    "condition": Choice(
                        _("Condition"), [(code, _(name)) for code, name in CONDITIONS.items()]
                    ),
                    "checked_on": DateField(_("Looked at on"), today),
                    "note": TextField(_("Note")),
                },
                save,
                verb=_("Keep this"),
                values={
                    "condition": row.condition,
                    "checked_on": fmt_date(today),
                    "note": row.note or "",
                },
                columns=1,
            )
        )

    @guard
    def _check(self) -> None:
        self.shell.show(CheckPage(self.session, self.shell))


class CheckPage(Page):
    """The yearly check: the list stays at the thing in hand, a digit says how it is. Every digit
    is saved at once, so one may stop anywhere."""

    help_id = "organisation"
    reads = work_records.EQUIPMENT_READS
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._left = muted("")
        today = session.today()
        self.table: Table[Equipment] = Table(
            [
                Column(_("Thing"), lambda e: e.name, bold=True, wide=True),
                Column(_("How many"), how_many, align="right", keep=80),
                Column(_("Where, with whom"), lambda e: words.joined(e.place, e.keeper), keep=50),
                Column(_("Condition"), lambda e: _(CONDITIONS[e.condition]), cell=mark),
                Column(
                    _("This year"),
                    lambda e: words.day(e.checked_on) if not e.to_check(today) else "",
                    keep=90,
                ),
            ],
            key=lambda e: e.id,
            name=_("Yearly check"),
        )
        top = Row(12)
        top.add(self._left, stretch=1)
        top.add(self.table.pager)
        self.body.add(top)
        self.body.add(self.table, stretch=1)
        answers = Flow(12)
        self.answers: dict[Condition, Button] = {}
        for number, (code, name) in enumerate(CONDITIONS.items(), start=1):
            button = Button(_(name), icon=_MARKS[code].icon, key=str(number))
            button.setProperty("condition", code)
            button.clicked.connect(self._answer)
            answers.add(button)
            self.answers[code] = button
        self.body.add(plain(answers))

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        today = self.session.today()
        found = [e for e in work_records.equipment(self.session.club) if _in_check(e, today)]
        due = sum(1 for each in found if each.to_check(today))
        self.head(
            _("Yearly check"),
            _("Look at each thing, then type its number: 1 good, 2 worn, 3 broken, 4 gone."),
        )
        self._left.setText(
            _("{n} of {all} are checked.").format(n=len(found) - due, all=len(found))
        )
        begins = not self.table.shown()
        self.table.set_rows(found)
        first = next((each for each in found if each.to_check(today)), None)
        if begins and first is not None:
            self.table.select(first.id)

    @guard
    def _answer(self) -> None:
        thing = self.table.current()
        code = self.sender().property("condition")
        if thing is None or code not in CONDITIONS:
            return
        today = self.session.today().isoformat()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        found = Check(code, today, thing.note)
        work_records.check_equipment(self.session.club, thing.id, found)
        self.table.step(1)


def how_many(thing: Equipment) -> str:
    """ "40 chairs": the number with its unit."""
    return f"{thing.quantity} {thing.unit}" if thing.unit else str(thing.quantity)


def mark(thing: Equipment) -> Result:
    """The condition as a word with its icon."""
    found = _MARKS[thing.condition]
    return Result(_(CONDITIONS[thing.condition]), icon=found.icon, tone=found.tone)


def _in_check(thing: Equipment, today: date) -> bool:
    """What is gone stays in the list of the day on which that was found."""
    return thing.condition != "gone" or thing.checked_on == today.isoformat()


def _fields(register: Register, today: date) -> dict[str, Field]:
    return {
        "name": TextField(_("Thing"), _("For example: loudspeaker, scales, plastic chairs")),
        "quantity": TextField(_("How many"), _("For example: 1, or 40 chairs")),
        "source": Choice(_("How it came"), [(code, _(name)) for code, name in SOURCES.items()]),
        "from_whom": TextField(_("From whom")),
        "received_on": DateField(_("Received on"), today, _("Empty when not known")),
        "value": MoneyField(_("Value of all together")),
        "place": TextField(_("Where it is kept")),
        "keeper": PersonField(_("Who keeps it"), register),
    }


def _texts(thing: Equipment) -> Values:
    return {
        "name": thing.name,
        "quantity": how_many(thing),
        "source": thing.source,
        "from_whom": thing.from_whom or "",
        "received_on": words.day(thing.received_on),
        "value": fmt(thing.value_vnd) if thing.value_vnd is not None else "",
        "place": thing.place or "",
        "keeper": thing.keeper_id or "",
    }

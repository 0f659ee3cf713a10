"""The households of a new year: one key for each, with last year's standing before one's eyes."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.errors import Refused
from app.base.text import _
from app.members import household_records, records
from app.members.household_records import Household
from app.members.rules import STATUSES, HouseholdStatus, Status
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import body
from ui.kit.layout import Apart, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import words

NEXT_YEAR_FROM = 11
"""The month from which on the list of the next year is asked for: communes decide before it."""


def year_to_confirm(today: date) -> int:
    """This year, and towards its end the next one."""
    return today.year + (today.month >= NEXT_YEAR_FROM)


class HouseholdPage(Page):
    """Every household a row; 1 to 4 writes its standing, Enter keeps last year's.

    Each key is saved at once, as one step that Ctrl+Z takes back: whoever is called away goes on
    later at the first household that is still open.
    """

    help_id = "households"
    reads = records.READS | {"relation"}
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("members.write")
        self._year = year_to_confirm(session.today())
        self._source = ""
        self._rows: tuple[Household, ...] = ()
        self._begun = False
        self._other_year = Button("", icon="calendar-days", key="F4")
        self._other_year.clicked.connect(self._turn_year)
        paper = Button(_("Number of the decision"), icon="scroll-text", key="F2")
        paper.clicked.connect(self._ask_source)
        self.set_actions(*((self._other_year, paper) if self._may else (self._other_year,)))
        self.table: Table[Household] = Table(self._columns(), lambda row: row.key, _("Households"))
        self.table.opened.connect(self._keep)
        self.table.moved.connect(self._show_whole)
        self.table.set_empty(
            Empty("users", _("No members yet"), _("Their households are asked about here."))
        )
        self._same = Button("", icon="check", key="Enter", kind="primary")
        self._same.clicked.connect(self._keep)
        if self._may:
            keys = Flow(8)
            for number, status in enumerate(words.STATUS_ORDER, 1):
                keys.add(_StatusKey(str(number), status, self))
            keys.add(self._same)
            self.body.add(plain(keys))
        self.body.add(self.table, stretch=1)
        self._whole = body("")
        self.body.add(Apart(self._whole, self.table.pager, gap=12, grow=True))

    def refresh(self) -> None:
        self._rows = household_records.households(self.session.club, self._year)
        if not self._source:
            self._source = self._source_in_book()
        self.table.set_rows(self._rows)
        done = sum(row.confirmed() for row in self._rows)
        sentence = _("{n} of {all} households confirmed.").format(n=done, all=len(self._rows))
        paper = (
            _("List: {source}.").format(source=self._source)
            if self._source
            else _("The number of the decision is not written yet.")
        )
        self.head(_("Households of {year}").format(year=self._year), f"{sentence} {paper}")
        self._same.rename(_("As in {year}").format(year=self._year - 1))
        other = self.session.today().year * 2 + 1 - self._year
        self._other_year.rename(_("Year {year}").format(year=other))
        if not self._begun:
            self._begun = True
            self._to_first_open()

    def first_focus(self) -> QWidget:
        return self.table

    # --- the list ---------------------------------------------------------------------------

    def _columns(self) -> list[Column[Household]]:
        return [
            Column(_("Household of"), Household.names, bold=True, wide=True),
            Column(_("Hamlet"), lambda row: row.members[0].person.hamlet or "", keep=40),
            Column(_("List before"), lambda row: _standing(row, row.before)),
            Column(
                _("New list"),
                lambda row: _standing(row, row.now),
                cell=_result,
            ),
        ]

    def _to_first_open(self) -> None:
        waiting = next((row for row in self._rows if not row.confirmed()), None)
        if waiting is not None:
            self.table.select(waiting.key)
        self._show_whole()

    def _show_whole(self) -> None:
        """Everybody of a household of several, with the year of birth: a row may be too narrow."""
        row, today = self.table.current(), self.session.today()
        if row is None or len(row.members) == 1:
            self._whole.setText("")
            return
        people = [
            _("{name}, {born}").format(
                name=each.person.name, born=words.birth_and_age(each.person, today)
            )
            for each in row.members
        ]
        self._whole.setText("; ".join(people) + ".")

    # --- acts -------------------------------------------------------------------------------

    @guard
    def choose(self, status: str) -> None:
        """Write a standing for the selected household, and go on to the next."""
        row = self._row()
        code = next(each for each in STATUSES if each == status)
        self._write(row, {each.id: code for each in row.members})

    @guard
    def _keep(self) -> None:
        if not self._may:
            return
        row = self._row()
        same = row.as_before()
        if len(same) < len(row.members):
            raise Refused(
                _(
                    "{name} stood on no list before. Nothing was changed. Press 1, 2, 3 or 4."
                ).format(name=next(m.person.name for m in row.members if m.id not in same))
            )
        self._write(row, same)

    def _write(self, row: Household, statuses: Mapping[str, Status]) -> None:
        self.clear_error()
        household_records.confirm_household(
            self.session.club, self._year, statuses, self._source or None
        )
        self.table.step(1)

    def _row(self) -> Household:
        row = self.table.current()
        if row is None:
            raise Refused(_("No line is chosen. Nothing was changed. Choose one with the arrows."))
        return row

    @guard
    def _turn_year(self) -> None:
        self._year = self.session.today().year * 2 + 1 - self._year
        self._source, self._begun = "", False
        self.refresh()

    @guard
    def _ask_source(self) -> None:
        year = self._year

        def save(values: Values) -> None:
            self._source = values["source"].strip()
            confirmed = {
                each.id: row.now[each.id].status
                for row in self._rows
                for each in row.members
                if each.id in row.now and row.now[each.id].confirmed
            }
            if confirmed and self._source:
                household_records.confirm_household(
                    self.session.club, year, confirmed, self._source
                )

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("The commune's list of {year}").format(year=year),
                _("It is written with every household of this year, also those done already."),
                {
                    "source": TextField(
                        _("Number and day of the decision"),
                        _("For example 125/QĐ-UBND, 10/12/2026"),
                    )
                },
                save,
                verb=_("Keep this"),
                values={"source": self._source},
                columns=1,
            )
        )

    def _source_in_book(self) -> str:
        """The paper that was named last time, so that it is typed once."""
        for row in self._rows:
            for standing in row.now.values():
                if standing.confirmed and standing.source:
                    return standing.source
        return ""


class _StatusKey(Button):
    """One of the four standings with its digit."""

    def __init__(self, digit: str, status: str, page: HouseholdPage) -> None:
        super().__init__(words.status_word(status), key=digit)
        self._status, self._page = status, page
        self.clicked.connect(self._chosen)

    def _chosen(self) -> None:
        self._page.choose(self._status)


def _standing(row: Household, known: Mapping[str, HouseholdStatus]) -> str:
    """The standing of a household in words; when its members differ, each once."""
    found = [known[each.id].status for each in row.members if each.id in known]
    return " / ".join(words.status_word(status) for status in dict.fromkeys(found))


def _result(row: Household) -> Result:
    word = _standing(row, row.now)
    if row.confirmed():
        return Result(word, icon="check")
    return (
        Result(_("{status} (to confirm)").format(status=word), icon="clock") if word else Result()
    )

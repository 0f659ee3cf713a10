"""Bring in an Excel list: see who would be added, what differs and every doubt; then one step."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.errors import Invalid, UserError
from app.base.job import Job
from app.base.text import _
from app.members import import_plan as importing
from app.members import records
from app.members.import_plan import ImportPlan, ListFile
from app.members.import_records import erased_codes
from app.members.import_rows import Doubt, Listed
from app.members.import_words import FIELDS
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.layout import Apart, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import words
from ui.members.import_changes import Differences
from ui.members.import_sentences import summary, verb

KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv"
_ALL_SHEETS = "*"  # no sheet of Excel can be called so
_VIEWS = ("people", "changes", "doubts", "columns")


def choose_list(page: Page, session: Session, shell: Shell) -> None:
    """Ask for a file, read it beside the window, and show what it would bring."""
    path = pick.open_file(page, _("Choose the list"), [(_("Lists of people"), KINDS)])
    if path is not None:
        read_list(page, session, shell, path)


def read_list(page: Page, session: Session, shell: Shell, path: Path) -> None:
    """Read a roster and show the page of its import."""

    def work(_job: Job) -> ListFile:
        return importing.open_list(path)

    def show(listed: ListFile) -> None:
        shell.show(ImportPage(session, shell, listed))

    page.run(work, show, _("Reading the list"))


class ImportPage(Page):
    """Four views of one plan: who is added, what differs from the book, what deserves a look,
    which column is what."""

    help_id = "import"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, listed: ListFile) -> None:
        super().__init__(session, shell)
        self._listed = listed
        self._wanted = importing.Choice()
        self.plan = self._planned()
        self._year = Button("", icon="calendar-days")
        self._year.clicked.connect(self._ask_year)
        self.do = Button("", icon="check", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self._apply)
        self._sheet = Button(_("Another sheet"), icon="file-text")
        self._sheet.clicked.connect(self._ask_sheet)
        self._sheets = (self.plan.sheet, *self.plan.other_sheets)
        self.set_actions(*([self._sheet] if len(self._sheets) > 1 else []), self._year, self.do)
        self.view = Choice(
            "",
            [
                ("people", _("Who is added")),
                ("changes", _("What differs")),
                ("doubts", _("To look at")),
                ("columns", _("Columns")),
            ],
        )
        begin = "changes" if self.plan.changes and not self.plan.adding else "people"
        self.view.set_text(begin)
        self.view.edited.connect(self._switch)
        self.people = self._people_table(session.today())
        self.changes = Differences()
        self.changes.decided.connect(self._say_what_is_done)
        self.doubts = self._doubts_table()
        self.columns = self._columns_table()
        self.columns.opened.connect(self._ask_column)
        self._tables = QStackedWidget()
        self._pagers = (
            self.people.pager,
            self.changes.table.pager,
            self.doubts.pager,
            self.columns.pager,
        )
        pagers = Row(0)
        for pager in self._pagers:
            pagers.add(pager)
        for table in (self.people, self.changes, self.doubts, self.columns):
            self._tables.addWidget(table)
        self.body.add(Apart(self.view, plain(pagers), gap=12, grow=True))
        self._switch(begin)
        self.body.add(self._tables, stretch=1)

    def refresh(self) -> None:
        self.plan = self._planned()
        plan = self.plan
        self.head(_("From Excel: {file}").format(file=plan.file), summary(plan))
        self._year.rename(_("For the year {year}").format(year=plan.year))
        self.people.set_rows(plan.adding)
        self.changes.set_changes(plan.changes)
        skipped = [Doubt(each.row, "", each.why, each.sheet) for each in plan.left_out]
        self.doubts.set_rows(
            sorted([*plan.doubts, *skipped], key=lambda doubt: (doubt.sheet, doubt.row))
        )
        self.columns.set_rows(plan.columns)
        self._say_what_is_done()

    def first_focus(self) -> QWidget:
        # Not the green button: the Enter that chose the file may still be held down.
        if self.plan.adding:
            return self.people
        return self.changes if self.plan.changes else self.view.first()

    def _say_what_is_done(self) -> None:
        plan, chosen = self.plan, self.changes.chosen()
        self.do.rename(verb(plan, chosen))
        if plan.adding or plan.renewing or chosen:
            self.do.on()
        elif plan.changes:
            self.do.off(_("nothing is ticked"))
        else:
            self.do.off(_("all are in the book already"))

    def _planned(self) -> ImportPlan:
        today = self.session.today()
        club = self.session.club
        known, erased = records.people(club, today), erased_codes(club)
        return importing.make_plan(self._listed, known, today, self._wanted, erased)

    # --- tables -----------------------------------------------------------------------------

    def _people_table(self, today: date) -> Table[Listed]:
        table: Table[Listed] = Table(
            [
                Column(_("Row"), _row, align="right", keep=40),
                Column(_("Full name"), lambda each: each.joining.person.name, bold=True, wide=True),
                Column(
                    _("Year of birth"), lambda each: words.birth_and_age(each.joining.person, today)
                ),
                Column(_("Woman or man"), lambda each: _sex(each.joining.person.sex), keep=60),
                Column(_("Hamlet"), lambda each: each.joining.person.hamlet or "", keep=60),
                Column(
                    _("Household"),
                    lambda each: words.status_word(
                        each.joining.status.status if each.joining.status else None
                    ),
                    keep=60,
                ),
                Column(_("To look at"), lambda each: str(len(each.doubts) or ""), keep=30),
            ],
            key=lambda each: (each.sheet, each.row),
            name=_("Who is added"),
        )
        nobody = _("Nobody is added"), _("Everybody of this list is in the book already.")
        table.set_empty(Empty("users", *nobody))
        return table

    def _doubts_table(self) -> Table[Doubt]:
        table: Table[Doubt] = Table(
            [
                Column(_("Row"), _row, align="right"),
                Column(_("Column"), lambda doubt: _field(doubt.field), bold=True),
                Column(_("What it is"), lambda doubt: doubt.message, wide=True),
            ],
            key=lambda doubt: (doubt.sheet, doubt.row, doubt.field, doubt.message),
            name=_("What deserves a look"),
        )
        table.opened.connect(self._read_doubt)
        nothing = _("Nothing to look at"), _("Every row of the list was understood.")
        table.set_empty(Empty("circle-check", *nothing))
        return table

    def _columns_table(self) -> Table[importing.Column]:
        return Table(
            [
                Column(_("Column"), lambda column: column.letter, bold=True),
                Column(_("Stands above it"), lambda column: column.heading, wide=True),
                Column(
                    _("Is taken as"),
                    lambda column: _field(column.field) or _("Not taken"),
                    wide=True,
                ),
            ],
            key=lambda column: column.letter,
            name=_("Which column is what"),
        )

    def _switch(self, view: object) -> None:
        for name, pager in zip(_VIEWS, self._pagers, strict=True):
            pager.setVisible(name == view)
        self._tables.setCurrentIndex(_VIEWS.index(str(view)))

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _ask_column(self, column: importing.Column) -> None:
        def save(values: Values) -> None:
            fields = _with_column(self.plan, column, values["field"])
            self._take(replace(self._wanted, fields=fields))

        options = [("none", _("Not taken")), *((name, _(text)) for name, text in FIELDS.items())]
        title = _("Column {letter}: {heading}").format(letter=column.letter, heading=column.heading)
        field = Choice("", options)
        now = column.field or "none"
        self._ask(title, _("Say what this column holds."), "field", field, now, save)

    @guard
    def _ask_year(self) -> None:
        def save(values: Values) -> None:
            year = _year(values["year"], self.session.today())
            self._take(replace(self._wanted, year=year))

        title = _("Which year is this list of?")
        about = _("Poor, near-poor and in difficulty count for that year.")
        self._ask(title, about, "year", TextField(_("Year")), str(self.plan.year), save)

    @guard
    def _ask_sheet(self) -> None:
        def save(values: Values) -> None:
            # Columns of another sheet are guessed anew.
            every = values["sheet"] == _ALL_SHEETS
            sheet = None if every else values["sheet"]
            self._take(replace(self._wanted, sheet=sheet, fields={}, together=every))

        options = [(name, name) for name in self._sheets]
        options.append((_ALL_SHEETS, _("All sheets together")))
        about = _("A sheet for each hamlet? Then take all of them together.")
        now = _ALL_SHEETS if self.plan.together else self.plan.sheet
        self._ask(_("Which sheet?"), about, "sheet", Choice("", options), now, save)

    def _ask(
        self,
        title: str,
        about: str,
        name: str,
        field: Field,
        now: str,
        save: Callable[[Values], None],
    ) -> None:
        """A page with one question about the list."""
        self.shell.show(
            Form(
                self.session,
                self.shell,
                title,
                about,
                {name: field},
                save,
                verb=_("Take it so"),
                leave=_("Leave as it is"),
                values={name: now},
                columns=1,
            )
        )

    def _take(self, wanted: importing.Choice) -> None:
        """Go on with another choice. What is wrong with it is raised first, into its form."""
        before, self._wanted = self._wanted, wanted
        try:
            self.refresh()
        except UserError:
            self._wanted = before
            raise

    @guard
    def _read_doubt(self, doubt: Doubt) -> None:
        """A message that is too long for its line, read whole."""
        where = _("Row {n} of the list").format(n=doubt.row)
        self.good(f"{where}.", doubt.message)

    @guard
    def _apply(self) -> None:
        plan, club, chosen = self.plan, self.session.club, self.changes.chosen()

        def work(job: Job) -> int:
            return importing.apply_plan(club, plan, job, chosen)

        def done(_count: int) -> None:
            self.shell.back()

        self.run(work, done, _("Writing into the book"))


def _row(said: Listed | Doubt) -> str:
    return f"{said.sheet} {said.row}".strip()


def _sex(sex: str | None) -> str:
    return {"F": _("Woman"), "M": _("Man")}.get(sex or "", "")


def _field(name: str | None) -> str:
    return _(FIELDS[name]) if name in FIELDS else ""


def _year(typed: str, today: date) -> int:
    if typed.isdecimal() and 1990 <= int(typed) <= today.year + 1:
        return int(typed)
    raise Invalid(
        {"year": _("Write the year with four digits, such as {year}.").format(year=today.year)}
    )


def _with_column(plan: ImportPlan, column: importing.Column, field: str) -> Mapping[str, int]:
    """The mapping in which one column fills another field; two columns never fill the same."""
    place = _place(column.letter)
    places = {name: where for name, where in plan.fields.items() if where != place}
    if field != "none":
        places[field] = place
    return places


def _place(letters: str) -> int:
    """The number of a column in the sheet (A is 0), from its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1

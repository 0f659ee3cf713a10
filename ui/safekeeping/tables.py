"""All tables of the book as one spreadsheet: written, and read again to take over what changed."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.job import Job
from app.base.text import _, ngettext
from app.documents import tables
from app.documents.dictionary import described
from app.documents.tables import Tables
from app.documents.tables_in import Compared, Difference, TablesPlan, apply_tables, plan_tables
from app.documents.tables_records import TableRows
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.labels import body
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class TablesPage(Page):
    """What the spreadsheet would hold, and its two acts: write it, read one again."""

    help_id = "tables"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        read = Button(_("Read one again"), icon="file-text", key="Ctrl+L")
        read.clicked.connect(self._choose)
        self.write = Button(_("Write the file"), icon="save", key="Ctrl+S", kind="primary")
        self.write.clicked.connect(self._write)
        self.set_actions(*([read] if session.may("members.write") else []), self.write)
        self.table: Table[TableRows] = Table(
            [
                Column(_("Table"), lambda row: row.about.title, bold=True, wide=True),
                Column(_("Rows"), lambda row: str(len(row.rows)), align="right"),
                Column(_("Comes from"), lambda row: row.about.source, wide=True, keep=40),
            ],
            key=lambda row: row.about.name,
            name=_("All tables"),
        )
        self._foot = body("")
        self.body.add(self.table, stretch=1)
        self.body.add(Apart(self._foot, self.table.pager, gap=12, grow=True))

    def refresh(self) -> None:
        gathered = tables.gather(self.session.club)
        purpose = _(
            "A sheet for each table and a dictionary of the columns. The file is not locked: "
            "keep it as you keep the paper book."
        )
        self.head(_("All tables as a spreadsheet"), purpose)
        self.table.set_rows(gathered.tables)
        left = ", ".join(gathered.left_out)
        self._foot.setText(_("Left out, as you may not read it: {tables}.").format(tables=left)
                           if left else "")  # fmt: skip

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _write(self) -> None:
        path = pick.save_file(self, _("Save all tables"), _("all-tables.xlsx"))
        if path is None:
            return
        club = self.session.club
        gathered = tables.gather(club)

        def work(_job: Job) -> bytes:
            return tables.render(gathered, club.ports.clock())

        def done(data: bytes) -> None:
            self._saved(path, gathered, data)

        self.run(work, done, _("Writing all tables"))

    def _saved(self, path: Path, gathered: Tables, data: bytes) -> None:
        pick.write(path, data)
        self.session.club.log_access("export", detail=gathered.note)
        self.good(_("All tables are in {file}.").format(file=path.name))

    @guard
    def _choose(self) -> None:
        path = pick.open_file(self, _("Choose the file"), [(_("All tables"), "*.xlsx")])
        if path is None:
            return
        club = self.session.club

        def work(_job: Job) -> TablesPlan:
            return plan_tables(club, path)

        def show(plan: TablesPlan) -> None:
            self.shell.show(TablesInPage(self.session, self.shell, plan))

        self.run(work, show, _("Reading the file"))


class TablesInPage(Page):
    """What a file has otherwise than the book, cell by cell, and one act that takes it over."""

    help_id = "tables"

    def __init__(self, session: Session, shell: Shell, plan: TablesPlan) -> None:
        super().__init__(session, shell)
        self._plan = plan
        count = len(plan.changes)
        verb = ngettext("Take over {n} row", "Take over {n} rows", count).format(n=count)
        self.do = Button(verb, icon="check", key="Ctrl+Enter", kind="primary")
        self.do.clicked.connect(self._apply)
        if not count:
            self.do.off(_("nothing is taken over"))
        self.set_actions(self.do)
        self.head(_("Read again: {file}").format(file=plan.file), _counted(plan.tables))
        self.table: Table[Difference] = Table(
            [
                Column(_("Taken over"), _taken, cell=_mark),
                Column(_("Whose"), _about, bold=True, wide=True),
                Column(_("Column"), _column),
                Column(_("In the book"), lambda one: _shown(one.old), wide=True),
                Column(_("In the file"), lambda one: _shown(one.new), wide=True),
                Column(_("Row"), lambda one: str(one.row), align="right", keep=40),
            ],
            key=lambda one: (one.table, one.row, one.column),
            name=_("What differs"),
        )
        self.table.set_empty(
            Empty("circle-check", _("Nothing differs"), _("The file says what the book says."))
        )
        self.table.moved.connect(self._say_why)
        self._why = body("")
        self.body.add(self.table, stretch=1)
        self.body.add(Apart(self._why, self.table.pager, gap=12, grow=True))
        self.table.set_rows((*plan.taken, *plan.left))

    def first_focus(self) -> QWidget:
        return self.table

    def _say_why(self, one: Difference) -> None:
        self._why.setText(one.why)

    @guard
    def _apply(self) -> None:
        plan, club = self._plan, self.session.club

        def work(job: Job) -> int:
            return apply_tables(club, plan, job)

        def done(_count: int) -> None:
            self.shell.back()

        self.run(work, done, _("Writing into the book"))


def _counted(compared: tuple[Compared, ...]) -> str:
    return _("{added} rows not in the book, {changed} changed, {missing} missing.").format(
        added=sum(table.added for table in compared),
        changed=sum(table.changed for table in compared),
        missing=sum(table.missing for table in compared),
    )


def _about(one: Difference) -> str:
    return one.who or described(one.table).title


def _column(one: Difference) -> str:
    columns = described(one.table).columns
    return next(column.title for column in columns if column.name == one.column)


def _shown(value: str | int | None) -> str:
    return "–" if value is None else str(value)


def _taken(one: Difference) -> str:
    return _("leave") if one.why else _("take over")


def _mark(one: Difference) -> Result:
    if one.why:
        return Result(_taken(one), icon="minus")
    return Result(_taken(one), icon="check", tone="good", bold=True)

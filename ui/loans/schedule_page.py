"""One plan row by row, with the arithmetic of the chosen row: what a pencil can check."""

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.loans.schedule import Row, Schedule, arithmetic
from ui.kit.button import Button
from ui.kit.labels import muted
from ui.kit.layout import Row as Across
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.loans import words


class SchedulePage(Page):
    """A plan that was tried out."""

    help_id = "loan-rehearsal"

    def __init__(self, session: Session, shell: Shell, title: str, plan: Schedule) -> None:
        super().__init__(session, shell)
        self._name, self._plan = title, plan
        self.head(
            title,
            _("{principal} over {months}: {interest} of interest, {total} in all.").format(
                principal=money.fmt(plan.principal_vnd),
                months=words.months(plan.terms.months),
                interest=money.fmt(plan.interest_vnd),
                total=money.fmt(plan.total_vnd),
            ),
        )
        paper = Button(_("Look and print"), icon="printer", key="Ctrl+P")
        paper.clicked.connect(self._print)
        self.set_actions(paper)
        self.table: Table[Row] = Table(
            (
                Column(_("No."), lambda row: str(row.number), align="right"),
                Column(_("Due on"), lambda row: words.day(row.due_on), bold=True, wide=True),
                Column(
                    _("Principal (đ)"), lambda row: words.number(row.principal_vnd), align="right"
                ),
                Column(
                    _("Interest (đ)"), lambda row: words.number(row.interest_vnd), align="right"
                ),
                Column(
                    _("Together (đ)"),
                    lambda row: words.number(row.total_vnd),
                    align="right",
                    bold=True,
                ),
                Column(
                    _("Then still owed (đ)"),
                    lambda row: words.number(row.balance_vnd),
                    align="right",
                    keep=70,
                ),
            ),
            key=lambda row: row.number,
            name=_("Plan"),
            together=len(plan.rows),
        )
        self.table.moved.connect(self._show_arithmetic)
        self._arithmetic = muted("")
        above = Across(12)
        above.add(self._arithmetic, stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        self.table.set_rows(self._plan.rows)
        if self.table.current() is None:
            self.table.select(self._plan.rows[0].number)
        self._show_arithmetic()

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _show_arithmetic(self) -> None:
        row = self.table.current()
        said = arithmetic(row, self._plan.terms) if row is not None else ""
        self._arithmetic.setText(_("Interest: {sum}").format(sum=said) if said else "")

    @guard
    def _print(self) -> None:
        from ui.loans import papers

        papers.plans(self, [(self._name, self._plan)])

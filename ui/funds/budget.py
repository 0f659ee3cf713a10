"""The budget of a year, typed area by area, beside what was spent."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.errors import Invalid
from app.base.text import _
from app.funds import budget_records, forms
from app.funds.budget_records import BudgetRow
from app.funds.rules import BUDGET_AREAS
from ui.funds.steps import YearSteps
from ui.kit.chips import Result
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved

PLANNED = "planned"
LEAST_HEIGHT = 258
"""Head, three rows and the last line of the grid (px at 100 %); a page too low for it scrolls."""


class BudgetPage(Page):
    """A row an area, and one for running the club."""

    help_id = "budget"
    reads = budget_records.READS
    quiet = True

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        today = session.today()
        self.years = YearSteps(today.year, today, ahead=1)
        self.years.turned.connect(self.refresh)
        self.set_actions(self.years.before, self.years.after)
        self.grid = Grid(
            [
                GridColumn(PLANNED, _("Planned (đ)"), width=190, bold=True),
                GridColumn("spent", _("Spent (đ)"), width=170, typed=False, keep=90),
            ],
            save=self._save,
            name_title=_("Spent for"),
            result_title=_("Left"),
        )
        self.grid.lock(not session.may("funds.write"))
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"budget-{self.years.year}")
        self.body.add(self.grid, stretch=1)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    def first_focus(self) -> QWidget:
        return self.grid

    def leaving(self) -> None:
        self.grid.flush()
        self._unsaved.keep()

    def refresh(self) -> None:
        year = self.years.year
        found = budget_records.budgets(self.session.club, year)
        self.grid.set_rows([_row(year, one) for one in found])
        self._unsaved.put_back()
        planned = sum(one.planned_vnd or 0 for one in found)
        spent = sum(one.spent_vnd for one in found)
        said = _("Planned {planned}, spent {spent}.").format(
            planned=money.fmt(planned), spent=money.fmt(spent)
        )
        self.head(_("Budget of {year}").format(year=year))
        self.grid.say(said)

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        club = self.session.club
        told, _dash, area = key.partition("-")
        year = int(told)
        try:
            planned = forms.read_budget({area: texts[PLANNED]}, self.session.today())
        except Invalid as error:
            raise Invalid({PLANNED: error.problems[area]}) from None
        budget_records.set_budget(club, year, [one for one in planned if one.area == area])
        row = next(one for one in budget_records.budgets(club, year) if one.area == area)
        return RowResult(_texts(row), _left(row))


def _row(year: int, one: BudgetRow) -> GridRow:
    return GridRow(
        f"{year}-{one.area}", _(BUDGET_AREAS[one.area]), texts=_texts(one), result=_left(one)
    )


def _texts(one: BudgetRow) -> dict[str, str]:
    return {
        PLANNED: "" if one.planned_vnd is None else money.fmt_number(one.planned_vnd),
        "spent": money.fmt_number(one.spent_vnd),
    }


def _left(one: BudgetRow) -> Result:
    if one.left_vnd is None:
        return Result(_("Not planned"), icon="minus") if one.spent_vnd else Result("")
    if one.left_vnd < 0:
        over = _("{amount} over").format(amount=money.fmt(-one.left_vnd))
        return Result(over, icon="triangle-alert", tone="warn")
    return Result(money.fmt(one.left_vnd), icon="check")

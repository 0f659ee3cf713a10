"""Step 1 of a takeover: as of which day, and what each fund has in its box and at the bank."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.errors import Invalid
from app.base.text import _
from app.funds import fund_records
from app.funds import takeover_forms as forms
from ui.funds.takeover_typed import Step, Typed, Way
from ui.kit.chips import Result
from ui.kit.entries import DateField
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.kit.style import HEAD, ROW, px
from ui.kit.unsaved import Unsaved

ALL = 6
"""Up to so many funds are seen at once; a page too low for them scrolls."""
AROUND = HEAD + 90
"""What the grid has besides its rows (px at 100 %): the head and the last line."""


class MoneyStep(Step):
    """A row a fund; a day above them."""

    step = "money"

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        super().__init__(session, shell, typed, way)
        self.head(
            _("1. The money there is"),
            _("What the paper books say at the end of this day, and what lies in each box."),
        )
        self.day = DateField(_("At the end of"), session.today(), ahead=0)
        self.day.set_text(typed.texts.get("on", ""))
        self.day.edited.connect(self._day_left)
        self.body.add(self.day)
        self.grid = Grid(
            [
                GridColumn("cash", _("Cash box"), 170, spoken=_("In the cash box, đồng")),
                GridColumn("bank", _("Bank"), 170, spoken=_("At the bank, đồng")),
            ],
            self._save,
            name_title=_("Fund"),
            result_title=_("Together"),
        )
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: "takeover money")
        self.body.add(self.grid, stretch=1)
        self.end()
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        seen = min(len(self.grid.rows.rows), ALL)
        self.grid.setMinimumHeight(px(AROUND + seen * ROW))

    def refresh(self) -> None:
        funds = fund_records.funds(self.session.club, self.session.today())
        self.grid.set_rows([self._row(fund.id, fund.title) for fund in funds])
        self.rescale()
        self._unsaved.put_back()
        self.show_balance()

    def first_focus(self) -> QWidget:
        return self.grid if self.day.text() else self.day.first()

    def leaving(self) -> None:
        self.grid.flush()
        self._unsaved.keep()

    def finish(self) -> bool:
        self._day_left()
        return self.grid.flush() and not self.day.current_problem()

    def _row(self, fund: str, title: str) -> GridRow:
        texts = {name: self.typed.texts.get(f"{name} {fund}", "") for name in ("cash", "bank")}
        return GridRow(fund, title, texts=texts, result=_together(texts))

    def _save(self, fund: str, texts: Mapping[str, str]) -> RowResult:
        named = {f"{name} {fund}": text for name, text in texts.items()}
        try:
            (found,) = forms.read_money(named, [fund]) or (None,)
        except Invalid as error:
            problems = {name.partition(" ")[0]: said for name, said in error.problems.items()}
            raise Invalid(problems) from None
        written = {
            "cash": money.fmt_number(found.cash_vnd) if found and found.cash_vnd else "",
            "bank": money.fmt_number(found.bank_vnd) if found and found.bank_vnd else "",
        }
        self.typed.put({f"{name} {fund}": text for name, text in written.items()})
        self.show_balance()
        return RowResult(written, _together(written))

    def _day_left(self) -> None:
        self.day.problem("")
        self.typed.put({"on": self.day.text()})
        try:
            forms.read_day(self.typed.texts, self.session.today())
        except Invalid as error:
            self.day.problem(error.problems["on"])


def _together(texts: Mapping[str, str]) -> Result:
    total = sum(money.parse(text) for text in texts.values() if text)
    return Result(money.fmt(total) if total else "", bold=True)

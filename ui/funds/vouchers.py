"""All vouchers of a year, searched as one types: by number, words, names, amounts, days."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.names import fold
from app.base.text import _, ngettext
from app.funds import records
from app.funds.accounts import TOPICS
from app.funds.rules import Entry
from ui.funds import words
from ui.funds.steps import YearSteps
from ui.funds.voucher import VoucherPage
from ui.kit.chips import Result
from ui.kit.fields import SearchBox
from ui.kit.layout import Apart, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class VouchersPage(Page):
    """The newest first. Enter opens one."""

    help_id = "vouchers"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        today = session.today()
        self.years = YearSteps(today.year, today)
        self.years.turned.connect(self.refresh)
        self.search = SearchBox(_("Number, words, name or amount"))
        self.search.typed.connect(self._filter)
        self.table: Table[Entry] = Table(
            [
                Column(_("Voucher"), lambda one: one.voucher, bold=True),
                Column(_("Day"), lambda one: words.day(one.on_date), sort=lambda one: one.on_date),
                Column(_("For what"), lambda one: one.memo, wide=True),
                Column(_("Who"), lambda one: one.called(), wide=True, keep=60),
                Column(
                    _("Amount"),
                    lambda one: money.fmt_number(one.amount_vnd),
                    sort=lambda one: one.amount_vnd,
                    align="right",
                ),
                Column(_("State"), lambda one: _state(one).word, cell=_state, keep=50),
            ],
            key=lambda one: one.id,
            name=_("Vouchers"),
        )
        self.table.opened.connect(self._open)
        self.search.leads_to(self.table)
        self._found: dict[str, str] = {}
        right = Flow(16)
        right.add(self.years)
        right.add(self.table.pager)
        self.body.add(Apart(self.search, plain(right), gap=16, grow=True))
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.search

    def refresh(self) -> None:
        year = self.years.year
        found = records.entries(self.session.club, date(year, 1, 1), date(year, 12, 31))[::-1]
        many = ngettext("{n} voucher.", "{n} vouchers.", len(found))
        self.head(_("Vouchers of {year}").format(year=year), many.format(n=len(found)))
        self._found = {one.id: _words(one) for one in found}
        self.table.set_rows(found)

    @guard
    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        self.table.set_filter(lambda one: all(word in self._found[one.id] for word in wanted))

    @guard
    def _open(self, one: Entry) -> None:
        self.shell.show(VoucherPage(self.session, self.shell, one.id))


def _words(one: Entry) -> str:
    """All that a voucher is found by."""
    amount = money.fmt_number(one.amount_vnd)
    said = (one.voucher, one.memo, one.called(), words.day(one.on_date), amount)
    return fold(" ".join((*said, str(one.amount_vnd), _(TOPICS[one.topic]))))


def _state(one: Entry) -> Result:
    if one.reversed_by is not None:
        return Result(_("Taken back"), icon="undo-2")
    if one.reverses is not None:
        return Result(_("Correction"), icon="undo-2")
    return Result("")

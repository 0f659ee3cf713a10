"""The year in figures, fund by fund, as it is carried forward; final once December is closed."""

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _, ngettext
from app.funds import closing, fund_records, year_end_records
from app.funds.year_end import FundYear, YearEnd
from ui.funds.closing import ClosingPage
from ui.funds.papers import Paper, PaperPage
from ui.funds.steps import YearSteps
from ui.funds.year import YearPage
from ui.kit.button import Button
from ui.kit.layout import Apart, Column, plain
from ui.kit.notice import Notice
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table


class YearEndPage(PaperPage):
    """A line a fund: what it began with, what came in and went out, what the next year begins
    with. Enter opens its sums line by line."""

    help_id = "year-end"
    reads = year_end_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        today = session.today()
        # In the first months people still work on the year before.
        self.years = YearSteps(today.year - (today.month <= 3), today)
        self.years.turned.connect(self.refresh)
        self._titles: dict[str, str] = {}
        self.table: Table[FundYear] = Table(
            [
                TableColumn(_("Fund"), self._title, bold=True, wide=True),
                TableColumn(
                    _("At the beginning"),
                    lambda one: _vnd(one.opening_vnd),
                    align="right",
                    keep=60,
                ),
                TableColumn(_("In"), lambda one: _vnd(one.received_vnd), align="right", keep=80),
                TableColumn(_("Out"), lambda one: _vnd(one.paid_vnd), align="right", keep=80),
                TableColumn(
                    _("Carried forward"),
                    lambda one: _vnd(one.closing_vnd),
                    align="right",
                    bold=True,
                ),
                TableColumn(_("Lent out"), lambda one: _vnd(one.lent_vnd), align="right", keep=50),
                TableColumn(
                    _("Kept for members"), lambda one: _vnd(one.owed_vnd), align="right", keep=40
                ),
            ],
            key=lambda one: one.fund,
            name=_("The year, fund by fund"),
        )
        self.table.opened.connect(self._open)
        self.set_actions(self.look_button)
        self.body.add(Apart(self.years, self.table.pager))
        self._state = Column(8)
        self.body.add(plain(self._state))
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club, year = self.session.club, self.years.year
        found = year_end_records.year_end(club, year, self.session.today())
        self._titles = fund_records.titles(club)
        self.head(
            _("The end of {year}").format(year=year),
            _("Cash box and bank together, in đồng. The next year begins with what is carried."),
        )
        self._state.clear()
        self._state.add(self._says(found))
        self.table.set_rows(found.funds)

    def paper(self) -> Paper:
        from app.documents import year_paper

        year = year_paper.gather(self.session.club, self.years.year)
        return Paper(
            _("The end of {year}").format(year=self.years.year),
            f"bao-cao-thu-chi-{self.years.year}",
            lambda _language: year_paper.render(year),
        )

    def _title(self, one: FundYear) -> str:
        return self._titles.get(one.fund, one.fund)

    def _says(self, found: YearEnd) -> Notice:
        """Whether anything can change in it still."""
        seal = found.seal
        if seal is not None:
            return Notice(
                "info",
                _("These figures are final."),
                _("December is closed. Check words: {words}").format(words=seal.words),
                icon="lock",
            )
        if found.waits:
            many = ngettext(
                "{n} month waits to be closed, the first is {month}.",
                "{n} months wait to be closed, the first is {month}.",
                len(found.waits),
            )
            words = many.format(n=len(found.waits), month=closing.month_words(found.waits[0]))
            to_closing = Button(_("Close the month"), icon="lock", key="F8")
            to_closing.clicked.connect(self._close)
            buttons = (to_closing,) if self.session.may("funds.write") else ()
            return Notice("warn", _("These figures can still change."), words, *buttons)
        return Notice(
            "info",
            _("The year goes on."),
            _("The figures are final when December is over and closed."),
        )

    @guard
    def _open(self, one: FundYear) -> None:
        page = YearPage(self.session, self.shell, one.fund)
        page.years.step(self.years.year - page.years.year)
        self.shell.show(page)

    @guard
    def _close(self) -> None:
        self.shell.show(ClosingPage(self.session, self.shell))


def _vnd(amount: int) -> str:
    return money.fmt_number(amount) if amount else "–"

"""The room of the money: of what the income fund consists, who still owes, what comes back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date
from app.base.text import N_, _, ngettext
from app.funds.rules import SourceKind
from app.funds.source_records import SourceState
from app.funds.state import READS as FUND_READS
from app.funds.state import FundState, fund_state
from app.loans import standing_records
from app.loans.records import queue
from app.loans.standing_records import Coming, Stand
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.empty import Empty
from ui.kit.labels import bold, muted, section
from ui.kit.layout import Column, Flow, Row, SideBySide, card, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import asked, lists, more, words
from ui.loans.asked import Lendable
from ui.loans.beside import BesideTable
from ui.loans.figures import Equation, Figure
from ui.loans.pictures import Bar, Bars, FundBar, Part

YEAR = 12
"""Months of what comes back that the picture shows."""

_FROM: dict[SourceKind, str] = {
    "province": N_("province"),
    "commune": N_("commune"),
    "association": N_("association"),
    "donor": N_("donors"),
    "members": N_("members"),
    "own": N_("own money"),
    "other": N_("others"),
}
"""Sources of the capital in a word each: all of them stand in one line."""


class MoneyPage(Page):
    """`arrive(loan=id)` opens a loan, `person=id` somebody's loans, `what=` one of the pages behind
    this one."""

    help_id = "loans"
    reads = asked.READS | FUND_READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("loans.write")
        self._begin: Button | None = None  # there while the book has no money yet
        statement = Button(_("Print statement"), icon="printer", key="Ctrl+P")
        statement.clicked.connect(self._print_statement)
        self.ask_button = Button(_("New loan request"), icon="plus", key="Ctrl+N", kind="primary")
        self.ask_button.clicked.connect(self._new_request)
        self.set_actions(statement, *([self.ask_button] if self._may else []))
        self.capital = Figure(_("Capital of the fund"), "F3")
        self.capital.clicked.connect(self._open_sources)
        self.cash = Figure(_("Cash in the box"), "F4", "cash")
        self.cash.clicked.connect(self._open_cash_book)
        self.lent = Figure("", "F5", "lent")
        self.lent.clicked.connect(self._open_all)
        self.gone = Figure(_("Written off"), "F7", "gone")
        self.gone.clicked.connect(self._open_all)
        self._equation = Equation(self.capital, (self.cash, self.lent, self.gone))
        self.bar = FundBar()
        sums = Column(8, (12, 8, 12, 12))
        sums.add(self._equation)
        sums.add(self.bar)
        self.body.add(card(sums))
        self.table: BesideTable[Stand] = BesideTable(
            lists.owing_columns(session.today()),
            key=lambda row: row.loan.id,
            name=_("Who still owes principal"),
        )
        self.table.opened.connect(self._open_stand)
        self.body.add(SideBySide(self._left(), self._right(), share=68, least=900), stretch=1)
        self.body.add(self._doors())

    def _left(self) -> QWidget:
        head = Row(12)
        head.add(section(_("Who still owes principal")), stretch=1)
        head.add(self.table.pager)
        left = Column(8)
        left.add(head)
        left.add(self.table, stretch=1)
        return plain(left)

    def _right(self) -> QWidget:
        self.coming = Door(_("Principal back each month"), "F8")
        self.coming.clicked.connect(self._open_coming)
        self._since = muted("")
        self.bars = Bars(_("Principal back each month"))
        self._next = Column(0)
        self.coming.keep(self.bars, grows=True)
        self.coming.keep(self._since)
        self.coming.keep(plain(self._next), below=True)
        return self.coming

    def _doors(self) -> QWidget:
        self.waiting = Button("", icon="inbox", key="Ctrl+R")
        self.waiting.clicked.connect(self._open_queue)
        rehearse = Button(_("Try out a loan"), icon="calculator", key="Ctrl+T")
        rehearse.clicked.connect(self._open_rehearsal)
        funds = Button(_("Funds and vouchers"), icon="wallet", key="Ctrl+F")
        funds.clicked.connect(self._open_funds)
        more = Button(_("More"), icon="list", key="Ctrl+M")
        more.clicked.connect(self._open_more)
        doors = Flow(10)
        for button in (self.waiting, rehearse, funds, more):
            doors.add(button)
        return plain(doors)

    # --- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self.head(
            _("Income fund"),
            _("As of {day}. Press a figure to see what it is made of.").format(day=fmt_date(today)),
        )
        state = fund_state(club, today)
        stands = [
            each
            for each in standing_records.stands(club, today)
            if each.standing.status != "written_off"
        ]
        self._show_sums(state.income, stands)
        self.capital.say(state.income.capital, _given_by(state.sources))
        self.table.set_rows(sorted(stands, key=lists.most_urgent))
        self._begin = None
        if not stands and not state.income.capital and self._may:
            self.table.set_empty(self._no_money_yet())
        elif not stands:
            self.table.set_empty(_nobody_owes())
        self._show_coming()
        count = len(queue(club))
        waits = ngettext("{n} request waits", "{n} requests wait", count)
        self.waiting.rename(waits.format(n=count) if count else _("Requests for loans"))

    def first_focus(self) -> QWidget:
        if self.table.shown():
            return self.table
        return self._begin or (self.ask_button if self._may else self.capital)

    def _show_sums(self, income: FundState, stands: Sequence[Stand]) -> None:
        late = [each for each in stands if each.standing.principal_late_vnd]
        late_vnd = sum(each.standing.principal_late_vnd for each in late)
        self.cash.say(
            income.money,
            _("{amount} at the bank").format(amount=words.short(income.in_bank))
            if income.in_bank
            else "",
            title=_("Cash and bank") if income.in_bank else _("Cash in the box"),
        )
        owing = {each.loan.person_id for each in stands if each.standing.outstanding_vnd}
        late_people = len({each.loan.person_id for each in late})
        second = _("{amount} overdue, {people}").format(
            amount=words.short(late_vnd), people=words.people(late_people)
        )
        self.lent.say(
            income.lent,
            second if late else _("Nothing is overdue"),
            title=_("Lent to {people}").format(people=words.people(len(owing))),
            shade="late" if late else None,
        )
        self.gone.say(income.written_off, _("given up, as the members voted"))
        self._equation.show_part(self.gone, shown=bool(income.written_off))
        self.bar.show_parts(
            (
                Part("cash", income.money),
                Part("lent", income.lent - late_vnd),
                Part("late", late_vnd),
                Part("gone", income.written_off),
            ),
            ", ".join(each.accessibleName() for each in (self.cash, self.lent)),
        )

    def _show_coming(self) -> None:
        club, today = self.session.club, self.session.today()
        outlook = asked.outlook(club, today, YEAR)
        found = outlook.coming
        shown = found[:YEAR] if found[0].principal_vnd else found[1:]
        self.bars.show_bars(_bars(shown), spoken(shown))
        self._since.setText(
            _("Million đồng, from month {month}").format(month=words.month(shown[0].month))
        )
        self._next.clear()
        found_next = asked.lendable(club, today, outlook.ahead())
        said = _("In month {month} one can lend").format(month=found_next.month.month)
        self._next.add(muted(said))
        self._next.add(bold(_lendable(found_next)))

    def _no_money_yet(self) -> Empty:
        """Before anything is lent there must be something to lend."""
        self._begin = Button(_("Take over from the paper books"), icon="book-open")
        self._begin.clicked.connect(self._open_takeover)
        new = Button(_("Begin new"), icon="plus")
        new.clicked.connect(self._take_in)
        return Empty(
            "wallet",
            _("No money is written down yet"),
            _("A club that has a paper cash book takes its figures over in one evening."),
            self._begin,
            new,
        )

    # --- ways from here -----------------------------------------------------------------------

    def arrive(self, **about: Any) -> None:
        if "loan" in about:
            self._open_loan(str(about["loan"]))
        elif "person" in about:
            self._open_person(str(about["person"]))
        pages = {
            "queue": self._open_queue,
            "rehearsal": self._open_rehearsal,
            "all": self._open_all,
            "coming": self._open_coming,
            "request": self._new_request,
        }
        what = str(about.get("what", ""))
        if what in pages:
            pages[what]()
        elif what in more.PAGES:
            self.shell.show(more.page_of(what, self.session, self.shell))

    @guard
    def _open_stand(self, row: Stand) -> None:
        self._open_loan(row.loan.id)

    def _open_loan(self, loan_id: str) -> None:
        from ui.loans.loan import LoanPage

        self.shell.show(LoanPage(self.session, self.shell, loan_id))

    def _open_person(self, person_id: str) -> None:
        from ui.loans.of_person import PersonLoansPage

        self.shell.show(PersonLoansPage(self.session, self.shell, person_id))

    @guard
    def _open_sources(self) -> None:
        self.shell.open("funds", what="sources")

    @guard
    def _open_cash_book(self) -> None:
        self.shell.open("funds", what="cash-book", fund="income")

    @guard
    def _open_takeover(self) -> None:
        self.shell.open("funds", what="takeover")

    @guard
    def _take_in(self) -> None:
        self.shell.open("funds", what="in")

    @guard
    def _open_funds(self) -> None:
        self.shell.open("funds")

    @guard
    def _open_all(self) -> None:
        self.shell.show(lists.AllLoansPage(self.session, self.shell))

    @guard
    def _open_coming(self) -> None:
        self.shell.show(lists.ComingBackPage(self.session, self.shell))

    @guard
    def _open_queue(self) -> None:
        from ui.loans.queue import QueuePage

        self.shell.show(QueuePage(self.session, self.shell))

    @guard
    def _open_rehearsal(self) -> None:
        from ui.loans.rehearsal import RehearsalPage

        self.shell.show(RehearsalPage(self.session, self.shell))

    @guard
    def _open_more(self) -> None:
        self.shell.show(more.MorePage(self.session, self.shell))

    @guard
    def _new_request(self) -> None:
        from ui.loans.request import request_form

        self.shell.show(request_form(self.session, self.shell))

    @guard
    def _print_statement(self) -> None:
        from ui.loans import papers

        papers.statement(self)


def _nobody_owes() -> Empty:
    return Empty(
        "hand-coins",
        _("Nobody owes anything"),
        _("A loan begins with a request: who asks, how much, what for."),
    )


def _given_by(sources: Sequence[SourceState]) -> str:
    """Who gave the capital, in millions: "Province 50, commune 12, members 40 million"."""
    sums: dict[str, int] = {}
    for each in sources:
        if each.balance:
            word = _(_FROM[each.source.kind])
            sums[word] = sums.get(word, 0) + each.balance
    if not sums:
        return ""
    parts = [f"{word} {words.millions(amount)}" for word, amount in sums.items()]
    said = _("{sources} million").format(sources=", ".join(parts))
    return said[0].upper() + said[1:]


def _lendable(found: Lendable) -> str:
    """ "5 loans of 5 million each.", or the sum where no usual size is known."""
    if not found.count:
        return money.fmt(found.amount_vnd)
    many = ngettext("{n} loan of {each}.", "{n} loans of {each} each.", found.count)
    return many.format(n=found.count, each=words.short(found.each_vnd))


def _bars(coming: Sequence[Coming]) -> list[Bar]:
    return [
        Bar(str(each.month.month), each.principal_vnd, words.millions(each.principal_vnd))
        for each in coming
    ]


def spoken(coming: Sequence[Coming]) -> str:
    """What the bars show, month by month, in words."""
    return ", ".join(
        f"{words.month(each.month)}: {words.short(each.principal_vnd)}" for each in coming
    )

"""The requests that wait, in the order in which they were made, and when each can be served."""

from collections.abc import Mapping, Sequence

from app.base import money
from app.base.text import _, ngettext
from app.loans import forecast, records, request_records
from app.loans.rules import STATES, Loan
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.loans import asked, words
from ui.loans.loan import LoanPage
from ui.loans.request import request_form


class QueuePage(ListPage[Loan]):
    """Enter opens a request, where what comes next is the green button."""

    icon = "inbox"
    help_id = "loan-request"
    right = "loans.write"
    reads = asked.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        self._turns: Mapping[str, str] = {}
        super().__init__(session, shell)

    def name(self) -> str:
        return _("Requests for loans")

    def columns(self) -> Sequence[Column[Loan]]:
        return (
            Column(_("Asked for on"), lambda row: words.day(row.requested_on)),
            Column(_("Waits"), self._waits, align="right", keep=50),
            Column(_("Who wants to borrow"), lambda row: row.who, bold=True, wide=True),
            Column(_("How much (đ)"), words.asked_for, align="right"),
            Column(_("What for"), lambda row: row.purpose or "", wide=True, keep=40),
            Column(_("It stands"), lambda row: _state(row).word, cell=_state, keep=90),
            Column(_("Money is there"), lambda row: self._turns.get(row.id, ""), keep=70),
        )

    def add_words(self) -> str:
        return _("New loan request")

    def empty(self) -> tuple[str, str]:
        return (
            _("No request waits"),
            _("Write down who asks, how much and what for. The meeting decides."),
        )

    def title_buttons(self) -> Sequence[Button]:
        blank = Button(_("Blank request form"), icon="printer", key="Ctrl+P")
        blank.clicked.connect(self._print_blank)
        return (blank,)

    def hint_words(self) -> str:
        return _("Enter opens a request. Who asked first stands first.")

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        found = records.queue(club)
        ahead = asked.outlook(club, today).ahead()
        open_ones = [row for row in found if row.state != "approved" and row.in_kind is None]
        waiting = [(row.id, row.asked_vnd or 0) for row in open_ones]
        self._turns = {
            turn.loan_id: words.month(turn.month) if turn.month else _("not in a year")
            for turn in forecast.turns(waiting, ahead)
        }
        wanted = sum(amount for _id, amount in waiting)
        count = ngettext("{n} request waits", "{n} requests wait", len(found)).format(n=len(found))
        said = _("{count}: {amount}. There is {there} to lend now.").format(
            count=count,
            amount=money.fmt(wanted),
            there=money.fmt(max(ahead[0].begins_vnd, 0)),
        )
        self.head(_("Requests for loans"), said if found else "")
        self.show_rows(found)

    def open(self, row: Loan) -> None:
        self.shell.show(LoanPage(self.session, self.shell, row.id))

    def add(self) -> None:
        self.shell.show(request_form(self.session, self.shell, added=self.added))

    def change(self, row: Loan) -> None:
        self.shell.show(request_form(self.session, self.shell, row))

    def remove(self, row: Loan) -> None:
        request_records.remove_request(self.session.club, row.id)

    def whole(self, row: Loan) -> Sequence[tuple[str, str]]:
        return ()  # Enter shows the request to everybody

    @guard
    def _print_blank(self) -> None:
        from ui.loans import papers

        papers.blank_request(self)

    def _waits(self, row: Loan) -> str:
        return words.days((self.session.today() - row.requested_on).days)


def _state(row: Loan) -> Result:
    icons = {"requested": "clock", "appraised": "eye", "approved": "check"}
    return Result(_(STATES[row.state]), icon=icons.get(row.state, ""))

"""The books of the money that are opened now and then."""

from collections.abc import Callable

from app.base import money
from app.base.text import _, ngettext
from app.funds import balance_records, budget_records, fund_records
from app.funds.accounts import Account
from ui.kit.choose import ChoosePage, Option
from ui.kit.page import Shell
from ui.kit.session import Session

_KEPT: tuple[Account, ...] = ("savings", "held")


def show(session: Session, shell: Shell, then: Callable[[str], object]) -> None:
    """Ask which book; its name goes to `then`."""
    club, today = session.club, session.today()
    budget = budget_records.budgets(club, today.year)
    planned = sum(one.planned_vnd or 0 for one in budget)
    spent = sum(one.spent_vnd for one in budget)
    kept = sum(sum(balance_records.of_people(club, account, today).values()) for account in _KEPT)
    own = sum(1 for fund in fund_records.funds(club, today) if fund.name)
    options = [
        Option(
            "budget",
            _("Budget of the year"),
            "chart-column",
            _("Spent {spent} of {planned}").format(
                spent=money.fmt(spent), planned=money.fmt(planned)
            )
            if planned
            else _("Nothing is planned yet"),
        ),
        Option(
            "people",
            _("Money of members"),
            "users",
            _("{amount} to be given back").format(amount=money.fmt(kept))
            if kept
            else _("Savings, and what was paid too much"),
        ),
        Option(
            "earmarked",
            _("Funds for one purpose"),
            "wallet",
            ngettext("{n} fund", "{n} funds", own).format(n=own),
        ),
        Option("year", _("Sums of the year"), "list", _("In and out, line by line")),
        Option("ledger", _("Ledger"), "book-open", _("Each account, line by line")),
        Option(
            "year-end",
            _("End of the year"),
            "calendar-check",
            _("What each fund carries forward"),
        ),
    ]
    if session.may("loans.read"):  # it says who owed what
        options.append(
            Option(
                "takeover",
                _("Take over from the paper books"),
                "book-open",
                _("What was taken over, with its paper"),
            )
        )
    shell.show(ChoosePage(session, shell, _("More books"), options, then))

"""The list of loans as of a day, for the board: who owes what, since when, what comes next. It
holds names and debts, so it never hangs on a wall."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.base import money
from app.base.text import _, ngettext
from app.documents.contract import goods_words
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean
from app.documents.listing import Column, Group, Listing, Row
from app.loans.ageing import portfolio_of, risk_words
from app.loans.rules import STATUSES
from app.loans.standing_records import Stand, stands

if TYPE_CHECKING:
    from app.club.file import Club


def gather(club: "Club", on: date) -> tuple[Listing, Issuer]:
    """Every loan that was out on a day, in name order, in the language of the moment.

    Needs loans.read.
    """
    return to_listing(stands(club, on), on), issuer_of(club)


def to_listing(found: tuple[Stand, ...], on: date) -> Listing:
    """Loans with their sums below; a column for goods only when there are any."""
    goods = any(each.loan.in_kind is not None for each in found)
    rows = tuple(_line(each) for each in found)
    return Listing(
        kind="loans",
        title=_("Loans out"),
        on=on,
        columns=(
            Column(_("Borrower"), bold=True),
            Column(_("Loan"), whole=True),
            Column(_("Paid out"), "date"),
            Column(_("Lent (đ)"), "money"),
            Column(_("Owed (đ)"), "money", bold=True),
            Column(_("Overdue principal (đ)"), "money"),
            Column(_("Interest due (đ)"), "money"),
            Column(_("Days late"), "int"),
            Column(_("Due next"), "date"),
            Column(_("Last due"), "date"),
            Column(_("State")),
            *((Column(_("Goods")),) if goods else ()),
        ),
        groups=(Group("", rows if goods else tuple(row[:-1] for row in rows)),),
        note=_("For the board only: not for the wall"),
        sums=_sums(rows) if goods else _sums(rows)[:-1],
        total=_total(found),
        size=11.5,
        turn="wide",
    )


def _line(each: Stand) -> Row:
    loan, stand = each.loan, each.standing
    goods = loan.in_kind is not None
    late = stand.interest_due_vnd + stand.late_interest_due_vnd
    return (
        clean(loan.who),
        loan.code,
        loan.paid_out_on.isoformat() if loan.paid_out_on else None,
        loan.principal_vnd,
        None if goods else stand.outstanding_vnd,
        stand.principal_late_vnd or None,
        late or None,
        stand.days_late or None,
        stand.next_due_on.isoformat() if stand.next_due_on else None,
        stand.last_due_on.isoformat() if stand.last_due_on else None,
        _(STATUSES[stand.status]),
        goods_words(loan.in_kind) if loan.in_kind else "",
    )


def _sums(rows: Sequence[Row]) -> Row:
    """The sums of what was lent, is owed, is overdue, and of interest due."""
    amounts = (sum(int(row[place] or 0) for row in rows) for place in range(3, 7))
    return (_("Together"), "", None, *amounts, None, None, None, "", "")


def _total(found: tuple[Stand, ...]) -> str:
    """How many loans, how much is owed on all of them, and what of it is at risk."""
    together = portfolio_of((each.loan.person_id, each.standing) for each in found)
    count = ngettext("{n} loan", "{n} loans", len(found)).format(n=len(found))
    words = _("{loans}, {owed} owed, of which {late} overdue").format(
        loans=count, owed=money.fmt(together.lent_vnd), late=money.fmt(together.late_vnd)
    )
    return f"{words}. {risk_words(together)}"

"""What the money asks of the board today, for the first page: most urgent first."""

from collections.abc import Iterator
from datetime import date

from app.base.dates import Month, fmt_date
from app.base.money import fmt
from app.base.text import _, ngettext
from app.club.file import Club
from app.funds import closing_records
from app.loans import standing_records
from app.loans.records import loans
from app.loans.rules import WAITING
from app.meetings.hints import Hint

LATE, QUEUE, TO_ASK, CLOSING = "all", "queue", "to-ask", "closing"
"""What the pages of loans and funds are asked for when they shall open one of these."""
CLOSE_AFTER_DAYS = 3
"""So many days of a month go by before closing the one before is spoken of."""


def money_hints(club: Club, today: date) -> tuple[Hint, ...]:
    """The lines for the officer at work; none for who does nothing with the money."""
    if not club.actor.may("loans.write"):
        return ()
    return tuple(_hints(club, today))


def _hints(club: Club, today: date) -> Iterator[Hint]:
    found = standing_records.portfolio(club, today)
    if found.late_borrowers:
        yield Hint(
            "loans late",
            "clock",
            ngettext(
                "{n} member is late with a loan",
                "{n} members are late with loans",
                found.late_borrowers,
            ).format(n=found.late_borrowers),
            _("Principal overdue: {amount}").format(amount=fmt(found.late_vnd)),
            _("See who owes"),
            "loans",
            LATE,
        )
    waiting = [each for each in loans(club) if each.state in WAITING]
    if waiting:
        asked = sum(each.asked_vnd or 0 for each in waiting)
        yield Hint(
            "loans asked",
            "hand-coins",
            ngettext("{n} request for a loan", "{n} requests for loans", len(waiting)).format(
                n=len(waiting)
            ),
            _("Together {amount}, the first since {day}").format(
                amount=fmt(asked), day=fmt_date(min(each.requested_on for each in waiting))
            ),
            _("See the queue"),
            "loans",
            QUEUE,
        )
    yield from _closing(club, today)
    to_ask = standing_records.to_ask(club, today)
    if to_ask:
        yield Hint(
            "loans improved",
            "sprout",
            ngettext(
                "Ask {n} member whether the loan helped",
                "Ask {n} members whether the loan helped",
                len(to_ask),
            ).format(n=len(to_ask)),
            _("Paid off: {names}").format(names=", ".join(each.who for each in to_ask[:3])),
            _("Write it down"),
            "loans",
            TO_ASK,
        )


def _closing(club: Club, today: date) -> Iterator[Hint]:
    """The first month that is over, has vouchers and is not closed."""
    over = closing_records.waiting(club, today)
    if not over or (over[0] == Month.of(today).previous() and today.day <= CLOSE_AFTER_DAYS):
        return
    month = over[0]
    yield Hint(
        "closing",
        "wallet",
        _("Close the books of {month}/{year}").format(month=month.month, year=month.year),
        ngettext("{n} month is over and open", "{n} months are over and open", len(over)).format(
            n=len(over)
        ),
        _("Close the month"),
        "funds",
        CLOSING,
    )

"""In which months clubs have sent: the last twelve, month by month."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from app.base.dates import Month

MONTHS = 12

State = Literal["", "done", "late", "missing", "waiting", "look"]


def last_months(today: date) -> list[Month]:
    """The twelve months that end with this one, oldest first."""
    this = Month.of(today)
    return [this.plus(-back) for back in reversed(range(MONTHS))]


def sent_in(
    days: Collection[date], paired_on: date, revoked_on: date | None, today: date, *, forked: bool
) -> list[State]:
    """For each of the last months whether a club has sent; `days` are those up to which its
    exports count.

    A month without an export is "late" when a later export holds it, "missing" when none does yet,
    and "waiting" while it is not over. Months before pairing and after revoking are empty. Where
    two copies of the book exist, the newest month that was sent needs a look.
    """
    sent = {Month.of(day) for day in days}
    newest = max(sent, default=None)
    begun = min([Month.of(paired_on), *sent])
    ended = Month.of(revoked_on) if revoked_on else None

    def state(month: Month) -> State:
        if month in sent:
            return "look" if forked and month == newest else "done"
        if month < begun or (ended is not None and month >= ended):
            return ""
        if newest is not None and month < newest:
            return "late"
        return "waiting" if month == Month.of(today) else "missing"

    return [state(month) for month in last_months(today)]

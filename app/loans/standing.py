"""Where a loan stands on a day: what is owed, what of it is due, since when; and how a payment is
shared out. Pure.

What is due follows from the plan and from what was paid: interest of a month is what was owed at
its beginning × the rate. A payment up to ten days after the day it was due counts as made
on that day, so that a meeting held a few days later costs nobody anything. Flat interest stays as
the plan has it while anything is owed. After the last day of the plan interest goes on month by
month on what is still owed. Interest paid in advance does not come back by paying early.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.base.periods import Month
from app.loans.reckoning import Reckoning
from app.loans.rules import Event, Instalment, Loan, Paid, Split, Status
from app.loans.schedule import same_day

DUE_SOON = timedelta(days=7)
"""Principal that falls due within this time is said to be due now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a loan stands on the day `on`.

    `principal_late_vnd` is the part of the principal due before that day. `running_interest_vnd`
    is interest of the month that has begun, owed only when the loan is settled now. `next_` is
    what falls due after that day. `written_off_vnd` is what was given up and never got back.
    """

    on: date
    status: Status
    outstanding_vnd: int = 0
    principal_due_vnd: int = 0
    principal_late_vnd: int = 0
    interest_due_vnd: int = 0
    late_interest_due_vnd: int = 0
    running_interest_vnd: int = 0
    oldest_unpaid_on: date | None = None
    days_late: int = 0
    next_due_on: date | None = None
    next_principal_vnd: int = 0
    next_interest_vnd: int = 0
    last_due_on: date | None = None
    written_off_vnd: int = 0
    lent_vnd: int = 0
    repaid_vnd: int = 0

    @property
    def due_vnd(self) -> int:
        """Everything due up to that day."""
        return self.principal_due_vnd + self.interest_due_vnd + self.late_interest_due_vnd

    @property
    def settle_vnd(self) -> int:
        """What pays the loan off on that day."""
        return (
            self.outstanding_vnd
            + self.interest_due_vnd
            + self.late_interest_due_vnd
            + self.running_interest_vnd
        )


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due on a day when all that is due before is paid."""

    on: date
    principal_vnd: int
    interest_vnd: int


def standing(
    loan: Loan,
    instalments: Iterable[Instalment],
    paid: Iterable[Paid],
    events: Iterable[Event],
    on: date,
) -> Standing:
    """Where a loan stands at the end of a day; what came after that day is left out.

    `paid` are the vouchers that stand: neither those taken back nor those that took them back. A
    loan that was not paid out by then stands closed with nothing owed.
    """
    if loan.in_kind is not None:
        return _in_kind(loan, events, on)
    return _of_money(Reckoning(loan, instalments, paid, events, on))


def upcoming(
    loan: Loan,
    instalments: Iterable[Instalment],
    paid: Iterable[Paid],
    events: Iterable[Event],
    on: date,
) -> tuple[Due, ...]:
    """What falls due after a day, in order, when everything due until then is paid on that day."""
    if loan.in_kind is not None:
        return ()
    found = Reckoning(loan, instalments, paid, events, on)
    if not found.lent:
        return ()
    due = sum(amount for day, amount in found.interest if day <= on)
    return _coming(found, found.interest_paid + found.waived - due)


def waterfall(stands: Standing, amount_vnd: int) -> Split:
    """A payment shared out: interest that is due, interest for being late, principal that is due;
    then principal ahead of time. When all principal is paid, interest of the month that has begun;
    the rest is kept for the payer."""
    left = amount_vnd
    interest = min(left, stands.interest_due_vnd)
    left -= interest
    late = min(left, stands.late_interest_due_vnd)
    left -= late
    principal = min(left, stands.principal_due_vnd)
    left -= principal
    ahead = min(left, stands.outstanding_vnd - stands.principal_due_vnd)
    left -= ahead
    running = min(left, stands.running_interest_vnd)
    return Split(interest + running, late, principal, ahead, left - running)


def _in_kind(loan: Loan, events: Iterable[Event], on: date) -> Standing:
    """Goods are never owed in đồng; they are late once their months, and those given since, are
    over."""
    if loan.paid_out_on is None or loan.paid_out_on > on:
        return Standing(on, "closed")
    if loan.closed_on is not None and loan.closed_on <= on:
        return Standing(on, "closed")
    if any(each.kind == "written_off" and each.on <= on for each in events):
        return Standing(on, "written_off")
    due = None
    if loan.months is not None:
        more = sum(each.months or 0 for each in events if each.on <= on)
        due = same_day(Month.of(loan.paid_out_on).plus(loan.months + more), loan.paid_out_on.day)
    late = due is not None and due < on
    return Standing(
        on,
        "in_kind",
        oldest_unpaid_on=due if late else None,
        days_late=(on - due).days if due is not None and late else 0,
        next_due_on=None if late else due,
        last_due_on=due,
    )


def _of_money(found: Reckoning) -> Standing:
    on, plan = found.on, found.plan
    written_off = bool(found.given_up) and not found.outstanding
    if not found.lent or written_off:
        return Standing(
            on,
            "written_off" if found.written_off else "closed",
            written_off_vnd=found.written_off,
            lent_vnd=found.lent,
            repaid_vnd=found.repaid,
        )
    due = sum(amount for day, amount in found.interest if day <= on)
    # What was waived beyond the interest goes against the interest for being late.
    for_late = max(0, found.waived - max(0, due + found.running - found.interest_paid))
    covered = found.interest_paid + found.waived - for_late
    covered_late = found.late_paid + for_late
    ahead = max(0, covered - due)
    late_interest = max(0, sum(amount for _day, amount in found.late_interest) - covered_late)
    running = max(0, found.running - ahead)
    oldest = _oldest(found, covered, covered_late)
    coming = _coming(found, ahead)
    nothing = not (found.outstanding or covered < due or running or late_interest)
    following = coming[0] if coming and not nothing else None
    return Standing(
        on,
        _status(on, nothing=nothing, oldest=oldest, coming=coming),
        found.outstanding,
        max(0, found.outstanding - plan.left_after(on)),
        max(0, found.outstanding - plan.left_after(on - timedelta(days=1))),
        max(0, due - covered),
        late_interest,
        running,
        oldest,
        0 if oldest is None else (on - oldest).days,
        following.on if following else None,
        following.principal_vnd if following else 0,
        following.interest_vnd if following else 0,
        plan.rows[-1].due_on if plan.rows else None,
        found.written_off,
        found.lent,
        found.repaid,
    )


def _status(on: date, *, nothing: bool, oldest: date | None, coming: Sequence[Due]) -> Status:
    if nothing:
        return "closed"
    if oldest is not None:
        return "late" if oldest < on else "due"
    soon = any(each.principal_vnd and each.on <= on + DUE_SOON for each in coming)
    return "due" if soon else "on_time"


def _oldest(found: Reckoning, covered: int, covered_late: int) -> date | None:
    """Since when something is unpaid; None when nothing is due."""
    plan = found.plan
    days = []
    if found.outstanding > plan.left_after(found.on):
        due = (row.due_on for row in plan.rows if row.due_on <= found.on)
        unpaid = (day for day in due if plan.left_after(day) < found.outstanding)
        days.append(next(unpaid, plan.since))
    for items, paid in ((found.interest, covered), (found.late_interest, covered_late)):
        left = paid
        for day, amount in sorted(items):
            left -= amount
            if day <= found.on and amount and left < 0:
                days.append(day)
                break
    return min(days, default=None)


def _coming(found: Reckoning, ahead: int) -> tuple[Due, ...]:
    """What falls due after the day, less interest that was paid ahead."""
    plan = found.plan
    principal: dict[date, int] = {}
    left = min(found.outstanding, plan.left_after(found.on))
    for row in plan.rows:
        if row.due_on > found.on:
            after = min(left, plan.left_after(row.due_on))
            principal[row.due_on] = left - after
            left = after
    interest: dict[date, int] = {}
    credit = max(0, ahead)
    for day, amount in found.interest:
        if day > found.on:
            used = min(credit, amount)
            credit -= used
            interest[day] = interest.get(day, 0) + amount - used
    days = sorted(principal.keys() | interest.keys())
    all_of_them = (Due(day, principal.get(day, 0), interest.get(day, 0)) for day in days)
    return tuple(each for each in all_of_them if each.principal_vnd or each.interest_vnd)

"""Where a loan stands on a day: what is owed, what of it is due, since when; and how a payment is
shared out. Pure.

What is due follows from the plan and from what was paid: interest of a month is what was owed at
its beginning × the rate. A payment up to `TOLERANCE` days after the day it was due counts as made
on that day, so that a meeting held a few days later costs nobody anything. Flat interest stays as
the plan has it while anything is owed. After the last day of the plan interest goes on month by
month on what is still owed. Interest paid in advance does not come back by paying early.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.base.periods import Month
from app.loans.rules import Event, Instalment, Loan, Paid, Split, Status
from app.loans.schedule import interest_of, same_day

TOLERANCE = timedelta(days=10)
DUE_SOON = timedelta(days=7)
"""Principal that falls due within this time is said to be due now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a loan stands on the day `on`.

    `principal_late_vnd` is the part of the principal due before that day. `running_interest_vnd`
    is interest of the month that began on `month_begun_on`, owed only when the loan is settled
    now. `next_` is what falls due after that day. `written_off_vnd` is what was given up and never
    got back.
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
    month_begun_on: date | None = None

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
    book = _Book(loan, tuple(instalments), paid, events, on)
    return book.standing()


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
    return _Book(loan, tuple(instalments), paid, events, on).upcoming()


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
    """Goods are never owed in đồng; they are late once their months are over."""
    if loan.paid_out_on is None or loan.paid_out_on > on:
        return Standing(on, "closed")
    if loan.closed_on is not None and loan.closed_on <= on:
        return Standing(on, "closed")
    if any(each.kind == "written_off" and each.on <= on for each in events):
        return Standing(on, "written_off")
    due = None
    if loan.months is not None:
        due = same_day(Month.of(loan.paid_out_on).plus(loan.months), loan.paid_out_on.day)
    late = due is not None and due < on
    return Standing(
        on,
        "in_kind",
        oldest_unpaid_on=due if late else None,
        days_late=(on - due).days if due is not None and late else 0,
        next_due_on=None if late else due,
        last_due_on=due,
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """A version of the plan, in force from a day until another one takes its place."""

    rows: tuple[Instalment, ...]
    since: date
    until: date | None

    @property
    def interest_vnd(self) -> int:
        return sum(row.interest_vnd for row in self.rows)

    def left_after(self, day: date) -> int:
        """The principal that the plan has after a day."""
        return sum(row.principal_vnd for row in self.rows if row.due_on > day)


@dataclass(frozen=True, slots=True)
class _Period:
    """A month of interest; `row` is the instalment at its end, None after the last of the plan."""

    begin: date
    end: date
    plan: _Plan
    row: Instalment | None
    first: bool

    @property
    def counted_until(self) -> date:
        """Until when a payment counts as made at the beginning."""
        return self.begin if self.first else self.begin + TOLERANCE


class _Book:
    """The workings of `standing`: everything about one loan up to a day."""

    def __init__(
        self,
        loan: Loan,
        instalments: Sequence[Instalment],
        paid: Iterable[Paid],
        events: Iterable[Event],
        on: date,
    ) -> None:
        if loan.terms is None or loan.paid_out_on is None:
            raise ValueError(f"{loan.code} was never paid out")
        self.terms, self.late_bp, self.taken_over = loan.terms, loan.late_bp, loan.taken_over
        self.on = on
        self.paid = sorted((each for each in paid if each.on <= on), key=lambda each: each.on)
        events = sorted((each for each in events if each.on <= on), key=lambda each: each.on)
        self.lent = sum(each.lent_vnd for each in self.paid)
        self.given_up = sum(max(0, each.written_off_vnd) for each in self.paid)
        self.written_off = sum(each.written_off_vnd for each in self.paid)
        self.repaid = sum(each.principal_vnd for each in self.paid)
        self.outstanding = self.lent - self.repaid - self.given_up
        self.waived = sum(each.amount_vnd or 0 for each in events if each.kind == "interest_waived")
        self.begun = loan.paid_out_on
        if loan.taken_over:
            self.begun = min((each.on for each in self.paid if each.lent_vnd), default=self.begun)
        self.plans = _plans(self.begun, instalments, events)
        self.plan = self.plans[-1]
        self.periods = tuple(self._periods())
        self.items = tuple(self._items())

    # --- what is owed when ------------------------------------------------------------------

    def _owed_at(self, period: _Period) -> int:
        """The principal that bears interest in a month, as far as it is known."""
        if period.begin > self.on:
            return min(self.outstanding, period.plan.left_after(period.begin))
        until = period.counted_until
        gone = sum(
            each.principal_vnd + max(0, each.written_off_vnd)
            for each in self.paid
            if each.on <= until
        )
        return self.lent - gone

    def _periods(self) -> Iterator[_Period]:
        """The months from pay-out to the end of the plan, and to the first end after today."""
        begin = self.begun
        for plan in self.plans:
            rows = [row for row in plan.rows if row.number > 0]
            anchor = max((row.due_on for row in plan.rows), default=begin).day
            for row in rows:
                if plan.until is not None and row.due_on > plan.until:
                    break
                yield _Period(begin, row.due_on, plan, row, begin == self.begun)
                begin = row.due_on
            else:
                last = self.on if plan.until is None else plan.until
                while begin <= last:
                    end = _month_later(begin, anchor)
                    if plan.until is not None and end > plan.until:
                        break
                    yield _Period(begin, end, plan, None, begin == self.begun)
                    begin = end

    def _items(self) -> Iterator[tuple[date, int]]:
        """Interest by the day on which it falls due, past and to come."""
        gathered = 0  # of months that have passed, in ten-thousandths of a đồng
        self.gathered_now = 0
        for plan in self.plans:
            for row in plan.rows:
                if row.number == 0:
                    yield row.due_on, row.interest_vnd
        for period in self.periods:
            share = self._share(period)
            if self.terms.interest == "monthly" or period.row is None:
                yield period.end, _rounded(share, self.terms.round_vnd)
                continue
            gathered += share
            if period.begin < self.on:
                self.gathered_now = gathered
            if period.row is period.plan.rows[-1]:
                yield period.end, _rounded(gathered, self.terms.round_vnd)
                gathered = 0
                if period.end <= self.on:
                    self.gathered_now = 0

    def _share(self, period: _Period) -> int:
        """The interest of one month in ten-thousandths of a đồng, not rounded yet."""
        owed = self._owed_at(period)
        if owed <= 0 or (self.terms.interest == "advance" and period.row is not None):
            return 0
        fixed = self.terms.method == "flat" or (
            self.taken_over and self.terms.interest == "maturity" and period.plan is self.plans[0]
        )
        if not fixed or period.row is None:
            return owed * self.terms.rate_bp
        if self.terms.interest == "monthly":
            return period.row.interest_vnd * 10_000
        months = sum(row.number > 0 for row in period.plan.rows)
        later = sum(row.interest_vnd for row in period.plan.rows if row.number > 0)
        return later * 10_000 // months

    def _late_items(self) -> Iterator[tuple[date, int]]:
        """Interest for being late: of each month at whose beginning principal was overdue."""
        extra = (self.late_bp or 0) - self.terms.rate_bp
        if extra <= 0:
            return
        for period in self.periods:
            if period.end <= self.on:
                overdue = self._owed_at(period) - period.plan.left_after(period.begin)
                if overdue > 0:
                    yield period.end, interest_of(overdue, extra, self.terms.round_vnd)

    def _running(self) -> int:
        """Interest of the month that has begun, and what gathers until the end of the term."""
        if self.terms.interest != "monthly" and self.gathered_now:
            return _rounded(self.gathered_now, self.terms.round_vnd)
        for period in self.periods:
            by_month = self.terms.interest == "monthly" or period.row is None
            if by_month and period.counted_until < self.on < period.end:
                return _rounded(self._share(period), self.terms.round_vnd)
        return 0

    # --- what follows from it ---------------------------------------------------------------

    def standing(self) -> Standing:
        """See `standing`."""
        if not self.lent:
            return Standing(self.on, "closed")
        if self.given_up and not self.outstanding:
            status: Status = "closed" if not self.written_off else "written_off"
            return Standing(
                self.on,
                status,
                written_off_vnd=self.written_off,
                lent_vnd=self.lent,
                repaid_vnd=self.repaid,
            )
        late_items = tuple(self._late_items())
        due = sum(amount for day, amount in self.items if day <= self.on)
        late_due = sum(amount for _day, amount in late_items)
        interest_paid = sum(each.interest_vnd for each in self.paid)
        late_paid = sum(each.late_interest_vnd for each in self.paid)
        # What was waived beyond the interest goes against the interest for being late.
        for_late = max(0, self.waived - max(0, due + self._running() - interest_paid))
        credit = interest_paid + self.waived - for_late - due
        principal_due = max(0, self.outstanding - self.plan.left_after(self.on))
        yesterday = self.on - timedelta(days=1)
        principal_late = max(0, self.outstanding - self.plan.left_after(yesterday))
        running = max(0, self._running() - max(0, credit))
        late_interest = max(0, late_due - late_paid - for_late)
        oldest = self._oldest(principal_due, interest_paid + self.waived - for_late)
        coming = self._coming(max(0, credit))
        next_due = next(iter(coming), None)
        nothing = not (self.outstanding or credit < 0 or running or late_interest)
        days_late = (self.on - oldest).days if oldest is not None else 0
        return Standing(
            self.on,
            self._status(nothing=nothing, oldest=oldest, coming=coming),
            self.outstanding,
            principal_due,
            principal_late,
            max(0, -credit),
            late_interest,
            running,
            oldest,
            days_late,
            None if next_due is None or nothing else next_due.on,
            0 if next_due is None else next_due.principal_vnd,
            0 if next_due is None else next_due.interest_vnd,
            self.plan.rows[-1].due_on if self.plan.rows else None,
            self.written_off,
            self.lent,
            self.repaid,
            max((each.begin for each in self.periods if each.begin <= self.on), default=self.begun),
        )

    def _status(self, *, nothing: bool, oldest: date | None, coming: Sequence[Due]) -> Status:
        if nothing:
            return "closed"
        if oldest is not None:
            return "late" if oldest < self.on else "due"
        soon = any(each.principal_vnd and each.on <= self.on + DUE_SOON for each in coming)
        return "due" if soon else "on_time"

    def _oldest(self, principal_due: int, interest_paid: int) -> date | None:
        """Since when something is unpaid; None when nothing is due."""
        days = []
        if principal_due:
            left = self.plan.left_after(self.on) + principal_due
            rows = [row for row in self.plan.rows if row.due_on <= self.on]
            over = (row.due_on for row in rows if self.plan.left_after(row.due_on) < left)
            days.append(next(over, self.plan.since))
        for day, amount in sorted(self.items):
            interest_paid -= amount
            if day <= self.on and amount and interest_paid < 0:
                days.append(day)
                break
        return min(days, default=None)

    def upcoming(self) -> tuple[Due, ...]:
        """See `upcoming`."""
        if not self.lent:
            return ()
        due = sum(amount for day, amount in self.items if day <= self.on)
        paid = sum(each.interest_vnd for each in self.paid) + self.waived
        return self._coming(max(0, paid - due))

    def _coming(self, credit: int) -> tuple[Due, ...]:
        """What falls due after today, less interest that was paid ahead."""
        principal: dict[date, int] = {}
        left = min(self.outstanding, self.plan.left_after(self.on))
        for row in self.plan.rows:
            if row.due_on > self.on:
                after = min(left, self.plan.left_after(row.due_on))
                principal[row.due_on] = left - after
                left = after
        interest: dict[date, int] = {}
        for day, amount in self.items:
            if day > self.on:
                used = min(credit, amount)
                credit -= used
                interest[day] = interest.get(day, 0) + amount - used
        days = sorted(principal.keys() | interest.keys())
        found = (Due(day, principal.get(day, 0), interest.get(day, 0)) for day in days)
        return tuple(each for each in found if each.principal_vnd or each.interest_vnd)


def _plans(
    begun: date, instalments: Iterable[Instalment], events: Iterable[Event]
) -> tuple[_Plan, ...]:
    """The versions of the plan that were in force, each until the next one."""
    rows: dict[int, list[Instalment]] = {}
    for each in sorted(instalments, key=lambda each: (each.version, each.number)):
        rows.setdefault(each.version, []).append(each)
    starts = [(1, begun)]
    starts += [(each.version, each.on) for each in events if each.version is not None]
    ends = [since for _version, since in starts[1:]]
    return tuple(
        _Plan(tuple(rows.get(version, ())), since, until)
        for (version, since), until in zip(starts, [*ends, None], strict=True)
    )


def _month_later(day: date, wanted: int) -> date:
    """The wanted day of the month after."""
    return same_day(Month.of(day).next(), wanted)


def _rounded(ten_thousandths: int, unit: int) -> int:
    """Half up to a whole number of units."""
    return interest_of(ten_thousandths, 1, unit)

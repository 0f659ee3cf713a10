"""What a loan owes, month by month: which month bears how much interest, due when. Pure.

The workings of `standing`, which tells the rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.base.periods import Month
from app.loans.rules import Event, Instalment, Loan, Paid
from app.loans.schedule import interest_of, same_day

TOLERANCE = timedelta(days=10)
"""A payment so long after the day on which it was due counts as made on that day."""

Item = tuple[date, int]
"""Interest and the day on which it falls due."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of the plan, in force from a day until another one takes its place."""

    rows: tuple[Instalment, ...]
    since: date
    until: date | None

    def left_after(self, day: date) -> int:
        """The principal that the plan has after a day."""
        return sum(row.principal_vnd for row in self.rows if row.due_on > day)


@dataclass(frozen=True, slots=True)
class Period:
    """A month of interest; `row` is the instalment at its end, None after the last of the plan."""

    begin: date
    end: date
    plan: Plan
    row: Instalment | None
    first: bool

    @property
    def counted_until(self) -> date:
        """Until when a payment counts as made at the beginning."""
        return self.begin if self.first else self.begin + TOLERANCE


class Reckoning:
    """One loan up to a day.

    Attributes: `on`; `plans` and the last of them `plan`; `day` of the month on which something
    falls due where no meeting is known; `periods`; `interest` (items past and to come) and
    `late_interest` (items up to the day).

    Sums in đồng: `lent`, `repaid`, `given_up`, `written_off` (given up and not got back),
    `outstanding`, `waived`, `interest_paid`, `late_paid`; `gathered`, on what each month bore
    interest that is over and falls due at the end; `running`, the interest of those and of the
    month that has begun.
    """

    def __init__(
        self,
        loan: Loan,
        instalments: Iterable[Instalment],
        paid: Iterable[Paid],
        events: Iterable[Event],
        on: date,
    ) -> None:
        if loan.terms is None or loan.paid_out_on is None:
            raise ValueError(f"{loan.code} was never paid out")
        self._terms, self._late_bp = loan.terms, loan.late_bp
        self.on = on
        self._paid = [each for each in paid if each.on <= on]
        known = sorted((each for each in events if each.on <= on), key=lambda each: each.on)
        self._sum_up(known)
        self._begun = loan.paid_out_on
        if loan.taken_over:
            first = (each.on for each in self._paid if each.lent_vnd)
            self._begun = min(first, default=self._begun)
        self.plans = _plans(self._begun, instalments, known)
        self.plan = self.plans[-1]
        self.day = loan.paid_out_on.day
        if loan.taken_over:
            self.day = max((row.due_on.day for row in self.plans[0].rows), default=self.day)
        self.periods = tuple(self._periods())
        self.gathered: tuple[int, ...] = ()
        self.interest: tuple[Item, ...] = tuple(self._interest())
        self.late_interest: tuple[Item, ...] = tuple(self._late_interest())
        self.running = self._running()

    @property
    def month(self) -> Period:
        """The month of interest in which the day lies, or that begins on it."""
        return max((each for each in self.periods if each.begin <= self.on), key=_begin)

    @property
    def month_owed(self) -> int:
        """What was owed when that month began."""
        return self._owed_at(self.month)

    def _sum_up(self, events: Iterable[Event]) -> None:
        self.lent = sum(each.lent_vnd for each in self._paid)
        self.repaid = sum(each.principal_vnd for each in self._paid)
        self.given_up = sum(max(0, each.written_off_vnd) for each in self._paid)
        self.written_off = sum(each.written_off_vnd for each in self._paid)
        self.outstanding = self.lent - self.repaid - self.given_up
        self.interest_paid = sum(each.interest_vnd for each in self._paid)
        self.late_paid = sum(each.late_interest_vnd for each in self._paid)
        waived = (each.amount_vnd or 0 for each in events if each.kind == "interest_waived")
        self.waived = sum(waived)

    def _periods(self) -> Iterator[Period]:
        """The months from pay-out to the end of the plan, and while something is owed to the first
        end after the day."""
        begin = self._begun
        owed_until = self.on
        if not self.outstanding:
            owed_until = max((each.on for each in self._paid), default=begin)
        for plan in self.plans:
            for row in plan.rows:
                if row.number == 0:
                    continue
                if plan.until is not None and row.due_on > plan.until:
                    break
                yield Period(begin, row.due_on, plan, row, begin == self._begun)
                begin = row.due_on
            else:
                last = owed_until if plan.until is None else plan.until
                while begin <= last:
                    end = same_day(Month.of(begin).next(), self.day)
                    if plan.until is not None and end > plan.until:
                        break
                    yield Period(begin, end, plan, None, begin == self._begun)
                    begin = end

    def _owed_at(self, period: Period) -> int:
        """The principal that bears interest in a month, as far as it is known."""
        if period.begin > self.on:
            return min(self.outstanding, period.plan.left_after(period.begin))
        until = period.counted_until
        gone = (
            each.principal_vnd + max(0, each.written_off_vnd)
            for each in self._paid
            if each.on <= until
        )
        return self.lent - sum(gone)

    def _interest(self) -> Iterator[Item]:
        for plan in self.plans:
            for row in plan.rows:
                if row.number == 0:
                    yield row.due_on, row.interest_vnd
        gathered: list[int] = []
        for period in self.periods:
            if self._by_month(period):
                yield period.end, self._of_month(period)
                continue
            gathered.append(self._bears(period))
            if period.row is period.plan.rows[-1]:
                yield period.end, self._interest_on(gathered)
                gathered = []
            if period.end <= self.on:
                self.gathered = tuple(gathered)

    def _by_month(self, period: Period) -> bool:
        """Whether the interest of a month falls due at its end; after the term it always does."""
        return self._terms.interest == "monthly" or period.row is None

    def _of_month(self, period: Period) -> int:
        """The interest of a month that falls due at its end: while anything is owed, flat interest
        is what the plan says."""
        bears = self._bears(period)
        if bears and self._terms.method == "flat" and period.row is not None:
            return period.row.interest_vnd
        return self._interest_on([bears])

    def _bears(self, period: Period) -> int:
        """On what a month bears interest: on nothing when that was paid in advance."""
        owed = max(0, self._owed_at(period))
        if period.row is None or not owed:
            return owed
        if self._terms.interest == "advance":
            return 0
        return period.plan.left_after(date.min) if self._terms.method == "flat" else owed

    def _late_interest(self) -> Iterator[Item]:
        """Of each month at whose beginning principal was overdue."""
        extra = (self._late_bp or 0) - self._terms.rate_bp
        if extra <= 0:
            return
        for period in self.periods:
            if period.end <= self.on:
                overdue = self._owed_at(period) - period.plan.left_after(period.begin)
                if overdue > 0:
                    yield period.end, interest_of(overdue, extra, self._terms.round_vnd)

    def _running(self) -> int:
        for period in self.periods:
            if period.begin < self.on < period.end:
                if not self._by_month(period):
                    return self._interest_on([*self.gathered, self._bears(period)])
                if period.counted_until < self.on:
                    return self._of_month(period)
        return self._interest_on(self.gathered)

    def _interest_on(self, bears: Iterable[int]) -> int:
        """The interest of months that bore it on so much each, rounded as agreed."""
        return interest_of(sum(bears), self._terms.rate_bp, self._terms.round_vnd)


def _begin(period: Period) -> date:
    return period.begin


def _plans(
    begun: date, instalments: Iterable[Instalment], events: Iterable[Event]
) -> tuple[Plan, ...]:
    """The versions of the plan that were in force, each until the next one."""
    rows: dict[int, list[Instalment]] = {}
    for each in sorted(instalments, key=lambda each: (each.version, each.number)):
        rows.setdefault(each.version, []).append(each)
    starts = [(1, begun)]
    starts += [(each.version, each.on) for each in events if each.version is not None]
    ends = [since for _version, since in starts[1:]]
    return tuple(
        Plan(tuple(rows.get(version, ())), since, until)
        for (version, since), until in zip(starts, [*ends, None], strict=True)
    )

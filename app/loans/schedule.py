"""The plan of a loan: what falls due when, to the đồng, so that a pencil can check it. Pure.

Every period counts as one month, however many days lie between two meetings. Interest is what was
owed at the beginning of the period × the rate, rounded half up to `round_vnd`; equal parts of the
principal are rounded likewise and the last row takes the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from app.base import money
from app.base.periods import Month
from app.base.text import N_, _, language, ngettext

Method = Literal["bullet", "flat", "declining", "annuity"]
Timing = Literal["monthly", "maturity", "advance"]

METHODS: dict[Method, str] = {
    "bullet": N_("Principal at the end, interest on what is owed"),
    "declining": N_("Equal principal, interest on what is owed"),
    "flat": N_("Equal principal, interest on the first principal"),
    "annuity": N_("Equal payments"),
}

INTERESTS: dict[Timing, str] = {
    "monthly": N_("Interest each month"),
    "maturity": N_("Interest at the end"),
    "advance": N_("Interest of the whole term on the day of pay-out"),
}

LOWEST_RATE, HIGHEST_RATE = 60, 100
"""The band of interest in hundredths of a percent a month: 0,6 to 1 % (Vĩnh Long 2016)."""

LEGAL_CEILING = 2_000
"""The highest agreed interest in hundredths of a percent a year (Civil Code 2015, article 468)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed. `rate_bp` in hundredths of a percent a month (100 is 1 %); in the first
    `grace_months` only interest is paid. Raises ValueError for terms that make no plan."""

    principal_vnd: int
    rate_bp: int
    months: int
    method: Method
    interest: Timing = "monthly"
    round_vnd: int = 1000
    grace_months: int = 0

    def __post_init__(self) -> None:
        if self.principal_vnd < 1 or self.months < 1 or self.round_vnd < 1 or self.rate_bp < 0:
            raise ValueError("principal, months and rounding must be above 0, the rate not below")
        if not 0 <= self.grace_months < self.months:
            raise ValueError("the grace must end before the term")
        if self.method not in METHODS or self.interest not in INTERESTS:
            raise ValueError(f"no such plan: {self.method}, {self.interest}")


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment, after which `balance_vnd` of the principal is left.

    Its interest is `base_vnd` × rate × `months`; `steady` is False when the base adds up what was
    owed in several months (interest at the end, or in advance, on a balance that sinks). Number 0
    is the interest paid in advance on the day of pay-out.
    """

    number: int
    due_on: date
    principal_vnd: int
    interest_vnd: int
    balance_vnd: int
    base_vnd: int
    months: int = 1
    steady: bool = True

    @property
    def total_vnd(self) -> int:
        """What is to be paid on that day."""
        return self.principal_vnd + self.interest_vnd


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan of a loan paid out on the day `start`."""

    terms: Terms
    start: date
    rows: tuple[Row, ...]

    @property
    def principal_vnd(self) -> int:
        """All principal: exactly what was lent."""
        return sum(row.principal_vnd for row in self.rows)

    @property
    def interest_vnd(self) -> int:
        """All interest."""
        return sum(row.interest_vnd for row in self.rows)

    @property
    def total_vnd(self) -> int:
        """Everything that is to be paid."""
        return self.principal_vnd + self.interest_vnd

    @property
    def ends_on(self) -> date:
        """The day of the last instalment."""
        return self.rows[-1].due_on


def schedule(terms: Terms, start: date, dues: Sequence[date] | None = None) -> Schedule:
    """The plan of a loan paid out on `start`.

    `dues` are meeting days: an instalment falls due on the meeting of its month, and where none is
    known on the same day of the month as `start`, or on the month's last.
    """
    return plan_on(terms, start, due_days(start, terms.months, dues))


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier plan leaves to the one that takes its place.

    `paid_months` bear no interest any more, it was paid in advance. `gathered` is on what each
    month bore interest that is paid only at the end. `begun_vnd` is what was owed when the first
    month began, where some of it was paid back since.
    """

    paid_months: int = 0
    gathered: tuple[int, ...] = ()
    begun_vnd: int = 0


NOTHING = Before()


def plan_on(terms: Terms, start: date, days: Sequence[date], before: Before = NOTHING) -> Schedule:
    """The plan with an instalment on each of these days, as many as the terms have months."""
    principals = _principals(terms)
    interests = _interests(terms, _bases(terms, principals, before), before)
    rows = []
    balance = terms.principal_vnd
    if 0 in interests:
        rows.append(Row(0, start, 0, *_amounts(terms, interests[0], balance)))
    for number, (day, principal) in enumerate(zip(days, principals, strict=True), start=1):
        balance -= principal
        rows.append(Row(number, day, principal, *_amounts(terms, interests[number], balance)))
    return Schedule(terms, start, tuple(rows))


def _amounts(terms: Terms, bases: Sequence[int], balance: int) -> tuple[int, int, int, int, bool]:
    """The last fields of a row that pays the interest of months with these bases."""
    interest = interest_of(sum(bases), terms.rate_bp, terms.round_vnd)
    if len(set(bases)) == 1:
        return interest, balance, bases[0], len(bases), True
    return interest, balance, sum(bases), 1, not bases


def interest_of(base_vnd: int, rate_bp: int, round_vnd: int) -> int:
    """The interest of a month on so much, rounded half up to `round_vnd`."""
    return _rounded(base_vnd * rate_bp, 10_000, round_vnd)


def due_days(
    start: date, months: int, dues: Sequence[date] | None = None, day: int | None = None
) -> tuple[date, ...]:
    """The days of so many instalments after `start`; see `schedule`. `day` is the day of the month
    where it is another one than that of `start`."""
    meetings: dict[Month, date] = {}
    for meeting in sorted(dues or ()):
        meetings.setdefault(Month.of(meeting), meeting)
    first = Month.of(start)
    wanted = (first.plus(number) for number in range(1, months + 1))
    return tuple(meetings.get(month) or same_day(month, day or start.day) for month in wanted)


def same_day(month: Month, day: int) -> date:
    """That day of a month, or its last day when it is shorter."""
    return month.first.replace(day=min(day, month.last.day))


def _rounded(numerator: int, denominator: int, unit: int) -> int:
    """numerator / denominator, half up to a whole number of units; all above or at 0."""
    return (2 * numerator + denominator * unit) // (2 * denominator * unit) * unit


def _principals(terms: Terms) -> list[int]:
    """The principal of each instalment; the last one takes the rest."""
    paying = terms.months - terms.grace_months
    parts = [0] * terms.grace_months
    if terms.method == "bullet":
        return [0] * (terms.months - 1) + [terms.principal_vnd]
    payment = _payment(terms, paying)
    left = terms.principal_vnd
    for _number in range(paying - 1):
        part = payment
        if terms.method == "annuity":
            part = max(0, payment - interest_of(left, terms.rate_bp, terms.round_vnd))
        part = min(part, left)
        parts.append(part)
        left -= part
    return [*parts, left]


def _payment(terms: Terms, paying: int) -> int:
    """The equal part of the principal, or for equal payments what is paid each time."""
    if terms.method != "annuity" or terms.rate_bp == 0:
        return _rounded(terms.principal_vnd, paying, terms.round_vnd)
    # P × r ÷ (1 − (1 + r)^−n), in whole numbers: r = rate_bp / 10.000.
    grown: int = (10_000 + terms.rate_bp) ** paying
    whole: int = 10_000**paying
    return _rounded(
        terms.principal_vnd * terms.rate_bp * grown, 10_000 * (grown - whole), terms.round_vnd
    )


def _bases(terms: Terms, principals: Sequence[int], before: Before) -> list[int]:
    """On what each month bears interest."""
    if terms.method == "flat":
        return [terms.principal_vnd] * terms.months
    bases = []
    left = terms.principal_vnd
    for part in principals:
        bases.append(left)
        left -= part
    bases[0] = before.begun_vnd or bases[0]
    return bases


def _interests(terms: Terms, bases: Sequence[int], before: Before) -> Mapping[int, Sequence[int]]:
    """The months, by their bases, whose interest falls due with each number."""
    numbers = range(1, terms.months + 1)
    if terms.interest == "monthly":
        return {number: [base] for number, base in zip(numbers, bases, strict=True)}
    nothing: dict[int, Sequence[int]] = dict.fromkeys(numbers, ())
    # What was paid off before the end (rounding may do that) bears nothing any more.
    if terms.interest == "advance":
        return {**nothing, 0: [base for base in bases[before.paid_months :] if base]}
    return {**nothing, terms.months: [*before.gathered, *(base for base in bases if base)]}


# --- in words and figures -----------------------------------------------------------------------


def rate_words(rate_bp: int) -> str:
    """A rate in hundredths of a percent as it is written: "1 %", "0,65 %", not to be broken."""
    return f"{_number(Decimal(rate_bp) / 100)}{money.NO_BREAK_SPACE}%"


def arithmetic(row: Row, terms: Terms) -> str:
    """How the interest of a row comes about: "5.000.000 đ × 1 % × 1 tháng = 50.000 đ"; with the
    exact result before the rounded one where they differ. "" for a row without interest."""
    if not row.base_vnd:
        return ""
    exact = Decimal(row.base_vnd) * terms.rate_bp * row.months / 10_000
    words = (
        _("{base} × {rate}") if row.steady else _("sum of what is owed each month {base} × {rate}")
    )
    sides = words.format(base=money.fmt(row.base_vnd), rate=rate_words(terms.rate_bp))
    if row.steady:
        months = ngettext("{n} month", "{n} months", row.months).format(n=row.months)
        sides = f"{sides} × {months}"
    result = money.fmt(row.interest_vnd)
    if exact == row.interest_vnd:
        return f"{sides} = {result}"
    # No font of the program but one has the sign ≈.
    return f"{sides} = {_number(exact)}{money.NO_BREAK_SPACE}đ ~ {result}"


def _number(value: Decimal) -> str:
    """Exactly, with groups of three: "48.124,9965"; in English with a point."""
    whole, _point, decimals = f"{value.normalize():f}".partition(".")
    comma = "," if language() == "vi" else "."
    figures = money.fmt_number(int(whole))
    return f"{figures}{comma}{decimals}" if decimals else figures


def effective_rate_bp_year(plan: Schedule) -> int:
    """The interest on what is really owed, in hundredths of a percent a year.

    Twelve times the monthly rate at which all payments are worth the principal on the day of
    pay-out (the internal rate): 1 % flat over 12 months is about 21,5 % a year.
    """
    if plan.interest_vnd == 0:
        return 0
    low, high = 0.0, 1.0
    for _halving in range(60):
        middle = (low + high) / 2
        worth = sum(row.total_vnd / (1 + middle) ** row.number for row in plan.rows)
        low, high = (middle, high) if worth > plan.terms.principal_vnd else (low, middle)
    return round(low * 12 * 10_000)


def warnings(plan: Schedule) -> tuple[str, ...]:
    """What the interest of a plan makes one ask; sentences, never a reason to refuse."""
    return tuple(_warnings(plan))


def _warnings(plan: Schedule) -> Iterator[str]:
    rate = plan.terms.rate_bp
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        yield _("{rate} a month lies outside what clubs take, {least} to {most}.").format(
            rate=rate_words(rate), least=rate_words(LOWEST_RATE), most=rate_words(HIGHEST_RATE)
        )
    year = effective_rate_bp_year(plan)
    if year > LEGAL_CEILING:
        yield _(
            "On what is really owed this is {rate} a year. The law allows {most}."
            " Ask somebody who knows the law."
        ).format(rate=rate_words(round(year, -1)), most=rate_words(LEGAL_CEILING))

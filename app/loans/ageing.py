"""What the loans of a club are together on a day: lent, overdue, by age, at risk. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.base.money import fmt
from app.base.text import _, ngettext
from app.loans.standing import Standing

AT_RISK_AFTER = 30
"""Days after which all that is owed on a loan counts as at risk (PAR 30), as savings groups count
it (SAVIX)."""

AGES: tuple[tuple[int, int | None], ...] = ((1, AT_RISK_AFTER), (AT_RISK_AFTER + 1, 90), (91, None))
"""The first and last day of being late of each age."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Loans that are late by so many days, `last` None without end: how many, what of the principal
    is overdue, and all that is still owed on them, in đồng."""

    first: int
    last: int | None
    loans: int
    late_vnd: int
    outstanding_vnd: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What is lent on a day, in đồng: principal still owed, principal overdue, what is owed on
    loans late by more than `AT_RISK_AFTER` days; late loans by age; people who owe something or
    have goods."""

    lent_vnd: int
    late_vnd: int
    at_risk_vnd: int
    ageing: tuple[Bucket, ...]
    borrowers: int
    late_borrowers: int

    @property
    def at_risk_percent(self) -> int:
        """The share at risk of what is lent, in whole percent, half up."""
        return (200 * self.at_risk_vnd + self.lent_vnd) // (2 * self.lent_vnd or 1)


def portfolio_of(loans: Iterable[tuple[str, Standing]]) -> Portfolio:
    """All loans together, each as who has it and where it stands; none that is written off."""
    out = [each for each in loans if each[1].status not in ("closed", "written_off")]
    late = [each for each in out if each[1].status == "late"]
    of_late = [stands for _person_id, stands in late]
    buckets = tuple(_bucket(of_late, first, last) for first, last in AGES)
    return Portfolio(
        sum(stands.outstanding_vnd for _person_id, stands in out),
        sum(stands.principal_late_vnd for _person_id, stands in out),
        sum(bucket.outstanding_vnd for bucket in buckets if bucket.first > AT_RISK_AFTER),
        buckets,
        len({person_id for person_id, _stands in out}),
        len({person_id for person_id, _stands in late}),
    )


def ageing_lines(found: Portfolio) -> Iterator[str]:
    """The late loans by age, a sentence each; nothing when none is late."""
    for bucket in found.ageing:
        if bucket.loans:
            count = ngettext("{n} loan", "{n} loans", bucket.loans).format(n=bucket.loans)
            yield _("{age}: {loans}, {late} of principal overdue, {owed} owed in all").format(
                age=_age(bucket),
                loans=count,
                late=fmt(bucket.late_vnd),
                owed=fmt(bucket.outstanding_vnd),
            )


def risk_words(found: Portfolio) -> str:
    """The share at risk as a sentence."""
    return _(
        "Owed on loans late by more than {days} days: {amount}, {share} % of what is lent"
    ).format(days=AT_RISK_AFTER, amount=fmt(found.at_risk_vnd), share=found.at_risk_percent)


def _bucket(late: Sequence[Standing], first: int, last: int | None) -> Bucket:
    inside = [
        each
        for each in late
        if each.days_late >= first and (last is None or each.days_late <= last)
    ]
    return Bucket(
        first,
        last,
        len(inside),
        sum(each.principal_late_vnd for each in inside),
        sum(each.outstanding_vnd for each in inside),
    )


def _age(bucket: Bucket) -> str:
    if bucket.last is None:
        return _("Late by more than {days} days").format(days=bucket.first - 1)
    return _("Late by {first} to {last} days").format(first=bucket.first, last=bucket.last)

"""What the fund will have to lend, month by month, and when who waits can be served. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.base.periods import Month
from app.loans.schedule import Schedule


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """The money to lend in a month: `begins_vnd` at its beginning, `back_vnd` of running loans and
    `planned_vnd` of the planned one come back, `out_vnd` goes out."""

    month: Month
    begins_vnd: int
    back_vnd: int
    planned_vnd: int
    out_vnd: int

    @property
    def ends_vnd(self) -> int:
        """What is there at its end; below nothing when more was promised than there is."""
        return self.begins_vnd + self.back_vnd + self.planned_vnd - self.out_vnd


@dataclass(frozen=True, slots=True)
class Turn:
    """When a request in the queue can be served: the first month with enough, None within the
    months looked at."""

    loan_id: str
    asked_vnd: int
    month: Month | None


def ahead(
    cash_vnd: int, back: Mapping[Month, int], months: Sequence[Month], plan: Schedule | None = None
) -> tuple[MonthAhead, ...]:
    """The months one after another. `back` is the principal that comes back in each; `plan` is a
    loan that is thought of, paid out in the month of its start. Interest goes to another fund."""
    planned: dict[Month, int] = {}
    if plan is not None:
        for row in plan.rows:
            month = Month.of(row.due_on)
            planned[month] = planned.get(month, 0) + row.principal_vnd
    found = []
    held = cash_vnd
    for month in months:
        out = plan.terms.principal_vnd if plan and Month.of(plan.start) == month else 0
        each = MonthAhead(month, held, back.get(month, 0), planned.get(month, 0), out)
        held = each.ends_vnd
        found.append(each)
    return tuple(found)


def how_many(amount_vnd: int, each_vnd: int) -> int:
    """How many loans of a size an amount makes: "5 suất, mỗi suất 5 triệu"."""
    return max(0, amount_vnd) // each_vnd if each_vnd > 0 else 0


def turns(waiting: Iterable[tuple[str, int]], months: Sequence[MonthAhead]) -> tuple[Turn, ...]:
    """When each of a queue (loan and amount, who waits longest first) can be served, nobody before
    who waits longer; what is given out is not lent twice, and its coming back is not counted on.

    A month can serve what it has at its end and no later month would lack.
    """
    given = 0
    place = 0
    found = []
    for loan_id, amount in waiting:
        while place < len(months) and _to_spare(months[place:]) < given + amount:
            place += 1
        if place == len(months):
            found.append(Turn(loan_id, amount, None))
            continue
        given += amount
        found.append(Turn(loan_id, amount, months[place].month))
    return tuple(found)


def _to_spare(months: Sequence[MonthAhead]) -> int:
    return min(month.ends_vnd for month in months)

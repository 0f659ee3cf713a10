"""Where all loans stand on a day, and what the club sees of them together: who owes since when,
what comes back, who has borrowed and who has not. In a few questions however many loans there are.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.periods import Month
from app.loans import records
from app.loans.ageing import Portfolio, portfolio_of
from app.loans.rules import Loan
from app.loans.standing import Due, Standing, standing, upcoming
from app.members.records import members
from app.members.rules import Member

if TYPE_CHECKING:
    from app.club.file import Club

READS = records.READS | {"membership"}
"""The tables behind the questions: what a page that asks them declares."""

_OPEN = """
    where l.paid_out_on <= :day and (l.closed_on is null or l.closed_on > :day)
    order by p.name_sort, p.code, l.paid_out_on, l.code
"""


@dataclass(frozen=True, slots=True)
class Stand:
    """A loan and where it stands."""

    loan: Loan
    standing: Standing


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due in a month when everything is paid on its day, and on which loans."""

    month: Month
    principal_vnd: int
    interest_vnd: int
    loan_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Who of today's members has ever had a loan of the club, in name order, and who has not."""

    have: tuple[Member, ...]
    have_not: tuple[Member, ...]

    @property
    def percent(self) -> float:
        """The share that has; clubs should reach 50 % (the indicator of plan 1533)."""
        everybody = len(self.have) + len(self.have_not)
        return 100 * len(self.have) / everybody if everybody else 0.0


def stands(club: "Club", on: date) -> tuple[Stand, ...]:
    """Every loan that was paid out by a day and not paid off by its end, in name order."""
    club.require("loans.read")
    return _stands(club, on)


def standings(club: "Club", on: date) -> Mapping[str, Standing]:
    """Where each of those loans stands, by its id."""
    return {each.loan.id: each.standing for each in stands(club, on)}


def standing_of(club: "Club", loan_id: str, on: date, without: str | None = None) -> Standing:
    """Where one loan that was paid out stands, paid off or not, as if the voucher `without` were
    not there. LookupError when there is no such loan."""
    found = records.loan(club, loan_id)
    happened = records.history(club, loan_id, on, without)
    return standing(found, happened.instalments, happened.paid, happened.events, on)


def upcoming_of(club: "Club", loan_id: str, on: date) -> tuple[Due, ...]:
    """What falls due on one loan after a day. LookupError when there is no such loan."""
    found = records.loan(club, loan_id)
    happened = records.history(club, loan_id, on)
    return upcoming(found, happened.instalments, happened.paid, happened.events, on)


def open_of(club: "Club", person_id: str, on: date) -> tuple[Stand, ...]:
    """The loans that somebody has to pay back on a day; asked by who erases people, whatever they
    may read otherwise."""
    return tuple(each for each in _stands(club, on) if each.loan.person_id == person_id)


def portfolio(club: "Club", on: date) -> Portfolio:
    """What is lent on a day; names nobody, so whoever may see the funds may see it."""
    club.require("funds.read")
    return portfolio_of((each.loan.person_id, each.standing) for each in _stands(club, on))


def coming_back(club: "Club", on: date, months: int = 12) -> tuple[Coming, ...]:
    """What comes back month by month: the rest of this month first, then so many months more.

    What is overdue already is in none of them.
    """
    club.require("funds.read")
    first = Month.of(on)
    due: dict[Month, list[tuple[str, Due]]] = defaultdict(list)
    open_loans = records.read_loans(club, _OPEN, {"day": on.isoformat()})
    happened = records.read_histories(club, [each.id for each in open_loans], on)
    for found in open_loans:
        past = happened[found.id]
        for each in upcoming(found, past.instalments, past.paid, past.events, on):
            due[Month.of(each.on)].append((found.id, each))
    return tuple(_coming(month, due[month]) for month in map(first.plus, range(months + 1)))


def has_borrowed(club: "Club", on: date) -> Borrowed:
    """Who of the members of a day has had a loan by then."""
    club.require("loans.read")
    sql = "select distinct person_id as id from loan where paid_out_on <= :day"
    ids = {row["id"] for row in club.db.query(sql, {"day": on.isoformat()})}
    everybody = members(club, on)
    return Borrowed(
        tuple(each for each in everybody if each.id in ids),
        tuple(each for each in everybody if each.id not in ids),
    )


def paid_off(club: "Club", person_id: str, before: date) -> int:
    """How many loans of money somebody had paid off by a day: their step on the ladder. What was
    written off and got back later is no step."""
    club.require("loans.read")
    sql = """
        select count(*) as n from loan l
        where person_id = :id and state = 'closed' and closed_on <= :day and in_kind is null
            and not exists (
                select 1 from loan_event where loan_id = l.id and kind = 'written_off')
    """
    row = next(club.db.query(sql, {"id": person_id, "day": before.isoformat()}))
    return int(row["n"])


def to_ask(club: "Club", on: date) -> tuple[Loan, ...]:
    """Loans paid off by a day whose borrower was not asked yet whether the income improved, the
    longest ago first."""
    club.require("loans.read")
    rest = """
        where l.state = 'closed' and l.closed_on <= :day and l.improved is null
            and p.erased_on is null
        order by l.closed_on, l.rowid
    """
    return records.read_loans(club, rest, {"day": on.isoformat()})


def _stands(club: "Club", on: date) -> tuple[Stand, ...]:
    open_loans = records.read_loans(club, _OPEN, {"day": on.isoformat()})
    happened = records.read_histories(club, [each.id for each in open_loans], on)
    found = []
    for each in open_loans:
        past = happened[each.id]
        where = standing(each, past.instalments, past.paid, past.events, on)
        if where.status != "closed":
            found.append(Stand(each, where))
    return tuple(found)


def _coming(month: Month, due: list[tuple[str, Due]]) -> Coming:
    return Coming(
        month,
        sum(each.principal_vnd for _id, each in due),
        sum(each.interest_vnd for _id, each in due),
        tuple(dict.fromkeys(loan_id for loan_id, _each in due)),
    )

"""What of the loans can be looked over: against the ledger, against their plans and states."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.base.money import fmt
from app.base.text import N_, _
from app.club.check import Finding
from app.loans import records
from app.loans.standing import Standing, standing

if TYPE_CHECKING:
    from app.club.file import Club


def looks(club: "Club") -> tuple[Finding, ...]:
    """Look over the loans of a club; nothing for a book that has none (a commune's)."""
    if "loan" not in club.kind.rooms:
        return ()
    return tuple(Finding(code, _(what), tuple(look(club))) for code, what, look in _LOOKS)


def _against_ledger(club: "Club") -> Iterator[str]:
    """What is owed on the loans is what the control account has, and nothing is owed below zero."""
    owed = 0
    for code, stands in _standings(club):
        owed += stands.outstanding_vnd
        if stands.outstanding_vnd < 0 or stands.written_off_vnd < 0:
            yield _("More was paid on loan {code} than was owed.").format(code=code)
    sql = """
        select coalesce(sum(amount_vnd), 0) as lent from posting
        where fund = 'income' and account = 'loans'
    """
    lent = next(club.db.query(sql))["lent"]
    if lent != owed:
        yield _("The loans owe {owed}, but the ledger has lent {lent}.").format(
            owed=fmt(owed), lent=fmt(lent)
        )
    strays = """
        select distinct p.loan_id as id from posting p left join loan l on l.id = p.loan_id
        where p.loan_id is not null and l.id is null
    """
    for _row in club.db.query(strays):
        yield _("There are amounts on a loan that is not in the book.")


def _plans(club: "Club") -> Iterator[str]:
    """The first plan pays back exactly what was lent."""
    sql = """
        select l.code, l.principal_vnd, sum(i.principal_vnd) as planned
        from loan l left join instalment i on i.loan_id = l.id and i.version = 1
        where l.paid_out_on is not null and l.in_kind is null and l.taken_over = 0
        group by l.id having planned is not l.principal_vnd
    """
    for row in club.db.query(sql):
        yield _("The plan of loan {code} does not add up to what was lent.").format(
            code=row["code"]
        )


def _states(club: "Club") -> Iterator[str]:
    """Paid off is what owes nothing, and only that."""
    states = {row["code"]: row["state"] for row in club.db.query("select code, state from loan")}
    for code, stands in _standings(club):
        says = stands.status if stands.status in ("closed", "written_off") else "running"
        if states[code] != says:
            yield _("Loan {code} is not what its payments make it.").format(code=code)


def _standings(club: "Club") -> Iterator[tuple[str, Standing]]:
    """Every loan of money that was ever paid out, today."""
    rest = "where l.paid_out_on is not null and l.in_kind is null order by l.rowid"
    found = records.read_loans(club, rest, {})
    happened = records.read_histories(club, [each.id for each in found], club.today())
    for each in found:
        past = happened[each.id]
        yield (
            each.code,
            standing(each, past.instalments, past.paid, past.events, club.today()),
        )


_LOOKS = (
    ("loans", N_("The loans against the ledger"), _against_ledger),
    ("plans", N_("The plans of the loans"), _plans),
    ("loan_states", N_("Which loans are paid off"), _states),
)

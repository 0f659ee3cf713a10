"""`so-clb schedule` and `loans`: the plan of a loan, and where the loans of a club stand."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import UserError
from app.base.text import _
from app.cli.main import columns, day_in, emit, opened
from app.loans.rules import STATUSES
from app.loans.schedule import (
    INTERESTS,
    METHODS,
    Method,
    Schedule,
    Terms,
    Timing,
    arithmetic,
    effective_rate_bp_year,
    warnings,
)
from app.loans.schedule import schedule as plan_of
from app.loans.standing_records import Stand, stands

PATH = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--principal", type=click.IntRange(1, money.LIMIT), required=True, help="In đồng.")
@click.option("--rate", required=True, help="Percent a month, such as 0.8.")
@click.option("--months", type=click.IntRange(1, 120), required=True, help="The term.")
@click.option(
    "--method",
    type=click.Choice(list(METHODS)),
    required=True,
    help="How principal is paid back, and on what interest is reckoned.",
)
@click.option(
    "--interest", type=click.Choice(list(INTERESTS)), default="monthly", help="When it is paid."
)
@click.option("--start", type=DAY, required=True, help="The day of pay-out.")
@click.option("--round", "round_vnd", type=click.IntRange(1), default=1000, help="To so many đồng.")
@click.option("--grace", type=click.IntRange(0, 60), default=0, help="Months of interest only.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def schedule(
    principal: int,
    rate: str,
    months: int,
    method: Method,
    interest: Timing,
    start: datetime,
    round_vnd: int,
    grace: int,
    as_json: bool,
) -> None:
    """Tell what falls due when on a loan, with the arithmetic of each row."""
    if grace >= months:
        raise UserError(_("The months of interest only must end before the term."))
    terms = Terms(principal, _rate(rate), months, method, interest, round_vnd, grace)
    plan = plan_of(terms, day_in(start))
    if as_json:
        emit(_plan_as_json(plan))
        return
    for line in _plan_lines(plan):
        click.echo(line)


@click.command()
@click.argument("club", type=PATH)
@click.option("--on", "on", type=DAY, help="The day (today).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def loans(club: Path, on: datetime | None, as_json: bool) -> None:
    """Tell where every loan of CLUB stands that is not paid off; loans from outside are none."""
    with opened(club) as book:
        found = stands(book, day_in(on) if on else book.today())
    if as_json:
        emit([_stand_as_json(each) for each in found])
        return
    for line in _stand_lines(found):
        click.echo(line)


def _rate(text: str) -> int:
    """Hundredths of a percent from "1.0" or "0,65"."""
    try:
        exact = Decimal(text.strip().removesuffix("%").strip().replace(",", ".")) * 100
    except ArithmeticError:
        exact = Decimal(-1)
    if not (exact.is_finite() and 0 <= exact <= 1000 and exact == int(exact)):
        raise UserError(
            _(
                "“{text}” is no rate. Type percent a month from 0 to 10 with at most two decimals,"
                " such as 0,85."
            ).format(text=text)
        )
    return int(exact)


def _plan_as_json(plan: Schedule) -> dict[str, Any]:
    """Days are ISO, amounts đồng, `effective` hundredths of a percent a year; row 0 is interest in
    advance."""
    return {
        "rows": [
            {
                "n": row.number,
                "due": row.due_on.isoformat(),
                "principal": row.principal_vnd,
                "interest": row.interest_vnd,
                "total": row.total_vnd,
                "balance": row.balance_vnd,
                "arithmetic": arithmetic(row, plan.terms),
            }
            for row in plan.rows
        ],
        "totals": {
            "principal": plan.principal_vnd,
            "interest": plan.interest_vnd,
            "total": plan.total_vnd,
        },
        "effective": effective_rate_bp_year(plan),
        "warnings": list(warnings(plan)),
    }


def _plan_lines(plan: Schedule) -> Iterator[str]:
    how = _("Interest = what is owed × rate × months")
    if plan.terms.method == "flat":
        how = _("Interest = first principal × rate × months")
    head = ("", _("Due"), how, _("Principal"), _("To pay"))
    rows = [
        (
            str(row.number),
            fmt_date(row.due_on),
            arithmetic(row, plan.terms),
            money.fmt(row.principal_vnd),
            money.fmt(row.total_vnd),
        )
        for row in plan.rows
    ]
    sums = (plan.interest_vnd, plan.principal_vnd, plan.total_vnd)
    yield from columns([head, *rows, ("", "", *(money.fmt(each) for each in sums))])
    yield from warnings(plan)


def _stand_as_json(each: Stand) -> dict[str, Any]:
    """`outstanding` and `principal` are null for goods; days are those since the oldest unpaid."""
    loan, where = each.loan, each.standing
    goods = loan.in_kind is not None
    return {
        "code": loan.code,
        "member": loan.who,
        "principal": loan.principal_vnd,
        "outstanding": None if goods else where.outstanding_vnd,
        "interest_due": where.interest_due_vnd + where.late_interest_due_vnd,
        "days_late": where.days_late,
        "status": where.status,
        "in_kind": goods,
        "goods": _goods(each),
        "next_due": _iso(where.next_due_on),
        "unpaid_since": _iso(where.oldest_unpaid_on),
    }


def _goods(each: Stand) -> dict[str, Any] | None:
    goods = each.loan.in_kind
    if goods is None:
        return None
    return {
        "what": goods.what,
        "quantity": goods.quantity,
        "unit": goods.unit,
        "value": goods.value_vnd,
        "return_rule": goods.return_rule,
    }


def _stand_lines(found: tuple[Stand, ...]) -> Iterator[str]:
    head = (_("Loan"), _("Who"), _("Owed"), _("Interest due"), _("Days late"), _("State"))
    rows = [
        (
            each.loan.code,
            each.loan.who,
            _owed(each),
            money.fmt(each.standing.interest_due_vnd + each.standing.late_interest_due_vnd),
            str(each.standing.days_late),
            _(STATUSES[each.standing.status]),
        )
        for each in found
    ]
    yield from columns([head, *rows])


def _owed(each: Stand) -> str:
    goods = each.loan.in_kind
    if goods is None:
        return money.fmt(each.standing.outstanding_vnd)
    return f"{goods.quantity} {goods.unit or ''} {goods.what}".replace("  ", " ")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

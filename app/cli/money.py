"""`so-clb fund`: what each fund has on a day, and from whom the capital came."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.base.dates import fmt_date
from app.base.money import fmt
from app.base.text import _
from app.cli.main import columns, day_in, emit, opened
from app.funds.accounts import INCOME, SAVINGS
from app.funds.source_records import SourceState
from app.funds.state import FundState
from app.loans.ageing import ageing_lines, risk_words
from app.reports.money import MoneyState, money_state


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day (today).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def fund(club: Path, on: datetime | None, as_json: bool) -> None:
    """Say what every fund of CLUB has at the end of a day.

    Of the income fund, capital is cash, lent and written off together; its cash is what lies in
    the cash box and at the bank, late is the principal overdue, and at risk is all that is owed on
    loans late by more than 30 days.
    """
    with opened(club) as book:
        found = money_state(book, day_in(on) if on else book.today())
    if as_json:
        emit(_as_json(found))
        return
    for line in _said(found):
        click.echo(line)


def _as_json(found: MoneyState) -> dict[str, Any]:
    return {
        "on": found.state.on.isoformat(),
        "funds": {code: _fund(code, state, found) for code, state in found.state.funds.items()},
        "sources": [_source(state) for state in found.state.sources],
    }


def _fund(code: str, state: FundState, found: MoneyState) -> dict[str, Any]:
    """Every fund tells its money; what else depends on what it is for."""
    told: dict[str, Any] = {"cash": state.money, "in_bank": state.in_bank}
    if code == INCOME:
        return {
            "capital": state.capital,
            **told,
            "lent": state.lent,
            "late": found.late_vnd,
            "at_risk": found.loans and found.loans.at_risk_vnd,
            "written_off": state.written_off,
        }
    if code == SAVINGS:
        return {**told, "owed": state.savings}
    if state.fund.name:
        told = {"name": state.fund.name, **told}
    return {**told, "held": state.held, "own": state.capital}


def _source(state: SourceState) -> dict[str, Any]:
    return {
        "name": state.source.name,
        "kind": state.source.kind,
        "put_in": state.put_in,
        "given_back": state.given_back,
        "balance": state.balance,
        "returnable": state.source.returnable,
    }


def _said(found: MoneyState) -> Iterator[str]:
    state = found.state
    yield _("On {day}:").format(day=fmt_date(state.on))
    lines = [
        (each.fund.title, fmt(each.cash), fmt(each.in_bank), fmt(each.money))
        for each in state.funds.values()
    ]
    yield from columns([(_("Fund"), _("Cash"), _("Bank"), _("Together")), *lines])
    income = state.income
    yield _(
        "Income fund: capital {capital} = cash {cash} + lent {lent} + written off {lost}"
    ).format(
        capital=fmt(income.capital),
        cash=fmt(income.money),
        lent=fmt(income.lent),
        lost=fmt(income.written_off),
    )
    if found.loans is not None:
        yield _("Overdue principal: {late}").format(late=fmt(found.loans.late_vnd))
        yield from ageing_lines(found.loans)
        yield risk_words(found.loans)
    for source in state.sources:
        back = _("to be given back") if source.source.returnable else _("stays with the club")
        yield f"{source.source.name}: {fmt(source.balance)} ({back})"

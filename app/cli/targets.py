"""`so-clb composition`: the members of a day against what an official document asks."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.base.dates import fmt_date
from app.base.text import _, language, ngettext
from app.cli.main import columns, emit, opened
from app.members import records as members
from app.targets import records
from app.targets.rule_sets import rule_set
from app.targets.rules import OUTCOMES, Verdict, advice, counted, figures, judge, remarks, title


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="The members of that day (today)."
)
@click.option("--rules", "rules_id", help="Id of the targets (those of the club on that day).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def composition(club: Path, on: Any, rules_id: str | None, as_json: bool) -> None:
    """Count the members of CLUB as official documents do, and say which targets are reached."""
    with opened(club) as book:
        day: date = on.date() if on else book.today()
        rules = rule_set(rules_id) if rules_id else records.chosen(book, day)
        here = members.members(book, day)
    verdicts = judge(rules, here, day)
    if as_json:
        emit([_as_json(verdict) for verdict in verdicts])
        return
    click.echo(f"{rules.title.in_(language())} ({rules.id}), {fmt_date(day)}")
    click.echo(rules.document)
    said = ngettext(
        "{n} member on this day. Who died, left or pauses is not counted.",
        "{n} members on this day. Who died, left or pauses is not counted.",
        len(here),
    )
    click.echo(said.format(n=len(here)))
    titles = (_("Target"), _("Counted"), _("Asked for"), _("Result"), _("Remark"))
    for line in columns([titles, *(_line(verdict) for verdict in verdicts)]):
        click.echo(line)


def _as_json(verdict: Verdict) -> dict[str, Any]:
    """`target` is the least number, or whole per cent where there is a denominator."""
    return {
        "id": verdict.id,
        "numerator": verdict.numerator,
        "denominator": verdict.denominator,
        "percent": verdict.percent,
        "target": verdict.target.at_least,
        "verdict": verdict.outcome,
        "advice": advice(verdict),
        "title": title(verdict.target),
        "ideal_to": verdict.target.ideal_to,
        "clause": verdict.target.clause,
        "unknown": len(verdict.unknown),
    }


def _line(verdict: Verdict) -> tuple[str, ...]:
    return (
        title(verdict.target),
        counted(verdict),
        figures(verdict.target),
        _(OUTCOMES[verdict.outcome]),
        remarks(verdict),
    )

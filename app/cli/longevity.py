"""`so-clb longevity`: who is honoured for their age in a year."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.base.dates import fmt_birth, fmt_date
from app.base.text import _, language, ngettext
from app.cli.main import columns, emit, opened
from app.members import records
from app.members.longevity import Honour, honours


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1990, 2200), help="The year (this one).")
@click.option(
    "--full-by",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="Day of the ceremony: by full years reached on it, as the law counts.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def longevity(club: Path, year: int | None, full_by: Any, as_json: bool) -> None:
    """List the members of CLUB who are honoured for their age in a year, the oldest first."""
    with opened(club) as book:
        today = book.today()
        day: date | None = full_by.date() if full_by else None
        listed = honours(
            records.members(book, today), day.year if day else year or today.year, full_by=day
        )
    tongue = language()
    if as_json:
        emit([_as_json(one, tongue) for one in listed])
        return
    titles = (_("Code"), _("Full name"), _("Birth"), _("Age"), _("Reached on"), _("Ceremony"))
    if listed:
        for line in columns([titles, *(_line(one, tongue) for one in listed)]):
            click.echo(line)
    click.echo(ngettext("{n} person", "{n} people", len(listed)).format(n=len(listed)))


def _as_json(one: Honour, tongue: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "age": one.age,
        "title": one.title.in_(tongue),
        "by": one.by.in_(tongue),
        "full_age_on": one.full_age_on.isoformat() if one.full_age_on else None,
        "birth": one.birth,
        "gift": one.gift.in_(tongue),
    }


def _line(one: Honour, tongue: str) -> tuple[str, ...]:
    return (
        one.code,
        one.name,
        fmt_birth(one.birth),
        str(one.age),
        fmt_date(one.full_age_on) if one.full_age_on else "",
        one.title.in_(tongue),
    )

"""`so-clb areas`: which of the eight areas were done in which month of a year."""

from pathlib import Path
from typing import Any

import click

from app.areas.picture import Picture
from app.areas.picture_records import year_picture
from app.base.areas import AREAS
from app.base.text import _, ngettext
from app.cli.main import columns, emit, opened


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1990, 2200), help="The year (this one).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def areas(club: Path, year: int | None, as_json: bool) -> None:
    """Count what CLUB did in each of the eight areas, month by month, and say what is missing.

    Months ahead are left out, and months before the first entry of the book.
    """
    with opened(club) as book:
        picture = year_picture(book, year or book.today().year)
    if as_json:
        emit(_as_json(picture))
        return
    come = picture.come()
    titles = (_("Area"), *(_("M{n}").format(n=month.month) for month in come))
    lines = [
        (_(title), *(str(picture.cells[area][month].count or "-") for month in come))
        for area, title in AREAS.items()
    ]
    done = (_("All 8 areas"), *(f"{picture.done(month)}/8" for month in come))
    for line in columns([titles, *lines, done]):
        click.echo(line)
    complete = picture.complete_months()
    said = ngettext(
        "{n} of {of} month has all 8 areas.", "{n} of {of} months have all 8 areas.", len(come)
    )
    click.echo(said.format(n=len(complete), of=len(come)))
    for month in come:
        lacking = [_(AREAS[area]) for area in picture.lacking(month)]
        if lacking:
            said = _("Month {number}: nothing yet in {areas}.")
            click.echo(said.format(number=month.month, areas=", ".join(lacking)))


def _as_json(picture: Picture) -> dict[str, Any]:
    """`missing` tells of every month that has come, this one too, what it does not have yet."""
    return {
        "areas": {
            area: {str(month): count for month, count in months.items()}
            for area, months in picture.counts().items()
        },
        "complete_months": [str(month) for month in picture.complete_months()],
        "missing": {
            str(month): list(picture.lacking(month))
            for month in picture.come()
            if picture.lacking(month)
        },
    }

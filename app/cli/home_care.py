"""`so-clb visits` and `so-clb care-sheets`: home care of a month, and its papers."""

from pathlib import Path
from typing import Any

import click

from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import _, language, ngettext
from app.cli.main import check_ending, columns, emit, opened, write_out
from app.home_care.month import Picture, Tally
from app.home_care.rules import SIGNS
from app.home_care.visit_records import month_picture


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.option("--month", help="The month, such as 2026-06 (this one).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def visits(club: Path, month: str | None, as_json: bool) -> None:
    """Home visits of a month in CLUB: planned, made and missed, and who was not seen.

    Missed counts planned visits of days gone by of which nobody wrote anything, too.
    """
    with opened(club) as book:
        found = month_picture(book, Month.parse(month) if month else Month.of(book.today()))
    if as_json:
        emit(_as_json(found))
        return
    titles = (
        _("Volunteer"),
        _("Visits planned"),
        _("Visits made"),
        _("Visits missed"),
        _("Minutes spent"),
    )
    lines = [
        (name, *(str(tally[key]) for key in ("planned", "made", "missed", "minutes")))
        for name, tally in _volunteers(found)
    ]
    for line in columns([titles, *lines]):
        click.echo(line)
    names = {each.id: each.name for each in found.people}
    for each in found.not_seen():
        days = ", ".join(fmt_date(day) for day in each.days)
        said = ngettext(
            "{name} was not seen as planned on {n} day: {days}.",
            "{name} was not seen as planned on {n} days: {days}.",
            len(each.days),
        )
        click.echo(said.format(name=names[each.cared_id], n=len(each.days), days=days))
        for report in each.reports:
            click.echo(_("Still open: {sign}.").format(sign=_(SIGNS[report.sign])))


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.argument("month")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def care_sheets(club: Path, month: str, out: Path) -> None:
    """Write the pocket sheets of the volunteers of CLUB for a MONTH, such as 2026-07, as a PDF."""
    from app.documents import care_sheets as paper

    check_ending(out, ".pdf")
    with opened(club) as book:
        value = paper.gather(book, Month.parse(month))
    write_out(out, paper.render(value, language=language()), private=True)
    said = ngettext(
        "Sheets for {n} visit plan in {file}.",
        "Sheets for {n} visit plans in {file}.",
        len(value.halves),
    )
    click.echo(said.format(n=len(value.halves), file=out))


def _volunteers(found: Picture) -> list[tuple[str, dict[str, int]]]:
    """Every volunteer of the month, and whoever else of the register visited."""
    return [
        (each.name, _tally(found.tally_of_volunteer(each.person_id))) for each in found.volunteers
    ]


def _tally(tally: Tally) -> dict[str, int]:
    return {
        "planned": tally.planned,
        "made": tally.made,
        "missed": tally.missed,
        "minutes": tally.minutes,
    }


def _as_json(found: Picture) -> dict[str, Any]:
    names = {each.id: each.name for each in found.people}
    return {
        "volunteers": [{"name": name, **tally} for name, tally in _volunteers(found)],
        "people": [
            {"name": each.name, **_tally(found.tally_of_cared(each.id))} for each in found.people
        ],
        "not_seen": [
            {
                "name": names[each.cared_id],
                "days": [day.isoformat() for day in each.days],
                "reports": [report.sign for report in each.reports],
            }
            for each in found.not_seen()
        ],
    }

"""`so-clb demo`: a practice club with a life of its own."""

from datetime import datetime
from pathlib import Path

import click

from app.base.text import _
from app.club.ports import Ports


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--members",
    default=60,
    show_default=True,
    type=click.IntRange(1, 20_000),
    help="How many members it has on its last day.",
)
@click.option(
    "--years",
    default=2,
    show_default=True,
    type=click.IntRange(1, 30),
    help="How many years of meetings it has held.",
)
@click.option("--seed", default=1, show_default=True, help="Another number, other people.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Its last day (today).")
def demo(folder: Path, members: int, years: int, seed: int, until: datetime | None) -> None:
    """Make a practice club in FOLDER: the same seed and date give the same people and facts."""
    from app.practice.make import make

    day = until.date() if until else Ports().clock().astimezone().date()
    club = make(folder, day, members, years, seed)
    club.close()
    click.echo(
        _("Made a practice club of {n} members in {folder}.").format(n=members, folder=folder)
    )

"""`so-clb book`: the health books of members as a PDF."""

from pathlib import Path

import click

from app.base.text import LANGUAGES, language, ngettext
from app.cli.main import opened, write_out
from app.documents import health_book

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("club", type=PATH)
@click.argument("out", type=PATH)
@click.option("--member", "codes", multiple=True, help="Member code; may be given several times.")
@click.option("--booklet", "as_booklet", is_flag=True, help="Two pages a side of A4, to be folded.")
@click.option("--language", "tongue", type=click.Choice(LANGUAGES), help="Language of the books.")
def book(
    club: Path, out: Path, codes: tuple[str, ...], as_booklet: bool, tongue: str | None
) -> None:
    """Write the health books of CLUB to OUT: of all members, or of those with these codes."""
    with opened(club) as opened_club:
        holders, issuer = health_book.gather(opened_club, opened_club.today(), codes or None)
        pdf = health_book.render(
            holders,
            issuer,
            opened_club.today(),
            as_booklet=as_booklet,
            language=tongue or language(),
        )
        write_out(out, pdf)
        opened_club.log_access("print", detail=f"health_books {len(holders)}")
    said = ngettext("{n} health book in {file}.", "{n} health books in {file}.", len(holders))
    click.echo(said.format(n=len(holders), file=out))

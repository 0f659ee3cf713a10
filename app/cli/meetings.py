"""`so-clb sheets`: the papers of a meeting as files."""

from pathlib import Path

import click

from app.base.periods import Month
from app.base.text import LANGUAGES, language, ngettext
from app.cli.main import opened, write_out
from app.documents import meeting_sheets

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.argument("out", type=PATH)
@click.option("--language", "tongue", type=click.Choice(LANGUAGES), help="Language of the paper.")
def sheets(club: Path, month: str, out: Path, tongue: str | None) -> None:
    """Write all sheets of the meeting of MONTH (2026-07) in CLUB to OUT: to sign in, to weigh and
    measure, to collect, the eight areas, blank minutes.

    The book remembers their codes, so that it knows which of them are not typed in yet.
    """
    of_month = Month.parse(month)
    with opened(club) as book:
        paper = meeting_sheets.gather(book, of_month)
        write_out(out, meeting_sheets.render(paper, language=tongue or language()), private=True)
        book.log_access("print", detail=f"sheets {of_month}")
    count = sum(len(codes) for codes in paper.codes.values())
    said = ngettext("{n} sheet in {file}.", "{n} sheets in {file}.", count)
    click.echo(said.format(n=count, file=out))

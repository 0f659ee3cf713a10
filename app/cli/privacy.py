"""`so-clb erase`: everything about one person goes, for good."""

from pathlib import Path

import click

from app.base.errors import UserError
from app.base.text import _, ngettext
from app.cli.main import emit, opened
from app.members.records import member_by_code
from app.privacy import erasure


@click.command()
@click.argument("club", type=click.Path(path_type=Path))
@click.argument("code")
@click.option("--reason", required=True, help="Why, without the name; this is kept.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def erase(club: Path, code: str, reason: str, as_json: bool) -> None:
    """Erase the person with number CODE from CLUB: entries, history, file. Nothing brings it back.

    Who serves on the board is refused.
    """
    with opened(club) as book:
        found = member_by_code(book, code, book.today())
        if found is None or found.erased:
            raise UserError(
                _("Nobody in the book has the number {code}. Nothing was changed.").format(
                    code=code
                )
            )
        done = erasure.erase(book, found.id, reason)
    if as_json:
        emit(
            {
                "code": done.code,
                "entries": done.entries,
                "texts": done.texts,
                "look": [
                    {
                        "table": place.table,
                        "id": place.row_id,
                        "column": place.column,
                        "text": place.text,
                    }
                    for place in done.look
                ],
            }
        )
        return
    click.echo(_("Erased the person with number {code}.").format(code=done.code))
    if done.look:
        click.echo(
            ngettext(
                "{n} text holds this name too and may mean somebody else. Look at it.",
                "{n} texts hold this name too and may mean somebody else. Look at them.",
                len(done.look),
            ).format(n=len(done.look))
        )
    for place in done.look:
        click.echo(f"    {place.text}")

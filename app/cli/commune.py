"""`so-clb export`, `key`, `pair` for the club; `so-clb commune …` for the commune's own side."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.base.errors import UserError
from app.base.files import trouble
from app.base.text import N_, _, language
from app.bundle import keys, write
from app.bundle.contents import FIGURES
from app.bundle.keys import Card
from app.cli.main import emit, opened, passphrase, write_out
from app.club.file import Club
from app.club.ports import Ports
from app.club.profile import is_practice
from app.commune import receive as receiving
from app.commune import records
from app.commune.migrations import COMMUNE
from app.documents.key_paper import key_paper

FOLDER = click.Path(path_type=Path)
PAPER = click.option("--paper", type=FOLDER, help="Print the key paper into this PDF as well.")


@click.command()
@click.argument("club", type=FOLDER)
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def export(club: Path, folder: Path, as_json: bool) -> None:
    """Write today's bundle of CLUB for its commune into FOLDER, and say what leaves."""
    with opened(club) as book:
        sent = write.export(book, folder, book.today())
    if as_json:
        emit(
            {
                "seq": sent.seq,
                "commune": sent.commune,
                "files": [str(path) for path in sent.files],
                "named": sent.named,
                "unnamed": sent.unnamed,
                "leaves": list(sent.lines),
                "damaged": list(sent.damaged),
            }
        )
        return
    for line in (*sent.lines, *(str(path) for path in sent.files)):
        click.echo(line)
    if sent.damaged:
        click.echo(
            _("This stick damaged earlier files ({names}). Take another one from now on.").format(
                names=", ".join(sent.damaged)
            ),
            err=True,
        )


@click.command()
@click.argument("club", type=FOLDER)
@click.argument("file", type=FOLDER)
@PAPER
def key(club: Path, file: Path, paper: Path | None) -> None:
    """Save the key file of CLUB for its commune, and print the digits for the paper."""
    with opened(club) as book:
        _save_card(book, file, paper)


@click.command()
@click.argument("club", type=FOLDER)
@click.argument("file", type=FOLDER)
@click.option("--groups", required=True, help="The last two groups on the commune's paper.")
def pair(club: Path, file: Path, groups: str) -> None:
    """Pair CLUB with the commune whose key file is FILE."""
    with opened(club) as book:
        card = keys.read_card(_read(file), COMMUNE.name)
        keys.check_groups(card, groups)
        keys.pair(book, card, book.today())
    click.echo(_("Paired with {name}.").format(name=card.name))


@click.group()
def commune() -> None:
    """The commune's own book: clubs, and what they sent."""


@commune.command()
@click.argument("folder", type=FOLDER)
@click.option("--name", required=True, help="The name of the commune's association.")
@click.option("--province", help="Its province.")
@click.option("--officer", default=N_("Commune officer"), help="Who keeps the book.")
@click.option("--no-passphrase", is_flag=True, help="Ask for no passphrase when opening.")
def new(folder: Path, name: str, province: str | None, officer: str, no_passphrase: bool) -> None:
    """Make the commune's book in FOLDER."""
    word = None if no_passphrase else passphrase()
    if word is None and not no_passphrase:
        raise UserError(
            _(
                "No passphrase was given, so no book was made."
                " Give one with --passphrase-file, or say --no-passphrase."
            )
        )
    records.make(folder, name, province, _(officer), word, Ports()).close()
    click.echo(_("Made the book of {name} in {folder}.").format(name=name, folder=folder))


@commune.command("key")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=FOLDER)
@PAPER
def commune_key(folder: Path, file: Path, paper: Path | None) -> None:
    """Save the commune's key file for its clubs, and print the digits for the paper."""
    with opened(folder, COMMUNE) as book:
        _save_card(book, file, paper)


@commune.command("pair")
@click.argument("folder", type=FOLDER)
@click.argument("club", type=FOLDER)
@click.option("--groups", help="The last two groups on the club's paper, when CLUB is a key file.")
@click.option("--yes", is_flag=True, help="Both books are on this PC: pair them both ways.")
def commune_pair(folder: Path, club: Path, groups: str | None, yes: bool) -> None:
    """Pair with CLUB: the key file of a club, or the folder of a club on this same PC."""
    with opened(folder, COMMUNE) as book:
        if club.is_dir():
            name = _pair_both(book, club, yes=yes)
        else:
            card = keys.read_card(_read(club), "club")
            keys.check_groups(card, groups or "")
            records.pair(book, card, book.today())
            name = card.name
        outcomes = receiving.retry(book)
    click.echo(_("Paired with {name}.").format(name=name))
    for outcome in outcomes:
        click.echo(outcome.message)


def _pair_both(book: Club, club: Path, *, yes: bool) -> str:
    """Pair a commune and a club whose books are both on this PC; the club's name."""
    with opened(club) as other:
        own, theirs = keys.own(book).card, keys.own(other).card
        if not yes:
            raise UserError(
                _(
                    "Nothing was paired yet. These are the keys of {commune}: {one},"
                    " and of {club}: {two}. Add --yes to pair them."
                ).format(
                    commune=own.name,
                    one=_groups(own),
                    club=theirs.name,
                    two=_groups(theirs),
                )
            )
        keys.pair(other, own, other.today())
        records.pair(book, theirs, book.today())
    return theirs.name


@commune.command()
@click.argument("folder", type=FOLDER)
@click.argument("path", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def receive(ctx: click.Context, folder: Path, path: Path, as_json: bool) -> None:
    """Take in the bundle PATH, or every bundle in the folder PATH."""
    with opened(folder, COMMUNE) as book:
        try:
            outcomes = receiving.receive(book, path)
        except UserError:
            if as_json:
                emit([])  # whoever reads JSON reads that nothing came, and why on stderr
            raise
    if as_json:
        emit([receiving.as_json(outcome) for outcome in outcomes])
    for outcome in () if as_json else outcomes:
        click.echo(f"{outcome.file}: {outcome.message}", err=outcome.bad)
    if any(outcome.bad for outcome in outcomes):
        ctx.exit(1)


@commune.command()
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def overview(folder: Path, as_json: bool) -> None:
    """List the clubs with the newest that arrived from each."""
    with opened(folder, COMMUNE) as book:
        clubs = records.overview(book)
    if as_json:
        emit([_row(status) for status in clubs])
        return
    for status in clubs:
        click.echo(_line(status))


def _row(status: records.Status) -> dict[str, Any]:
    return {
        "club": status.name,
        "last_seq": status.last_seq,
        "as_of": status.as_of.isoformat() if status.as_of else None,
        "members": status.members,
        "readings": status.readings,
        "composition": dict(status.composition),
    }


def _line(status: records.Status) -> str:
    if status.last_seq is None:
        return _("{club}: nothing received yet.").format(club=status.name)
    counted = ", ".join(f"{_(FIGURES[name])} {n}" for name, n in status.composition.items())
    return _("{club}: number {seq}. Readings {readings}, {counts}.").format(
        club=status.name, seq=status.last_seq, readings=status.readings, counts=counted
    )


def _save_card(book: Club, file: Path, paper: Path | None) -> None:
    own = keys.own(book)
    write_out(file, keys.card_file(own))
    if paper is not None:
        write_out(paper, _paper(own.card, book.today(), practice=is_practice(book)))
    click.echo(f"{own.card.name}: {_groups(own.card)}")


def _paper(card: Card, on: date, *, practice: bool) -> bytes:
    return key_paper(
        card.kind, card.name, card.fingerprint, card.key_id, on, language(), practice=practice
    )


def _groups(card: Card) -> str:
    return " ".join(card.fingerprint)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(keys.MAX_CARD + 1)
    except OSError as error:
        raise trouble(error, file) from error

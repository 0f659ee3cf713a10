"""The command group, and how every command opens a book, reports and fails."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from app.base.errors import Cancelled, UserError
from app.base.files import trouble, write_whole
from app.base.text import LANGUAGES, _, set_language
from app.club.faults import ASKS_PASSPHRASE, Trouble
from app.club.file import Club, open_file
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports

# A command's module is imported only when that command is used, so that each starts quickly.
COMMANDS = {
    "words": "words",
    "fund": "money",
    "book": "health",
    "health": "health",
    "referrals": "health",
    "visits": "home_care",
    "care-sheets": "home_care",
    "members": "members",
    "composition": "targets",
    "schedule": "loans",
    "loans": "loans",
    "cash-book": "money_papers",
    "statement": "money_papers",
    "contract": "money_papers",
    "areas": "areas",
    "meeting": "meetings",
    "sheets": "meetings",
    "minutes": "meetings",
    "poster": "meetings",
    "longevity": "longevity",
    "import-members": "members",
    "export-tables": "tables",
    "import-tables": "tables",
    "erase": "privacy",
    "cards": "papers",
    "consent-forms": "papers",
    "person": "papers",
    "papers": "papers",
    "new": "safety",
    "check": "safety",
    "backup": "safety",
    "restore": "safety",
    "doctor": "safety",
    "demo": "demo",
    "export": "commune",
    "key": "commune",
    "pair": "commune",
    "commune": "commune",
}

YEARS = range(1900, 2200)
"""A day outside is a typing error; everything reckoned from one inside ends in the calendar."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"app.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except Cancelled:
            ctx.exit(1)


@click.group(cls=_Group)
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), help="File with the passphrase."
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    envvar="SO_CLB_LANGUAGE",
    help="Language of what is said (vi); also from SO_CLB_LANGUAGE.",
)
@click.pass_context
def main(ctx: click.Context, passphrase_file: Path | None, language: str | None) -> None:
    """Sổ CLB without a screen."""
    # A test passes ports of its own as the context's object.
    ctx.obj = _Given(ctx.obj if isinstance(ctx.obj, Ports) else Ports(), passphrase_file)
    if language:
        set_language(language)


@dataclass(frozen=True, slots=True)
class _Given:
    """What stands before the command's name."""

    ports: Ports
    passphrase_file: Path | None


def ports() -> Ports:
    """The clock, chance and drives of this run."""
    given: _Given = click.get_current_context().find_root().obj
    return given.ports


def passphrase() -> str | None:
    """From --passphrase-file, else SO_CLB_PASSPHRASE; None when neither gives one."""
    given: _Given = click.get_current_context().find_root().obj
    path = given.passphrase_file
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                _("The passphrase file cannot be read. Nothing was changed.")
            ) from error
    return os.environ.get("SO_CLB_PASSPHRASE")


def at_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def ask_passphrase() -> str:
    """Ask for a passphrase on stderr, without showing it. Only `at_terminal`."""
    word: str = click.prompt(_("Passphrase"), hide_input=True, err=True)
    return word


@contextmanager
def opened(folder: Path, kind: Kind = CLUB) -> Iterator[Club]:
    """The book in `folder`, opened and closed again; asks for a passphrase only at a terminal.

    What opening found worth saying (a wrong clock, an older book) goes to stderr.
    """
    try:
        club = open_file(folder, ports(), passphrase(), kind)
    except Trouble as trouble:
        if trouble.reason != ASKS_PASSPHRASE or not at_terminal():
            raise
        club = open_file(folder, ports(), ask_passphrase(), kind)
    try:
        for notice in club.notices:
            click.echo(notice, err=True)
        yield club
    finally:
        club.close()


def day_in(typed: datetime) -> date:
    """The day an option was given. Raises UserError for a year far off."""
    if typed.year not in YEARS:
        raise UserError(
            _("The year {year} is too far off. Type a day from {first} to {last}.").format(
                year=typed.year, first=YEARS[0], last=YEARS[-1]
            )
        )
    return typed.date()


def write_out(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write the file that a command was asked for; its folder is made when missing.

    `private` keeps it from other users of the PC. Raises UserError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise trouble(error, path.parent) from error
    write_whole(path, data, private=private)


def check_ending(out: Path, *endings: str) -> None:
    """Refuse a file whose name promises something else than what is written: raises UserError."""
    if out.suffix.lower() not in endings:
        raise UserError(
            _("This is written to {endings} only. Nothing was written.").format(
                endings=_(", ").join(endings)
            )
        )


def emit(value: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def columns(lines: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines of cells as text, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()

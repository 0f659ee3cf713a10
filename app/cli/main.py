"""The command group, and how every command opens a book, reports and fails."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from app.base.errors import Cancelled, UserError
from app.base.text import LANGUAGES, _, set_language
from app.club.faults import ASKS_PASSPHRASE, Trouble
from app.club.file import Club, open_file
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports

# A command's module is imported only when that command is used, so that each starts quickly.
COMMANDS = {
    "words": "words",
    "book": "health",
    "members": "members",
    "import-members": "members",
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
    ctx.obj = passphrase_file
    if language:
        set_language(language)


def passphrase() -> str | None:
    """From --passphrase-file, else SO_CLB_PASSPHRASE; None when neither gives one."""
    path: Path | None = click.get_current_context().find_root().obj
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").strip("\r\n")
        except OSError as error:
            raise UserError(
                _("The passphrase file cannot be read. Nothing was changed.")
            ) from error
    return os.environ.get("SO_CLB_PASSPHRASE")


@contextmanager
def opened(folder: Path, kind: Kind = CLUB) -> Iterator[Club]:
    """The book in `folder`, opened and closed again; asks for a passphrase only at a terminal."""
    try:
        club = open_file(folder, Ports(), passphrase(), kind)
    except Trouble as trouble:
        if trouble.reason != ASKS_PASSPHRASE or not sys.stdin.isatty():
            raise
        club = open_file(folder, Ports(), click.prompt(_("Passphrase"), hide_input=True), kind)
    try:
        yield club
    finally:
        club.close()


def emit(value: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))

"""`so-clb new`, `check`, `backup`, `restore`, `doctor`: a book made, looked over, kept safe.

A passphrase comes from --passphrase-file or SO_CLB_PASSPHRASE; only at a terminal is it asked for.
"""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
import sqlcipher3.dbapi2 as sqlcipher

from app import VERSION
from app.base.errors import UserError
from app.base.money import fmt_number
from app.base.text import _, language
from app.cli.main import ask_passphrase, at_terminal, emit, opened, passphrase, ports, write_out
from app.club import copyfile, doorplate, keys, officers, opening, state
from app.club.backup import backup as make_copy
from app.club.backup import kept, safety_state
from app.club.check import Finding
from app.club.faults import ASKS_PASSPHRASE, Trouble
from app.club.file import Club
from app.club.history import VIETNAM, when
from app.club.kinds import CLUB, Kind
from app.club.passphrases import suggest_passphrase
from app.club.profile import Profile, is_practice, new_club
from app.club.restore import Restored, erased_again
from app.club.restore import restore as take_back
from app.commune.migrations import COMMUNE
from app.reports.checks import check as look_over

KINDS = {kind.name: kind for kind in (CLUB, COMMUNE)}

FOLDER = click.Path(path_type=Path)
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--name", required=True, help="The club's name.")
@click.option("--commune", required=True, help="Its commune, such as “xã Hòa Bình”.")
@click.option("--province", required=True, help="Its province.")
@click.option("--officer", help="The chair, who opens the book first.")
@click.option("--no-passphrase", is_flag=True, help="Let anybody at this PC open the book.")
@click.option("--recovery-out", type=FOLDER, help="Write the recovery sheet (PDF) here.")
@as_json_option
def new(
    folder: Path,
    name: str,
    commune: str,
    province: str,
    officer: str | None,
    no_passphrase: bool,
    recovery_out: Path | None,
    as_json: bool,
) -> None:
    """Make an empty club in FOLDER."""
    if recovery_out is not None and recovery_out.exists():
        raise UserError(
            _("“{name}” is there already. Nothing was changed. Choose another name.").format(
                name=recovery_out.name
            )
        )
    word = None if no_passphrase else _new_passphrase()
    if recovery_out is not None:
        write_out(recovery_out, b"", private=True)  # a bad place is told before the book is made
    profile = Profile(name, commune, province)
    try:
        club = new_club(folder, profile, officer or _("Chair"), word, ports())
    except BaseException:
        if recovery_out is not None:
            recovery_out.unlink()
        raise
    try:
        if recovery_out is not None:
            _write_sheet(club, name, recovery_out)
    finally:
        club.close()
    if as_json:
        emit(
            {
                "folder": str(folder),
                "club": name,
                "officer": club.actor.name,
                "passphrase": word is not None,
                "recovery": str(recovery_out) if recovery_out else None,
            }
        )
        return
    click.echo(_("Made the book of {name} in {folder}.").format(name=name, folder=folder))
    if word is not None and recovery_out is None:
        click.echo(
            _(
                "Nobody can open this book when the passphrase is forgotten. "
                "Print a recovery sheet: in the window, or here with --recovery-out."
            ),
            err=True,
        )


@click.command()
@click.argument("club", type=FOLDER)
@as_json_option
@click.pass_context
def check(ctx: click.Context, club: Path, as_json: bool) -> None:
    """Look over CLUB: file, history, keys; says what was looked at. Exit 1 on a fault."""
    with opened(club, _kind_of(club)) as book:
        findings = look_over(book)
        notices = list(book.notices)
    good = all(finding.good for finding in findings)
    if as_json:
        looked = [asdict(finding) | {"good": finding.good} for finding in findings]
        emit({"ok": good, "checked": looked, "notices": notices})
    else:
        for line in _said(findings):
            click.echo(line)
    if not good:
        ctx.exit(1)


@click.command()
@click.argument("club", type=FOLDER)
@click.argument("out", type=FOLDER)
@as_json_option
def backup(club: Path, out: Path, as_json: bool) -> None:
    """Save a copy of CLUB as the file OUT, or into the folder OUT; it is read back and compared."""
    with opened(club, _kind_of(club)) as book:
        made = make_copy(book, out)
    if as_json:
        emit(
            {
                "file": str(made.path),
                "size": made.size,
                "made_at": made.manifest.made_at,
                "changes": made.manifest.seq,
                "rows": {name: table.rows for name, table in made.manifest.tables.items()},
                "problems": list(made.faults),
            }
        )
    else:
        click.echo(
            _("Saved {file}, {size} bytes; it was read back and compared.").format(
                file=made.path, size=fmt_number(made.size)
            )
        )
    for fault in made.faults:
        click.echo(fault, err=True)


@click.command()
@click.argument("file", type=FOLDER)
@click.argument("folder", type=FOLDER)
@click.option("--code-file", type=FOLDER, help="File with the recovery code, to use instead.")
@as_json_option
def restore(file: Path, folder: Path, code_file: Path | None, as_json: bool) -> None:
    """Take the book of the copy FILE back into FOLDER; a book there is kept as a copy first."""
    kind = KINDS.get(copyfile.read(file).manifest.kind, CLUB)
    code = _read_code(code_file) if code_file else None
    word = None if code else passphrase()
    try:
        done = take_back(file, folder, ports(), word, kind, code=code)
    except Trouble as trouble:
        if trouble.reason != ASKS_PASSPHRASE or not at_terminal():
            raise
        done = take_back(file, folder, ports(), ask_passphrase(), kind)
    if as_json:
        emit(
            {
                "folder": str(folder),
                "club": done.manifest.title,
                "made_at": done.manifest.made_at,
                "changes": done.manifest.seq,
                "missing": [entry.words for entry in done.missing],
                "kept": str(done.kept) if done.kept else None,
                "erased": done.erased,
                "problems": list(done.faults),
            }
        )
    else:
        for line in _taken_back(done, folder):
            click.echo(line)
    for fault in done.faults:
        click.echo(fault, err=True)


@click.command()
@click.argument("club", type=FOLDER)
@click.pass_context
def doctor(ctx: click.Context, club: Path) -> None:
    """Say how CLUB and this PC are, also of a book that does not open."""
    for line in _about_this_pc(club):
        click.echo(line)
    try:
        kind = _kind_of(club)
        for line in _beside_the_book(club, kind):
            click.echo(line)
        with opened(club, kind) as book:
            for line in _inside(book):
                click.echo(line)
            findings = look_over(book)
            for line in _said(findings):
                click.echo(line)
    except UserError as error:
        click.echo(str(error), err=True)
        ctx.exit(1)
    if not all(finding.good for finding in findings):
        ctx.exit(1)


def _new_passphrase() -> str:
    """The passphrase of a new book: given, or asked for twice at a terminal."""
    word = passphrase()
    if word is not None:
        return word
    if not at_terminal():
        raise UserError(
            _(
                "No passphrase was given, so no book was made. "
                "Give one with --passphrase-file, or say --no-passphrase."
            )
        )
    click.echo(
        _("A passphrase of four words, such as: {words}").format(
            words=suggest_passphrase(ports().rng)
        ),
        err=True,
    )
    asked: str = click.prompt(
        _("Passphrase"), hide_input=True, err=True, confirmation_prompt=_("Once more")
    )
    return asked


def _write_sheet(club: Club, name: str, path: Path) -> None:
    from app.documents.recovery_sheet import recovery_sheet  # brings reportlab with it

    code = officers.new_recovery_code(club)
    sheet = recovery_sheet(name, code, club.today(), language(), practice=is_practice(club))
    write_out(path, sheet, private=True)


def _read_code(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("The file with the recovery code cannot be read. Nothing was changed.")
        ) from error


def _kind_of(folder: Path) -> Kind:
    """A club or a commune, by the file that lies there; opening says what is wrong with neither."""
    return next((kind for kind in KINDS.values() if (folder / kind.filename).exists()), CLUB)


def _said(findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings:
        yield f"{'✓' if finding.good else '✗'} {finding.what}"
        for problem in finding.problems:
            yield f"    {problem}"


def _taken_back(done: Restored, folder: Path) -> Iterator[str]:
    yield _("Took the book of {name} back into {folder}, as it was at {time}.").format(
        name=done.manifest.title, folder=folder, time=_when(done.manifest.made_at)
    )
    if done.kept:
        yield _("The book that stood there is kept as {file}.").format(file=done.kept)
    if not done.comparable:
        yield _("That book could not be opened, so nobody can say what it has more.")
    if done.erased:
        yield erased_again(done.erased)
    if done.missing:
        yield _("Missing now, because it was written after the copy was made:")
        for entry in done.missing:
            yield f"    {entry.words}"


def _when(made_at: str) -> str:
    return when(datetime.fromisoformat(made_at).astimezone(VIETNAM))


def _about_this_pc(folder: Path) -> Iterator[str]:
    yield f"so-clb {VERSION} · Python {platform.python_version()} · {platform.platform()}"
    yield f"SQLite {sqlcipher.sqlite_version}"
    yield _("Clock: {time}").format(time=ports().clock().isoformat(timespec="seconds"))
    if folder.is_dir():
        free = shutil.disk_usage(folder).free
        yield _("Free on the disk: {n} MB").format(n=fmt_number(free // 1_000_000))


def _beside_the_book(folder: Path, kind: Kind) -> Iterator[str]:
    opening.find(folder, kind)
    yield _("Book: {name}").format(name=doorplate.title(folder))
    slots = keys.read(folder).slots
    yield _("Key slots: {kinds}").format(kinds=", ".join(slot.kind for slot in slots))
    remembered = state.read_state(folder)
    yield _("Last remembered: change {seq} at {time}; wrong passphrases since: {failed}").format(
        seq=remembered.seq, time=remembered.clock or "–", failed=remembered.failed
    )
    for copy in kept(folder):
        try:
            made = copyfile.read(copy.path).manifest
            yield f"✓ {copy.path.name}  {made.made_at}"
        except UserError as error:
            yield f"✗ {error}"


def _inside(book: Club) -> Iterator[str]:
    yield _("Open for {name}").format(name=book.actor.name)
    for problem in safety_state(book).problems:
        yield f"! {problem}"

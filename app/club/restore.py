"""Taking a book back from a copy: tried out first, what stands there is kept, a new line begins.

The copy is put together in a folder of its own and opened there like any book, so that nothing is
touched before everything in it has been looked at; then it takes its place in one step.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import UserError
from app.base.files import make_folder, sync_folder
from app.base.job import NO_JOB, Job
from app.base.text import N_, _, ngettext
from app.club import backup, chain, connection, copyfile, erase, keys, locks, opening, state
from app.club.copyfile import CopyFile, Manifest
from app.club.faults import (
    COPY_DAMAGED,
    IN_USE,
    IN_USE_BY,
    NEWER,
    NO_KEYS,
    NOT_A_FOLDER,
    OTHER_BOOK,
    WRONG_KIND,
    Trouble,
)
from app.club.file import Club, open_file, open_unlocked
from app.club.history import Entry
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports
from app.club.state import State

if TYPE_CHECKING:
    from app.club.sqlite import Database


@dataclass(frozen=True, slots=True)
class Restored:
    """What a copy gives back. `missing` is what the book there now has and the copy lacks.

    `replaced` tells whether a book stood there; `comparable` is False when that one could not be
    opened, so that nobody can say what is missing. `kept` is the copy of it that was made first
    (None when only asked). `faults` is what is wrong with the history inside the copy; `erased` how
    many people of the copy were erased since, and are so again in the book that is taken back.
    """

    manifest: Manifest
    missing: tuple[Entry, ...]
    replaced: bool
    comparable: bool
    kept: Path | None
    faults: tuple[str, ...]
    erased: int = 0


def erased_again(count: int) -> str:
    """The sentence about people whom the copy still holds, though they were erased since."""
    return ngettext(
        "{n} person of the copy was erased since, and is erased again in the book taken back.",
        "{n} people of the copy were erased since, and are erased again in the book taken back.",
        count,
    ).format(n=count)


def examine(
    file: Path,
    folder: Path,
    ports: Ports,
    passphrase: str | None = None,
    kind: Kind = CLUB,
    *,
    code: str | None = None,
    job: Job = NO_JOB,
) -> Restored:
    """What `restore` would do, after trying the copy out. Raises as `restore`; changes nothing."""
    return _restore(file, folder, ports, passphrase, kind, code, job, really=False)


def restore(
    file: Path,
    folder: Path,
    ports: Ports,
    passphrase: str | None = None,
    kind: Kind = CLUB,
    *,
    code: str | None = None,
    job: Job = NO_JOB,
) -> Restored:
    """Put the book of the copy `file` in `folder`, which is empty or holds the same book.

    The copy opens with a passphrase (or the recovery code) of the day it was made. The book that
    stands there is first kept as a copy. Raises Trouble or UserError; then nothing was changed.
    """
    return _restore(file, folder, ports, passphrase, kind, code, job, really=True)


def _restore(
    file: Path,
    folder: Path,
    ports: Ports,
    passphrase: str | None,
    kind: Kind,
    code: str | None,
    job: Job,
    *,
    really: bool,
) -> Restored:
    copy = copyfile.read(file)
    if copy.manifest.kind != kind.name:
        raise Trouble(WRONG_KIND, name=file.name)
    _check_target(folder, kind, copy)
    made = not folder.exists()
    way = _Way(ports, passphrase, kind, code)
    try:
        with _standing(folder, way) as live, _staged(copy, file.name, folder, way, job) as book:
            (live or book).require("restore.write")
            job.step(1, 3, _("Comparing"))
            replaced = (folder / kind.filename).exists()
            found = Restored(
                manifest=copy.manifest,
                missing=_missing(live, book) if live else (),
                replaced=replaced,
                comparable=live is not None or not replaced,
                kept=None,
                faults=tuple(chain.verify(book)),
                erased=erase.done_since(book, copy.manifest.seq),
            )
            if not really:
                return found
            job.step(2, 3, _("Putting the book in its place"))
            kept = _keep(folder, way, live, copy.keys)
            _put(book, folder, live)
        state.note(folder, ports, "restored", book.actor.id)
        return replace(found, kept=kept)
    finally:
        shutil.rmtree(folder / backup.STAGE, ignore_errors=True)
        if made and not (folder / kind.filename).exists():
            with suppress(OSError):
                folder.rmdir()


@dataclass(frozen=True, slots=True)
class _Way:
    """How books are opened here."""

    ports: Ports
    passphrase: str | None
    kind: Kind
    code: str | None


def _check_target(folder: Path, kind: Kind, copy: CopyFile) -> None:
    """Raise Trouble where this copy may not go: NOT_A_FOLDER, OTHER_BOOK, IN_USE."""
    if folder.is_file():
        raise Trouble(NOT_A_FOLDER, name=folder.name)
    books = {path.name for path in folder.glob("*.db")}
    if not books:
        return
    if books != {kind.filename}:
        raise Trouble(OTHER_BOOK, name=folder.name)
    try:
        if keys.read(folder).file_id != copy.manifest.club:
            raise Trouble(OTHER_BOOK, name=folder.name)
    except Trouble as error:
        if error.reason != NO_KEYS:  # without its keys it cannot tell, nor be used
            raise
    if connection.in_use(folder / kind.filename):
        raise opening.in_use(folder)


@contextmanager
def _standing(folder: Path, way: _Way) -> Iterator[Club | None]:
    """The book that stands in `folder`, if it is there and what was given opens it.

    Raises Trouble when somebody has it open, or a newer program wrote it.
    """
    live = None
    if (folder / way.kind.filename).exists():
        try:
            live = open_file(folder, way.ports, way.passphrase, way.kind, code=way.code)
        except Trouble as error:
            if error.reason in {IN_USE, IN_USE_BY, NEWER}:
                raise
    try:
        yield live
    finally:
        if live is not None:
            live.close(keep_copy=False)


@contextmanager
def _staged(copy: CopyFile, name: str, folder: Path, way: _Way, job: Job) -> Iterator[Club]:
    """The book of the copy, checked, opened in a folder of its own; a new line of it begun."""
    stage = folder / backup.STAGE
    with connection.translated(name):
        shutil.rmtree(stage, ignore_errors=True)
        make_folder(stage)
        slot, data_keys = opening.unlock(
            stage, copy.keys, way.ports, way.passphrase, None, way.code
        )
        job.step(0, 3, _("Looking at every page of the copy"))
        path = stage / way.kind.filename
        if copy.manifest.verified:
            data_keys = _fitting(copy, data_keys, path, name)
        path.write_bytes(copy.database)
        if copy.journal:
            connection.journal(path).write_bytes(copy.journal)
        keys.write(stage, copy.keys)
        # The book erases them again while it opens, before it takes its place.
        state.write_state(stage, State(erasures=_erased_since(folder)))
        book = open_unlocked(stage, way.kind, way.ports, copy.keys, slot, data_keys)
    try:
        opening.start_lineage(book, N_("Take the book back from a copy"))
        yield book
    finally:
        book.close(keep_copy=False)


def _erased_since(folder: Path) -> tuple[str, ...]:
    """Who was erased, as far as this PC knows: its own memory, and what its copies say."""
    known = set(state.read_state(folder).erasures)
    for copy in backup.kept(folder):
        with suppress(UserError):
            known.update(copyfile.peek(copy.path).erasures)
    return tuple(sorted(known))


def _fitting(copy: CopyFile, data_keys: locks.DataKeys, scratch: Path, name: str) -> locks.DataKeys:
    """The key under which the database holds what its manifest says. Raises Trouble."""
    for data_key in (data_keys.current, data_keys.renewed):
        if data_key is not None:
            with suppress(Trouble):
                backup.check(copy, data_key, scratch, name)
                return locks.DataKeys(data_key)
    raise Trouble(COPY_DAMAGED, name=name)


def _missing(live: Club, book: Club) -> tuple[Entry, ...]:
    """What was written in the standing book after the moment of the copy, newest first."""
    here, there = _hashes(live.db), _hashes(book.db)
    common = max((seq for seq, hash_ in here.items() if there.get(seq) == hash_), default=0)
    entries = live.history(limit=len(here) - common) if len(here) > common else []
    return tuple(entry for entry in entries if entry.seq > common)


def _hashes(db: "Database") -> dict[int, str]:
    return dict(db.execute("select seq, hash from change").fetchall())


def _keep(folder: Path, way: _Way, live: Club | None, slots: keys.KeyFile) -> Path | None:
    """A copy of what stands there; of its bare bytes when it cannot be opened. Raises Trouble.

    `slots` are taken for a book that has lost its own.
    """
    if live is not None:
        made = backup.keep_copy(live, backup.BEFORE_RESTORE, always=True)
        return made.path if made else None
    if not (folder / way.kind.filename).exists():
        return None
    with suppress(Trouble):
        slots = keys.read(folder)
    return backup.keep_bytes(folder, way.kind, way.ports, slots)


def _put(book: Club, folder: Path, live: Club | None) -> None:
    """Let the checked book take its place. At every moment the key file opens what lies there."""
    stage, path = book.folder, folder / book.kind.filename
    book.close(keep_copy=False)
    fresh = keys.read(stage)
    remembered = state.read_state(folder)
    with connection.translated(path.name):
        if path.exists():
            keys.write(folder, _either(folder, fresh))
            if live is None:  # nobody rolled it back; it must not be played into the new file
                connection.journal(path).unlink(missing_ok=True)
        else:
            keys.write(folder, fresh)
        try:
            (stage / path.name).replace(path)
        except PermissionError:  # Windows replaces no open file
            if live is None:
                raise
            live.drop()
            (stage / path.name).replace(path)
        if live is not None:
            live.drop()
        sync_folder(folder)
        keys.write(folder, fresh)
        state.write_state(
            folder,
            replace(
                book.state,
                generation=remembered.generation,
                session=remembered.session,
                away=remembered.away,
                erasures=tuple(sorted({*remembered.erasures, *book.state.erasures})),
            ),
        )


def _either(folder: Path, fresh: keys.KeyFile) -> keys.KeyFile:
    """The slots of the standing book with its key; those of the copy with theirs as the next."""
    try:
        old = locks.only_old(keys.read(folder))
    except Trouble:
        return fresh
    next_of = {slot.id: slot for slot in fresh.slots}
    both = [
        replace(slot, sealed_next=next_of.pop(slot.id).sealed) if slot.id in next_of else slot
        for slot in old.slots
    ]
    both += [replace(slot, sealed="", sealed_next=slot.sealed) for slot in next_of.values()]
    return replace(fresh, slots=tuple(both))

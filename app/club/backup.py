"""Copies of the book that count: each was written, read back, opened and compared before it did.

A copy by hand goes wherever the user says; the program keeps its own in `backups/`, made on
closing, every half hour and before anything risky, and turned over by generations, never by dates.
"""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app import VERSION
from app.base.files import make_folder
from app.base.job import NO_JOB, Job
from app.base.names import fold
from app.base.text import _, ngettext
from app.club import chain, connection, copyfile, erase, keys, state
from app.club.connection import Digest
from app.club.copyfile import SUFFIX, CopyFile, Manifest
from app.club.faults import (
    COPY_DAMAGED,
    COPY_SPOILT,
    DAMAGED,
    DISK_FULL,
    FILE_THERE,
    NO_COPY,
    Trouble,
)
from app.club.kinds import Kind
from app.club.ports import Ports
from app.club.state import State
from app.stick.write import Spoilt, write_and_compare

if TYPE_CHECKING:
    from app.club.file import Club

BACKUPS: Final = "backups"

# Why a copy was made; part of its file name.
CLOSE, TIMER, IMPORT, EXPORT = "close", "timer", "import", "export"
BEFORE_MIGRATION, BEFORE_KEYS = "before-migration", "before-keys"
BEFORE_RESTORE, BY_HAND = "before-restore", "by-hand"

KEEP_GENERATIONS, KEEP_SESSIONS, KEEP_BEFORE = 10, 14, 5
AWAY_DAYS: Final = 7  # after so many days of changes a copy should leave the PC again

_NAME = re.compile(r"(\d{6,})-(\d{5,})-([a-z-]+)\.clbk")
_SCRATCH: Final = ".scratch.db"
STAGE: Final = ".restore"  # where a book is put together before it takes its place


@dataclass(frozen=True, slots=True)
class Copy:
    """A verified copy on a disk; `faults` is what is wrong with the history of the book itself."""

    path: Path
    manifest: Manifest
    size: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One of the program's own copies, by its file name."""

    path: Path
    generation: int
    session: int
    reason: str


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the book is, for the seal on the first page.

    `copies` on this PC, `newest_at` the newest of them, `newest_away_at` the last that left the PC,
    `changes_since` and `changes_since_away` how many changes each lacks, `last_drill` the last
    trial of a copy and whether it went well. `problems` are sentences; none means safe.
    """

    copies: int
    newest_at: datetime | None
    changes_since: int
    newest_away_at: datetime | None
    changes_since_away: int
    last_drill: datetime | None
    drill_ok: bool
    problems: tuple[str, ...]

    @property
    def safe(self) -> bool:
        """Whether the seal may say so."""
        return not self.problems


def backup(club: "Club", out: Path, job: Job = NO_JOB) -> Copy:
    """A verified copy at `out`, a file or a folder. Raises Trouble or UserError; no rest is left.

    Needs the right "backup.write".
    """
    club.require("backup.write")
    path = out / default_name(club) if out.is_dir() else out
    if path.exists():
        raise Trouble(FILE_THERE, name=path.name)
    made = _make(club, path, BY_HAND, job)
    faults = tuple(chain.verify(club))
    club.log_access("copy", detail=path.name)
    if any(path.resolve().is_relative_to(root.resolve()) for root in club.ports.drives()):
        club.remember(replace(club.state, away=made.manifest.made_at, away_seq=made.manifest.seq))
    return Copy(made.path, made.manifest, made.size, faults)


def default_name(club: "Club") -> str:
    """A file name for a copy that sorts by day and that every stick takes: plain letters only."""
    title = "-".join(re.findall("[a-z0-9]+", fold(keys.read(club.folder).title))) or "clb"
    return f"{title[:40]}-{club.today().isoformat()}-{chain.head(club)[0]}{SUFFIX}"


def keep_copy(club: "Club", reason: str, job: Job = NO_JOB, *, always: bool = False) -> Copy | None:
    """One of the program's own copies, verified; None when nothing was written since the last.

    Raises Trouble or UserError. Older ones go by the rule of `rotate`.
    """
    if not always and not _changed(club):
        return None
    generation = _next_generation(club.folder, club.state)
    session = club.state.session + (0 if club.session_counted else 1)
    path = _own_name(club.folder, generation, session, reason)
    made = _make(club, path, reason, job)
    club.session_counted = True
    club.copied_mark = _mark(club)
    club.remember(
        replace(
            club.state,
            generation=generation,
            session=session,
            copied=made.manifest.head,
            copied_seq=made.manifest.seq,
            copied_at=made.manifest.made_at,
        )
    )
    if club.clock_ok:
        rotate(club.folder)
    return made


def keep_bytes(folder: Path, kind: Kind, ports: Ports, key_file: keys.KeyFile) -> Path:
    """A copy of a file that cannot be opened: its bare bytes, told apart by `verified`.

    Raises Trouble or UserError.
    """
    path = folder / kind.filename
    journal = connection.journal(path)
    manifest = Manifest(
        club=key_file.file_id,
        kind=kind.name,
        title=key_file.title,
        lineage="",
        seq=0,
        head="",
        made_at=ports.clock().isoformat(timespec="seconds"),
        clock_ok=False,
        reason=BEFORE_RESTORE,
        app=VERSION,
        tables={},
        verified=False,
    )
    remembered = state.read_state(folder)
    generation = _next_generation(folder, remembered)
    target = _own_name(folder, generation, remembered.session + 1, BEFORE_RESTORE)
    with connection.translated(path.name):
        bare = CopyFile(
            manifest,
            key_file,
            path.read_bytes(),
            journal.read_bytes() if journal.exists() else b"",
        )
        write_copy(target, copyfile.dump(bare))
    return target


def kept(folder: Path) -> list[Kept]:
    """The program's own copies of the book in `folder`, oldest first."""
    found = []
    for path in (folder / BACKUPS).glob(f"*{SUFFIX}"):
        match = _NAME.fullmatch(path.name)
        if match:
            found.append(Kept(path, int(match[1]), int(match[2]), match[3]))
    return sorted(found, key=lambda copy: copy.generation)


def rotate(folder: Path) -> None:
    """Remove the program's own copies that the rule does not keep. Called after a newer one counts.

    Kept are the last 10 generations, the first copy of each of the last 14 sittings that changed
    something, and the last 5 made before something risky. Dates play no part: a wrong clock must
    not cost a copy.
    """
    copies = kept(folder)
    before = [copy for copy in copies if copy.reason.startswith("before-")]
    first_of = {copy.session: copy for copy in reversed(copies)}
    sessions = sorted(first_of)[-KEEP_SESSIONS:]
    staying = {
        copy.path
        for copy in (
            *copies[-KEEP_GENERATIONS:],
            *before[-KEEP_BEFORE:],
            *(first_of[session] for session in sessions),
        )
    }
    for copy in copies:
        if copy.path not in staying:
            with suppress(OSError):
                copy.path.unlink()


def sweep(folder: Path) -> None:
    """Remove what a crash left half done. Called at opening, with the lock held."""
    scratch = folder / BACKUPS / _SCRATCH
    leftovers = [*folder.glob("*.db.n*"), *(folder / BACKUPS).glob("*.part")]
    with suppress(OSError):
        for path in (scratch, connection.journal(scratch), *leftovers):
            path.unlink(missing_ok=True)
        shutil.rmtree(folder / STAGE, ignore_errors=True)


def check(copy: CopyFile, data_key: bytes, scratch: Path, name: str) -> None:
    """Open the database of a copy at `scratch`, look at every page and compare every table.

    Raises Trouble(COPY_DAMAGED) when it does not hold what its manifest says. Leaves no rest.
    """
    try:
        with connection.translated(name):
            connection.remove(scratch)
            scratch.write_bytes(copy.database)
            db = connection.read_only(scratch, data_key)
            try:
                connection.deep_check(db, name)
                same = connection.digests(db) == copy.manifest.tables
            finally:
                db.close()
    except Trouble as error:
        if error.reason != DAMAGED:
            raise
        raise Trouble(COPY_DAMAGED, name=name) from error
    finally:
        connection.discard(scratch)
    if not same:
        raise Trouble(COPY_DAMAGED, name=name)


def drill(club: "Club", job: Job = NO_JOB) -> Copy:
    """Try whether the newest of the program's own copies could be taken back, in a scratch file.

    The result is remembered for the seal. Raises Trouble when there is none, or it is not good.
    """
    keep_copy(club, TIMER, job)
    copies = kept(club.folder)
    if not copies:
        raise Trouble(NO_COPY)
    path = copies[-1].path
    job.step(1, 2, _("Trying the newest copy"))
    try:
        copy = copyfile.read(path)
        check(copy, club.data_key, club.folder / BACKUPS / _SCRATCH, path.name)
    except BaseException:
        club.remember(replace(club.state, drill=club.now(), drill_ok=False))
        raise
    club.remember(replace(club.state, drill=club.now(), drill_ok=True))
    return Copy(path, copy.manifest, path.stat().st_size)


def safety_state(club: "Club") -> Safety:
    """How safe the book is now. Cheap: reads no copy."""
    seq = chain.head(club)[0]
    copies = len(kept(club.folder))
    remembered = club.state
    newest, away = _time(remembered.copied_at), _time(remembered.away)
    since = seq - remembered.copied_seq if newest and copies else seq
    since_away = seq - remembered.away_seq if away else seq
    problems = []
    if not copies:
        problems.append(_("There is no copy of this book on this PC."))
    if away is None:
        problems.append(_("No copy has ever been put on a stick."))
    elif since_away > 0 and (club.ports.clock() - away).days >= AWAY_DAYS:
        problems.append(
            ngettext(
                "The copy on the stick lacks the last change.",
                "The copy on the stick lacks the last {n} changes.",
                since_away,
            ).format(n=since_away)
        )
    if remembered.drill and not remembered.drill_ok:
        problems.append(_("The last trial of a copy failed."))
    return Safety(
        copies=copies,
        newest_at=newest if copies else None,
        changes_since=since,
        newest_away_at=away,
        changes_since_away=since_away,
        last_drill=_time(remembered.drill),
        drill_ok=remembered.drill_ok,
        problems=tuple(problems),
    )


def describe(club: "Club", reason: str, tables: dict[str, Digest]) -> Manifest:
    """What a copy made now says of itself."""
    seq, head = chain.head(club)
    return Manifest(
        club=club.file_id,
        kind=club.kind.name,
        title=keys.read(club.folder).title,
        lineage=club.lineage,
        seq=seq,
        head=head,
        made_at=club.now(),
        clock_ok=club.clock_ok,
        reason=reason,
        app=VERSION,
        tables=tables,
        erasures=erase.listed(club),
    )


def write_copy(path: Path, raw: bytes) -> bytes:
    """Write a copy whole, and return what the disk holds of it now; replaces nothing.

    Raises Trouble, COPY_SPOILT when the disk gives back other bytes; no rest is left then.
    """
    try:
        with connection.translated(path.name):
            make_folder(path.parent)
            if shutil.disk_usage(path.parent).free < len(raw) + (1 << 20):
                raise Trouble(DISK_FULL)
            return write_and_compare(path.parent, path.name, raw).read_bytes()
    except Spoilt as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise Trouble(COPY_SPOILT, name=path.name) from error


def _make(club: "Club", path: Path, reason: str, job: Job) -> Copy:
    if club.open_change is not None:
        raise RuntimeError("a copy inside a change")
    scratch = club.folder / BACKUPS / _SCRATCH
    tables = connection.digests(club.db)
    job.step(0, 3, _("Copying"))
    try:
        with connection.translated(path.name):
            make_folder(scratch.parent)
            connection.copy_into(club.db, scratch, club.data_key)
            database = scratch.read_bytes()
    finally:
        connection.discard(scratch)
    manifest = describe(club, reason, tables)
    raw = copyfile.dump(CopyFile(manifest, keys.read(club.folder), database))
    job.step(1, 3, _("Writing and reading back"))
    back = write_copy(path, raw)
    try:
        job.step(2, 3, _("Comparing"))
        check(copyfile.load(back, path.name), club.data_key, scratch, path.name)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return Copy(path, manifest, len(raw))


def opened(club: "Club") -> None:
    """Remember where the file stood at opening: a book that was only read needs no new copy."""
    club.copied_mark = _mark(club)


def _next_generation(folder: Path, remembered: State) -> int:
    # What is remembered may be lost, and copies may have been removed by hand.
    return max([remembered.generation, *(copy.generation for copy in kept(folder))]) + 1


def _own_name(folder: Path, generation: int, session: int, reason: str) -> Path:
    return folder / BACKUPS / f"{generation:06}-{session:05}-{reason}{SUFFIX}"


def _changed(club: "Club") -> bool:
    return (
        _mark(club) != club.copied_mark
        or chain.head(club)[1] != club.state.copied
        or not kept(club.folder)
    )


def _mark(club: "Club") -> int:
    # Also counts rows that are not history: keys, the access log, what the commune received.
    return int(club.db.conn.total_changes)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None

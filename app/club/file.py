"""One open file: made, opened with its key, closed.

Opening goes step by step (`app.club.opening`), and every step that fails has a code and a sentence
(`app.club.faults`).
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.base.errors import Invalid, Refused, UserError
from app.base.files import make_folder, sync_folder
from app.base.ids import new_id
from app.base.text import N_, _, nfc
from app.club import (
    backup,
    chain,
    changes,
    connection,
    erase,
    guard,
    history,
    keys,
    locks,
    opening,
    state,
)
from app.club.faults import (
    BOOK_THERE,
    DAMAGED,
    DISK_ERROR,
    LOW_SPACE,
    STOPPED,
    Trouble,
    translate_error,
)
from app.club.history import VIETNAM, Entry
from app.club.kinds import CLUB, Kind
from app.club.passphrases import check_passphrase
from app.club.ports import Ports
from app.club.roles import CHAIR, Actor
from app.club.sqlite import Database
from app.club.state import State

# How long `state.json` may lag behind the file; a crash in between costs nothing but a warning.
_REMEMBER_EVERY = timedelta(minutes=5)


class Club:
    """One open file. Made by `create` or `open_file`; `close` it when done.

    Attributes: `folder`, `kind`, `file_id`, `db` (sqlite-utils over SQLCipher), `ports`,
    `actor` (the officer at work), `data_key`, `lineage` (id of this line of the book),
    `clock_ok` (False while the PC's clock is not to be believed), `state` (what is remembered
    outside the file), `notices` (sentences that opening found worth saying), `listeners` (called
    with the frozenset of touched tables after each commit).
    """

    def __init__(
        self,
        folder: Path,
        kind: Kind,
        file_id: str,
        db: Database,
        ports: Ports,
        actor: Actor,
        data_key: bytes,
    ) -> None:
        self.folder, self.kind, self.file_id = folder, kind, file_id
        self.db, self.ports, self.actor, self.data_key = db, ports, actor, data_key
        self.lineage, self.clock_ok = "", True
        self.state, self.notices = State(), list[str]()
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self.open_change: int | None = None
        self.session_counted, self.copied_mark = False, -1
        self._stopped = self._closed = self._detached = False

    def new_id(self) -> str:
        """A fresh text id, unique across machines."""
        return new_id(self.ports.rng)

    def now(self) -> str:
        """The time of the clock, ISO, UTC, whole seconds."""
        return self.ports.clock().astimezone(UTC).isoformat(timespec="seconds")

    def today(self) -> date:
        """The day in Vietnam, by the clock of this PC."""
        return self.ports.clock().astimezone(VIETNAM).date()

    def require(self, right: str) -> None:
        """Refuse, with a sentence, when the officer at work has no such right."""
        if not self.actor.may(right):
            raise Refused(
                _(
                    "{name} may not open or change this part of the book. Nothing was changed. "
                    "Ask the chair to sign in."
                ).format(name=self.actor.name)
            )

    @contextmanager
    def change(self, label: str, *, barrier: bool = False, **args: str | int) -> Iterator[int]:
        """The one door for writing: transaction, undo step, history entry, touched tables.

        `label` is an English text marked with N_; `args` fill its placeholders (an id under the
        name `person` is shown as that person's name). Undo stops before a `barrier`. A change
        inside a change joins the outer one. Yields the number of the change. Raises Refused when
        the officer's roles do not allow it, Trouble when the disk or the file fails.
        """
        with self._writing(), changes.change(self, label, args, barrier=barrier) as seq:
            yield seq

    def undo(self) -> int | None:
        """Undo the last change; None when there is nothing to undo."""
        with self._writing():
            return changes.undo(self)

    def redo(self) -> int | None:
        """Redo what was undone last; None when there is nothing."""
        with self._writing():
            return changes.redo(self)

    def revert(self, seq: int) -> int:
        """Undo one older change by its number, if no row of it has changed since."""
        with self._writing():
            return changes.revert(self, seq)

    def next_undo(self) -> Entry | None:
        """What `undo` would take back now, in words; None when there is nothing."""
        return history.next_undo(self)

    def next_redo(self) -> Entry | None:
        """What `redo` would do again now, in words; None when there is nothing."""
        return history.next_redo(self)

    def history(
        self,
        limit: int = 50,
        before: int | None = None,
        person_id: str | None = None,
        table: str | None = None,
    ) -> list[Entry]:
        """The newest changes first, in words; see `app.club.history.history`."""
        return history.history(self, limit, before, person_id, table)

    def log_access(
        self, what: str, person_id: str | None = None, detail: str | None = None
    ) -> None:
        """Note a reading of health data, a print or an export: never an undo step."""
        row = {
            "at": self.now(),
            "actor": self.actor.id,
            "what": what,
            "person_id": person_id,
            "detail": detail,
        }
        with connection.translated(self.kind.filename), self.db.atomic():
            self.db.table("access").insert(row)

    def snapshot(self) -> "Club":
        """The book as it is now, in memory: long reading works on it and blocks nobody.

        It cannot be written to, and is closed like a book.
        """
        memory = connection.keyed(":memory:", self.data_key)
        self.db.conn.backup(memory)
        memory.execute("pragma query_only = on")
        return self.over(guard.ClubDatabase(memory, execute_plugins=False))

    def over(self, db: Database) -> "Club":
        """The same book and officer over another database: a snapshot, a copy to be checked."""
        twin = Club(self.folder, self.kind, self.file_id, db, self.ports, self.actor, self.data_key)
        twin.lineage, twin.clock_ok, twin.state = self.lineage, self.clock_ok, self.state
        twin._detached = True
        return twin

    def remember(self, also: State | None = None) -> None:
        """Write to `state.json` where the history stands; `also` is `state` with more replaced.

        Raises UserError when the disk does not take it.
        """
        seq, head = chain.head(self)
        lines = self.db.execute("select id from lineage where id <> ?", [self.lineage]).fetchall()
        now = replace(
            also or self.state,
            lineage=self.lineage,
            seq=seq,
            head=head,
            before=tuple(sorted(line[0] for line in lines)),
            clock=max(self.now(), self.state.clock) if self.clock_ok else self.state.clock,
            erasures=tuple(sorted({*(also or self.state).erasures, *erase.listed(self)})),
        )
        if now != self.state:
            state.write_state(self.folder, now)
            self.state = now

    def close(self, *, keep_copy: bool = True) -> None:
        """Close the connection and let go of the lock; what changed is copied before.

        A copy that cannot be made does not keep the book from closing: the seal on the first page
        tells (`backup.safety_state`).
        """
        if self._closed:
            return
        self._closed = True
        try:
            if not self._detached:
                name = self.kind.filename
                if keep_copy and self.open_change is None:
                    with suppress(UserError), connection.translated(name):
                        backup.keep_copy(self, backup.CLOSE)
                with suppress(UserError), connection.translated(name):
                    self.remember()
                state.leave_lock(self.folder)
        finally:
            self.db.close()

    def drop(self) -> None:
        """Close the connection and write nothing: another file has taken the place of this one."""
        self._closed = True
        self.db.close()
        state.leave_lock(self.folder)

    def replace_db(self, db: Database, data_key: bytes) -> None:
        """Go on with another connection and key: after `drop`, when the data key was renewed."""
        self.db, self.data_key = db, data_key
        self._closed = False
        state.take_lock(self.folder, self.actor.name, self.now())
        guard.watch(self)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Around every write: refuse what could not end well, say in words what did not."""
        if self.open_change is not None:
            yield
            return
        self._check_may_write()
        try:
            yield
        except sqlcipher.Error as error:
            trouble = translate_error(error, self.kind.filename)
            if trouble is None:
                raise
            self._stopped = self._stopped or trouble.reason in {DAMAGED, DISK_ERROR}
            raise trouble from error
        last = self.state.clock
        if not last or self.ports.clock() - datetime.fromisoformat(last) >= _REMEMBER_EVERY:
            with suppress(UserError):
                self.remember()

    def _check_may_write(self) -> None:
        if self._stopped:
            raise Trouble(STOPPED)
        free = shutil.disk_usage(self.folder).free
        if free < self.ports.free_floor:
            raise Trouble(
                LOW_SPACE, free=free // 1_000_000, floor=self.ports.free_floor // 1_000_000
            )


def create(
    folder: Path,
    kind: Kind,
    title: str,
    officer: str,
    passphrase: str | None,
    ports: Ports,
    first_row: Callable[[Club], None],
    sex: str | None = None,
) -> Club:
    """Make a new file with one officer (chair) and open it; `first_row` writes its own row.

    The book is there, whole, or not at all. Raises Invalid (fields "officer", "passphrase"),
    Trouble(BOOK_THERE) and the troubles of the disk.
    """
    path = folder / kind.filename
    if any(folder.glob("*.db")):
        raise Trouble(BOOK_THERE, name=folder.name)
    officer = nfc(officer).strip()
    if not officer:
        raise Invalid({"officer": _("The officer needs a name. Nothing was changed. Type it.")})
    if passphrase is not None:
        check_passphrase(passphrase, officer, title)
    data_key, file_id = ports.rng(32), ports.rng(16).hex()
    owner = locks.Owner(new_id(ports.rng), officer, sex or "", (CHAIR,))
    slot_kind = keys.OPEN if passphrase is None else keys.PASSPHRASE
    slot = locks.make_slot(ports, file_id, data_key, owner, passphrase, slot_kind)
    key_file = keys.KeyFile(file_id, kind.name, title, (slot,))
    unfinished = path.with_name(f"{path.name}.new")
    with connection.translated(path.name):
        make_folder(folder)
        connection.remove(unfinished)
        try:
            _make(folder, unfinished, kind, key_file, data_key, ports, first_row)
            keys.write(folder, key_file)
            unfinished.replace(path)
        except BaseException:
            connection.discard(unfinished)
            raise
        sync_folder(folder)
    return open_unlocked(folder, kind, ports, key_file, slot, locks.DataKeys(data_key))


def _make(
    folder: Path,
    path: Path,
    kind: Kind,
    key_file: keys.KeyFile,
    data_key: bytes,
    ports: Ports,
    first_row: Callable[[Club], None],
) -> None:
    db = connection.connect(path, data_key)
    try:
        (slot,) = key_file.slots
        actor = Actor(slot.officer_id, slot.name, frozenset(slot.roles))
        club = Club(folder, kind, key_file.file_id, db, ports, actor, data_key)
        db.execute(f"pragma application_id = {kind.application_id}")
        club.lineage = ports.rng(16).hex()
        club.clock_ok = state.clock_is_right(ports, State())
        opening.apply_migrations(club)
        with club.db.atomic():
            club.db.table("meta").insert_all(
                [
                    {"id": "file_id", "value": club.file_id},
                    {"id": "lineage", "value": club.lineage},
                ]
            )
        guard.watch(club)
        with club.change(N_("Make the book"), barrier=True):
            db.table("lineage").insert({"id": club.lineage, "reason": "new", "at": club.now()})
            first_row(club)
            db.table("officer").insert(
                {
                    "id": slot.officer_id,
                    "name": slot.name,
                    "sex": slot.sex or None,
                    "roles": json.dumps(slot.roles),
                    "slot_key": slot.public,
                    "since": club.today().isoformat(),
                }
            )
    finally:
        db.close()


def open_file(
    folder: Path,
    ports: Ports,
    passphrase: str | None = None,
    kind: Kind = CLUB,
    *,
    slot_id: str | None = None,
    code: str | None = None,
) -> Club:
    """Open a file: without anything where a slot asks for nothing, with a passphrase, or a code.

    `slot_id` names the officer's slot (`doorplate.sign_in_names`); without it every slot is tried.
    `code` is the printed recovery code. Raises Trouble with a reason; then nothing was changed.
    Several wrong passphrases in a row make the next try wait (`ports.sleep`).
    """
    try:
        with connection.translated(kind.filename):
            key_file = opening.find(folder, kind)
            slot, data_keys = opening.unlock(folder, key_file, ports, passphrase, slot_id, code)
            return open_unlocked(folder, kind, ports, key_file, slot, data_keys)
    except UserError as error:
        if (folder / keys.FILES[0]).exists():
            reason = error.reason if isinstance(error, Trouble) else type(error).__name__
            state.note(folder, ports, f"refused {reason}")
        raise


def open_unlocked(
    folder: Path,
    kind: Kind,
    ports: Ports,
    key_file: keys.KeyFile,
    slot: keys.Slot,
    data_keys: locks.DataKeys,
) -> Club:
    """The rest of opening once a slot gave its keys. Raises as `open_file`."""
    db, data_key = opening.connect(folder, kind, data_keys)
    settled = locks.only_next if data_key == data_keys.renewed else locks.only_old
    try:
        nobody = Actor(slot.officer_id, slot.name, frozenset())
        club = Club(folder, kind, key_file.file_id, db, ports, nobody, data_key)
        club.state = state.read_state(folder)
        club.clock_ok = state.clock_is_right(ports, club.state)
        opening.look_over(club, settled(key_file), slot)
    except BaseException:
        db.close()
        state.leave_lock(folder)
        raise
    return club

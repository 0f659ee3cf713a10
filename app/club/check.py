"""Everything that can be asked of an open book: is it whole, is it the one it says it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.job import NO_JOB, Job
from app.base.text import N_, _
from app.club import chain, connection, erase, keys, renewal
from app.club.faults import Trouble

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: a code, what it was in words, and all that is wrong with it."""

    code: str
    what: str
    problems: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(club: "Club", job: Job = NO_JOB) -> tuple[Finding, ...]:
    """Look at everything. Changes nothing, and goes on after a fault."""
    found = []
    for done, (code, what, look) in enumerate(_LOOKS):
        job.step(done, len(_LOOKS), _(what))
        found.append(Finding(code, _(what), tuple(look(club))))
    return tuple(found)


def _pages(club: "Club") -> Iterator[str]:
    try:
        connection.deep_check(club.db, club.kind.filename)
    except Trouble as error:
        yield str(error)


def _schema(club: "Club") -> Iterator[str]:
    known = len(club.kind.migrations.applied(club.db))
    if connection.user_version(club.db) != known:
        yield _("The file says another version of itself than the changes it went through.")
    tables = set(club.db.table_names())
    for table in sorted(tables ^ (club.kind.rooms.keys() | club.kind.unwatched)):
        yield _("The table “{table}” is missing, or is none of ours.").format(table=table)


def _keys(club: "Club") -> Iterator[str]:
    trusted = renewal.trusted_keys(club.db)
    slots = keys.read(club.folder).slots
    for slot in slots:
        if slot.public not in trusted:
            yield _("A key slot belongs to nobody in the book: {name}.").format(name=slot.name)
    if trusted - {slot.public for slot in slots}:
        yield _("An officer in the book has no key slot and cannot sign in.")
    for name in keys.FILES:
        try:
            keys.load((club.folder / name).read_bytes())
        except (OSError, Trouble):
            yield _("The key file “{name}” is missing or damaged.").format(name=name)


def _line(club: "Club") -> Iterator[str]:
    seq, head = chain.head(club)
    last = club.state
    if last.lineage == club.lineage and (last.seq, last.head) != (seq, head) and last.seq >= seq:
        yield _("The history is shorter than when the book was last used on this PC.")


def _erasures(club: "Club") -> Iterator[str]:
    if "erasure" not in club.kind.rooms:
        return
    for code in erase.brought_back(club).values():
        yield _("The person with number {code} was erased, and is back.").format(code=code)
    if erase.is_due(club):
        yield _(
            "The free space of the file still holds what was erased. Close the book and open it."
        )


_Look = Callable[["Club"], Iterator[str] | list[str]]
_LOOKS: tuple[tuple[str, str, _Look], ...] = (
    ("pages", N_("Every page and every reference of the file"), _pages),
    ("schema", N_("The tables of the file"), _schema),
    ("history", N_("The history: every link, every row against its last change"), chain.verify),
    ("line", N_("The history against what this PC remembers"), _line),
    ("erasures", N_("The people who were erased"), _erasures),
    ("keys", N_("The keys of the officers"), _keys),
)

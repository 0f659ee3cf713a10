"""Random worlds of clubs and their exports, for the fold and for the commune's real book.

`soak_model`, `soak_book` and `soak_damage` are the long runs: they take how many, and a seed that
repeats a run.
"""

import itertools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from app.bundle import read
from app.bundle.contents import PAYLOAD
from app.bundle.read import Bundle, Reader
from app.bundle.refusals import DAMAGED, TORN, Unreadable
from app.club.file import Club, open_file
from app.commune import records
from app.commune.migrations import COMMUNE
from app.commune.rules import Arrival, Known, merge
from tests.bundles import GOLDEN, Forge, forge
from tests.exchange import make_commune
from tests.makers import TODAY, fast_ports


@dataclass(frozen=True)
class World:
    """All exports that a club ever made, oldest first, each with all exports before it."""

    exports: tuple[Arrival, ...]

    def older(self, one: str, other: str) -> bool:
        """Whether `one` came before `other` in the same line of the book."""
        return one in self.by_id[other].ancestors

    @property
    def by_id(self) -> dict[str, Arrival]:
        """The exports by id."""
        return {export.id: export for export in self.exports}


def world(chance: Random, most: int = 9) -> World:
    """A club whose book is sometimes copied to a second PC, and sometimes brought together."""
    branches: list[dict[str, int]] = [{}]
    exports = []
    for number in range(chance.randint(1, most)):
        branch = chance.randrange(len(branches))
        if len(branches) > 1 and chance.random() < 0.25:
            other = branches.pop()
            branch = min(branch, len(branches) - 1)
            branches[branch] = {**branches[branch], **other}
        before = branches[branch]
        export = Arrival(f"{number:064}", max(before.values(), default=0) + 1, dict(before))
        exports.append(export)
        if chance.random() < 0.25:
            branches.append(dict(before))
        branches[branch] = {**before, export.id: export.seq}
    return World(tuple(exports))


def some(found: World, chance: Random) -> list[Arrival]:
    """What arrives of a world: some sticks are lost."""
    return [export for export in found.exports if chance.random() < 0.8] or [found.exports[0]]


def arrive(exports: list[Arrival], known: Known | None = None) -> Known:
    """What is known after these arrived."""
    known = known or Known()
    for export in exports:
        known, _result = merge(known, export)
    return known


def check_fold(chance: Random) -> None:
    """One random world on the fold alone: order, repetition and loss."""
    found = world(chance)
    arrived = some(found, chance)
    known = arrive(arrived)
    shuffled = [*arrived, *(chance.choice(arrived) for _ in range(4))]
    chance.shuffle(shuffled)
    assert arrive(shuffled) == known, "order or repetition matters"
    for export in arrived:
        kept = export.id in known.heads or any(found.older(export.id, h) for h in known.heads)
        assert kept, "an export was lost in silence"


# --- the real book --------------------------------------------------------------------------------


def clubs(chance: Random, most: int = 3) -> list[tuple[Forge, list[bytes]]]:
    """Some clubs, and what arrives from each: signed files of random content."""
    found = []
    for number in range(chance.randint(1, most)):
        club = forge(f"{number + 1:032}", f"CLB số {number + 1}")
        ids: dict[str, str] = {}
        files = {}
        plan = world(chance, 6)
        for export in plan.exports:
            ancestors = {ids[id]: seq for id, seq in export.ancestors.items()}
            newest = max(ancestors.values(), default=0)
            said = {
                "seq": export.seq,
                "anc": ancestors,
                "parents": sorted(id for id, seq in ancestors.items() if seq == newest),
                "lineage": f"{len(ids):032}",
            }
            raw = club.bundle(club.tables(chance.randint(0, 4)), said=said)
            ids[export.id] = read.unseal(raw, club.reader).id
            files[export.id] = raw
        found.append((club, [files[export.id] for export in some(plan, chance)]))
    return found


def new_commune(folder: Path, senders: list[Forge]) -> Club:
    """A commune's book that is paired with these clubs, and stands where `folder` is."""
    if not folder.exists():
        make_commune(folder).close(keep_copy=False)
    book = open_file(folder, fast_ports(), kind=COMMUNE)
    for sender in senders:
        records.pair(book, sender.keys.card, TODAY)
    return book


def opened(raw: bytes, sender: Forge) -> Bundle:
    """A file read by the commune that it was made for."""
    return read.read(raw, sender.reader)


def picture(book: Club) -> dict[str, Any]:
    """All that a commune's book says of clubs, but for when and from which file it arrived."""
    tables = {
        f"received_{table}": f"select * from received_{table} order by club_id, export_id, id"
        for table in PAYLOAD
    }
    tables["receipt"] = "select id, club_id, seq, as_of, made_at from receipt order by id"
    tables["covered"] = "select * from covered order by club_id, export_id"
    return {name: list(book.db.query(sql)) for name, sql in tables.items()}


def check_book(chance: Random, master: Path, folder: Path) -> None:
    """One random world through the real book of a commune. `master` is an empty one."""
    sent = clubs(chance)
    senders = [club for club, _files in sent]
    everything = [opened(raw, club) for club, files in sent for raw in files]
    pictures = []
    for turn in range(2):
        copy = Path(shutil.copytree(master, folder / str(turn)))
        book = new_commune(copy, senders)
        order = [*everything, *(chance.choice(everything) for _ in range(2))]
        chance.shuffle(order)
        for bundle in order:
            records.receive(book, bundle, "")
        pictures.append(picture(book))
        check_picture(book, everything)
        book.close(keep_copy=False)
    assert pictures[0] == pictures[1], "the order of arrival matters"


def check_picture(book: Club, arrived: list[Bundle]) -> None:
    """The book knows what the fold says, and holds the rows of heads and no others."""
    by_id = {bundle.id: bundle for bundle in arrived}
    known = records.known(book)
    for club_id in {bundle.manifest.club for bundle in arrived}:
        theirs = [b for b in by_id.values() if b.manifest.club == club_id]
        said = [Arrival(b.id, b.manifest.seq, b.manifest.ancestors) for b in theirs]
        assert known[club_id] == arrive(said)
        for bundle in theirs:
            rows = records.rows(book, club_id, bundle.id)
            kept = bundle.id in known[club_id].heads
            assert rows == (bundle.tables if kept else {name: [] for name in PAYLOAD})


# --- long runs ------------------------------------------------------------------------------------


def soak_model(worlds: int, seed: int) -> int:
    """Check this many random worlds on the fold; how many."""
    for number in range(worlds):
        check_fold(Random(f"{seed}/{number}"))
    return worlds


def soak_book(worlds: int, seed: int) -> int:
    """Check this many random worlds through real books; how many."""
    with tempfile.TemporaryDirectory() as place:
        master = Path(place) / "master"
        make_commune(master).close(keep_copy=False)
        for number in range(worlds):
            with tempfile.TemporaryDirectory() as folder:
                check_book(Random(f"{seed}/{number}"), master, Path(folder))
    return worlds


def soak_damage(draws: int, seed: int) -> int:
    """Damage bundles of three sizes in this many random ways; how many were refused."""
    chance = Random(seed)
    large = forge()
    files = [(GOLDEN.raw, GOLDEN.reader)]
    files += [(large.bundle(large.tables(n)), large.reader) for n in (60, 2_000)]
    for raw, reader in itertools.islice(itertools.cycle(files), draws):
        changed = bytearray(raw)
        start = chance.randrange(len(raw))
        match chance.randrange(4):
            case 0:
                del changed[start:]
            case 1:
                changed[start] ^= 1 << chance.randrange(8)
            case 2:
                end = min(start + 512, len(raw))
                changed[start:end] = bytes(end - start)
            case 3:
                changed[start:start] = chance.randbytes(chance.randint(1, 512))
        if bytes(changed) == raw:
            continue
        code = _refusal(bytes(changed), reader)
        assert code in (TORN, DAMAGED), f"{code}: seed {seed}"
    return draws


def _refusal(raw: bytes, reader: Reader) -> str | None:
    try:
        read.read(raw, reader)
    except Unreadable as problem:
        return problem.code
    return None

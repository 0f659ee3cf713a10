"""Export: freeze what may leave, sign it, lock it for the commune, note the number, write the file.

`export` does it all. A screen calls the steps: `prepare`, `earlier` and `record` where the book is
open, `check_again` and `deliver` on a worker, since they only touch the stick.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app import VERSION
from app.base.errors import UserError
from app.base.job import NO_JOB, Job
from app.base.text import _, ngettext
from app.bundle import canonical, contents, figures, format, keys, manifest, records
from app.bundle.contents import PAYLOAD
from app.bundle.manifest import Manifest, Packed, Table
from app.bundle.records import Export
from app.club.file import Club
from app.members import records as register
from app.members.rules import composition
from app.stick.disk import Disk, Files
from app.stick.write import check_room, sum_of, trouble, write_safely

COPIES = ("", "_b")
CHECKED_AGAIN = 5  # earlier files of ours that are read again on the same stick

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What will leave, ready to be written: the rows by table, and the finished file.

    `commune` is the receiver's name; `named` and `unnamed` count the members with and without
    their name.
    """

    tables: Mapping[str, Rows]
    commune: str
    named: int
    unnamed: int
    export: Export
    parents: tuple[str, ...]
    manifest: bytes
    data: bytes

    @property
    def lines(self) -> list[str]:
        """What leaves, in words, a sentence each."""
        return _lines(self)


@dataclass(frozen=True, slots=True)
class Sent:
    """A finished export: its number, receiver, members with and without their name, the files on
    the stick, and what left, in words.

    `damaged` names earlier files of ours that the stick no longer reads back rightly.
    """

    seq: int
    commune: str
    named: int
    unnamed: int
    files: tuple[Path, ...]
    lines: tuple[str, ...]
    damaged: tuple[str, ...]


def prepare(club: Club, today: date) -> Prepared:
    """Everything that may leave today, signed and locked. The book is not changed.

    Raises UserError when no commune is paired.
    """
    club.require("bundle.write")
    commune = records.commune(club)
    if commune is None:
        raise UserError(
            _(
                "This club is not paired with a commune yet, so nothing was sent."
                " Nothing was changed."
                " Ask the commune for its key file and pair first."
            )
        )
    own = keys.own(club)  # makes them when there are none
    with club.db.atomic():  # one moment of the book
        tables = _tables(club, own, today)
        known = records.ancestors(club, manifest.MAX_ANCESTORS)
        head = records.history_head(club)
    parts = {name: canonical.encode(rows) for name, rows in tables.items()}
    content = canonical.join(parts)
    packed = zlib.compress(content, 6)
    last = max(known.values(), default=0)
    named = sum(row["name"] is not None for row in tables["member"])
    statement = Manifest(
        schema=manifest.SCHEMA,
        app=VERSION,
        club=club.file_id,
        name=own.card.name,
        code=own.card.code,
        lineage=club.lineage,
        seq=last + 1,
        parents=tuple(sorted(key for key, seq in known.items() if seq == last)),
        ancestors=known,
        to=commune.id,
        key=own.card.key_id,
        made_at=club.now(),
        clock_ok=club.clock_ok,
        history=head,
        as_of=today.isoformat(),
        named=named,
        unnamed=len(tables["member"]) - named,
        tables={name: Table(len(tables[name]), _sum(part)) for name, part in parts.items()},
        content=Packed(len(packed), len(content), _sum(packed), _sum(content)),
    )
    raw = statement.encode()
    body = len(raw).to_bytes(4, "big") + raw + own.sign(manifest.to_sign(raw)) + packed
    locked = keys.lock(body, commune.age_key, own.card.age_key)
    data = format.frame(format.Section(format.SYNC, 0, locked))
    export_id = manifest.export_id(raw)
    name = f"NCT_{own.card.code}_{last + 1:04}_{export_id[:8]}.nctb"
    export = Export(
        export_id, last + 1, statement.made_at, today, commune.id, name, _sum(data), named
    )
    return Prepared(
        tables, commune.name, named, statement.unnamed, export, statement.parents, raw, data
    )


def record(club: Club, prepared: Prepared) -> None:
    """Use up the number of the export, before its file is written."""
    detail = f"{prepared.export.seq} {prepared.export.id[:8]}"
    records.add_export(club, prepared.export, prepared.parents, prepared.manifest, detail)


def deliver(
    prepared: Prepared, folder: Path, job: Job = NO_JOB, files: Files | None = None
) -> tuple[Path, ...]:
    """Write both copies of the file, each read back from the stick. Raises UserError."""
    names = _names(prepared.export.file)
    paths = []
    for number, name in enumerate(names):
        job.step(number, len(names), _("Writing to the stick"))
        paths.append(write_safely(folder, name, prepared.data, files))
    return tuple(paths)


def export(
    club: Club, folder: Path, today: date, job: Job = NO_JOB, files: Files | None = None
) -> Sent:
    """Write today's bundle into `folder` (made when missing) and say what left.

    Raises UserError when no commune is paired, or the stick is full, read-only, pulled or lying;
    then no file with a final name is half written.
    """
    files = files or Disk()
    prepared = prepare(club, today)
    check_room(folder, len(prepared.data), files)
    record(club, prepared)
    damaged = check_again(earlier(club), folder, files)
    paths = deliver(prepared, folder, job, files)
    records.mark_written(club, prepared.export.id)
    return Sent(
        prepared.export.seq,
        prepared.commune,
        prepared.named,
        prepared.unnamed,
        paths,
        tuple(prepared.lines),
        damaged,
    )


def earlier(club: Club) -> dict[str, str]:
    """The names of the files that were written last, and the sum of what stands in each."""
    sent = records.exports(club, newest=CHECKED_AGAIN)
    return {name: export.sum for export in sent for name in _names(export.file)}


def check_again(
    written: Mapping[str, str], folder: Path, files: Files | None = None
) -> tuple[str, ...]:
    """Which of our `earlier` files on this stick no longer read back as they were written.

    Raises UserError when the stick does not answer.
    """
    files = files or Disk()
    try:
        there = set(files.names(folder))
        return tuple(
            name
            for name, sum_ in written.items()
            if name in there and sum_of(folder / name, files) != sum_
        )
    except OSError as error:
        raise trouble(error) from error


def _names(file: str) -> list[str]:
    """The names of the copies of a file."""
    stem, dot, suffix = file.partition(".")
    return [f"{stem}{mark}{dot}{suffix}" for mark in COPIES]


def _tables(club: Club, own: keys.Keys, today: date) -> dict[str, list[dict[str, Any]]]:
    members = register.members(club, today)
    agreed = register.purposes_in_force(club, today)
    named = {person for person, purposes in agreed.items() if contents.NAMED in purposes}
    rows = figures.member_rows(members, named, today, own.pid)
    counted = figures.figure_rows(
        composition(members, today), records.readings(club), records.memberships(club)
    )
    row = figures.club_row(club.file_id, own.card.code, records.own_row(club))
    tables = {"club": [row], "member": rows, "figure": counted}
    for name in PAYLOAD:  # the last guard: nothing unlisted leaves
        fault = contents.fault(name, tables[name])
        if fault:
            raise ValueError(f"this may not leave: {fault}")
    return tables


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lines(prepared: Prepared) -> list[str]:
    named, unnamed = prepared.named, prepared.unnamed
    months = {row["period"] for row in prepared.tables["figure"] if row["figure"] == "readings"}
    return [
        _("To {commune}: number {seq}.").format(commune=prepared.commune, seq=prepared.export.seq),
        ngettext(
            "{n} member with name, birth, sex and hamlet: agreed to it.",
            "{n} members with name, birth, sex and hamlet: they agreed to it.",
            named,
        ).format(n=named),
        ngettext(
            "{n} member without a name: sex, age within five years, household.",
            "{n} members without a name: sex, age within five years, household.",
            unnamed,
        ).format(n=unnamed),
        ngettext(
            "Counts of members, and of blood pressures of {n} month, without names.",
            "Counts of members, and of blood pressures of {n} months, without names.",
            len(months),
        ).format(n=len(months)),
        _("Phone, ID card, health card, ethnic group and single readings stay in the club."),
    ]

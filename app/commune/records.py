"""The SQL of the commune's book: paired clubs, what arrived, and the rows of each club's heads."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.base.errors import Invalid
from app.base.names import fold
from app.base.text import N_, _, nfc
from app.bundle import keys
from app.bundle.contents import COMPOSITION, PAYLOAD
from app.bundle.keys import Card
from app.bundle.read import Bundle, Reader
from app.club.file import Club, create
from app.club.history import VIETNAM
from app.club.ports import Ports
from app.commune.migrations import COMMUNE
from app.commune.rules import ALREADY, STALE, Arrival, Known, merge

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A club that this commune receives from, until it is revoked."""

    club_id: str
    name: str
    code: str
    key_id: str
    sign_key: str
    paired_on: date
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an export changed against the one before: members by count, readings and figures.

    `readings` is the difference in the number of readings, `figures` how many figures differ.
    """

    members_added: int = 0
    members_gone: int = 0
    members_changed: int = 0
    readings: int = 0
    figures: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an export that arrived: a result of `rules`, and what it changed.

    `received_on` is the day of its first arrival; `newest` the number that counts now.
    """

    result: str
    seq: int
    received_on: date
    newest: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Arrived:
    """An export in the commune's book: when it came, what it was then, and what it changed."""

    export_id: str
    club_id: str
    seq: int
    as_of: date
    received_at: datetime
    result: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Status:
    """A paired club as the commune sees it; None where nothing has arrived yet.

    `composition` maps the figures of the composition to counts; `missing` are the numbers of
    exports that never arrived; `heads` the exports that nothing is newer than, two in a fork, and
    `current` the one of them that counts.
    """

    club_id: str
    name: str
    code: str
    last_seq: int | None
    as_of: date | None
    received_on: date | None
    members: int | None
    readings: int | None
    composition: Mapping[str, int]
    missing: tuple[int, ...]
    heads: tuple[str, ...]
    current: str | None
    revoked_on: date | None


def make(
    folder: Path,
    name: str,
    province: str | None,
    officer: str,
    passphrase: str | None,
    ports: Ports,
) -> Club:
    """A new book of a commune's association, open; `officer` is its chair. Raises UserError."""

    def first_row(club: Club) -> None:
        club.db.table("commune").insert({"id": club.new_id(), "name": name, "province": province})

    name = nfc(name).strip()
    if not name:
        raise Invalid({"name": _("The commune needs a name. Nothing was made. Type it.")})
    club = create(folder, COMMUNE, name, officer, passphrase, ports, first_row)
    keys.own(club)  # now, so that refusing the first bundle writes nothing
    return club


# --- pairing --------------------------------------------------------------------------------------


def pairings(club: Club) -> list[Pairing]:
    """The clubs we are or were paired with, by name."""
    found = club.db.query(
        "select id, name, code, key_id, sign_key, paired_on, revoked_on from club_pair"
    )
    return sorted((_pairing(row) for row in found), key=lambda p: (fold(p.name), p.club_id))


def reader(club: Club) -> Reader:
    """Our keys, and those of the clubs from which we take bundles."""
    own = keys.own(club)
    trusted = {p.club_id: (p.key_id, p.sign_key) for p in pairings(club) if p.revoked_on is None}
    return Reader(own.identity, own.card.key_id, trusted)


def pair(club: Club, card: Card, today: date) -> None:
    """Take what this club signs with this key from now on; an earlier key of it holds no more."""
    row = {
        "id": card.file_id,
        "name": card.name,
        "code": card.code,
        "key_id": card.key_id,
        "sign_key": card.sign_key,
        "paired_on": today.isoformat(),
        "revoked_on": None,
    }
    with club.change(N_("Pair with the club: {name}"), name=card.name):
        club.db.table("club_pair").upsert(row, pk="id")


def revoke(club: Club, pairing: Pairing, today: date) -> None:
    """Take nothing more from this club, until it is paired again; what it sent stays."""
    with club.change(N_("No longer receive from: {name}"), name=pairing.name):
        club.db.table("club_pair").update(pairing.club_id, {"revoked_on": today.isoformat()})


# --- receiving ------------------------------------------------------------------------------------


def receive(club: Club, bundle: Bundle, file: str) -> Receipt:
    """Take in a bundle in one transaction; again is the same as once."""
    stated = bundle.manifest
    before = known(club).get(stated.club, Known())
    after, result = merge(before, Arrival(bundle.id, stated.seq, stated.ancestors))
    newest = after.complete[after.current or bundle.id]
    if result == ALREADY:
        return Receipt(result, stated.seq, _received_on(club, bundle.id), newest, Changes())
    changes = Changes()
    now = club.now()
    with club.change(
        N_("Receive number {seq} from: {name}"), barrier=True, seq=stated.seq, name=stated.name
    ):
        if result != STALE:
            changes = _compare(rows(club, stated.club, before.current), bundle.tables)
            _keep(club, bundle)
        _drop(club, stated.club, set(before.heads) - set(after.heads))
        _cover(club, stated.club, stated.ancestors)
        club.db.table("receipt").insert(
            {
                "id": bundle.id,
                "club_id": stated.club,
                "seq": stated.seq,
                "lineage": stated.lineage,
                "as_of": stated.as_of,
                "made_at": stated.made_at,
                "received_at": now,
                "file": file,
                "result": result,
                "changes": json.dumps(asdict(changes)),
            }
        )
    return Receipt(result, stated.seq, _day(now), newest, changes)


def arrived(club: Club, club_id: str, newest: int = 20) -> list[Arrived]:
    """What arrived from a club, the last arrival first."""
    club.require("commune.read")
    found = club.db.query(
        "select id, club_id, seq, as_of, received_at, result, changes from receipt "
        "where club_id = :club order by received_at desc, seq desc limit :newest",
        {"club": club_id, "newest": newest},
    )
    return [_arrived(row) for row in found]


def days_sent(club: Club) -> dict[str, list[date]]:
    """The days up to which the exports of each club count."""
    club.require("commune.read")
    found: dict[str, list[date]] = defaultdict(list)
    for row in club.db.query("select distinct club_id, as_of from receipt order by as_of"):
        found[row["club_id"]].append(date.fromisoformat(row["as_of"]))
    return found


def known(club: Club) -> dict[str, Known]:
    """What is known of each club's exports."""
    complete: dict[str, dict[str, int]] = defaultdict(dict)
    covered: dict[str, dict[str, int]] = defaultdict(dict)
    for row in club.db.query("select club_id, id, seq from receipt"):
        complete[row["club_id"]][row["id"]] = row["seq"]
    for row in club.db.query("select club_id, export_id, seq from covered"):
        covered[row["club_id"]][row["export_id"]] = row["seq"]
    return {each: Known(complete[each], covered[each]) for each in complete}


def _received_on(club: Club, export_id: str) -> date:
    found = club.db.query("select received_at from receipt where id = :id", {"id": export_id})
    return _day(next(found)["received_at"])


def _day(moment: str) -> date:
    """The day in Vietnam at a moment (ISO, UTC)."""
    return datetime.fromisoformat(moment).astimezone(VIETNAM).date()


def _cover(club: Club, club_id: str, ancestors: Mapping[str, int]) -> None:
    club.db.conn.executemany(
        "insert into covered(club_id, export_id, seq) values (:club_id, :export_id, :seq) "
        "on conflict do update set seq = min(seq, excluded.seq)",
        [{"club_id": club_id, "export_id": e, "seq": seq} for e, seq in ancestors.items()],
    )


def _keep(club: Club, bundle: Bundle) -> None:
    where = {"club_id": bundle.manifest.club, "export_id": bundle.id}
    for table, columns in PAYLOAD.items():
        names = [*where, *(column.name for column in columns)]
        values = ", ".join(f":{name}" for name in names)
        club.db.conn.executemany(
            f"insert into received_{table}({', '.join(names)}) values ({values})",
            [{**row, **where} for row in bundle.tables[table]],
        )


def _drop(club: Club, club_id: str, export_ids: Iterable[str]) -> None:
    """Forget the rows of exports that a newer one replaces, and with them who left or withdrew."""
    for export_id in export_ids:
        for table in PAYLOAD:
            club.db.execute(
                f"delete from received_{table} where club_id = :club and export_id = :export",
                {"club": club_id, "export": export_id},
            )


def rows(club: Club, club_id: str, export_id: str | None) -> dict[str, list[Row]]:
    """The received rows of one export, by table, as they were sent: none unless it is a head."""
    club.require("commune.read")
    return {
        table: [
            dict(row)
            for row in club.db.query(
                f"select {', '.join(column.name for column in columns)} from received_{table} "
                "where club_id = :club and export_id = :export order by id",
                {"club": club_id, "export": export_id},
            )
        ]
        for table, columns in PAYLOAD.items()
    }


def _compare(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]]) -> Changes:
    old, new = _members(before["member"]), _members(after["member"])
    old_figures, new_figures = _counts(before["figure"]), _counts(after["figure"])
    return Changes(
        members_added=len(new.keys() - old.keys()),
        members_gone=len(old.keys() - new.keys()),
        members_changed=sum(new[key] != old[key] for key in new.keys() & old.keys()),
        readings=_readings(after["figure"]) - _readings(before["figure"]),
        figures=len(dict(old_figures.items() ^ new_figures.items())),
    )


def _members(rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {row["id"]: [row[column.name] for column in PAYLOAD["member"]] for row in rows}


def _counts(rows: Sequence[Row]) -> dict[str, tuple[int, int | None]]:
    """What was counted, by figure; the composition without its day, which always differs."""
    return {
        row["figure"] if row["figure"] in COMPOSITION else row["id"]: (
            row["numerator"],
            row["denominator"],
        )
        for row in rows
    }


def _readings(figures: Sequence[Row]) -> int:
    return sum(row["numerator"] for row in figures if row["figure"] == "readings")


# --- overview -------------------------------------------------------------------------------------


def overview(club: Club) -> list[Status]:
    """Every paired club with the newest that arrived from it, by name."""
    club.require("commune.read")
    exports = known(club)
    figures = _figures(club, [k.current for k in exports.values() if k.current])
    receipts = {
        row["id"]: row for row in club.db.query("select id, as_of, received_at from receipt")
    }
    return [
        _status(pairing, exports.get(pairing.club_id, Known()), receipts, figures)
        for pairing in pairings(club)
    ]


def _status(
    pairing: Pairing,
    known: Known,
    receipts: Mapping[str, Row],
    figures: Mapping[str, Mapping[str, int]],
) -> Status:
    current = known.current
    receipt = receipts[current] if current else None
    counted = figures.get(current or "", {})
    return Status(
        club_id=pairing.club_id,
        name=pairing.name,
        code=pairing.code,
        last_seq=known.complete[current] if current else None,
        as_of=date.fromisoformat(receipt["as_of"]) if receipt else None,
        received_on=_day(receipt["received_at"]) if receipt else None,
        members=counted.get("members"),
        readings=counted.get("readings", 0) if current else None,
        composition={name: counted[name] for name in COMPOSITION if name in counted},
        missing=tuple(seq for seq, _export in known.missing),
        heads=known.heads,
        current=current,
        revoked_on=pairing.revoked_on,
    )


def _figures(club: Club, export_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Composition and number of readings of these exports, by export and figure."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in club.db.query(
        "select f.export_id, f.figure, sum(f.numerator) as n "
        "from received_figure f join receipt r on r.id = f.export_id "
        "where f.export_id in (select value from json_each(:exports)) "
        "and (f.period = r.as_of or f.figure = 'readings') "
        "group by f.export_id, f.figure",
        {"exports": json.dumps(export_ids)},
    ):
        found[row["export_id"]][row["figure"]] = row["n"]
    return found


def _arrived(row: Mapping[str, Any]) -> Arrived:
    return Arrived(
        row["id"],
        row["club_id"],
        row["seq"],
        date.fromisoformat(row["as_of"]),
        datetime.fromisoformat(row["received_at"]).astimezone(VIETNAM),
        row["result"],
        Changes(**json.loads(row["changes"])),
    )


def _pairing(row: Mapping[str, Any]) -> Pairing:
    revoked = row["revoked_on"]
    return Pairing(
        row["id"],
        row["name"],
        row["code"],
        row["key_id"],
        row["sign_key"],
        date.fromisoformat(row["paired_on"]),
        date.fromisoformat(revoked) if revoked else None,
    )

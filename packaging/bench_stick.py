"""Measures the way to the commune: export against SQLite's own backup, receive against inserts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bench_kit import UNTIL, Result, Scene, against, clocked, in_ms, side_by_side

from app.bundle import keys, write
from app.bundle.contents import PAYLOAD
from app.club import connection
from app.club.file import Club, open_file
from app.club.ports import Ports
from app.commune import receive as receiving
from app.commune import records
from app.commune.migrations import COMMUNE
from app.health import records as health
from app.health.rules import Reading
from app.members import records as members

_ROUNDS = 25


def export(scene: Scene) -> list[Result]:
    """A bundle, written twice and read back, against a copy of the file with its hash."""
    club, commune = _exchange(scene)
    stick, copy = scene.fresh("stick"), scene.fresh("copy")

    def ours() -> float:
        return clocked(lambda: write.export(club, stick, UNTIL))

    def theirs() -> float:
        copy.unlink(missing_ok=True)

        def work() -> None:
            target = connection.keyed(copy, club.data_key)
            club.db.conn.backup(target)
            target.close()
            hashlib.sha256(copy.read_bytes()).hexdigest()

        return clocked(work)

    pair = side_by_side(ours, theirs, _ROUNDS)
    _close(club, commune)
    return [
        against(
            "export", "export a club of 60, read back", pair, 3.0, "SQLite's backup and SHA-256"
        )
    ]


def receive(scene: Scene) -> list[Result]:
    """A bundle that follows another, against inserting its rows into an equal file."""
    club, commune = _exchange(scene)
    bundles = iter(_bundles(club, scene.fresh("stick")))
    bare = connection.connect(scene.fresh("bare"), commune.data_key)
    COMMUNE.migrations.apply(bare)
    took: list[float] = []

    def ours() -> float:
        bundle = next(bundles)
        seconds = clocked(lambda: _take(commune, bundle))
        took.append(seconds * 1000)
        return seconds

    def theirs() -> float:
        rows = {
            table: commune.db.execute(f"select * from received_{table}").fetchall()
            for table in PAYLOAD
        }
        for table in PAYLOAD:
            bare.conn.execute(f"delete from received_{table}")

        def work() -> None:
            bare.conn.execute("begin immediate")
            for table in PAYLOAD:
                marks = ", ".join("?" for _value in rows[table][0])
                bare.conn.executemany(f"insert into received_{table} values ({marks})", rows[table])
            bare.conn.execute("commit")

        return clocked(work)

    pair = side_by_side(ours, theirs, _ROUNDS)
    bare.close()
    _close(club, commune)
    return [
        against("receive", "receive a club of 60", pair, 6.0, "inserting the same rows"),
        in_ms("receive", "receive a club of 60", min(took), 100),
    ]


def _take(commune: Club, bundle: Path) -> None:
    (outcome,) = receiving.receive(commune, bundle)
    if outcome.result != "accepted":
        raise AssertionError(outcome.message)


def _bundles(club: Club, stick: Path) -> Iterator[Path]:
    """Bundle after bundle, with a month of readings more each time."""
    people = members.members(club, UNTIL)
    for number in range(_ROUNDS + 1):
        with club.change("Record readings"):
            on = UNTIL.replace(day=1 + number % 14)
            for place, person in enumerate(people):
                reading = Reading(on=on, systolic=120 + place % 40, diastolic=80)
                health.set_reading(club, person.id, reading)
        yield write.export(club, stick, UNTIL).files[0]


def _exchange(scene: Scene) -> tuple[Club, Club]:
    """A practice club of 60 and its commune, open and paired."""
    club = open_file(scene.practice(), Ports())
    commune = records.make(scene.fresh("commune"), "Hội NCT", None, "Hải", None, Ports())
    keys.pair(club, keys.own(commune).card, UNTIL)
    records.pair(commune, keys.own(club).card, UNTIL)
    return club, commune


def _close(*books: Club) -> None:
    for book in books:
        book.close(keep_copy=False)

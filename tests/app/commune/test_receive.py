"""Receiving through the real book and real files."""

import json
import shutil
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

from app.base.job import NO_JOB
from app.bundle import refusals, write
from app.club.file import Club, open_file
from app.commune import inbox, records
from app.commune.receive import as_json, receive
from app.commune.records import Changes
from tests.app.commune.receiving import send, sum_of, told
from tests.exchange import Exchange, add_member, consent, make_commune, measure, pair
from tests.makers import TODAY, fast_ports, make_club

# --- the good way ---------------------------------------------------------------------------------


def test_both_copies_are_one_row(exchange: Exchange) -> None:
    add_member(exchange.club, named=True)
    write.export(exchange.club, exchange.stick, TODAY)
    (outcome,) = receive(exchange.commune, exchange.stick)
    assert (outcome.result, outcome.reason, outcome.seq) == ("accepted", None, 1)
    assert outcome.club == "CLB thôn Đông"
    assert not outcome.file.endswith("_b.nctb")
    assert outcome.changes.members_added == 1


def test_the_commune_sees_the_club(exchange: Exchange) -> None:
    lan = add_member(exchange.club, "Nguyễn Thị Lan", household="poor")
    add_member(exchange.club, "Trần Văn Bình", sex="M", birth="1980")
    measure(exchange.club, lan, "2026-09-05", 150, 90)
    measure(exchange.club, lan, "2026-10-05", 140, 90)
    (before,) = records.overview(exchange.commune)
    assert (before.last_seq, before.members, before.composition) == (None, None, {})
    receive(exchange.commune, send(exchange))
    (status,) = records.overview(exchange.commune)
    assert (status.name, status.last_seq, status.as_of) == ("CLB thôn Đông", 1, TODAY)
    assert (status.members, status.readings) == (2, 2)
    assert status.composition == {
        "members": 2,
        "women": 1,
        "age_55": 1,
        "age_60": 1,
        "poor": 1,
        "near_poor": 0,
        "difficult": 0,
    }


def test_again_is_the_same_as_once(exchange: Exchange) -> None:
    file = send(exchange)
    receive(exchange.commune, file)
    before, once = sum_of(exchange.commune), records.overview(exchange.commune)
    (outcome,) = receive(exchange.commune, file)
    assert (outcome.result, outcome.reason) == ("already", "ALREADY")
    assert "21/11/2026" in outcome.message
    assert sum_of(exchange.commune) == before
    assert records.overview(exchange.commune) == once


def test_changes_since_the_last_one(exchange: Exchange) -> None:
    club = exchange.club
    stays, leaves = add_member(club, "Lan"), add_member(club, "Bình")
    receive(exchange.commune, send(exchange))
    add_member(club, "Đào")
    consent(club, stays)  # now the name is sent
    with club.change("Leave"):
        club.db.execute(
            "update membership set left_on = '2026-11-01', reason = 'moved' where person_id = ?",
            [leaves],
        )
    measure(club, stays, "2026-11-05", 120, 80)
    (outcome,) = receive(exchange.commune, send(exchange, TODAY + timedelta(1)))
    assert outcome.changes == Changes(
        members_added=1, members_gone=1, members_changed=1, readings=1, figures=8
    )


def test_nothing_new_is_nothing_changed(exchange: Exchange) -> None:
    add_member(exchange.club)
    receive(exchange.commune, send(exchange))
    (outcome,) = receive(exchange.commune, send(exchange, TODAY + timedelta(1)))
    assert (outcome.result, outcome.changes) == ("accepted", Changes())
    newest, first = records.arrived(exchange.commune, exchange.club.file_id)
    assert (newest.seq, newest.changes) == (2, Changes())
    assert (first.seq, first.result, first.changes.members_added) == (1, "accepted", 1)
    assert first.received_at.isoformat() == "2026-11-21T15:00:00+07:00"


def test_who_withdrew_is_gone_from_the_commune(exchange: Exchange) -> None:
    person = add_member(exchange.club, "Nguyễn Thị Lan", named=True)
    receive(exchange.commune, send(exchange))
    with exchange.club.change("Withdraw"):
        exchange.club.db.execute(
            "update consent set withdrawn_on = '2026-11-21' where person_id = ?", [person]
        )
    receive(exchange.commune, send(exchange))
    dump = [
        str(tuple(row.values()))
        for table in exchange.commune.db.table_names()
        for row in exchange.commune.db.query(f'select * from "{table}"')
    ]
    assert not [row for row in dump if "Nguyễn Thị Lan" in row]


def test_a_receipt_is_superseded_not_undone(exchange: Exchange) -> None:
    receive(exchange.commune, send(exchange))
    exchange.commune.undo()
    (status,) = records.overview(exchange.commune)
    assert status.last_seq == 1


def test_out_of_order_and_lost(exchange: Exchange) -> None:
    one, two, three = (send(exchange) for _ in range(3))
    assert told(receive(exchange.commune, three)) == [("accepted", None)]
    (status,) = records.overview(exchange.commune)
    assert status.missing == (1, 2)
    assert told(receive(exchange.commune, one)) == [("stale", "STALE")]
    (status,) = records.overview(exchange.commune)
    assert (status.last_seq, status.missing) == (3, (2,))
    assert two.exists()


def test_a_number_wasted_by_a_crash_is_told_as_missing(exchange: Exchange) -> None:
    write.record(exchange.club, write.prepare(exchange.club, TODAY))
    assert told(receive(exchange.commune, send(exchange))) == [("accepted", None)]
    (status,) = records.overview(exchange.commune)
    assert (status.last_seq, status.missing) == (2, (1,))


def test_a_commune_that_lost_everything_pairs_again_and_gets_the_same(
    exchange: Exchange, tmp_path: Path
) -> None:
    add_member(exchange.club, named=True)
    send(exchange)
    receive(exchange.commune, exchange.stick)
    (before,) = records.overview(exchange.commune)
    fresh = make_commune(tmp_path / "fresh")
    pair(exchange.club, fresh)
    write.export(exchange.club, exchange.stick, TODAY)
    outcomes = receive(fresh, exchange.stick)
    assert told(outcomes) == [("accepted", None), ("refused", refusals.NOT_FOR_US)]
    (after,) = records.overview(fresh)
    assert after.composition == before.composition
    assert (after.last_seq, after.missing) == (2, (1,))
    fresh.close(keep_copy=False)


def test_a_whole_stick_is_taken_oldest_first(exchange: Exchange) -> None:
    for _ in range(3):
        send(exchange)
    outcomes = receive(exchange.commune, exchange.stick)
    assert [(outcome.seq, outcome.result) for outcome in outcomes] == [
        (1, "accepted"),
        (2, "accepted"),
        (3, "accepted"),
    ]


def test_two_clubs_do_not_touch_each_other(exchange: Exchange, tmp_path: Path) -> None:
    other = make_club(tmp_path / "other", name="CLB An Bình")
    pair(other, exchange.commune)
    add_member(exchange.club)
    receive(exchange.commune, send(exchange))
    before = records.rows(exchange.commune, exchange.club.file_id, _current(exchange))
    write.export(other, exchange.stick, TODAY)
    outcomes = receive(exchange.commune, exchange.stick)
    assert [(o.club, o.result) for o in outcomes] == [
        ("CLB An Bình", "accepted"),
        ("CLB thôn Đông", "already"),
    ]
    assert records.rows(exchange.commune, exchange.club.file_id, _current(exchange)) == before
    other.close(keep_copy=False)


def _current(exchange: Exchange) -> str | None:
    return records.known(exchange.commune)[exchange.club.file_id].current


# --- forks ----------------------------------------------------------------------------------------


def two_pcs(exchange: Exchange, folder: Path) -> tuple[Exchange, Exchange]:
    """The club, and a copy of its book on another PC with which work goes on apart."""
    exchange.club.close(keep_copy=False)
    shutil.copytree(exchange.club.folder, folder)
    one, other = (open_file(place, fast_ports()) for place in (exchange.club.folder, folder))
    return replace(exchange, club=one), replace(exchange, club=other)


def test_two_copies_of_a_book_are_both_kept(exchange: Exchange, tmp_path: Path) -> None:
    receive(exchange.commune, send(exchange))
    one, other = two_pcs(exchange, tmp_path / "second")
    add_member(one.club, "Lan")
    add_member(other.club, "Bình")
    add_member(other.club, "Đào")
    assert told(receive(exchange.commune, send(one))) == [("accepted", None)]
    (outcome,) = receive(exchange.commune, send(other))
    assert (outcome.result, outcome.reason) == ("fork", "FORK")
    assert outcome.bad
    (status,) = records.overview(exchange.commune)
    assert len(status.heads) == 2
    counts = {
        len(records.rows(exchange.commune, one.club.file_id, head)["member"])
        for head in status.heads
    }
    assert counts == {1, 2}
    for pc in (one, other):
        pc.club.close(keep_copy=False)


# --- the log --------------------------------------------------------------------------------------


def test_the_log_grows_and_names_nobody(exchange: Exchange, tmp_path: Path) -> None:
    file = send(exchange)
    receive(exchange.commune, file)
    personal = tmp_path / "của bà Lan.nctb"
    personal.write_bytes(file.read_bytes()[:50])
    receive(exchange.commune, personal)
    one, two = inbox.logged(exchange.commune)
    assert (one["file"], one["result"], one["seq"]) == (file.name, "accepted", 1)
    assert (two["file"], two["result"], two["reason"]) == ("", "refused", "TORN")
    assert "Lan" not in (exchange.commune.folder / inbox.LOG).read_text(encoding="utf-8")


def test_a_line_cut_by_a_crash_is_left_out(commune: Club) -> None:
    assert inbox.logged(commune) == []
    inbox.log(commune, {"file": "x"})
    with (commune.folder / inbox.LOG).open("a") as log:
        log.write('{"file": "y')
    assert len(inbox.logged(commune)) == 1


def test_a_log_that_cannot_be_written_stops_nothing(exchange: Exchange) -> None:
    (exchange.commune.folder / inbox.LOG).mkdir()
    assert told(receive(exchange.commune, send(exchange))) == [("accepted", None)]


# --- answers --------------------------------------------------------------------------------------


def test_rows_for_the_command_line(exchange: Exchange) -> None:
    (outcome,) = receive(exchange.commune, send(exchange))
    row = json.loads(json.dumps(as_json(outcome)))
    assert list(row) == ["file", "club", "seq", "result", "reason", "message", "changes"]
    assert row["changes"] == asdict(outcome.changes)


def test_progress_is_told(exchange: Exchange) -> None:
    steps: list[int] = []

    class Watching:
        def step(self, done: int, total: int, what: str = "") -> None:
            steps.append(total)

    write.export(exchange.club, exchange.stick, TODAY, Watching())
    receive(exchange.commune, exchange.stick, Watching())
    assert steps
    assert NO_JOB is not None

"""Receiving through the real book and real files."""

import errno
import hashlib
import json
import os
import shutil
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.base.errors import Refused, UserError
from app.base.job import NO_JOB
from app.bundle import format, keys, refusals, write
from app.club.file import Club, open_file
from app.club.roles import TREASURER, VIEWER, Actor
from app.commune import inbox, records
from app.commune.receive import Outcome, as_json, receive, retry
from app.commune.records import Changes
from tests.bundles import GOLDEN
from tests.exchange import Exchange, add_member, consent, make_commune, measure, pair
from tests.makers import TODAY, fast_ports, make_club


def send(exchange: Exchange, on: date = TODAY) -> Path:
    """One file on the stick; its twin is removed."""
    first, second = write.export(exchange.club, exchange.stick, on).files
    second.unlink()
    return first


def sum_of(commune: Club) -> str:
    return hashlib.sha256((commune.folder / "commune.db").read_bytes()).hexdigest()


def told(outcomes: list[Outcome]) -> list[tuple[str, str | None]]:
    return [(outcome.result, outcome.reason) for outcome in outcomes]


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


# --- what is refused ------------------------------------------------------------------------------


def refused(commune: Club, path: Path) -> str | None:
    """The reason, after looking that the book did not change."""
    before = sum_of(commune)
    (outcome,) = receive(commune, path)
    assert sum_of(commune) == before
    assert outcome.bad
    assert outcome.changes == Changes()
    return outcome.reason


def test_torn_and_damaged_files_leave_the_book_alone(exchange: Exchange, tmp_path: Path) -> None:
    raw = send(exchange).read_bytes()
    file = tmp_path / "x.nctb"
    for length in range(len(raw)):
        file.write_bytes(raw[:length])
        assert refused(exchange.commune, file) == refusals.TORN
    for bit in range(8 * len(raw)):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        file.write_bytes(changed)
        assert refused(exchange.commune, file) == refusals.DAMAGED
    file.write_bytes(raw)
    assert told(receive(exchange.commune, file)) == [("accepted", None)]


def test_a_strange_club_waits_until_it_is_paired(exchange: Exchange, tmp_path: Path) -> None:
    other = make_club(tmp_path / "other", name="CLB An Bình")
    keys.pair(other, keys.own(exchange.commune).card, TODAY)
    file = write.export(other, exchange.stick, TODAY).files[0]
    assert refused(exchange.commune, file) == refusals.UNPAIRED
    (waiting,) = inbox.waiting(exchange.commune)
    assert waiting.read_bytes() == file.read_bytes()
    assert refused(exchange.commune, file) == refusals.UNPAIRED, "again is the same as once"
    assert retry(exchange.commune) == []
    records.pair(exchange.commune, keys.own(other).card, TODAY)
    (outcome,) = retry(exchange.commune)
    assert (outcome.result, outcome.club) == ("accepted", "CLB An Bình")
    assert inbox.waiting(exchange.commune) == []
    other.close(keep_copy=False)


def test_what_turns_out_forged_waits_no_longer(exchange: Exchange, tmp_path: Path) -> None:
    other = make_club(tmp_path / "other", name="CLB An Bình")
    keys.pair(other, keys.own(exchange.commune).card, TODAY)
    receive(exchange.commune, write.export(other, exchange.stick, TODAY).files[0])
    card = keys.own(other).card
    records.pair(exchange.commune, card, TODAY)
    with exchange.commune.change("Another key"):
        exchange.commune.db.execute(
            "update club_pair set sign_key = ? where id = ?",
            [keys.own(exchange.club).card.sign_key, card.file_id],
        )
    assert told(retry(exchange.commune)) == [("refused", refusals.FORGED)]
    assert inbox.waiting(exchange.commune) == []
    other.close(keep_copy=False)


def test_a_chair_of_a_club_has_no_business_here(exchange: Exchange) -> None:
    exchange.commune.actor = Actor("t", "Thủ quỹ", frozenset({TREASURER}))
    for question in (records.overview, lambda book: records.arrived(book, "x")):
        with pytest.raises(Refused):
            question(exchange.commune)


def test_set_aside_has_an_end(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_SET_ASIDE", 0)
    other = make_club(tmp_path / "other")
    keys.pair(other, keys.own(exchange.commune).card, TODAY)
    file = write.export(other, exchange.stick, TODAY).files[0]
    (outcome,) = receive(exchange.commune, file)
    assert (outcome.result, outcome.reason) == ("refused", refusals.SET_ASIDE_FULL)
    other.close(keep_copy=False)


def test_a_revoked_club_is_no_longer_heard(exchange: Exchange) -> None:
    (pairing,) = records.pairings(exchange.commune)
    records.revoke(exchange.commune, pairing, TODAY)
    assert refused(exchange.commune, send(exchange)) == refusals.UNPAIRED


def test_a_bundle_for_another_commune(exchange: Exchange, tmp_path: Path) -> None:
    path = tmp_path / "theirs.nctb"
    path.write_bytes(GOLDEN.raw)
    assert refused(exchange.commune, path) == refusals.NOT_FOR_US


def test_what_is_on_sticks_besides(exchange: Exchange, tmp_path: Path) -> None:
    good = send(exchange)
    (exchange.stick / "ảnh.jpg").write_bytes(b"\xff\xd8\xff" * 100)
    (exchange.stick / "thư.nctb").mkdir()
    (exchange.stick / "autorun.inf").write_bytes(b"[autorun]")
    (exchange.stick / "bundle renamed.dat").write_bytes(good.read_bytes())
    good.unlink()
    (exchange.stick / "link.nctb").symlink_to(exchange.commune.folder / "commune.db")
    (exchange.stick / "other.lnk").symlink_to("/etc/passwd")
    (exchange.stick / "empty.nctb").write_bytes(b"")
    outcomes = receive(exchange.commune, exchange.stick)
    assert {(o.file, o.result, o.reason) for o in outcomes} == {
        ("bundle renamed.dat", "accepted", None),
        ("link.nctb", "refused", refusals.LINK),
        ("empty.nctb", "refused", refusals.TORN),
        ("thư.nctb", "refused", refusals.NOT_A_BUNDLE),
    }


def test_a_link_or_a_device_is_not_followed(exchange: Exchange, tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.nctb", tmp_path / "pipe.nctb"
    link.symlink_to(send(exchange))
    assert refused(exchange.commune, link) == refusals.LINK
    os.mkfifo(pipe)
    assert refused(exchange.commune, pipe) == refusals.NOT_A_BUNDLE


def test_a_stick_that_cannot_be_read(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    file = send(exchange)
    (exchange.stick / "photo.jpg").write_bytes(b"\xff\xd8")

    def fails(*args: object) -> None:
        raise OSError(errno.EIO, "bad sector")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", fails)
        assert refused(exchange.commune, file) == refusals.UNREADABLE
        assert refused(exchange.commune, exchange.stick) == refusals.UNREADABLE
    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", fails)
        with pytest.raises(UserError, match="no file from a club"):
            receive(exchange.commune, exchange.stick)


def test_giants_are_not_read(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(format, "MAX_FILE", 1_000)
    path = tmp_path / "giant.nctb"
    path.write_bytes(format.MAGIC + bytes(2_000))
    assert refused(exchange.commune, path) == refusals.TOO_BIG


def test_a_damaged_copy_beside_a_good_one(exchange: Exchange) -> None:
    first, second = write.export(exchange.club, exchange.stick, TODAY).files
    first.write_bytes(first.read_bytes()[:-9])
    good, bad = sorted(receive(exchange.commune, exchange.stick), key=lambda o: o.bad)
    assert (good.result, good.file) == ("accepted", second.name)
    assert (bad.result, bad.reason) == ("refused", refusals.TORN)
    assert "twin" in bad.message


@pytest.mark.parametrize("make", ["nothing", "folder"])
def test_nothing_to_receive(exchange: Exchange, tmp_path: Path, make: str) -> None:
    path = tmp_path / "empty"
    if make == "folder":
        path.mkdir()
    with pytest.raises(UserError, match="Nothing was changed"):
        receive(exchange.commune, path)


def test_a_viewer_may_not_receive(exchange: Exchange) -> None:
    file = send(exchange)
    exchange.commune.actor = Actor("v", "Người xem", frozenset({VIEWER}))
    with pytest.raises(Refused):
        receive(exchange.commune, file)


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

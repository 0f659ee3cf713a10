"""What is refused leaves the commune's book as it was, and says why."""

import errno
import os
from pathlib import Path

import pytest

from app.base.errors import Refused, UserError
from app.bundle import format, keys, refusals, write
from app.club.file import Club
from app.club.roles import TREASURER, VIEWER, Actor
from app.commune import inbox, records
from app.commune.receive import receive, retry
from app.commune.records import Changes
from tests.app.commune.receiving import send, sum_of, told
from tests.bundles import GOLDEN
from tests.exchange import Exchange
from tests.makers import TODAY, make_club


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

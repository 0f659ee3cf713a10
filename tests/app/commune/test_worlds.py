"""Random worlds through the real book: loss, replay, forks, crashes, a new start."""

import shutil
from pathlib import Path
from random import Random

import pytest

from app.commune import records
from app.commune.rules import Arrival
from tests.bundles import Forge, forge
from tests.worlds import arrive, check_book, clubs, new_commune, opened, picture, soak_damage


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_arrival_does_not_matter(
    seed: int, master_commune: Path, tmp_path: Path
) -> None:
    check_book(Random(f"1/{seed}"), master_commune, tmp_path)


@pytest.mark.parametrize("seed", range(5))
def test_a_new_commune_gets_the_same_picture_from_the_newest_files(
    seed: int, master_commune: Path, tmp_path: Path
) -> None:
    sent = clubs(Random(f"2/{seed}"))
    senders = [club for club, _files in sent]
    bundles = [opened(raw, club) for club, files in sent for raw in files]
    said = [Arrival(b.id, b.manifest.seq, b.manifest.ancestors) for b in bundles]
    heads = arrive(said).heads
    old = new_commune(Path(shutil.copytree(master_commune, tmp_path / "old")), senders)
    new = new_commune(Path(shutil.copytree(master_commune, tmp_path / "new")), senders)
    for bundle in bundles:
        records.receive(old, bundle, "")
    for bundle in bundles:
        if bundle.id in heads:
            records.receive(new, bundle, "")
    before, after = picture(old), picture(new)
    for table in ("received_club", "received_member", "received_figure"):
        assert after[table] == before[table]
    for book in (old, new):
        book.close(keep_copy=False)


class Crashed(BaseException):
    """The power fails."""


@pytest.mark.parametrize("step", ["_keep", "_drop", "_cover"])
def test_a_crash_half_way_leaves_nothing_and_may_be_repeated(
    step: str, master_commune: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = forge()
    first = opened(club.bundle(club.tables(3)), club)
    said = {"seq": 2, "anc": {first.id: 1}, "parents": [first.id]}
    second = opened(club.bundle(club.tables(1), said=said), club)
    book = new_commune(Path(shutil.copytree(master_commune, tmp_path / "book")), [club])
    records.receive(book, first, "")
    before = picture(book)
    real = getattr(records, step)

    def crash(*args: object) -> None:
        real(*args)
        raise Crashed

    with monkeypatch.context() as patch:
        patch.setattr(records, step, crash)
        with pytest.raises(Crashed):
            records.receive(book, second, "")
    assert picture(book) == before
    records.receive(book, second, "")
    straight = new_commune(Path(shutil.copytree(master_commune, tmp_path / "straight")), [club])
    for bundle in (first, second):
        records.receive(straight, bundle, "")
    assert picture(book) == picture(straight)
    for opened_book in (book, straight):
        opened_book.close(keep_copy=False)


def test_a_rogue_club_reaches_only_its_own(master_commune: Path, tmp_path: Path) -> None:
    honest, rogue = forge("1" * 32, "CLB thôn Đông"), forge("2" * 32, "CLB khác")
    book = new_commune(Path(shutil.copytree(master_commune, tmp_path / "book")), [honest, rogue])
    good = opened(honest.bundle(), honest)
    records.receive(book, good, "")
    before = records.overview(book)[1]
    # It names the other club's export as its own ancestor, and many that never were.
    made_up = {f"{number:064x}": number % 7 for number in range(2_900)}
    said = {"seq": 10**6, "anc": {good.id: 1, **made_up}, "parents": [good.id]}
    bad = opened(rogue.bundle(rogue.tables(50), said=said), rogue)
    records.receive(book, bad, "")
    assert records.overview(book)[1] == before
    assert records.rows(book, "1" * 32, good.id) == good.tables
    book.close(keep_copy=False)


def test_damage_is_always_found() -> None:
    assert soak_damage(3_000, seed=1) == 3_000


def test_a_forge_is_paired(master_commune: Path, tmp_path: Path) -> None:
    club: Forge = forge()
    book = new_commune(Path(shutil.copytree(master_commune, tmp_path / "book")), [club])
    assert [p.name for p in records.pairings(book)] == ["CLB thôn Đông"]
    book.close(keep_copy=False)

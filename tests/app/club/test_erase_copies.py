"""Older copies know who was erased since: whoever comes back with one is erased again."""

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

from app.base.frame import Section, frame
from app.base.text import N_
from app.club import backup, copyfile, erase, keys
from app.club.file import Club, open_file
from app.club.restore import examine, restore
from app.club.roles import VIEWER
from tests.app.club.erased import (
    NAME,
    forget,
    problems,
    traces,
)
from tests.app.club.pages import plain_pages
from tests.makers import fast_ports, make_club


def _erased_after_a_copy(lived: Club, tmp_path: Path) -> tuple[Path, Path]:
    copy = backup.backup(lived, tmp_path / "old.clbk").path
    folder = lived.folder
    forget(lived)
    lived.close()
    return copy, folder


def test_taking_back_an_older_copy_erases_again(lived: Club, tmp_path: Path) -> None:
    copy, folder = _erased_after_a_copy(lived, tmp_path)
    asked = examine(copy, folder, fast_ports())
    done = restore(copy, folder, fast_ports())
    assert (asked.erased, done.erased) == (1, 1)
    club = open_file(folder, fast_ports())
    assert traces(club) == []
    assert problems(club) == []
    assert NAME.encode() not in plain_pages(folder / "club.db", club.data_key)
    assert (club.undo(), club.redo()) == (None, None)
    club.close()


def test_a_file_put_back_by_hand_is_erased_again(lived: Club, tmp_path: Path) -> None:
    shutil.copy(lived.folder / "club.db", tmp_path / "by-hand.db")
    forget(lived)
    lived.close()
    shutil.copy(tmp_path / "by-hand.db", lived.folder / "club.db")
    club = open_file(lived.folder, fast_ports())
    assert traces(club) == []
    assert any("erased again" in notice for notice in club.notices)
    assert problems(club) == []
    club.close()


def test_it_needs_no_right_to_be_done_again(lived: Club, tmp_path: Path) -> None:
    with lived.change(N_("Change the duties")):
        lived.db.table("officer").update(lived.actor.id, {"roles": json.dumps([VIEWER])})
    shutil.copy(lived.folder / "club.db", tmp_path / "by-hand.db")
    forget(lived)
    lived.close()
    shutil.copy(tmp_path / "by-hand.db", lived.folder / "club.db")
    club = open_file(lived.folder, fast_ports())
    assert club.actor.roles == {VIEWER}
    assert traces(club) == []
    club.close()


def test_the_list_is_known_from_newer_copies_when_all_else_is_lost(
    lived: Club, tmp_path: Path
) -> None:
    copy, folder = _erased_after_a_copy(lived, tmp_path)
    (newest,) = backup.kept(folder)
    assert copyfile.peek(newest.path).erasures == ("p1",)
    (folder / "state.json").unlink()
    (folder / "club.db").unlink()
    assert restore(copy, folder, fast_ports()).erased == 1
    club = open_file(folder, fast_ports())
    assert traces(club) == [] and club.state.erasures == ("p1",)
    club.close()


def test_a_copy_taken_to_another_pc_brings_its_list(lived: Club, tmp_path: Path) -> None:
    old = backup.backup(lived, tmp_path / "old.clbk").path
    forget(lived)
    new = backup.backup(lived, tmp_path / "new.clbk").path
    there = tmp_path / "elsewhere"
    assert restore(new, there, fast_ports()).erased == 0
    assert restore(old, there, fast_ports()).erased == 1
    club = open_file(there, fast_ports())
    assert traces(club) == []
    club.close()


def test_a_copy_made_before_there_was_a_list_still_opens(lived: Club, tmp_path: Path) -> None:
    made = copyfile.read(backup.backup(lived, tmp_path / "old.clbk").path)
    said = {"format": copyfile.FORMAT, **asdict(made.manifest)}
    del said["erasures"]
    raw = frame(
        copyfile.LETTERS,
        Section(copyfile.MANIFEST, 0, json.dumps(said).encode()),
        Section(copyfile.SLOTS, 0, keys.dump(made.keys)),
        Section(copyfile.DATABASE, 0, made.database),
    )
    assert copyfile.load(raw, "old.clbk") == made


def test_the_check_names_who_should_be_erased(lived: Club) -> None:
    lived.state = replace(lived.state, erasures=("p2",))
    assert problems(lived) == ["The person with number 002 was erased, and is back."]


def test_a_book_of_its_own_has_nobody_on_the_list(tmp_path: Path) -> None:
    club = make_club(tmp_path / "own")
    assert (erase.listed(club), erase.again(club)) == ((), 0)
    club.close()

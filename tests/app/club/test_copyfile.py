"""A copy is one file: whatever was cut off, changed or not known is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.frame import Section, frame, unframe
from app.club import (
    backup,
    copyfile,
    faults,
)
from app.club.faults import Trouble
from app.club.restore import restore
from tests.app.club.books import LAN, note, reason
from tests.makers import fast_ports, make_club


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a small book that needs LAN; look, do not touch."""
    folder = tmp_path_factory.mktemp("sample")
    club = make_club(folder / "club", passphrase=LAN)
    note(club, "a")
    made = backup.backup(club, folder / "sample.clbk")
    club.close(keep_copy=False)
    return made.path


def test_every_cut_is_refused_as_cut(sample: Path) -> None:
    whole = sample.read_bytes()
    lengths = [
        *range(0, 3000, 7),
        *range(3000, len(whole), 997),
        *range(len(whole) - 60, len(whole)),
    ]
    for length in lengths:
        assert reason(lambda n=length: copyfile.load(whole[:n], "x")) == faults.COPY_TORN  # type: ignore[misc]


@given(st.data())
def test_every_flipped_byte_is_refused(sample: Path, data: st.DataObject) -> None:
    raw = bytearray(sample.read_bytes())
    region = data.draw(
        st.sampled_from([(0, 60), (60, 4000), (4000, len(raw)), (len(raw) - 48, len(raw))])
    )
    raw[data.draw(st.integers(region[0], region[1] - 1))] ^= data.draw(st.integers(1, 255))
    found = reason(lambda: copyfile.load(bytes(raw), "x"))
    assert found in {faults.COPY_DAMAGED, faults.COPY_TORN, faults.NOT_A_COPY}


def rebuilt(sample: Path, **changes: object) -> bytes:
    """The sample with another manifest, its sums made right again."""
    copy = copyfile.read(sample)
    return copyfile.dump(replace(copy, manifest=replace(copy.manifest, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [{"club": "other"}, {"kind": "commune"}, {"seq": "3"}, {"clock_ok": 1}, {"title": None}],
)
def test_a_manifest_that_does_not_fit_is_refused(sample: Path, changes: dict[str, object]) -> None:
    assert reason(lambda: copyfile.load(rebuilt(sample, **changes), "x")) == faults.COPY_DAMAGED


def test_a_copy_of_a_newer_program_is_told(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copyfile.read(sample)
    monkeypatch.setattr(copyfile, "FORMAT", 2)
    newer = copyfile.dump(copy)
    monkeypatch.undo()
    assert reason(lambda: copyfile.load(newer, "x")) == faults.COPY_NEWER


@pytest.mark.parametrize("section", [Section(9, 0, b"?"), Section(1, 1, b"{}")])
def test_a_part_that_this_program_does_not_know_is_told(sample: Path, section: Section) -> None:
    parts = unframe(copyfile.LETTERS, sample.read_bytes())
    newer = frame(copyfile.LETTERS, *parts, section)
    assert reason(lambda: copyfile.load(newer, "x")) == faults.COPY_NEWER


def test_a_part_that_is_missing_is_damage(sample: Path) -> None:
    parts = unframe(copyfile.LETTERS, sample.read_bytes())
    for lost in parts:
        rest = frame(copyfile.LETTERS, *(part for part in parts if part is not lost))
        assert reason(lambda raw=rest: copyfile.load(raw, "x")) == faults.COPY_DAMAGED  # type: ignore[misc]


def test_other_files_are_no_copies(tmp_path: Path) -> None:
    for name, data in (("a.pdf", b"%PDF-1.7 " * 20), ("empty", b""), ("zeros", bytes(900))):
        path = tmp_path / name
        path.write_bytes(data)
        for look in (copyfile.read, copyfile.peek):
            with pytest.raises(Trouble, match="Nothing was changed"):
                look(path)
    with pytest.raises(UserError, match="Nothing was changed"):
        copyfile.read(tmp_path / "nowhere.clbk")


def test_a_manifest_that_lies_about_the_tables_is_found_on_taking_back(
    sample: Path, tmp_path: Path
) -> None:
    tables = dict(copyfile.read(sample).manifest.tables)
    tables["setting"] = replace(tables["setting"], rows=7)
    path = tmp_path / "lying.clbk"
    path.write_bytes(rebuilt(sample, tables=tables))
    act = lambda: restore(path, tmp_path / "new", fast_ports(), LAN)  # noqa: E731
    assert reason(act) == faults.COPY_DAMAGED
    assert not (tmp_path / "new").exists()

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base import log
from app.base.errors import UserError

pytestmark = pytest.mark.expects_warnings


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = log.open_log(tmp_path / "log")
    yield tmp_path / "log"
    log.close_log(handler)


def written(folder: Path) -> str:
    return (folder / log.FILE_NAME).read_text(encoding="utf-8")


def test_numbers_and_codes_are_written(folder: Path) -> None:
    log.logger("club.backup").info("%d rows of %s in %.1f s", 60, "health.reading", 0.25)
    line = written(folder)
    assert line.endswith("INFO so_clb.club.backup: 60 rows of health.reading in 0.2 s\n")


@pytest.mark.parametrize(
    "personal",
    [
        *("Nguyễn Thị Đào", "Lan", "bà lan", "027138231358", 27138231358, "0396792908"),
        *("a@b.vn", "HT2010123456789", Path("/home/lan"), ValueError("Lan"), ["lan"], b"lan"),
    ],
)
def test_nothing_personal_is_written(folder: Path, personal: object) -> None:
    rooms = log.logger("members")
    rooms.warning("read %s", personal)
    rooms.warning("%(who)s read", {"who": personal})
    rooms.warning(ValueError(str(personal)))
    text = written(folder)
    assert text.count("\n") == 3
    assert str(personal) not in text
    assert text.count("…") == 3


def test_a_number_as_long_as_a_telephone_number_is_left_out(folder: Path) -> None:
    log.logger("members").warning("call %d", 396792908)
    assert written(folder).endswith("so_clb.members: call %d\n")


def test_an_error_is_written_as_its_type_and_place(folder: Path) -> None:
    try:
        try:
            int("Nguyễn Thị Đào")
        except ValueError as error:
            raise UserError("Nguyễn Thị Đào is no number") from error
    except UserError:
        log.logger("members").exception("reading a row failed")
    text = written(folder)
    assert "reading a row failed" in text
    assert "app.base.errors.UserError\n  test_log.py:" in text
    assert "builtins.ValueError\n  test_log.py:" in text
    assert "Nguyễn" not in text


def test_an_error_that_hides_its_cause_is_described_alone() -> None:
    def fail() -> None:
        try:
            raise KeyError("x")
        except KeyError:
            raise UserError("y") from None

    with pytest.raises(UserError) as raised:
        fail()
    assert "KeyError" not in log.describe(raised.value)


def test_the_log_is_closed_to_others_even_when_an_open_one_is_found(tmp_path: Path) -> None:
    path = tmp_path / log.FILE_NAME
    path.touch(mode=0o644)
    log.close_log(log.open_log(tmp_path))
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_log_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_BYTES", 200)
    handler = log.open_log(tmp_path)
    for number in range(20):
        log.logger("club").info("step %d", number)
    log.close_log(handler)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["app.log", "app.log.1", "app.log.2", "app.log.3"]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.iterdir())


def test_a_closed_log_gets_nothing_more(tmp_path: Path) -> None:
    handler = log.open_log(tmp_path)
    log.close_log(handler)
    log.logger("club").error("late")
    assert written(tmp_path) == ""

from pathlib import Path

from app.base.files import data_dir
from ui.kit import settings
from ui.kit.settings import Settings


def test_settings_are_kept() -> None:
    chosen = Settings(size=150, theme="cream", language="en", last_folder="/tmp/Sổ")
    settings.write(chosen)
    assert settings.read() == chosen


def test_nothing_kept_means_the_usual() -> None:
    assert settings.read() == Settings()


def test_what_cannot_be_read_counts_as_the_usual() -> None:
    data_dir().mkdir(parents=True)
    for text in ("", "[1]", '{"size": "150", "theme": "pink", "language": 3}', "\0"):
        (data_dir() / settings.FILE).write_text(text)
        assert settings.read() == Settings()


def test_a_disk_that_takes_nothing_is_no_error(monkeypatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("SO_CLB_DATA", str(blocked / "below"))
    settings.write(Settings(size=200))
    assert settings.read() == Settings()

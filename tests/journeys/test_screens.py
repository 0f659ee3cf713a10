"""The walk through every page and dialog, on which tour and pictures stand, never breaks."""

from pathlib import Path

import pytest
import screens


@pytest.mark.parametrize(
    ("size", "theme", "language"), [(100, "light", "vi"), (200, "cream", "en")]
)
def test_every_page_and_dialog_can_be_shown(
    tmp_path: Path, size: int, theme: str, language: str
) -> None:
    screens.prepare(tmp_path)
    names = []
    for name, window in screens.pages(tmp_path, size, theme, language):
        names.append(name)
        assert window.isVisible()
        assert not [n.what for n in window.page().notices() if n.tone == "bad"], name
    assert len(names) == len(set(names)) >= 40

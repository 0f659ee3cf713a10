"""A file of rules with one row."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def write_rules(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes an edition with one row of a kind; the path of the file."""

    def write(kind: str, row: str) -> Path:
        path = tmp_path / "rules.toml"
        head = '[[edition]]\neffective_from = 2016-01-01\nsource = "x"\nverified = false\n'
        path.write_text(f"{head}\n[[edition.{kind}]]\n{row}\n", encoding="utf-8")
        return path

    return write

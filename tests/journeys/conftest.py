"""Books made by the commands themselves, once; every test works on copies."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.commands import Shell

Copied = Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with the practice club D, the commune X paired with it, and a first bundle in
    `stick`. Copy what is in it, never change it."""
    folder = tmp_path_factory.mktemp("made")
    home = tmp_path_factory.mktemp("home")
    shell = Shell(folder, home)
    shell.ok("demo", "D", "--members", 60, "--years", 2, "--seed", 1, "--until", "2026-11-15")
    shell.ok("commune", "new", "X", "--name", "Hội NCT xã Hòa Bình", "--no-passphrase")
    shell.ok("commune", "pair", "X", "D", "--yes")
    shell.ok("export", "D", "stick")
    return shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty folder and an empty home of this test's own."""
    for name in ("work", "home"):
        (tmp_path / name).mkdir()
    return Shell(tmp_path / "work", tmp_path / "home")


@pytest.fixture
def copied(made: Shell, shell: Shell) -> Copied:
    """Copies a folder of `made` ("D", "X", "stick") into this test's own."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(made.folder / name, shell.folder / name))

    return copy

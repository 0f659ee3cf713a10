import re
import tomllib
from pathlib import Path

import dev
import pytest

ROOT = Path(dev.__file__).resolve().parent.parent

STATUS = """Package: libgl1
Status: install ok installed
Architecture: amd64

Package: libglib2.0-0t64
Status: install ok installed
Provides: libglib2.0-0 (= 2.80.0-6), libglib
Description: line
 continued: with a colon

Package: xvfb
Status: deinstall ok config-files
"""


def locked(name: str) -> dict[str, set[str]]:
    """Package and version, with its hashes, of a lock file."""
    found: dict[str, set[str]] = {}
    current = ""
    for line in (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([\w.-]+==[\w.]+)", line):
            current = match[1].lower()
            found[current] = set()
        elif match := re.search(r"--hash=(\S+)", line):
            found[current].add(match[1])
    return found


def test_what_runs_is_what_is_tested() -> None:
    run, everything = locked("lock-run.txt"), locked("lock-dev.txt")
    assert run.items() <= everything.items()
    assert all(everything.values()), "every package has its hashes"


def test_the_locks_hold_what_the_project_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = {name.lower() for name in project["dependencies"] if "==" in name}
    assert pins <= locked("lock-run.txt").keys()
    names = {name.split("==")[0] for name in locked("lock-dev.txt")}
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.split(r"[=<>]", wanted)[0].lower() in names


@pytest.mark.parametrize("name", ["lock-run.txt", "lock-dev.txt"])
def test_the_locks_name_no_registry(name: str) -> None:
    assert "://" not in (ROOT / "packaging" / name).read_text(encoding="utf-8")


def test_installed_packages_are_read_without_dpkg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = tmp_path / "status"
    status.write_text(STATUS, encoding="utf-8")
    monkeypatch.setattr(dev, "DPKG_STATUS", status)
    assert dev.installed_packages() == {"libgl1", "libglib2.0-0t64", "libglib2.0-0", "libglib"}


def test_without_root_it_says_the_one_line_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = tmp_path / "status"
    status.write_text(STATUS, encoding="utf-8")
    monkeypatch.setattr(dev, "DPKG_STATUS", status)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as stop:
        dev.see_to_system(["libgl1", "xvfb"])
    lines = [line for line in str(stop.value).splitlines() if line.startswith("sudo")]
    assert len(lines) == 1
    assert lines[0].endswith("apt-get install -y --no-install-recommends xvfb")


def test_nothing_is_asked_of_a_system_without_apt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "DPKG_STATUS", tmp_path / "none")
    dev.see_to_system(["libgl1"])


def test_a_digest_tells_a_change(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    missing = dev.digest([path])
    path.write_text("a", encoding="utf-8")
    first = dev.digest([path])
    assert len({missing, first, dev.digest([path], "elsewhere")}) == 3
    assert dev.digest([path]) == first


def test_an_unknown_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["fly"]) == 2
    assert "run " in capsys.readouterr().out

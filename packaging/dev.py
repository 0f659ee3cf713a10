"""Sets everything up and does it: python3 packaging/dev.py COMMAND. Needs only Python 3.11.

    run        open the window on the practice club; without a display make the tour, in out/
    test       every check and test, as CI runs them (further arguments go to pytest)
    env        only set up: .venv, the locked packages, the catalogues
    bench      the measurements, side by side with their yardsticks
    shots DIR  a picture of every page and dialog
    soak       the long runs

On Debian what the system lacks is installed with apt when root, else the line to type is printed.
On Windows: py packaging\\dev.py COMMAND.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "so-clb.json"
LOCK = ROOT / "packaging" / "lock-dev.txt"
PRACTICE = ROOT / ".dev" / "practice"
DPKG_STATUS = Path("/var/lib/dpkg/status")

# What the wheels of Qt expect of a Debian 12, found one by one on an empty one; Qt itself blames
# libxcb-cursor0 whatever is missing.
QT_LIBRARIES = [
    *("libdbus-1-3", "libegl1", "libfontconfig1", "libfreetype6", "libgl1", "libglib2.0-0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1"),
    *("libxkbcommon0", "libxkbcommon-x11-0"),
]
# Tests type into real windows, read back PDFs with another program, and compile a recorder of
# write calls.
TEST_TOOLS = ["gcc", "libc6-dev", "poppler-utils", "xauth", "xdotool", "xvfb"]

SCRIPTS = {"bench": "bench.py", "shots": "shots.py", "soak": "soak.py"}


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "run":
        set_up(QT_LIBRARIES)
        return run(rest)
    if command == "test":
        set_up(QT_LIBRARIES + TEST_TOOLS)
        return test(rest)
    if command == "env":
        set_up(QT_LIBRARIES + TEST_TOOLS)
        return 0
    if command in SCRIPTS:
        set_up(QT_LIBRARIES + TEST_TOOLS)
        return call(PYTHON, ROOT / "packaging" / SCRIPTS[command], *rest)
    print(__doc__)
    return 0 if command in ("-h", "--help", "help") else 2


def run(arguments: list[str]) -> int:
    """Open the window on the practice club, or make the tour where nothing can be shown."""
    if not has_display():
        return call(PYTHON, ROOT / "packaging" / "tour.py", ROOT / "out", *arguments)
    os.environ.setdefault("SO_CLB_DATA", str(PRACTICE.parent))  # not the developer's own settings
    if not (PRACTICE / "club.db").exists():
        say("making the practice club")
        code = call(program("so-clb"), "demo", PRACTICE)
        if code:
            return code
    return call(program("so-clb"), "--club", PRACTICE, *arguments)


def test(arguments: list[str]) -> int:
    """Run the checks one after the other, the quick ones first, up to the first that fails."""
    stages: list[list[object]] = [
        [program("ruff"), "check", "."],
        [program("ruff"), "format", "--check", "."],
        [program("mypy")],
        [program("lint-imports")],
        [PYTHON, "packaging/texts.py", "check"],
        [PYTHON, "-m", "pytest", "-n", min(os.cpu_count() or 1, 4), *arguments],
    ]
    report: list[str] = []
    failed = 0
    for stage in stages:
        line = " ".join(str(part) for part in stage).replace(str(BIN) + os.sep, "")
        if failed:
            report.append(f"not run          {line}")
            continue
        say(line)
        start = time.monotonic()
        failed = call(*stage, folder=ROOT)
        seconds = time.monotonic() - start
        report.append(f"{'FAILED' if failed else 'passed'} {seconds:6.1f} s  {line}")
    print("\n" + "\n".join(report), flush=True)
    return failed


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def set_up(system_packages: list[str]) -> None:
    """Make .venv what the lock says; next to nothing to do when it is that already."""
    see_to_system(system_packages)
    stamp = read_stamp()
    packages = digest([LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"], str(ROOT))
    if stamp.get("packages") != packages or not PYTHON.exists():
        make_venv(moved=stamp.get("root", str(ROOT)) != str(ROOT))
        install_packages()
        packages = digest([LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"], str(ROOT))
        stamp = {"root": str(ROOT), "packages": packages}
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    catalogues = sorted((ROOT / "i18n").rglob("*.po"))
    texts = digest(catalogues)
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
    if stamp.get("texts") != texts or not compiled:
        if call(PYTHON, ROOT / "packaging" / "texts.py", "compile"):
            give_up("The texts could not be compiled; the reason stands above.")
        STAMP.write_text(json.dumps({**stamp, "texts": texts}), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    """What the last set-up left in .venv; nothing when there was none."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def digest(paths: list[Path], extra: str = "") -> str:
    """One hash over the contents of files (a missing one counts as empty)."""
    total = hashlib.sha256(extra.encode())
    for path in paths:
        data = path.read_bytes() if path.exists() else b""
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()


def make_venv(*, moved: bool) -> None:
    """Make .venv unless a working one is there; one that was moved here is made anew."""
    if PYTHON.exists() and not moved:
        return
    say(f"making {VENV}")
    # Not sys.executable: that may be the very .venv that is being cleared.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if call(base, "-m", "venv", "--clear", VENV):
        give_up(f"{VENV} could not be made; the reason stands above.")


def install_packages() -> None:
    """Install exactly the locked packages, then this project so that its files run as they lie."""
    say(f"installing the packages of {LOCK.relative_to(ROOT)}")
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"]
    locked = [*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK]
    if call(*locked) or call(*pip, "--no-build-isolation", "--editable", ROOT):
        give_up("The packages could not be installed; the reason stands above.")


def see_to_system(wanted: list[str]) -> None:
    """Install what the system lacks when root on Debian, else say what to type and stop."""
    if not DPKG_STATUS.exists():
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        wanted = [f"python3.{sys.version_info.minor}-venv", *wanted]
    installed = installed_packages()
    missing = [name for name in wanted if name not in installed]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        line = " ".join(["sudo", "apt-get", "update", "&&", "sudo", *install])
        give_up(f"The system lacks some packages. Type this line, then start again:\n\n{line}\n")
    say("installing what the system lacks: " + " ".join(missing))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "-qq", "update"], env=quiet)
    if subprocess.call([install[0], "-qq", *install[1:]], env=quiet, stdout=subprocess.DEVNULL):
        give_up("apt-get could not install them; the reason stands above.")


def installed_packages() -> set[str]:
    """Installed Debian packages and what they provide; read directly, since dpkg takes longer."""
    names: set[str] = set()
    for block in DPKG_STATUS.read_text(encoding="utf-8", errors="replace").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if fields.get("Status", "").endswith(" installed"):
            names.add(fields["Package"])
            names.update(part.split()[0] for part in fields.get("Provides", "").split(",") if part)
    return names


def program(name: str) -> Path:
    """A program that the packages brought."""
    return BIN / (name + ".exe" if WINDOWS else name)


def call(*command: object, folder: Path | None = None) -> int:
    """Run a program to its end; its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.call([str(part) for part in command], cwd=folder, env=environment)


def say(sentence: str) -> None:
    print(f"-- {sentence}", flush=True)


def give_up(sentence: str) -> None:
    sys.exit(sentence)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that any Python may start
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

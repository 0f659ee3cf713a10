"""The tour: every main job through its command, then a picture of every page, into one folder.

    python3 packaging/dev.py run       where no window can be shown
    python packaging/tour.py OUT       the same, into the folder OUT

Says in plain words what each step did and which files it left. Whatever an earlier tour left in
OUT is made anew; other files there are not touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import strftime

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("so-clb.exe" if sys.platform == "win32" else "so-clb")
ROSTERS = ROOT / "tests" / "app" / "members" / "samples"

CLUB, ROSTER_CLUB, COMMUNE, RESTORED = "practice-club", "roster-club", "commune", "restored-club"
STICK, PAPERS, SCREENS, DATA = "stick", "papers", "screens", ".data"
OURS = (CLUB, ROSTER_CLUB, COMMUNE, RESTORED, STICK, PAPERS, SCREENS, DATA)


@dataclass(frozen=True, slots=True)
class Step:
    """A job: what the tour says of it, and its command."""

    title: str
    command: tuple[str, ...]


def steps() -> Iterator[Step]:
    """The main jobs in the order of a club's life."""
    yield Step("A practice club of 60 invented people, two years old", ("demo", CLUB))
    yield Step("Is its file whole, and everything in it?", ("check", CLUB))
    yield Step("Who has a name like “dao”?", ("members", CLUB, "--find", "dao"))
    about = ("--commune", "xã Hòa Bình", "--province", "Bắc Ninh", "--no-passphrase")
    yield Step("A new, empty club", ("new", ROSTER_CLUB, "--name", "CLB thôn Đông", *about))
    for number, name in enumerate(("roster-1", "roster-2-tcvn3"), start=1):
        yield Step(
            f"An Excel list of members into it, number {number}",
            ("import-members", ROSTER_CLUB, str(ROSTERS / f"{name}.xlsx")),
        )
    yield Step("The members against the plan of the province", ("composition", CLUB))
    yield Step("Who is honoured for their age this year", ("longevity", CLUB))
    yield Step(
        "The members as a spreadsheet", ("members", CLUB, "--xlsx", f"{PAPERS}/members.xlsx")
    )
    yield Step(
        "And back again: nothing has changed",
        ("import-members", CLUB, f"{PAPERS}/members.xlsx"),
    )
    last = _last_month()
    yield Step("What the meeting of last month did", ("meeting", CLUB, last))
    yield Step("Its minutes to sign", ("minutes", CLUB, last, f"{PAPERS}/minutes.pdf"))
    yield Step("The same minutes for Word", ("minutes", CLUB, last, f"{PAPERS}/minutes.docx"))
    yield Step("The poster of that month", ("poster", CLUB, last, f"{PAPERS}/poster.pdf"))
    yield Step("Which of the eight areas were done", ("areas", CLUB))
    yield from _money(last)
    yield from _care(last)
    yield Step("The list of members on paper", ("papers", CLUB, "list", f"{PAPERS}/list.pdf"))
    yield Step("Cards of all members", ("cards", CLUB, f"{PAPERS}/cards.pdf"))
    yield Step("Forms of consent to sign", ("consent-forms", CLUB, f"{PAPERS}/consent.pdf"))
    yield Step("All that the book holds of one", ("person", CLUB, "1", f"{PAPERS}/person.pdf"))
    yield Step(
        "A member asked to be erased",
        ("erase", ROSTER_CLUB, "1", "--reason", "at their own request"),
    )
    yield Step("Is that book still whole?", ("check", ROSTER_CLUB))
    month = strftime("%Y-%m")
    yield Step(
        "The sheets to write on at this month's meeting",
        ("sheets", CLUB, month, f"{PAPERS}/sheets.pdf"),
    )
    yield Step("The whole book as a spreadsheet", ("export-tables", CLUB, f"{PAPERS}/book.xlsx"))
    yield Step("And back again", ("import-tables", CLUB, f"{PAPERS}/book.xlsx", "--dry-run"))
    yield Step("An amount in words", ("words", "1005000"))
    yield Step("Health books of all members", ("book", CLUB, f"{PAPERS}/books.pdf"))
    yield Step(
        "The same to be printed on both sides and folded",
        ("book", CLUB, f"{PAPERS}/booklets.pdf", "--booklet"),
    )
    yield Step("One member's book", ("book", CLUB, f"{PAPERS}/one-member.pdf", "--member", "1"))
    name = "Hội NCT xã Hòa Bình"
    yield Step("The commune's book", ("commune", "new", COMMUNE, "--name", name, "--no-passphrase"))
    yield Step(
        "Commune and club get to know each other", ("commune", "pair", COMMUNE, CLUB, "--yes")
    )
    yield Step("The club writes its bundle onto a stick", ("export", CLUB, STICK))
    yield Step("The commune receives it", ("commune", "receive", COMMUNE, STICK))
    yield Step("And once more, which changes nothing", ("commune", "receive", COMMUNE, STICK))
    yield Step("What the commune sees", ("commune", "overview", COMMUNE))
    yield Step("A copy of the club's book onto the stick", ("backup", CLUB, f"{STICK}/copy.clbk"))
    yield Step("The book taken back from that copy", ("restore", f"{STICK}/copy.clbk", RESTORED))
    yield Step("Is it whole?", ("check", RESTORED))


def _money(last: str) -> Iterator[Step]:
    """The funds, the loans, and their papers."""
    yield Step(
        "What 5 million cost in a year, and how it is paid back",
        ("schedule", "--principal", "5000000", "--rate", "1.0", "--months", "12", "--method",
         "declining", "--start", f"{last}-10"),
    )  # fmt: skip
    yield Step("What each fund has", ("fund", CLUB))
    yield Step("Who owes what", ("loans", CLUB))
    book = f"{PAPERS}/cash-book.pdf"
    yield Step("The cash book", ("cash-book", CLUB, "--fund", "income", "--month", last, book))
    yield Step("The money, for every member", ("statement", CLUB, last, f"{PAPERS}/statement.pdf"))
    year = int(strftime("%Y")) - 1
    loan = ("contract", CLUB, f"VV-{year}-002", f"{PAPERS}/contract.pdf")
    yield Step("What a borrower signs", loan)


def _care(last: str) -> Iterator[Step]:
    """Health through the year, and home care."""
    month = strftime("%Y-%m")
    yield Step("The health of the club in a month", ("health", CLUB, "--month", last))
    yield Step("Slips for the health station", ("referrals", CLUB, last, f"{PAPERS}/referrals.pdf"))
    yield Step("Whom the volunteers visited", ("visits", CLUB, "--month", last))
    yield Step("Their sheets for this month", ("care-sheets", CLUB, month, f"{PAPERS}/care.pdf"))


def _last_month() -> str:
    """The month whose meeting the practice club, which lives until today, surely held."""
    year, month = int(strftime("%Y")), int(strftime("%m"))
    return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    out = Path(arguments[0]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    for name in OURS:
        shutil.rmtree(out / name, ignore_errors=True)
    print(f"The tour of Sổ CLB. Everything it makes goes into {out}")
    print("(The commands are asked to speak English here; by themselves they speak Vietnamese.)\n")
    for number, step in enumerate(steps(), start=1):
        print(f"{number}. {step.title}\n   so-clb {_typed(step.command)}", flush=True)
        if _run(step.command, out):
            print("\nThe tour stopped here; the sentence above says why.")
            return 1
    print("\nA picture of every page and dialog", flush=True)
    shots = (str(ROOT / "packaging" / "shots.py"), SCREENS, "--sizes", "100")
    code, said = _done((sys.executable, *shots), out)
    if code:
        print(f"{said}\nThe pictures could not be made; the reason stands above.")
        return 1
    print(f"   | {said.splitlines()[0]}", flush=True)
    _tell(out)
    return 0


def _typed(command: tuple[str, ...]) -> str:
    shown = (word.removeprefix(f"{ROOT}{os.sep}") for word in command)
    return " ".join(f'"{word}"' if " " in word else word for word in shown)


def _run(command: tuple[str, ...], out: Path) -> int:
    code, said = _done((str(PROGRAM), *command), out)
    lines = said.splitlines()
    for line in [*lines[:6], *(["…"] if len(lines) > 7 else []), *lines[6:][-1:]]:
        print(f"   | {line}", flush=True)
    return code


def _done(command: tuple[str, ...], out: Path) -> tuple[int, str]:
    """Exit code and words of a program that was run to its end in the folder `out`."""
    done = subprocess.run(
        command,
        cwd=out,
        env=_environment(out),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    # What Qt says of every window that nobody sees.
    lines = [line for line in done.stdout.splitlines() if "propagateSizeHints" not in line]
    return done.returncode, "\n".join(lines)


def _environment(out: Path) -> dict[str, str]:
    """Nothing of this machine's own settings; no display is asked for."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("SO_CLB_")},
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "SO_CLB_DATA": str(out / DATA),
        "SO_CLB_LANGUAGE": "en",
    }


_ABOUT = {
    ".pdf": "to print",
    ".xlsx": "a list for a spreadsheet",
    ".nctb": "the bundle for the commune, signed and locked",
    ".clbk": "a copy of the book, locked",
    ".db": "a book, locked",
}


def _tell(out: Path) -> None:
    """The files that people would look at, with their sizes; the pictures were counted before."""
    print(f"\nWhat was made, in {out}:")
    for name in OURS:
        for path in sorted((out / name).rglob("*")):
            about = _ABOUT.get(path.suffix)
            if about is not None and path.parent.name != "backups":
                size = f"{max(1, round(path.stat().st_size / 1000)):,} kB"
                print(f"  {size:>9}  {path.relative_to(out).as_posix():<48} {about}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

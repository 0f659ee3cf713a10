"""A picture of every page and dialog at 100 % and 200 %: python3 packaging/dev.py shots DIR."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import screens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 200])
    parser.add_argument("--themes", nargs="+", default=["light"])
    parser.add_argument("--languages", nargs="+", default=["vi"])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as books:
        screens.prepare(Path(books))
        count = 0
        for language in chosen.languages:
            for theme in chosen.themes:
                for size in chosen.sizes:
                    out = chosen.folder / f"{language}-{theme}-{size}"
                    count += pictures(Path(books), out, size, theme, language)
    print(f"{count} pictures in {chosen.folder}")


def pictures(books: Path, out: Path, size: int, theme: str, language: str) -> int:
    """Write a PNG of every page into `out`; how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, (name, window) in enumerate(screens.pages(books, size, theme, language), 1):
        window.grab().save(str(out / f"{count:03}-{name}.png"))
    return count


if __name__ == "__main__":
    main()

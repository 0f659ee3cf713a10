"""The texts of the program: collect them from the code, keep their Vietnamese, check, compile.

    python packaging/texts.py extract            code -> i18n/club.pot
    python packaging/texts.py merge FILE.json …  code, {"English": "Tiếng Việt"} -> both
    python packaging/texts.py check              what is missing, doubtful or out of date; exit 1
    python packaging/texts.py compile            club.po -> club.mo, which the program reads
    python packaging/texts.py stats              texts per room

English is the source language and needs no catalogue. A text with a plural is keyed by its
singular. Files are written the same way every time (sorted, without dates or line numbers), so
that a difference in git is a difference in words.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import string
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from babel.messages.extract import _Keyword

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "club"
LANGUAGES = ("vi",)
SOURCES = ("app", "ui")
KEYWORDS: dict[str, _Keyword | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
COMMENT_TAGS = ("TRANSLATORS:",)
# Lines of the header that change on their own.
HEADERS_LEFT_OUT = (
    '"Project-Id-Version:',
    '"POT-Creation-Date:',
    '"PO-Revision-Date:',
    '"Generated-By:',
    '"Last-Translator:',
    '"Language-Team:',
    '"Report-Msgid-Bugs-To:',
)


def pot_path(root: Path) -> Path:
    """Where the template of all texts lies."""
    return root / "i18n" / f"{DOMAIN}.pot"


def po_path(root: Path, language: str) -> Path:
    """Where the translations into `language` lie."""
    return root / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Let one run at a time change the catalogues of this working tree."""
    path = root / ".dev" / "texts.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as handle:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _empty(language: str | None = None) -> Catalog:
    header = "# The texts of Sổ CLB. Written by packaging/texts.py."
    return Catalog(language, DOMAIN, header_comment=header, charset="utf-8", fuzzy=False)


def collect(root: Path = ROOT) -> Catalog:
    """Every text in the code, with the files in which it stands."""
    catalog = _empty()
    for top in SOURCES:
        for path in sorted((root / top).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            with path.open("rb") as source:
                found = extract("python", source, KEYWORDS, COMMENT_TAGS, strip_comment_tags=True)
                try:
                    for _line, text, notes, context in found:
                        catalog.add(text, None, [(name, 0)], auto_comments=notes, context=context)
                except Exception as error:
                    error.add_note(f"while reading {name}")
                    raise
    return catalog


def read(root: Path, language: str) -> Catalog:
    """The catalogue of one language; an empty one when it does not exist yet."""
    path = po_path(root, language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as source:
        return read_po(source, locale=language, domain=DOMAIN)


def write(path: Path, catalog: Catalog) -> bool:
    """Write a catalogue; True when the file changed."""
    for message in catalog:
        if message.id:
            message.locations = sorted({(name, 0) for name, _line in message.locations})
    raw = io.BytesIO()
    write_po(raw, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    kept = [
        line
        for line in raw.getvalue().decode("utf-8").splitlines()
        if not line.startswith(HEADERS_LEFT_OUT)
    ]
    return _write_if_changed(path, ("\n".join(kept).strip("\n") + "\n").encode("utf-8"))


def _write_if_changed(path: Path, data: bytes) -> bool:
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(path.suffix + ".new")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True


def updated(root: Path, language: str, template: Catalog) -> Catalog:
    """The language's catalogue with exactly the texts of the code, keeping what is translated."""
    old = {_key(message): message for message in read(root, language) if message.id}
    catalog = _empty(language)
    for message in template:
        if not message.id:
            continue
        known = old.get(_key(message))
        catalog.add(
            message.id,
            _as_strings(message, _first(known) if known else "", catalog.num_plurals),
            locations=message.locations,
            flags=known.flags & {"fuzzy"} if known else (),
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return catalog


def merge(root: Path, language: str, words: dict[str, str]) -> tuple[Catalog, list[str]]:
    """The catalogue with `words` put in, and the keys of `words` that stand nowhere in the code."""
    catalog = updated(root, language, collect(root))
    unused = set(words)
    for message in catalog:
        key = _key(message)
        if message.id and key in words:
            unused.discard(key)
            message.string = _as_strings(
                message, unicodedata.normalize("NFC", words[key]), catalog.num_plurals
            )
            message.flags.discard("fuzzy")
    return catalog, sorted(unused)


def problems(root: Path = ROOT, language: str = "vi") -> list[str]:
    """Everything wrong with a language's catalogue, a line each; empty when all is well."""
    template = collect(root)
    catalog = read(root, language)
    translated = {_key(message): message for message in catalog if message.id}
    found = []
    for message in template:
        if not message.id:
            continue
        key = _key(message)
        where = message.locations[0][0]
        known = translated.get(key)
        if known is None or not _first(known):
            found.append(f"{where}: no translation into {language}: {key!r}")
            continue
        if known.fuzzy:
            found.append(f"{where}: doubtful (fuzzy) translation: {key!r}")
        found.extend(f"{where}: {trouble}" for trouble in _faults(message, _first(known)))
    wanted = {_key(message) for message in template if message.id}
    found.extend(
        f"{po_path(root, language).relative_to(root).as_posix()}: no longer in the code: {key!r}"
        for key in translated
        if key not in wanted
    )
    with contextlib.suppress(FileNotFoundError), pot_path(root).open("rb") as source:
        if {_key(message) for message in read_po(source) if message.id} == wanted:
            return found
    found.append("i18n/club.pot is out of date: run packaging/texts.py merge")
    return found


def _faults(message: Message, text: str) -> list[str]:
    """What is wrong with one translated text, apart from its meaning."""
    source = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
    found = []
    try:
        if placeholders(source) != placeholders(text):
            found.append(f"other placeholders in the translation: {source!r} -> {text!r}")
    except ValueError as error:
        found.append(f"broken placeholder ({error}): {source!r} -> {text!r}")
    if _margins(source) != _margins(text):
        found.append(f"blanks at the ends differ: {source!r} -> {text!r}")
    if text != unicodedata.normalize("NFC", text):
        found.append(f"not NFC: {text!r}")
    return found


def placeholders(text: str) -> set[str]:
    """The {names} in a text; ValueError when a brace stands alone."""
    parts = string.Formatter().parse(text)
    return {name for _text, name, _spec, _conversion in parts if name is not None}


def _margins(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def _first(message: Message) -> str:
    text = message.string
    return (text[0] if text else "") if isinstance(text, (tuple, list)) else text or ""


def _as_strings(message: Message, text: str, plurals: int) -> str | tuple[str, ...]:
    return (text,) * plurals if isinstance(message.id, (tuple, list)) else text


def compile_all(root: Path = ROOT) -> list[Path]:
    """Compile every language's catalogue; the files that changed."""
    changed = []
    for language in LANGUAGES:
        raw = io.BytesIO()
        write_mo(raw, read(root, language))
        path = po_path(root, language).with_suffix(".mo")
        if _write_if_changed(path, raw.getvalue()):
            changed.append(path)
    return changed


def _read_words(files: list[Path]) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in files:
        for key, text in json.loads(path.read_text(encoding="utf-8")).items():
            if words.get(key, text) != text:
                print(f"{path.name}: {key!r}: {text!r} takes the place of {words[key]!r}")
            words[key] = text
    return words


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands of the module's description; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract")
    commands.add_parser("merge").add_argument("files", nargs="*", type=Path)
    commands.add_parser("check")
    commands.add_parser("compile")
    commands.add_parser("stats")
    options = parser.parse_args(arguments)
    with locked(ROOT):
        return int(_run(options) or 0)


def _run(options: argparse.Namespace) -> int:
    if options.command == "extract":
        write(pot_path(ROOT), collect(ROOT))
    elif options.command == "merge":
        words = _read_words(options.files)
        write(pot_path(ROOT), collect(ROOT))
        catalog, unused = merge(ROOT, "vi", words)
        write(po_path(ROOT, "vi"), catalog)
        compile_all(ROOT)
        for key in unused:
            print(f"not in the code, left out: {key!r}")
        missing = [message for message in catalog if message.id and not _first(message)]
        for message in missing:
            print(f"{message.locations[0][0]}: still without translation: {_key(message)!r}")
        print(f"{len(catalog)} texts, {len(missing)} without Vietnamese")
    elif options.command == "check":
        found = [problem for language in LANGUAGES for problem in problems(ROOT, language)]
        print("\n".join(found) if found else f"{len(collect(ROOT))} texts, all translated")
        return 1 if found else 0
    elif options.command == "compile":
        for path in compile_all(ROOT):
            print(f"wrote {path.relative_to(ROOT)}")
    elif options.command == "stats":
        rooms: Counter[str] = Counter()
        for message in collect(ROOT):
            rooms.update({"/".join(Path(name).parts[:2]) for name, _line in message.locations})
        for room, count in sorted(rooms.items()):
            print(f"{count:5d}  {room}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

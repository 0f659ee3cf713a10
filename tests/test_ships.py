"""What ships beside the code: rule data, texts, fonts, help and commands, each whole."""

import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import click
import pytest
import texts
from reportlab.pdfbase.ttfonts import TTFontFile

from app.base.places import resource
from app.cli.main import COMMANDS, main
from tests.complaints import ROOT, complain


def _rule_sets() -> list[Path]:
    folders = ("health", "targets", "longevity", "areas")
    found = [path for folder in folders for path in sorted(resource(folder).glob("*.toml"))]
    # The consent form beside it is a text in versions, never edited, and has a test of its own.
    return [*found, resource("privacy", "requests.toml")]


@pytest.mark.parametrize("path", _rule_sets(), ids=lambda path: path.name)
def test_rules_are_dated_and_cite_their_source(path: Path) -> None:
    editions = tomllib.loads(path.read_text(encoding="utf-8")).get("edition", [])
    assert editions, "A rule set is a list of [[edition]]"
    for edition in editions:
        assert isinstance(edition.get("effective_from"), date), "from which day? effective_from"
        assert edition.get("source"), "by which text? source"
        assert isinstance(edition.get("verified"), bool), "compared with the original? verified"
    days = [edition["effective_from"] for edition in editions]
    assert all(one < other for one, other in pairwise(days)), "editions overlap: oldest first"


@pytest.mark.parametrize("path", _rule_sets(), ids=lambda path: path.name)
def test_words_of_rules_are_in_both_languages(path: Path) -> None:
    found = []

    def look(value: Any, where: str) -> None:
        if isinstance(value, list):
            for number, part in enumerate(value):
                look(part, f"{where}[{number}]")
        elif isinstance(value, dict):
            words = [value.get(language) for language in ("vi", "en")]
            if any(words) and (not all(words) or _fields(words[0]) != _fields(words[1])):
                found.append(where)
            for name, part in value.items():
                look(part, f"{where}.{name}")

    look(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    complain("Write vi and en, with the same {placeholders}:", found)


def test_every_rule_set_is_described() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [
        path.relative_to(ROOT).as_posix() for path in _rule_sets() if f"`{path.stem}`" not in readme
    ]
    complain("Say in README.md what this rule data is:", missing)


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_every_sign_of_a_text_can_be_drawn() -> None:
    known = set(TTFontFile(str(resource("fonts", "NotoSans-Regular.ttf"))).charToGlyph)
    strings: set[str] = set()
    for message in texts.read(ROOT, "vi"):
        for text in (message.id, message.string):
            strings.update([text] if isinstance(text, str) else text)
    missing = [
        f"{sign!r} in {text!r}"
        for text in sorted(strings)
        for sign in sorted(set(text) - {"\n"})
        if ord(sign) not in known
    ]
    complain("Our font lacks this sign; write it in words, or draw it:", missing)


def _vietnamese_letters() -> set[int]:
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    vowels = [
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones
    ]
    letters = "".join(vowels) + "bcdđghklmnpqrstvxfjwz"
    return {ord(sign) for sign in letters + letters.upper() + "0123456789₫“”‘’–—…×·/%()"}


@pytest.mark.parametrize(
    "path", sorted(resource("fonts").glob("*.ttf")), ids=lambda path: path.name
)
def test_every_font_has_every_letter(path: Path) -> None:
    missing = _vietnamese_letters() - set(TTFontFile(str(path)).charToGlyph)
    complain("Letters that this font lacks:", [chr(code) for code in sorted(missing)])
    family = path.name.split("-")[0]
    assert list(resource("fonts").glob(f"OFL*{family}*.txt")), "put the font's licence beside it"


def test_every_command_is_described() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [f"{name}: add it to README.md" for name in COMMANDS if f"`{name}`" not in readme]

    def look(command: click.Command, path: str) -> None:
        if not command.help:
            missing.append(f"{path}: say in its docstring what it does")
        missing.extend(
            f"{path} {option.opts[0]}: say what it is for (help=…)"
            for option in command.params
            if isinstance(option, click.Option) and not option.help
        )
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                part = command.get_command(context, name)
                assert part is not None
                look(part, f"{path} {name}")

    look(main, "so-clb")
    complain("Commands are described where people look for them:", missing)

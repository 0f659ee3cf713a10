"""Dated rule data: read with their source, unbroken, the edition of the day."""

from datetime import date
from pathlib import Path

import pytest

from app.base.dated import Words, check_unbroken, in_force, read_editions

OLD = '[[edition]]\neffective_from = 2016-01-01\n{until}source = "one text"\nverified = true\n'
NEW = '[[edition]]\neffective_from = 2021-01-01\nsource = "another"\nverified = false\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_edition_of_the_day(tmp_path: Path) -> None:
    text = OLD.format(until="effective_until = 2020-12-31\n") + NEW
    editions = read_editions(written(tmp_path, text))
    check_unbroken(editions, "rules.toml")
    assert in_force(editions, date(2020, 12, 31))[0].source == "one text"
    assert in_force(editions, date(2021, 1, 1))[0].source == "another"
    assert in_force(editions, date(1990, 1, 1))[0].source == "one text"


def test_a_gap_is_refused(tmp_path: Path) -> None:
    text = OLD.format(until="effective_until = 2020-12-30\n") + NEW
    with pytest.raises(ValueError, match=r"rules.toml: the edition of 2016-01-01 must end"):
        check_unbroken(read_editions(written(tmp_path, text)), "rules.toml")


def test_an_end_without_a_successor_is_refused(tmp_path: Path) -> None:
    text = OLD.format(until="effective_until = 2020-12-31\n")
    with pytest.raises(ValueError, match="must stay open"):
        check_unbroken(read_editions(written(tmp_path, text)), "rules.toml")


@pytest.mark.parametrize("wrong", ["", NEW.replace("another", ""), NEW.replace("false", '"no"')])
def test_what_cites_nothing_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"rules.toml"):
        read_editions(written(tmp_path, wrong))


def test_words_in_both_languages() -> None:
    words = Words.of({"vi": "Phụ nữ", "en": "Women"})
    assert (words.in_("vi"), words.in_("en")) == ("Phụ nữ", "Women")

"""The dated rules load, cite their sources, and leave neither a day nor a number without a rule."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.base.places import resource
from app.base.shapes import BANDS
from app.health.thresholds import FILES, rule_book, rules_on

TODAY = date(2026, 11, 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("health"), tmp_path / "health"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_rules_of_the_program_load() -> None:
    rules = rules_on(TODAY)
    assert {band.code for band in rules.bands} == set(BANDS)
    assert rules.band("high").word.vi == "Cao"
    assert rules.band("high").word.in_("en") == "High"


def test_what_no_clinician_confirmed_says_so() -> None:
    rules = rules_on(TODAY)
    assert [band.code for band in rules.bands if not band.verified] == ["low", "urgent"]
    assert not rules.glucose.verified
    assert not rules.second_reading.verified
    assert not rules.advice.verified


def test_every_file_of_the_folder_is_read() -> None:
    assert {path.stem for path in resource("health").glob("*.toml")} == set(FILES)


def test_every_edition_cites_a_source() -> None:
    bases = [basis for editions in rule_book().editions.values() for basis, _row in editions]
    assert all(len(basis.source) > 20 for basis in bases)


def test_a_day_before_the_first_edition_is_judged_by_the_first() -> None:
    assert rules_on(date(1990, 1, 1)).bands == rules_on(TODAY).bands


def test_the_edition_of_the_day_is_used(folder: Path) -> None:
    path = folder / "second_reading.toml"
    old = path.read_text(encoding="utf-8")
    first = old.replace("verified = false", "effective_until = 2026-12-31\nverified = false")
    second = old[old.index("[[edition]]") :].replace("2020-01-01", "2027-01-01")
    path.write_text(first + second.replace("= 140", "= 135"), encoding="utf-8")
    book = rule_book(folder)
    assert book.on(date(2026, 12, 31)).second_reading.systolic_from == 140
    assert book.on(date(2027, 1, 1)).second_reading.systolic_from == 135


@pytest.mark.parametrize("until", ["2026-12-30", "2027-01-01"])
def test_editions_neither_gap_nor_overlap(folder: Path, until: str) -> None:
    path = folder / "second_reading.toml"
    old = path.read_text(encoding="utf-8")
    first = old.replace("verified = false", f"effective_until = {until}\nverified = false")
    second = old[old.index("[[edition]]") :].replace("2020-01-01", "2027-01-01")
    path.write_text(first + second, encoding="utf-8")
    with pytest.raises(ValueError, match="must end on the day before"):
        rule_book(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("blood_pressure", "from = 130, to = 139", "from = 131, to = 139", "gap or overlap"),
        ("blood_pressure", "from = 85, to = 89", "from = 85, to = 90", "gap or overlap"),
        ("blood_pressure", "{ from = 180 }", "{ from = 180, to = 300 }", "stay open"),
        ("bmi", "from = 230", "from = 231", "gap or overlap"),
        ("glucose", "from = 3_900, to = 5_599", "from = 3_900, to = 5_699", "gap or overlap"),
        ("ranges", "usual_to = 220", "usual_to = 320", "inside the possible one"),
        ("advice", "[edition.band.urgent]", "[edition.band.other]", "no advice"),
        ("bmi", "source =", "found_in =", "needs a source"),
        ("bmi", "verified = true", "verified = 'yes'", "needs a source"),
        ("bmi", "verified = true", "verified = true\neffective_until = 2030-01-01", "stay open"),
    ],
)
def test_a_wrong_file_names_itself_and_the_reason(
    folder: Path, name: str, old: str, new: str, reason: str
) -> None:
    change(folder / f"{name}.toml", old, new)
    with pytest.raises(ValueError, match=reason):
        rule_book(folder)


def test_sentences_for_members_are_short_and_their_stars_come_in_pairs() -> None:
    advice = rules_on(TODAY).advice
    texts = [*advice.by_band.values(), *advice.emergency, advice.caution]
    texts += [text for step in advice.measuring for text in step]
    for words in texts:
        for text in (words.vi, words.en):
            plain = text.replace("**", "")
            sentences = [part for part in plain.replace(":", ".").split(".") if part.strip()]
            assert all(len(sentence.split()) <= 12 for sentence in sentences), text
            parts = text.split("**")
            assert len(parts) % 2 == 1, text
            assert all(part == part.strip() for part in parts[1::2]), text

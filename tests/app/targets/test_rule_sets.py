"""The rule sets load, cite and quote; the one of a province and a day is found."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.base.places import resource
from app.targets.rule_sets import in_force, rule_set, rule_sets
from app.targets.rules import OUTCOMES, TITLES, figures, title

KNOWN = {
    *("national-1533", "bac-ninh-2017", "vinh-long-2016", "national-1336", "lai-chau-2021"),
    *("national-1648", "bac-ninh-2026", "bac-ninh-2030"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("targets"), tmp_path / "targets"))


def test_all_are_there() -> None:
    assert {one.id for one in rule_sets()} == KNOWN


def test_what_each_asks() -> None:
    asked = {
        one.id: {target.id: figures(target) for target in one.targets if target.at_least}
        for one in rule_sets()
    }
    shares = {"women": "60–70 %", "from_55": "from 70 %", "in_need": "60–70 %"}
    ages = {"women": "60–70 %", "from_55": "60–70 %", "from_60": "60–70 %"}
    young = {"under_55": "30–40 %", "under_60": "30–40 %"}
    older_women = {"older_women_60": "50–60 %", "older_women_55": "50–60 %"}
    assert asked == {
        "national-1533": shares,
        "bac-ninh-2017": shares,
        "vinh-long-2016": {"size": "50–60", **shares},
        "national-1336": {"size": "50–70", **ages, **young},
        "lai-chau-2021": {"size": "from 40", **ages, **young},
        "national-1648": {},
        "bac-ninh-2026": older_women,
        "bac-ninh-2030": older_women,
    }


def test_only_what_was_seen_word_for_word_is_verified() -> None:
    seen = {one.id for one in rule_sets() if one.basis.verified}
    assert seen == KNOWN - {"national-1336", "national-1648"}
    for one in rule_sets():
        assert {target.verified for target in one.targets} == {one.id in seen}
        for target in one.targets:
            assert target.quote or not target.verified or target.at_least is None


def test_each_shows_size_women_both_ages_and_need() -> None:
    for one in rule_sets():
        shown = {target.id for target in one.targets}
        assert shown >= {"size", "women", "from_55", "from_60", "in_need"}
        assert all(title(target) for target in one.targets)
    assert all(OUTCOMES.values())
    assert all(TITLES.values())


@pytest.mark.parametrize(
    ("day", "province", "expected"),
    [
        (date(2010, 1, 1), None, "national-1533"),
        (date(2016, 12, 31), "Bắc Ninh", "national-1533"),
        (date(2018, 6, 30), "tỉnh Bắc Ninh", "bac-ninh-2017"),
        (date(2018, 6, 30), "Vĩnh Long", "vinh-long-2016"),
        (date(2020, 10, 1), None, "national-1533"),  # decided already, but of the next period
        (date(2023, 6, 30), "Bắc Ninh", "national-1336"),
        (date(2023, 6, 30), "TINH LAI CHAU", "lai-chau-2021"),
        (date(2025, 12, 31), "Hà Nội", "national-1336"),
        (date(2026, 6, 30), "Hà Nội", "national-1648"),
        (date(2026, 6, 30), "Bắc Ninh", "bac-ninh-2026"),
        (date(2030, 6, 30), "Bắc Ninh", "bac-ninh-2026"),
        (date(2031, 1, 1), "Bắc Ninh", "bac-ninh-2030"),
        (date(2040, 1, 1), "Bắc Ninh", "national-1648"),
    ],
)
def test_the_one_in_force(day: date, province: str | None, expected: str) -> None:
    assert in_force(day, province).id == expected


def test_an_unknown_one_names_the_known() -> None:
    with pytest.raises(UserError, match="bac-ninh-2026") as caught:
        rule_set("bac-ninh-2099")
    assert all(name in str(caught.value) for name in KNOWN)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("at_least = 60", "at_least = 75", "no range"),
        ('numerator = "women"', 'numerator = "dragons"', "nobody counts"),
        (
            'denominator = "members"\nat_least = 60',
            'denomintor = "members"\nat_least = 60',
            "what is",
        ),
        ('quote = "60 - 70% là phụ nữ"', "", "quote the words"),
        ('id = "women"', 'id = "size"', "twice"),
        ('title = { vi = "Bắc Ninh 2017–2020"', 'title = { de = "x"', "vi"),
        ('note = { vi = "Văn bản không nêu con số."', 'note = { de = "x"', "vi"),
    ],
)
def test_a_wrong_file_names_itself(folder: Path, old: str, new: str, reason: str) -> None:
    path = folder / "bac-ninh-2017.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=f"bac-ninh-2017.toml.*{reason}"):
        rule_sets(folder)


def test_one_file_is_one_document(folder: Path) -> None:
    path = folder / "bac-ninh-2017.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("[[edition]]") :], encoding="utf-8")
    with pytest.raises(ValueError, match="another file"):
        rule_sets(folder)

"""The dated health rules of resources/health: read, checked, and the ones in force on a day.

Officials change limits and words; so they are data with a first day, a source and a flag that says
whether somebody qualified has confirmed them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

from app.base.dated import Basis, Edition, Words, check_unbroken, in_force, read_editions
from app.base.files import resource

Counts = Literal["mean", "last"]
"""Which pressure of a day with several counts."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `low` to `high`, both included; None is an open end."""

    low: int | None
    high: int | None

    def holds(self, number: int) -> bool:
        """Whether the number lies inside."""
        return (self.low is None or self.low <= number) and (
            self.high is None or number <= self.high
        )


@dataclass(frozen=True, slots=True)
class Band:
    """A blood-pressure band: code, word, and both spans in mmHg."""

    code: str
    word: Words
    systolic: Span
    diastolic: Span
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Level:
    """One class of a single number, such as the body-mass index."""

    code: str
    word: Words
    span: Span


@dataclass(frozen=True, slots=True)
class Range:
    """What can be typed at all (`lowest` to `highest`) and what is asked about because it is rare.

    `usual_change` is the largest difference from the person's last value that raises no question.
    """

    lowest: int
    highest: int
    usual_from: int
    usual_to: int
    usual_change: int | None

    def takes(self, number: int) -> bool:
        """Whether a number can be typed at all."""
        return self.lowest <= number <= self.highest


@dataclass(frozen=True, slots=True)
class SecondReading:
    """From which numbers on the blood pressure is measured again, after how many minutes, and
    which pressure of a day with several counts: the "mean" of all, or the "last" one."""

    systolic_from: int
    diastolic_from: int
    rest_minutes: int
    verified: bool
    counts: Counts = "mean"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Whom to look after next.

    `rising_least` is by how many mmHg the upper number must have risen over `rising_readings`
    days; a slip for the health station is written from the band `refer_from` on, and not again for
    `refer_again_days`; the other days say how far back or ahead is looked.
    """

    high_in_a_row: int
    rising_readings: int
    rising_least: int
    look_back_days: int
    urgent_days: int
    refer_from: str
    refer_again_days: int
    card_days: int
    check_up_days: int
    check_ups_a_year: int
    check_ups_told_from_month: int


@dataclass(frozen=True, slots=True)
class Advice:
    """Sentences for members: what to do by band, how to measure, when to call 115."""

    by_band: Mapping[str, Words]
    measuring: tuple[tuple[Words, Words], ...]
    emergency: tuple[Words, ...]
    caution: Words
    verified: bool


@dataclass(frozen=True, slots=True)
class Glucose:
    """Levels of blood glucose in micromoles per litre, fasting and at any time."""

    fasting: tuple[Level, ...]
    any_time: tuple[Level, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """Every health rule in force on one day. `bands` stand in rising order: the later one wins."""

    bands: tuple[Band, ...]
    ranges: Mapping[str, Range]
    bmi: tuple[Level, ...]
    glucose: Glucose
    second_reading: SecondReading
    follow_up: FollowUp
    advice: Advice

    def at_least(self, code: str, least: str) -> bool:
        """Whether a band is `least` or one above it; the low one is above nothing."""
        rising = [band.code for band in self.bands if band.code != "low"]
        return code in rising and rising.index(code) >= rising.index(least)

    def band(self, code: str) -> Band:
        """The band with this code; KeyError when the rules do not know it."""
        for band in self.bands:
            if band.code == code:
                return band
        raise KeyError(code)


FILES = ("blood_pressure", "ranges", "bmi", "glucose", "second_reading", "follow_up", "advice")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All editions of all health rules, by the name of their file, oldest first."""

    editions: Mapping[str, tuple[Edition, ...]]

    def on(self, day: date) -> Rules:
        """The rules in force on a day.

        A day before the first edition gets the first one: a book shows a word for every reading.
        """
        chosen = {name: in_force(editions, day) for name, editions in self.editions.items()}
        pressure, pressure_basis = chosen["blood_pressure"][1], chosen["blood_pressure"][0]
        glucose_basis, glucose = chosen["glucose"]
        return Rules(
            bands=tuple(_band(row, pressure_basis) for row in pressure["band"]),
            ranges={
                field: Range(
                    row["lowest"],
                    row["highest"],
                    row["usual_from"],
                    row["usual_to"],
                    row.get("usual_change"),
                )
                for field, row in chosen["ranges"][1].items()
                if isinstance(row, dict)
            },
            bmi=_levels(chosen["bmi"][1]["class"], "bmi_tenths"),
            glucose=Glucose(
                _levels(glucose["fasting"], "glucose"),
                _levels(glucose["any_time"], "glucose"),
                glucose_basis.verified,
            ),
            second_reading=_second_reading(*chosen["second_reading"]),
            follow_up=FollowUp(
                **{field.name: chosen["follow_up"][1][field.name] for field in fields(FollowUp)}
            ),
            advice=_advice(*chosen["advice"]),
        )


@cache
def rule_book(folder: Path | None = None) -> RuleBook:
    """The health rules of the program (or of another folder), read once and checked.

    Raises ValueError, naming file and reason, when a file cites no source, when its editions leave
    days without a rule or give a day two, or when its limits leave numbers out or count them twice.
    """
    place = folder or resource("health")
    book = RuleBook({name: _read(place / f"{name}.toml") for name in FILES})
    for name, editions in book.editions.items():
        for basis, _content in editions:
            try:
                _check_spans(book.on(basis.effective_from))
            except (KeyError, ValueError) as error:
                raise ValueError(f"{name}.toml, {basis.effective_from}: {error!r}") from error
    return book


@lru_cache(maxsize=4096)
def rules_on(day: date) -> Rules:
    """The program's health rules in force on a day."""
    return rule_book().on(day)


def _read(path: Path) -> tuple[Edition, ...]:
    editions = read_editions(path)
    check_unbroken(editions, path.name)
    return editions


def _check_spans(rules: Rules) -> None:
    groups = {
        "systolic": [band.systolic for band in rules.bands],
        "diastolic": [band.diastolic for band in rules.bands],
        "bmi": [level.span for level in rules.bmi],
        "fasting glucose": [level.span for level in rules.glucose.fasting],
        "glucose": [level.span for level in rules.glucose.any_time],
    }
    for name, spans in groups.items():
        rising = sorted(spans, key=lambda span: float("-inf") if span.low is None else span.low)
        for lower, upper in pairwise(rising):
            if lower.high is None or upper.low != lower.high + 1:
                raise ValueError(f"{name}: {lower} and {upper} leave a gap or overlap")
        if rising[0].low is not None or rising[-1].high is not None:
            raise ValueError(f"{name}: both ends must stay open")
    for field, row in rules.ranges.items():
        if not row.lowest <= row.usual_from < row.usual_to <= row.highest:
            raise ValueError(f"{field}: the usual range must lie inside the possible one")
    if rules.second_reading.counts not in get_args(Counts):
        raise ValueError(f"counts: {rules.second_reading.counts!r}")
    rules.band(rules.follow_up.refer_from)
    missing = {band.code for band in rules.bands} - set(rules.advice.by_band)
    if missing:
        raise ValueError(f"no advice for {sorted(missing)}")


def _span(row: Mapping[str, int]) -> Span:
    return Span(row.get("from"), row.get("to"))


def _band(row: Mapping[str, Any], basis: Basis) -> Band:
    return Band(
        row["code"],
        Words.of(row["word"]),
        _span(row["systolic"]),
        _span(row["diastolic"]),
        row.get("source", basis.source),
        row.get("verified", basis.verified),
    )


def _levels(rows: Sequence[Mapping[str, Any]], key: str) -> tuple[Level, ...]:
    return tuple(Level(row["code"], Words.of(row["word"]), _span(row[key])) for row in rows)


def _second_reading(basis: Basis, row: Mapping[str, Any]) -> SecondReading:
    return SecondReading(
        row["systolic_from"],
        row["diastolic_from"],
        row["rest_minutes"],
        basis.verified,
        row["counts"],
    )


def _advice(basis: Basis, row: Mapping[str, Any]) -> Advice:
    return Advice(
        by_band={code: Words.of(words) for code, words in row["band"].items()},
        measuring=tuple(
            (Words.of(step["title"]), Words.of(step["text"])) for step in row["measuring"]
        ),
        emergency=tuple(Words.of(sign) for sign in row["emergency"]),
        caution=Words.of(row["caution"]),
        verified=basis.verified,
    )

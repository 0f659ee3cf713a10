"""The typing grid of a measuring: its columns, its rows, and how a row is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.base.errors import Invalid
from app.base.text import _
from app.club.file import Club
from app.health import records
from app.health.records import GridRow as Measured
from app.health.referrals import urgent_on
from app.health.rules import (
    FIELDS,
    Reading,
    doubts,
    fmt_pressure,
    lacks_second_reading,
    read_reading,
)
from app.health.thresholds import rules_on
from ui.health import words
from ui.kit.chips import Result
from ui.kit.grid import GridColumn, GridRow, RowResult

Texts = Mapping[str, str]
"""What is typed in a row, by column."""

EACH_TIME = ("systolic", "diastolic", "pulse", "weight")
NOW_AND_THEN = ("height", "glucose", "note")
SECOND = ("systolic2", "diastolic2")
"""The columns of a second reading, beside the first one."""


def columns(typed: Sequence[str], *, last: bool, brief: bool = False) -> list[GridColumn]:
    """The columns of the grid: the last values (if they may be seen), then what is typed.

    Beside more columns than those of each time there is no room for the last values, and titles
    are short, as they are where `brief` is asked for; then the page says the units.
    """
    few = typed == EACH_TIME
    weight = _("Weight, kg") if few and not brief else _("Weighed")
    made = {
        "systolic": GridColumn("systolic", _("Upper"), 76, spoken=_("Upper number")),
        "diastolic": GridColumn("diastolic", _("Lower"), 76, spoken=_("Lower number")),
        "pulse": GridColumn("pulse", _("Pulse"), 80),
        "weight": GridColumn("weight", weight, 88, spoken=_("Weight, kg")),
        "height": GridColumn("height", _("Tall"), 76, spoken=_("Height, cm")),
        "glucose": GridColumn("glucose", _("Sugar"), 92, spoken=_("Glucose, mmol/L")),
        "note": GridColumn("note", _("Note"), 98, align="left"),
        "systolic2": GridColumn("systolic2", _("Upper"), 76, spoken=_("Upper number")),
        "diastolic2": GridColumn("diastolic2", _("Lower"), 76, spoken=_("Lower number")),
    }
    if typed == SECOND:
        first = GridColumn("first", _("First reading"), 124, align="left", typed=False, keep=10)
        return [first, *(made[name] for name in typed)]
    before = [GridColumn("last", _("Last time"), 190, align="left", typed=False, keep=10)]
    return [*(before if last and few else ()), *(made[name] for name in typed)]


def row_of(
    measured: Measured,
    on: date,
    *,
    signed: bool,
    today: date,
    brief: bool = False,
    number: str = "",
) -> GridRow:
    """A member as the grid shows one on the day of a measuring; with `brief` in few words, with
    the `number` of the queue before the name."""
    last = measured.last
    again = on == today and not brief
    unsigned = _("Unsigned") if brief else _("Consent not signed")
    result = Result() if signed else Result(unsigned, icon="file-text", tone="warn")
    return GridRow(
        key=key_of(measured.person_id, on),
        name=f"{number}. {measured.name}" if number else measured.name,
        short=words.called(measured.name, measured.sex, measured.birth, today),
        texts={
            "last": words.short(last) if last is not None else _("Not measured"),
            "first": fmt_pressure(measured.today) if measured.today is not None else "",
            **words.typed_texts(measured.today),
            **_second_texts(measured.second),
        },
        result=_came_to(measured.taken, again=again) if measured.taken else result,
    )


def key_of(person_id: str, on: date) -> str:
    """The key of a row: what is typed for one day must not turn up on another."""
    return f"{person_id} {on.isoformat()}"


def check(measured: Measured, on: date, texts: Mapping[str, str], today: date) -> None:
    """Look at a row while it is typed. Raises Invalid about what stands there, never about what
    is still missing."""
    try:
        _read(measured, on, texts, today)
    except Invalid as error:
        typed = {name: said for name, said in error.problems.items() if texts.get(name)}
        if typed:
            raise Invalid(typed) from error


def store(
    club: Club,
    measured: Measured,
    on: date,
    texts: Mapping[str, str],
    *,
    signed: bool,
    today: date,
    brief: bool = False,
) -> RowResult:
    """Store what the row of a person says; a row whose numbers were all cleared is taken out.

    `texts` are those of the columns shown; the others stay as they are. Raises Invalid.
    """
    there = measured.today
    fields = {**words.typed_texts(there), **texts}
    if there is not None and there.id is not None and not any(fields[name] for name in FIELDS):
        records.remove_reading(club, measured.person_id, there.id)
        return RowResult(dict.fromkeys(texts, ""))
    reading = _read(measured, on, texts, today)
    records.set_reading(club, measured.person_id, reading)
    taken = [one for one in (reading, measured.second) if one is not None]
    say = _to_say(reading, taken, measured.last, today)
    again = on == today and not brief
    if not say and not signed:
        say = _("Saved. The consent to keep readings is not signed yet.")
    return RowResult(words.typed_texts(reading), _came_to(taken, again=again), say)


def check_second(measured: Measured, on: date, texts: Texts, today: date) -> None:
    """Like `check`, of a second reading."""
    try:
        _read_second(measured, on, texts, today)
    except Invalid as error:
        typed = {name: said for name, said in error.problems.items() if texts.get(name)}
        if typed:
            raise Invalid(typed) from error


def store_second(
    club: Club, measured: Measured, on: date, texts: Texts, *, today: date
) -> RowResult:
    """Store the second reading of a person; one whose numbers were cleared is taken out. Raises
    Invalid."""
    there, first = measured.second, measured.today
    if there is not None and there.id is not None and not any(texts.values()):
        records.remove_reading(club, measured.person_id, there.id)
        left = [first] if first is not None else []
        return RowResult(dict.fromkeys(texts, ""), _came_to(left, again=on == today))
    reading = _read_second(measured, on, texts, today)
    records.set_second(club, measured.person_id, reading)
    taken = [one for one in (first, reading) if one is not None]
    return RowResult(
        _second_texts(reading), _came_to(taken, again=False), _to_say(reading, taken, first, today)
    )


def _read_second(measured: Measured, on: date, texts: Texts, today: date) -> Reading:
    """The second reading as typed; both numbers are needed. Raises Invalid for its columns."""
    typed = {name.removesuffix("2"): text for name, text in texts.items()}
    try:
        reading = read_reading({**typed, "on": on.isoformat()}, today)
        if reading.systolic is None:
            raise Invalid({"systolic": _("Type both numbers of the second reading.")})
    except Invalid as error:
        raise Invalid({f"{name}2": said for name, said in error.problems.items()}) from error
    there = measured.second
    return replace(reading, taken_by=there.taken_by if there is not None else None)


def _second_texts(reading: Reading | None) -> dict[str, str]:
    texts = words.typed_texts(reading)
    return {name: texts[name.removesuffix("2")] for name in SECOND}


def _read(measured: Measured, on: date, texts: Mapping[str, str], today: date) -> Reading:
    """What the row says now, with what the columns shown leave out. Raises Invalid."""
    there = measured.today
    kept = {**words.typed_texts(there), "fasting": words.fasting_code(there)}
    reading = read_reading({**kept, **texts, "on": on.isoformat()}, today)
    return replace(reading, taken_by=there.taken_by if there is not None else None)


def _came_to(taken: Sequence[Reading], *, again: bool) -> Result:
    """The band, and whether to measure `again` where that is asked."""
    result = words.day_result(taken, again=again)
    return result if result.word else Result(_("Saved"), icon="check", tone="good")


def _to_say(reading: Reading, taken: Sequence[Reading], last: Reading | None, today: date) -> str:
    """Questions about rare values of the reading just typed, one of those `taken` that day; then,
    on the day itself, what to do about a high pressure."""
    rules = rules_on(reading.on)
    said = list(doubts(reading, last).values())
    if reading.on != today:
        return " ".join(said)
    if lacks_second_reading(taken):
        said.append(
            _("{pressure}: rest {n} minutes, then measure again.").format(
                pressure=fmt_pressure(reading), n=rules.second_reading.rest_minutes
            )
        )
        if urgent_on(taken):
            said.append(_("Still so: to the health station today."))
    elif urgent_on(taken):
        said.append(_("To the health station today."))
    return " ".join(said)

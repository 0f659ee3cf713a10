"""One measuring: what may be typed, which band it falls into, and how it is written.

Pure values and checks; the limits are dated data (`app.health.thresholds`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.base.dates import parse_date
from app.base.errors import Invalid, UserError
from app.base.text import N_, _, language, nfc
from app.health.thresholds import Band, Level, Range, Rules, rules_on


@dataclass(frozen=True, slots=True)
class Field:
    """One number of a reading: its words, and how what is typed becomes what is stored.

    `per_typed` stored units make one typed unit (weight is typed in kg, stored in grams);
    `suffixes` may follow the number; `column` names it in `Reading` and in the club's file.
    """

    name: str
    unit: str
    column: str
    example: str
    per_typed: int = 1
    suffixes: tuple[str, ...] = ()


FIELDS: Final[Mapping[str, Field]] = {
    "systolic": Field(N_("Upper number"), N_("mmHg"), "systolic", "128", 1, ("mmhg",)),
    "diastolic": Field(N_("Lower number"), N_("mmHg"), "diastolic", "80", 1, ("mmhg",)),
    "pulse": Field(N_("Pulse"), N_("/min"), "pulse", "72"),
    "weight": Field(N_("Weight"), N_("kg"), "weight_g", "48,2", 1_000, ("kg",)),
    "height": Field(N_("Height"), N_("cm"), "height_mm", "152", 10, ("cm",)),
    "glucose": Field(
        N_("Glucose"), N_("mmol/L"), "glucose_umol_l", "5,6", 1_000, ("mmol", "mmol/l")
    ),
}
"""Numbers of a reading in the order of the grid; `on`, `fasting` and `note` come beside them."""

NOTE_LENGTH: Final = 200

# Molar mass of glucose: 180.156 g/mol, so 1 mg/dL is 10/180.156 mmol/L.
_GLUCOSE_MG_PER_MOL = 180_156

_TYPED = re.compile(
    r"(?P<whole>[0-9]{1,7})(?:[.,](?P<part>[0-9]{1,3}))?\s*(?P<unit>[a-zA-Z/%]*(?:/[a-zA-Z]+)?)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured on one person on one day; None is not measured.

    Pressures in mmHg, pulse per minute, weight in grams, height in millimetres, glucose in
    micromoles per litre. `id` is None until the reading is stored.
    """

    on: date
    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    weight_g: int | None = None
    height_mm: int | None = None
    glucose_umol_l: int | None = None
    glucose_fasting: bool | None = None
    note: str = ""
    taken_by: str | None = None
    id: str | None = None


def read_reading(fields: Mapping[str, str], today: date) -> Reading:
    """The reading typed as plain texts: `on`, `FIELDS`, `fasting` ("1", "0" or ""), `note`.

    Decimal comma and point are equal; a unit may follow ("110 mg" of glucose is mg/dL). "128/80"
    in the first field fills both. Raises `Invalid` with every problem, each naming its range.
    """
    typed = {name: nfc(text).strip() for name, text in fields.items()}
    pressure = typed.get("systolic", "").split("/")
    if len(pressure) == 2 and not typed.get("diastolic"):
        typed["systolic"], typed["diastolic"] = (part.strip() for part in pressure)
    problems: dict[str, str] = {}
    on = _read_day(typed.get("on", ""), today, problems)
    ranges = rules_on(on).ranges
    numbers = {
        field: _read_number(field, typed.get(field, ""), ranges[field], problems)
        for field in FIELDS
    }
    _check_pressure(numbers["systolic"], numbers["diastolic"], problems)
    if not problems and not any(number is not None for number in numbers.values()):
        problems["systolic"] = _("Nothing is typed yet. Type at least one number.")
    note = " ".join(typed.get("note", "").split())
    if len(note) > NOTE_LENGTH:
        problems["note"] = _("The note may have {n} letters at most. Please shorten it.").format(
            n=NOTE_LENGTH
        )
    if problems:
        raise Invalid(problems)
    fasting = {"1": True, "0": False}.get(typed.get("fasting", ""))
    return Reading(
        on=on,
        systolic=numbers["systolic"],
        diastolic=numbers["diastolic"],
        pulse=numbers["pulse"],
        weight_g=numbers["weight"],
        height_mm=numbers["height"],
        glucose_umol_l=numbers["glucose"],
        glucose_fasting=None if numbers["glucose"] is None else fasting,
        note=note,
    )


def _read_day(text: str, today: date, problems: dict[str, str]) -> date:
    try:
        on = parse_date(text, today)
    except UserError as error:
        problems["on"] = str(error)
        return today
    if on > today:
        problems["on"] = _("This day has not come yet. Type the day of the measuring.")
    return on


def _read_number(field: str, text: str, allowed: Range, problems: dict[str, str]) -> int | None:
    """The number in the unit stored; None when nothing is typed or a problem is noted."""
    if not text:
        return None
    match = _TYPED.fullmatch(text)
    stored = _in_stored_unit(field, match) if match else None
    if stored is None:
        problems[field] = _(
            "{field}: “{typed}” cannot be read. Type digits, such as {example}."
        ).format(field=_(FIELDS[field].name), typed=text[:20], example=FIELDS[field].example)
        return None
    if not allowed.takes(stored):
        problems[field] = _range_sentence(field, allowed, stored)
        return None
    return stored


def _in_stored_unit(field: str, match: re.Match[str]) -> int | None:
    """The typed number in the unit stored; None for a unit or a fraction that does not belong."""
    whole, part = int(match["whole"]), match["part"] or ""
    thousandths = whole * 1_000 + int(part.ljust(3, "0"))
    unit = match["unit"].lower()
    if field == "glucose" and unit in ("mg", "mg/dl"):
        return _rounded(thousandths * 10_000, _GLUCOSE_MG_PER_MOL)
    if field == "height" and unit in ("m", "") and part and whole < 3:
        return thousandths
    if unit and unit not in FIELDS[field].suffixes:
        return None
    stored, rest = divmod(thousandths * FIELDS[field].per_typed, 1_000)
    return None if rest else stored


def _rounded(number: int, by: int) -> int:
    """`number` / `by`, halves rounded up, without a float."""
    return (2 * number + by) // (2 * by)


def _range_sentence(field: str, allowed: Range, stored: int) -> str:
    sentence = _("{field} goes from {low} to {high} {unit}. Please look at the number again.")
    said = sentence.format(
        field=_(FIELDS[field].name),
        low=_plain(allowed.lowest, FIELDS[field].per_typed),
        high=_plain(allowed.highest, FIELDS[field].per_typed),
        unit=_(FIELDS[field].unit),
    )
    if field == "glucose" and stored > allowed.highest:
        said += " " + _("If the meter shows mg/dL, type “{n} mg”.").format(
            n=_plain(stored, FIELDS[field].per_typed)
        )
    return said


def _check_pressure(systolic: int | None, diastolic: int | None, problems: dict[str, str]) -> None:
    if problems.keys() & {"systolic", "diastolic"}:
        return
    if systolic is None and diastolic is not None:
        problems["systolic"] = _("The upper number is missing. Blood pressure has two numbers.")
    elif diastolic is None and systolic is not None:
        problems["diastolic"] = _("The lower number is missing. Blood pressure has two numbers.")
    elif systolic is not None and diastolic is not None and systolic <= diastolic:
        problems["diastolic"] = _(
            "The lower number must be smaller than the upper one ({systolic})."
            " Perhaps they changed places."
        ).format(systolic=systolic)


def doubts(reading: Reading, last: Reading | None = None) -> dict[str, str]:
    """Questions about values that are possible but rare, or far from the person's `last` ones.

    They never stop a reading: each is shown beside its field, and the value stays as typed.
    """
    ranges = rules_on(reading.on).ranges
    asked: dict[str, str] = {}
    before = _numbers(last) if last else {}
    for field, value in _numbers(reading).items():
        usual = ranges[field]
        old = before.get(field)
        if not usual.usual_from <= value <= usual.usual_to:
            asked[field] = _("{field} {value} is rare. Is it right?").format(
                field=_(FIELDS[field].name), value=_with_unit(field, value)
            )
        elif usual.usual_change and old is not None and abs(value - old) > usual.usual_change:
            asked[field] = _("{field} was {old} last time. Is {value} right?").format(
                field=_(FIELDS[field].name),
                old=_with_unit(field, old),
                value=_with_unit(field, value),
            )
    return asked


def _numbers(reading: Reading) -> dict[str, int]:
    """The values that were measured, by field, in stored units."""
    values = {name: getattr(reading, field.column) for name, field in FIELDS.items()}
    return {name: value for name, value in values.items() if value is not None}


def by_day(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings of one person, oldest first, with one for each day: that which counts.

    Of several pressures of a day the mean counts, halves rounded up, where the second-reading rule
    in force on that day says so, else the last; of all other values the last.
    """
    days: dict[date, list[Reading]] = {}
    for reading in readings:
        days.setdefault(reading.on, []).append(reading)
    return tuple(_of_day(taken) for taken in days.values())


def _of_day(taken: Sequence[Reading]) -> Reading:
    row = _latest(taken)
    pressures = [each for each in taken if each.systolic is not None]
    if len(pressures) < 2 or rules_on(row.on).second_reading.counts != "mean":
        return row
    return replace(
        row,
        systolic=_rounded(sum(each.systolic or 0 for each in pressures), len(pressures)),
        diastolic=_rounded(sum(each.diastolic or 0 for each in pressures), len(pressures)),
    )


def merged(readings: Sequence[Reading]) -> Reading:
    """Several readings of one person, oldest first, as one row: the latest value of each kind, a
    day with several pressures as `by_day` counts it.

    The day is that of the blood pressure, or of the latest reading when none has one. Note and id
    are those of the latest reading. At least one reading is needed.
    """
    return _latest(by_day(readings))


def _latest(readings: Sequence[Reading]) -> Reading:
    row = readings[-1]
    for older in reversed(readings[:-1]):
        if row.systolic is None and older.systolic is not None:
            row = replace(row, on=older.on, systolic=older.systolic, diastolic=older.diastolic)
        if row.glucose_umol_l is None:
            row = replace(
                row, glucose_umol_l=older.glucose_umol_l, glucose_fasting=older.glucose_fasting
            )
        row = replace(
            row,
            pulse=older.pulse if row.pulse is None else row.pulse,
            weight_g=older.weight_g if row.weight_g is None else row.weight_g,
            height_mm=older.height_mm if row.height_mm is None else row.height_mm,
            taken_by=row.taken_by or older.taken_by,
        )
    return row


def band(reading: Reading, rules: Rules) -> Band | None:
    """The band of a reading's blood pressure; None when it was not measured.

    When the two numbers fall into different bands the higher one counts (VNHA/VSH 2022).
    """
    if reading.systolic is None or reading.diastolic is None:
        return None
    found = None
    for candidate in rules.bands:
        if candidate.systolic.holds(reading.systolic) or candidate.diastolic.holds(
            reading.diastolic
        ):
            found = candidate
    return found


def needs_second_reading(reading: Reading, rules: Rules) -> bool:
    """Whether to rest and measure again: a first reading from the limits of the rules upwards."""
    again = rules.second_reading
    return (reading.systolic or 0) >= again.systolic_from or (
        reading.diastolic or 0
    ) >= again.diastolic_from


def lacks_second_reading(taken: Sequence[Reading]) -> bool:
    """Whether, of the readings of one day, the first pressure was high by the rules of that day
    and was not measured again."""
    pressures = [each for each in taken if each.systolic is not None]
    return len(pressures) == 1 and needs_second_reading(pressures[0], rules_on(pressures[0].on))


def band_code(reading: Reading) -> str:
    """The code of a pressure's band by the rules in force on its day; "" without a pressure."""
    found = band(reading, rules_on(reading.on))
    return found.code if found is not None else ""


def bmi_tenths(weight_g: int, height_mm: int) -> int:
    """Body-mass index in tenths of kg/m², halves rounded up."""
    return _rounded(weight_g * 10_000, height_mm * height_mm)


def bmi_level(tenths: int, rules: Rules) -> Level:
    """The class of a body-mass index by the rules."""
    return next(level for level in rules.bmi if level.span.holds(tenths))


def fmt_pressure(reading: Reading) -> str:
    """ "128 / 80", or an empty text when it was not measured."""
    return "" if reading.systolic is None else f"{reading.systolic} / {reading.diastolic}"


def fmt_weight(weight_g: int, decimals: int = 1) -> str:
    """ "48,2 kg": at least so many decimals, more only where they were typed."""
    number = _plain(weight_g, FIELDS["weight"].per_typed, at_least=decimals)
    return f"{number}\N{NO-BREAK SPACE}{_(FIELDS['weight'].unit)}"


def fmt_height(height_mm: int) -> str:
    """ "152 cm"."""
    return _with_unit("height", height_mm)


def fmt_glucose(glucose_umol_l: int) -> str:
    """ "6,1 mmol/L", to one decimal as meters show it."""
    return _with_unit("glucose", _rounded(glucose_umol_l, 100) * 100)


def number_text(field: str, stored: int) -> str:
    """A stored value as it is typed in the grid: "48,2" for 48200 g of weight."""
    return _plain(stored, FIELDS[field].per_typed, at_least=1 if field == "weight" else 0)


def _with_unit(field: str, stored: int) -> str:
    return f"{number_text(field, stored)}\N{NO-BREAK SPACE}{_(FIELDS[field].unit)}"


def _plain(stored: int, per_typed: int, at_least: int = 0) -> str:
    """A number with the decimals it has, with comma in Vietnamese and point in English."""
    whole, part = divmod(stored, per_typed)
    digits = f"{part:0{len(str(per_typed)) - 1}d}".rstrip("0") if per_typed > 1 else ""
    digits = digits.ljust(at_least, "0")
    mark = "," if language() == "vi" else "."
    return f"{whole}{mark}{digits}" if digits else str(whole)

"""How the health room speaks: of people, of a reading, of what a reading came to."""

from collections.abc import Sequence
from datetime import date

from app.base.dates import age
from app.base.names import Sex, address, given_name
from app.base.text import _, language
from app.health.rules import (
    FIELDS,
    Reading,
    band,
    by_day,
    fmt_glucose,
    fmt_height,
    fmt_pressure,
    fmt_weight,
    lacks_second_reading,
    number_text,
)
from app.health.thresholds import rules_on
from ui.kit.chips import Result


def full_name(name: str, sex: Sex | None, birth: str | None, today: date) -> str:
    """The form of address and the whole name: "Bà Nguyễn Thị Đào"."""
    return f"{_address(sex, birth, today)} {name}"


def called(name: str, sex: Sex | None, birth: str | None, today: date) -> str:
    """A person as spoken of: "Bà Đào"."""
    return f"{_address(sex, birth, today)} {given_name(name)}"


def _address(sex: Sex | None, birth: str | None, today: date) -> str:
    form = address(sex, age(birth, today).years if birth else None)
    return form[:1].upper() + form[1:]


def typed_texts(reading: Reading | None) -> dict[str, str]:
    """Each field of a reading as it is typed: "48,2" for the weight, "" where nothing is known."""
    if reading is None:
        return dict.fromkeys((*FIELDS, "note"), "")
    values = {name: getattr(reading, field.column) for name, field in FIELDS.items()}
    texts = {
        name: "" if value is None else number_text(name, value) for name, value in values.items()
    }
    return {**texts, "note": reading.note}


def fasting_code(reading: Reading | None) -> str:
    """Whether the glucose was measured fasting: "1", "0", or "" when nobody said."""
    if reading is None or reading.glucose_fasting is None:
        return ""
    return "1" if reading.glucose_fasting else "0"


def band_result(reading: Reading) -> Result:
    """The band of a reading as a chip; nothing without a blood pressure."""
    found = band(reading, rules_on(reading.on))
    if found is None:
        return Result()
    return Result(found.word.in_(language()), band=found.code)


def day_result(taken: Sequence[Reading], *, again: bool = False) -> Result:
    """The band of what counts of a day, as a chip; with `again` it says where the second reading
    is still missing, and where there is one, which pressure counts."""
    if not taken:
        return Result()
    counted = by_day(taken)[-1]
    result = band_result(counted)
    if not result.word:
        return result
    if lacks_second_reading(taken):
        word = _("{band}, measure again").format(band=result.word) if again else result.word
        return Result(word, band=result.band)
    if len([one for one in taken if one.systolic is not None]) > 1:
        word = _("{band}, mean {pressure}").format(
            band=result.word, pressure=f"{counted.systolic}/{counted.diastolic}"
        )
        return Result(word, band=result.band)
    return result


def short(reading: Reading) -> str:
    """A reading in one line: "154 / 94, 48,2 kg"."""
    parts = [fmt_pressure(reading)]
    if reading.weight_g is not None:
        parts.append(fmt_weight(reading.weight_g))
    if not parts[0] and reading.glucose_umol_l is not None:
        parts.append(_("glucose {value}").format(value=fmt_glucose(reading.glucose_umol_l)))
    return ", ".join(part for part in parts if part)


def others(reading: Reading) -> str:
    """What was measured beside pressure, pulse and weight, and the note."""
    parts = []
    if reading.height_mm is not None:
        parts.append(_("height {value}").format(value=fmt_height(reading.height_mm)))
    if reading.glucose_umol_l is not None:
        parts.append(_("glucose {value}").format(value=fmt_glucose(reading.glucose_umol_l)))
    if reading.note:
        parts.append(reading.note)
    return ", ".join(parts)


def plain(advice: str) -> str:
    """A sentence of the rules without the stars that make words bold on paper."""
    text = advice.replace("**", "")
    return text[:1].upper() + text[1:]

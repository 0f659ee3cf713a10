"""What looks odd about a person, in words: asked below a field or beside a list, never refused.

Pure. What cannot be read at all is `rules.read_person`'s to refuse.
"""

from collections.abc import Mapping
from datetime import date

from app.base.dates import age, fmt_date
from app.base.text import _
from app.members import numbers
from app.members.rules import Person, read_partly

OLD_AGE, YOUNG_AGE = 115, 15  # outside of these an age is more likely a slip
CARD_YEARS = 10  # a card that ends later is more likely a slip too


def looked_at(fields: Mapping[str, str], today: date) -> tuple[Person, dict[str, str]]:
    """The person as far as a half-filled form can be read, and what to ask about, a sentence per
    field: what `read_person` would refuse and what `doubts` finds in the rest. Nothing is asked
    about fields that are still empty."""
    person, problems = read_partly(fields, today)
    asked = {**doubts(person, today), **problems}
    return person, {
        field: sentence for field, sentence in asked.items() if numbers.clean(fields.get(field, ""))
    }


def doubts(person: Person, today: date) -> dict[str, str]:
    """What looks odd about a person, a sentence per field. Never a reason to refuse."""
    found = {
        "name": _name_doubt(person.name),
        "birth": _birth_doubt(person.birth, today),
        "cccd": person.cccd and numbers.cccd_doubt(person.cccd, person.sex, person.birth),
        "bhyt": person.bhyt and numbers.bhyt_doubt(person.bhyt, person.cccd),
        "bhyt_until": person.bhyt_until and _card_doubt(person.bhyt_until, today),
        "phone": person.phone and numbers.phone_doubt(person.phone),
        "contact_phone": person.contact_phone and numbers.phone_doubt(person.contact_phone),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def _name_doubt(name: str) -> str | None:
    bare = name.partition("(")[0]
    if any(sign.isdecimal() for sign in bare):
        return _("The name {name} has digits in it: check it.").format(name=name)
    if len(bare.split()) < 2:
        return _("{name} is only one word: is the family name missing?").format(name=name)
    return None


def joining_doubt(joined_on: str | None, birth: str | None) -> str | None:
    """Why a day of joining, ISO, does not go with a birth; None when it does."""
    if joined_on is None or birth is None or joined_on >= birth:
        return None
    return _("This is before the day of birth: check both.")


def _card_doubt(until: str, today: date) -> str | None:
    """About the last day of an insurance card: it is over, or lies further ahead than cards go."""
    last = date.fromisoformat(until)
    if last < today:
        return _("The card ended on {date}: ask for the new one.").format(date=fmt_date(last))
    if last.year > today.year + CARD_YEARS:
        return _("{date} is more than {n} years ahead: check the year.").format(
            date=fmt_date(last), n=CARD_YEARS
        )
    return None


def _birth_doubt(birth: str | None, today: date) -> str | None:
    if birth is None:
        return None
    years = age(birth, today).years
    if years > OLD_AGE or years < YOUNG_AGE:
        return _("Born {year} would be {n} years old: check the year.").format(
            year=birth[:4], n=years
        )
    return None

"""Check-ups by health staff: what is written down of one, and how a form of it is read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.text import _
from app.members.reading import Reading as Form

AHEAD: Final = 366
"""How many days ahead the next check-up may lie."""
LENGTH: Final = 300
"""Letters of what was found, and of the advice."""


@dataclass(frozen=True, slots=True)
class CheckUp:
    """A check-up of one person. Days are ISO; `findings` and `advice` are what the health staff
    said or wrote, never what the program makes of a number."""

    id: str
    person_id: str
    on_date: str
    place: str | None = None
    by_whom: str | None = None
    findings: str | None = None
    advice: str | None = None
    next_on: str | None = None


def read_check_up(fields: Mapping[str, str], today: date, person_id: str) -> CheckUp:
    """What a form says: `on`, `place`, `by_whom`, `findings`, `advice`, `next_on`.

    Raises Invalid with every problem.
    """
    form = Form(fields, today)
    on = form.needed_day("on")
    next_on = form.day("next_on", ahead=AHEAD)
    if next_on and on and next_on <= on and "next_on" not in form.problems:
        form.problems["next_on"] = _("The next check-up comes after this one.")
    found = CheckUp(
        id="",
        person_id=person_id,
        on_date=on,
        place=form.text("place"),
        by_whom=form.text("by_whom"),
        findings=_short(form, "findings"),
        advice=_short(form, "advice"),
        next_on=next_on,
    )
    form.close()
    return found


def _short(form: Form, name: str) -> str | None:
    text = form.text(name)
    if text is not None and len(text) > LENGTH:
        form.problems[name] = _("At most {n} letters. Please shorten it.").format(n=LENGTH)
    return text


def next_due(check_ups: tuple[CheckUp, ...]) -> str | None:
    """The day of the next check-up that the latest one named; None when it named none."""
    latest = max(check_ups, key=lambda one: one.on_date, default=None)
    return latest.next_on if latest is not None else None

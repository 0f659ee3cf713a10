"""Who may be lonely: signs from all rooms, with the reason in words, for the self-help area. Pure.

Suggestions, never a judgement: the board decides whom to visit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.base.dates import fmt_date
from app.base.text import N_, _, ngettext

Sign = Literal["widowed", "not_visited", "absent", "not_measured", "alone", "birthday"]

SIGNS: dict[Sign, str] = {
    "widowed": N_("Lost wife or husband lately"),
    "not_visited": N_("Not visited as planned"),
    "absent": N_("Missed meetings"),
    "not_measured": N_("Not measured for long"),
    "alone": N_("Lives alone"),
    "birthday": N_("Birthday soon"),
}

WEIGHTS: dict[Sign, int] = {
    "widowed": 5,
    "not_visited": 4,
    "absent": 3,
    "not_measured": 2,
    "alone": 1,
    "birthday": 1,
}
"""What comes first. Living alone and a birthday by themselves make nobody lonely: they only add."""

ABSENCES, MONTHS, WIDOWED_DAYS, BIRTHDAY_DAYS = 2, 3, 365, 14


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rooms know about one person.

    `absences` are meetings missed in a row, `months` whole months since the last reading (None:
    never measured since joining is counted from joining), `widowed_on` the day on which the spouse
    died, `unseen` days on which a visit was planned and nobody came, `birthday_on` the next one.
    """

    person_id: str
    name: str
    absences: int = 0
    months: int | None = None
    widowed_on: date | None = None
    unseen: tuple[date, ...] = ()
    alone: bool = False
    birthday_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lonely:
    """Somebody to be visited, and why: the signs with the heaviest first."""

    person_id: str
    name: str
    signs: tuple[Sign, ...]
    reasons: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much speaks for a visit."""
        return sum(WEIGHTS[sign] for sign in self.signs)


def radar(people: Iterable[Signs], today: date) -> tuple[Lonely, ...]:
    """Whom to visit, who needs it most first; nobody for a birthday or for living alone only."""
    found = []
    for each in people:
        said = _signs(each, today)
        if any(WEIGHTS[sign] > 1 for sign in said):
            signs = tuple(sorted(said, key=lambda sign: -WEIGHTS[sign]))
            found.append(
                Lonely(each.person_id, each.name, signs, tuple(said[sign] for sign in signs))
            )
    return tuple(sorted(found, key=lambda lonely: -lonely.weight))


def _signs(each: Signs, today: date) -> dict[Sign, str]:
    """The signs of one person with their reasons in words."""
    said: dict[Sign, str] = {}
    if each.widowed_on is not None and 0 <= (today - each.widowed_on).days <= WIDOWED_DAYS:
        said["widowed"] = _("lost wife or husband on {day}").format(day=fmt_date(each.widowed_on))
    if each.unseen:
        count = len(each.unseen)
        said["not_visited"] = ngettext(
            "{n} planned visit was not made this month",
            "{n} planned visits were not made this month",
            count,
        ).format(n=count)
    if each.absences >= ABSENCES:
        said["absent"] = ngettext(
            "missed the last {n} meeting", "missed the last {n} meetings", each.absences
        ).format(n=each.absences)
    if each.months is not None and each.months >= MONTHS:
        said["not_measured"] = ngettext(
            "not measured for {n} month", "not measured for {n} months", each.months
        ).format(n=each.months)
    if each.alone:
        said["alone"] = _("lives alone")
    if each.birthday_on is not None and 0 <= (each.birthday_on - today).days <= BIRTHDAY_DAYS:
        said["birthday"] = _("birthday on {day}").format(day=fmt_date(each.birthday_on))
    return said

"""The three lists of days to honour people on, each as a table."""

from collections.abc import Callable
from datetime import date

from app.base.dates import fmt_birth, fmt_date
from app.base.lunar import Lunar, fmt_lunar
from app.base.names import sort_key
from app.base.text import _, language
from app.members.longevity import Birthday, Honour, Jubilee
from ui.kit.chips import Result
from ui.kit.table import Column, Table


def honour_table(agreed: Callable[[str], bool]) -> Table[Honour]:
    """Who is honoured; `agreed` tells of a person whether the commune may have the name."""

    def consent(one: Honour) -> Result:
        if agreed(one.person_id):
            return Result(_("agreed"), icon="check")
        return Result(_("not agreed"), icon="triangle-alert")

    return Table(
        [
            Column(
                _("Full name"),
                lambda one: one.name,
                sort=lambda one: sort_key(one.name),
                bold=True,
                wide=True,
            ),
            Column(_("Age"), lambda one: str(one.age), sort=lambda one: one.age, align="right"),
            Column(_("Birth"), lambda one: fmt_birth(one.birth), sort=lambda one: one.birth),
            Column(
                _("Full age on"),
                lambda one: fmt_date(one.full_age_on) if one.full_age_on else "",
                sort=lambda one: one.full_age_on or date.max,
                keep=60,
            ),
            Column(_("Ceremony"), lambda one: one.title.in_(language()), keep=40),
            Column(_("Name to the commune"), lambda one: consent(one).word, cell=consent, keep=80),
        ],
        key=lambda one: one.person_id,
        name=_("Longevity"),
    )


def birthday_table() -> Table[Birthday]:
    """Birthdays of a month; one person may stand there by the sun and by the moon."""
    return Table(
        [
            Column(_("Day"), _day, sort=lambda one: one.on or date.max),
            Column(
                _("Full name"),
                lambda one: one.name,
                sort=lambda one: sort_key(one.name),
                bold=True,
                wide=True,
            ),
            Column(_("Kind"), _kind),
            Column(_("Turns"), lambda one: str(one.turns), sort=_turns, align="right"),
            Column(_("Birth"), lambda one: fmt_birth(one.birth), keep=60),
            Column(_("Hamlet"), lambda one: one.hamlet or "", keep=40),
        ],
        key=lambda one: f"{one.person_id} {one.kind} {one.on}",
        name=_("Birthdays"),
    )


def jubilee_table() -> Table[Jubilee]:
    """Years of membership."""
    return Table(
        [
            Column(_("Day"), lambda one: fmt_date(one.on), sort=lambda one: one.on),
            Column(
                _("Full name"),
                lambda one: one.name,
                sort=lambda one: sort_key(one.name),
                bold=True,
                wide=True,
            ),
            Column(
                _("Years in the club"),
                lambda one: str(one.years),
                sort=lambda one: one.years,
                align="right",
            ),
        ],
        key=lambda one: one.person_id,
        name=_("Years in the club"),
    )


def _day(one: Birthday) -> str:
    return fmt_date(one.on) if one.on else _("day not known")


def _turns(one: Birthday) -> int:
    return one.turns


def _kind(one: Birthday) -> str:
    if one.lunar is None:
        return _("solar")
    return _about(one.lunar)


def _about(when: Lunar) -> str:
    """The lunar date; before 1968 it may be a day off."""
    text = fmt_lunar(when)
    return _("about {date}").format(date=text) if when.approximate else text

"""What the hall sees of a meeting on a television or a screen: few words, large figures. Pure.

Nothing of anybody's health or money is on a slide, and nobody who was helped or who was absent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.areas.picture import Picture, State, months
from app.base.areas import AREAS
from app.base.dates import fmt_long
from app.base.lunar import lunar, lunar_words
from app.base.text import N_, _, ngettext
from app.meetings.rules import Theme
from app.meetings.summary import Summary

# Put together from a meeting that was reported in full (Cổ Điển, 23/5/2025) and from the least
# that each area asks for: no official agenda was found.
AGENDA = (
    N_("Welcome, weighing and blood pressure"),
    N_("A song to begin with"),
    N_("What we did last month"),
    N_("The funds: in, out, lent"),
    N_("Care at home"),
    N_("Learning together"),
    N_("Helping one another: one case"),
    N_("Fees and interest"),
    N_("Next month"),
    N_("Games and birthdays"),
)
TALKS = ("rights", "health", "income", "awareness")


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number and the words under it."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """An area in the picture of the year: its name and the state of each of twelve months."""

    title: str
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture for the hall: a title, a line under it, and figures, lines or the year."""

    title: str
    under: str = ""
    figures: tuple[Figure, ...] = ()
    lines: tuple[str, ...] = ()
    numbered: bool = False
    year: tuple[Row, ...] = ()


def slides(
    club: str, told: Summary, year: Picture, themes: Iterable[Theme], birthdays: Iterable[str] = ()
) -> tuple[Slide, ...]:
    """The slides of a meeting in their order. `themes` are those planned for this month;
    `birthdays` are names of those who agreed to be named in public."""
    found = [_welcome(club, told), _agenda(), *_talks(themes), _figures(told, year), _year(year)]
    named = tuple(birthdays)
    if named:
        found.append(Slide(_("Happy birthday"), lines=named))
    if told.decisions:
        lines = tuple(each.text for each in told.decisions)
        found.append(Slide(_("What we decided"), lines=lines, numbered=True))
    found.append(_next(told))
    return tuple(found)


def _welcome(club: str, told: Summary) -> Slide:
    title = _("Meeting of {month}").format(
        month=f"{told.meeting.month.month}/{told.meeting.month.year}"
    )
    day = date.fromisoformat(told.meeting.day or told.meeting.month.first.isoformat())
    place = ", ".join(part for part in (told.meeting.at_time, told.meeting.place) if part)
    return Slide(club, title, lines=tuple(part for part in (*_day_lines(day), place) if part))


def _agenda() -> Slide:
    return Slide(_("Today"), lines=tuple(_(point) for point in AGENDA), numbered=True)


def _talks(themes: Iterable[Theme]) -> Iterator[Slide]:
    topics = tuple(each.topic for each in themes if each.area in TALKS)
    if topics:
        yield Slide(_("What we learn today"), lines=topics)


def _figures(told: Summary, year: Picture) -> Slide:
    figures = []
    if told.present is not None:
        whole = told.present + len(told.absent)
        figures.append(
            Figure(
                _("{n} of {all}").format(n=told.present, all=whole),
                ngettext("person came", "people came", told.present),
            )
        )
    figures.append(
        Figure(
            str(told.measured.people),
            ngettext(
                "person weighed and measured", "people weighed and measured", told.measured.people
            ),
        )
    )
    done = sum(1 for one in told.areas.values() if one.count)
    figures.append(Figure(_("{n} of {all}").format(n=done, all=len(AREAS)), _("areas this month")))
    whole_months = len(year.complete_months())
    figures.append(
        Figure(
            _("{n} of {all}").format(n=whole_months, all=len(year.come())),
            ngettext("month with all 8 areas", "months with all 8 areas", whole_months),
        )
    )
    return Slide(_("Our month in figures"), figures=tuple(figures))


def _year(year: Picture) -> Slide:
    rows = tuple(
        Row(_(title), tuple(year.cells[area][month].state for month in months(year.year)))
        for area, title in AREAS.items()
    )
    return Slide(_("The eight areas in {year}").format(year=year.year), year=rows)


def _next(told: Summary) -> Slide:
    following = told.following
    if following is None or following.day is None:
        return Slide(_("Thank you"), lines=(_("The day of the next meeting will be told."),))
    day = date.fromisoformat(following.day)
    place = ", ".join(part for part in (following.at_time, following.place) if part)
    topics = tuple(each.topic for each in told.next_themes if each.area in TALKS)
    return Slide(_("The next meeting"), lines=(*_day_lines(day), place, *topics))


def _day_lines(day: date) -> tuple[str, str]:
    return fmt_long(day), lunar_words(lunar(day))

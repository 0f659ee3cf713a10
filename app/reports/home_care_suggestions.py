"""What home care asks of the board today, for the first page: most urgent first."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import _, ngettext
from app.club.file import Club
from app.health.rules import Reading, band_code, fmt_pressure
from app.health.thresholds import rules_on
from app.home_care.month import urgency
from app.home_care.plan_records import plans
from app.home_care.records import cared_people, waiting
from app.home_care.rules import SIGNS
from app.home_care.visit_records import month_picture, open_reports, reports, visits
from app.meetings.hints import Hint
from app.reports.naming import capital, some, title_of
from app.reports.radar_records import lonely

REPORTS, PEOPLE, LONELY, UNSEEN = "reports", "people", "lonely", "unseen"
"""What the page of home care is asked for when it shall open one of these."""
LAST_DAYS: Final = 5
"""Days before the end of a month from which the sheets of the next one are spoken of."""


def home_care_hints(club: Club, today: date) -> tuple[Hint, ...]:
    """The lines for who writes about home care; none for others. "urgent …" come first."""
    if not club.actor.may("home_care.write"):
        return ()
    return tuple(_hints(club, today))


def _hints(club: Club, today: date) -> Iterator[Hint]:
    told = open_reports(club)
    if told:
        first = min(told, key=lambda each: urgency([each]))
        yield Hint(
            "urgent home care",
            "triangle-alert",
            ngettext(
                "{n} thing reported from home care is open",
                "{n} things reported from home care are open",
                len(told),
            ).format(n=len(told)),
            _("{who}: {sign}, {day}").format(
                who=first.name, sign=_(SIGNS[first.sign]), day=fmt_date(first.on)
            ),
            _("See what was reported"),
            "home_care",
            REPORTS,
        )
    yield from _very_high(club, today)
    picture = month_picture(club, Month.of(today))
    unseen = picture.not_seen()
    if unseen:
        people = {each.id: each for each in picture.people}
        yield Hint(
            "not seen",
            "hand-heart",
            ngettext(
                "{n} person was not visited as planned",
                "{n} people were not visited as planned",
                len(unseen),
            ).format(n=len(unseen)),
            some([people[each.cared_id] for each in unseen], today),
            _("See who and when"),
            "home_care",
            UNSEEN,
        )
    yield from _waiting(club, today)
    yield from _plans(club, today)
    alone = lonely(club, today)
    if alone:
        yield Hint(
            "lonely",
            "users",
            ngettext(
                "{n} member could do with a visit", "{n} members could do with a visit", len(alone)
            ).format(n=len(alone)),
            _("{who}: {why}").format(who=alone[0].name, why=alone[0].reasons[0]),
            _("See who and why"),
            "home_care",
            LONELY,
        )


def _very_high(club: Club, today: date) -> Iterator[Hint]:
    """Whose last blood pressure at a visit was in the urgent band, and nothing was reported since;
    for who may read health data. It looks as far back as the lists of health do."""
    since = today - timedelta(days=rules_on(today).follow_up.urgent_days)
    last = {each.cared_id: each for each in visits(club, since, today) if each.systolic}
    told = {(each.cared_id, each.on) for each in reports(club, since, today)}
    for each in cared_people(club, today):
        visit = last.get(each.id)
        if visit is None or any(who == each.id and on >= visit.on for who, on in told):
            continue
        measured = Reading(visit.on, visit.systolic, visit.diastolic)
        if band_code(measured) == "urgent":
            who = title_of(each, today)
            pressure = _("{pressure} on {day}").format(
                pressure=fmt_pressure(measured), day=fmt_date(visit.on)
            )
            yield Hint(
                f"urgent visit {each.id}",
                "triangle-alert",
                _("{who}: see the health station today").format(who=capital(who)),
                _("Measured {pressure}").format(pressure=pressure),
                _("See what was reported"),
                "home_care",
                REPORTS,
            )


def _waiting(club: Club, today: date) -> Iterator[Hint]:
    """Visits that nobody makes, as when a volunteer has left."""
    found = waiting(club, today)
    if found:
        yield Hint(
            "no volunteer",
            "hand-heart",
            ngettext(
                "{n} person waits for a volunteer", "{n} people wait for a volunteer", len(found)
            ).format(n=len(found)),
            some(found, today),
            _("See the plans"),
            "home_care",
            PEOPLE,
        )


def _plans(club: Club, today: date) -> Iterator[Hint]:
    """Care plans to be looked at again, and sheets to be printed before a month begins."""
    standing = plans(club, today, today)
    due = [plan for plan in standing if plan.review_on is not None and plan.review_on <= today]
    if due:
        yield Hint(
            "care plans",
            "calendar-check",
            ngettext(
                "Look at {n} care plan again", "Look at {n} care plans again", len(due)
            ).format(n=len(due)),
            _("Planned for {day}").format(
                day=fmt_date(min(plan.review_on for plan in due if plan.review_on is not None))
            ),
            _("See the plans"),
            "home_care",
            PEOPLE,
        )
    soon = Month.of(today).last - timedelta(days=LAST_DAYS)
    if standing and today > soon:
        yield Hint(
            "care sheets",
            "printer",
            _("Print the visit sheets of month {month}").format(month=Month.of(today).next().month),
            _("For each volunteer, before the month begins"),
            _("Print the sheets"),
            "home_care",
            "papers",
        )

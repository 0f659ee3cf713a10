"""What the health of people asks of the board today, for the first page: the lists of the health
room that have somebody on them, the most urgent first."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.club.file import Club
from app.health.list_records import watched_lists
from app.health.lists import Code, FollowUpList, Line
from app.health.thresholds import rules_on
from app.meetings.hints import Hint
from app.reports.naming import capital, some, title_of

MEASURE: Final = "measure"
"""What the health page is asked for when it shall open the measuring day; a list goes by its code,
a person by the id."""
WAITED_DAYS: Final = 14
"""A slip is asked about when it has waited so long."""


def care_hints(club: Club, today: date) -> tuple[Hint, ...]:
    """The lines for who may read health data; none for others. "urgent …" come first."""
    if not club.actor.may("health.read"):
        return ()
    found = {each.code: each for each in watched_lists(club, today)}
    return tuple(_hints(found, today))


def _hints(found: dict[Code, FollowUpList], today: date) -> Iterator[Hint]:
    urgent = found["urgent"].lines
    for line in urgent:
        yield _urgent(line, today)
    seen = {line.person.person_id for line in urgent}
    high = [line for line in found["high"].lines if line.person.person_id not in seen]
    if len(high) == 1:
        who = title_of(high[0].person, today)
        yield Hint(
            f"high {high[0].person.person_id}",
            "heart-pulse",
            _("{who}: high three times in a row").format(who=capital(who)),
            _("Ask them to see the health station"),
            _("See {who}").format(who=who),
            "health",
            high[0].person.person_id,
        )
    elif high:
        yield _many(
            "high",
            _("{n} people: high three times in a row").format(n=len(high)),
            high,
            today,
        )
    yield from _again(found["second_reading"], today)
    yield from _rising(found["rising"], {*seen, *(line.person.person_id for line in high)}, today)
    yield from _waiting(found["referrals"], today)
    yield from _check_ups(found, today)


def _urgent(line: Line, today: date) -> Hint:
    who = title_of(line.person, today)
    return Hint(
        f"urgent {line.person.person_id}",
        "triangle-alert",
        _("{who}: see the health station today").format(who=capital(who)),
        _("Measured {pressure}").format(pressure=line.reason),
        _("See {who}").format(who=who),
        "health",
        line.person.person_id,
    )


def _many(code: Code, title: str, lines: list[Line], today: date) -> Hint:
    """A line for a whole list."""
    people = [line.person for line in lines]
    return Hint(code, "heart-pulse", title, some(people, today), _("See the list"), "health", code)


def _again(found: FollowUpList, today: date) -> Iterator[Hint]:
    """Only on the day itself: later a second reading cannot be made up for."""
    lines = [line for line in found.lines if line.on == today]
    if lines:
        title = ngettext(
            "{n} person to be measured again", "{n} people to be measured again", len(lines)
        )
        yield _many("second_reading", title.format(n=len(lines)), lines, today)


def _rising(found: FollowUpList, named: set[str], today: date) -> Iterator[Hint]:
    lines = [line for line in found.lines if line.person.person_id not in named]
    if lines:
        title = ngettext(
            "{n} person: rising three times in a row",
            "{n} people: rising three times in a row",
            len(lines),
        )
        yield _many("rising", title.format(n=len(lines)), lines, today)


def _waiting(found: FollowUpList, today: date) -> Iterator[Hint]:
    lines = [line for line in found.lines if line.on and (today - line.on).days >= WAITED_DAYS]
    if lines:
        title = ngettext(
            "{n} slip without an answer", "{n} slips without an answer", len(lines)
        ).format(n=len(lines))
        yield Hint(
            "referrals",
            "file-text",
            title,
            _("Ask what the health station said"),
            _("See the list"),
            "health",
            "referrals",
        )


def _check_ups(found: dict[Code, FollowUpList], today: date) -> Iterator[Hint]:
    """Whose next check-up is due; who had too few, once the year is far enough on."""
    due = list(found["check_up_due"].lines)
    if due:
        title = ngettext(
            "{n} person: next check-up is due", "{n} people: next check-up is due", len(due)
        )
        first = min(line.on for line in due if line.on)
        yield Hint(
            "check_up_due",
            "stethoscope",
            title.format(n=len(due)),
            _("The first by {day}").format(day=fmt_date(first)),
            _("See the list"),
            "health",
            "check_up_due",
        )
    few = found["few_check_ups"].lines
    if few and today.month >= rules_on(today).follow_up.check_ups_told_from_month:
        yield Hint(
            "few_check_ups",
            "stethoscope",
            ngettext(
                "{n} person with fewer than two check-ups this year",
                "{n} people with fewer than two check-ups this year",
                len(few),
            ).format(n=len(few)),
            _("Ask the health station for a day"),
            _("See the list"),
            "health",
            "few_check_ups",
        )

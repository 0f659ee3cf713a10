"""What to do next: the suggestions of the first page, most urgent first, each with its reason."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from app.base.dates import Month, age_by_year, fmt_date
from app.base.text import _, ngettext
from app.club.file import Club
from app.meetings.hints import hints
from app.members.parts_records import open_follow_ups
from app.privacy import request_records
from app.reports import records
from app.reports.care_suggestions import MEASURE, care_hints
from app.reports.home_care_suggestions import home_care_hints
from app.reports.money_suggestions import money_hints
from app.reports.naming import capital, some, title_of
from app.reports.records import Named

CARD_DAYS = 30
BIRTHDAY_DAYS = 45
MILESTONES = range(70, 126, 5)
FOLLOW_UP_DAYS = 7
FOLLOW_UPS, HOUSEHOLD_LIST = "follow-ups", "household"
"""What the page of members is asked for when it shall open one of these pages."""
REQUESTS = "requests"
"""What the page of consent is asked for when it shall open the requests."""
URGENCY: Final = (
    # Somebody's life, and what can only be done today.
    *("urgent", "second_reading", "meeting"),
    # What is late, or was promised to somebody by a day.
    *("requests", "high", "not seen", "no volunteer", "money", "loans late", "tasks late"),
    *("referrals", "rising", "sheets", "closing", "care sheets", "follow-ups"),
    # What this month still wants.
    *(
        "meeting plan",
        "measure",
        "loans asked",
        "check_up_due",
        "areas",
        "cards",
        "absent",
        "lonely",
    ),
    # What can wait for the next quiet evening.
    *("care plans", "consent", "few_check_ups", "loans improved", "statuses", "unknown"),
    "birthday",
)
"""How the keys of the lines begin, the most urgent first; the longest that fits counts."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of "To do".

    `room` names the page that does it and `about` what that page opens (a person's id, or a word
    the page knows); `icon` is the name of a bundled icon.
    """

    key: str
    icon: str
    title: str
    reason: str
    verb: str
    room: str
    about: str = ""


def suggestions(club: Club, today: date) -> list[Suggestion]:
    """The lines for the officer at work, most urgent first."""
    if records.count_present(club, today) == 0:
        if not club.actor.may("members.write"):
            return []
        return [
            Suggestion(
                "empty",
                "user-plus",
                _("Bring in the members"),
                _("From an Excel list, or typed one by one"),
                _("Open members"),
                "members",
            )
        ]
    told = (
        *care_hints(club, today),
        *home_care_hints(club, today),
        *hints(club, today),
        *money_hints(club, today),
    )
    found = [Suggestion(**asdict(hint)) for hint in told]
    if club.actor.may("health.write"):
        found += _measuring(club, today)
    if club.actor.may("members.write"):
        found += _requests(club, today)
        found += _follow_ups(club, today)
        found += _papers(club, today)
    found += _birthdays(records.full_births(club, today), today)
    return sorted(found, key=_urgency)


def _urgency(line: Suggestion) -> int:
    known = [start for start in URGENCY if line.key.startswith(start)]
    return URGENCY.index(max(known, key=len)) if known else len(URGENCY)


def _measuring(club: Club, today: date) -> list[Suggestion]:
    found = []
    present = records.count_present(club, today)
    measured = records.count_measured(club, Month.of(today), today)
    if measured < present:
        found.append(
            Suggestion(
                "measure",
                "heart-pulse",
                _("Readings of month {month}").format(month=today.month),
                _("{n} of {all} measured so far").format(n=measured, all=present),
                _("Type readings"),
                "health",
                MEASURE,
            )
        )
    without = records.count_measured_without_consent(club, today)
    if without:
        found.append(
            Suggestion(
                "consent",
                "file-text",
                ngettext(
                    "{n} person has not signed for readings",
                    "{n} people have not signed for readings",
                    without,
                ).format(n=without),
                _("Ask for their signature at the next meeting"),
                _("See the list"),
                "members",
                "without-consent",
            )
        )
    return found


def _requests(club: Club, today: date) -> list[Suggestion]:
    """What people asked about their data and the law wants answered: the next day to keep."""
    open_requests = request_records.waiting(club, today)
    if not open_requests:
        return []
    late = sum(each.late for each in open_requests)
    first = min(
        each.until.act_by if each.request.answered_on else each.until.answer_by
        for each in open_requests
    )
    said = ngettext("{n} is late", "{n} are late", late).format(n=late) if late else ""
    by = _("Next by {day}").format(day=fmt_date(first))
    return [
        Suggestion(
            "requests",
            "inbox",
            ngettext(
                "{n} request about somebody's data",
                "{n} requests about somebody's data",
                len(open_requests),
            ).format(n=len(open_requests)),
            ". ".join(part for part in (said, by) if part),
            _("See the requests"),
            "privacy",
            REQUESTS,
        )
    ]


def _follow_ups(club: Club, today: date) -> list[Suggestion]:
    """What the board noted to do and is due this week or before."""
    soon = today + timedelta(days=FOLLOW_UP_DAYS)
    due = [note for note in open_follow_ups(club, today) if note.due_on <= soon.isoformat()]
    if not due:
        return []
    late = sum(note.late(today) for note in due)
    reason = due[0].text
    if late:
        late_words = ngettext("{n} is late", "{n} are late", late).format(n=late)
        reason = f"{late_words}: {reason}"
    return [
        Suggestion(
            "follow-ups",
            "clock",
            ngettext("{n} note to follow up", "{n} notes to follow up", len(due)).format(
                n=len(due)
            ),
            reason,
            _("See the notes"),
            "members",
            FOLLOW_UPS,
        )
    ]


def _papers(club: Club, today: date) -> list[Suggestion]:
    found = []
    ending = records.cards_ending(club, today, today + timedelta(days=CARD_DAYS))
    if ending:
        found.append(
            Suggestion(
                "cards",
                "id-card",
                ngettext(
                    "{n} health insurance card ends soon",
                    "{n} health insurance cards end soon",
                    len(ending),
                ).format(n=len(ending)),
                some(ending, today),
                _("See the list"),
                "members",
                "cards-ending",
            )
        )
    confirm = records.count_statuses_to_confirm(club, today)
    if confirm:
        found.append(
            Suggestion(
                "statuses",
                "list",
                _("Household list of {year}").format(year=today.year),
                ngettext("{n} person to confirm", "{n} people to confirm", confirm).format(
                    n=confirm
                ),
                _("Confirm them"),
                "members",
                HOUSEHOLD_LIST,
            )
        )
    unknown = records.count_unknown(club, today)
    if unknown:
        found.append(
            Suggestion(
                "unknown",
                "user",
                ngettext(
                    "{n} person without year of birth or sex",
                    "{n} people without year of birth or sex",
                    unknown,
                ).format(n=unknown),
                _("They are missing from the figures"),
                _("See the list"),
                "members",
                "incomplete",
            )
        )
    return found


def _birthdays(people: Iterable[Named], today: date) -> list[Suggestion]:
    """Round birthdays (70, 75, 80 …) of the coming weeks, the nearest first."""
    coming = []
    for person in people:
        day = _next_birthday(date.fromisoformat(person.birth or ""), today)
        age = age_by_year(person.birth or "", day)
        if (day - today).days <= BIRTHDAY_DAYS and age in MILESTONES:
            coming.append((day, age, person))
    return [
        Suggestion(
            f"birthday {person.id}",
            "cake",
            _("{who} turns {age} on {day}").format(
                who=capital(title_of(person, today)), age=age, day=fmt_date(day)
            ),
            _("Prepare the longevity wishes"),
            _("See {who}").format(who=title_of(person, today)),
            "members",
            person.id,
        )
        for day, age, person in sorted(coming, key=lambda entry: entry[0])
    ]


def _next_birthday(birth: date, today: date) -> date:
    for year in (today.year, today.year + 1):
        day = birth.replace(year=year) if (birth.month, birth.day) != (2, 29) else date(year, 3, 1)
        if day >= today:
            return day
    return day

"""What the meetings ask of the board today, for the first page: most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.areas.picture_records import missing
from app.base import money
from app.base.areas import AREAS
from app.base.dates import Month, fmt_date, fmt_long
from app.base.text import _, ngettext
from app.meetings.attendance_records import absent_running
from app.meetings.booking_records import may_book, waiting
from app.meetings.meeting_records import between, month_words, rules
from app.meetings.rules import Meeting
from app.meetings.sheet_records import not_typed
from app.meetings.sheets import SHEETS
from app.meetings.task_records import open_tasks
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

SOON_DAYS = 7
"""Days before a meeting from which it is spoken of."""
LAST_DAYS = 7
"""Days at the end of a month in which its missing areas are spoken of."""
ABSENCES = 3
"""Meetings missed in a row after which somebody should be visited."""

PLAN, TASKS, SHEETS_LIST = "plan", "tasks", "sheets"
"""What the page of meetings is asked for when it shall open one of these; else a month."""
COLLECTION = "collection "
"""Stands before a month whose meeting is asked for at the step of collecting."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of "To do", as `reports.suggestions.Suggestion` has it."""

    key: str
    icon: str
    title: str
    reason: str
    verb: str
    room: str
    about: str = ""


def hints(club: "Club", today: date) -> tuple[Hint, ...]:
    """The lines for the officer at work; none for who writes nothing at meetings."""
    if not club.actor.may("meetings.write"):
        return ()
    return tuple(_hints(club, today))


def _hints(club: "Club", today: date) -> Iterator[Hint]:
    this = Month.of(today)
    near = between(club, this.previous(), this.next())
    if not near and not rules(club):
        yield Hint(
            "meeting plan",
            "calendar-check",
            _("Say when the club meets"),
            _("Then the year is planned and each meeting comes by itself"),
            _("Plan the year"),
            "meetings",
            PLAN,
        )
    for each in near:
        yield from _meeting(each, today)
    yield from _money(club)
    yield from _tasks(club, today)
    yield from _sheets(club, today)
    yield from _areas(club, near, today)
    yield from _absent(club, today)


def _meeting(found: Meeting, today: date) -> Iterator[Hint]:
    """A meeting that is today, soon, was not written down, or is not closed."""
    month, day = month_words(found.month), date.fromisoformat(found.day or today.isoformat())
    ahead = (day - today).days
    key = f"meeting {found.month}"
    if found.state == "open":
        title = _("The meeting of {month} is not closed").format(month=month)
        reason = _("Held on {day}").format(day=fmt_date(day))
        yield Hint(key, "clock", title, reason, _("Go on"), "meetings", str(found.month))
    elif found.state == "planned" and ahead < 0:
        title = _("The meeting of {month} is not written down").format(month=month)
        reason = _("Planned for {day}").format(day=fmt_date(day))
        yield Hint(key, "clock", title, reason, _("Write it down"), "meetings", str(found.month))
    elif found.state == "planned" and ahead <= SOON_DAYS:
        title = (
            ngettext("The club meets in {n} day", "The club meets in {n} days", ahead).format(
                n=ahead
            )
            if ahead
            else _("The club meets today")
        )
        reason = ", ".join(
            part for part in (fmt_long(day), found.at_time, found.place) if part is not None
        )
        verb = _("Prepare it") if ahead else _("Begin the meeting")
        yield Hint(key, "calendar-check", title, reason, verb, "meetings", str(found.month))


def _money(club: "Club") -> Iterator[Hint]:
    """Closed meetings whose money waits for the officer who books it."""
    if not may_book(club):
        return
    for each in waiting(club):
        amount = money.fmt(each.collected_vnd)
        yield Hint(
            f"money {each.month}",
            "banknote",
            _("The money of the meeting of {month} is not booked").format(
                month=month_words(each.month)
            ),
            _("{amount} stands on its sheet").format(amount=amount),
            _("Book it"),
            "meetings",
            f"{COLLECTION}{each.month}",
        )


def _tasks(club: "Club", today: date) -> Iterator[Hint]:
    late = [task for task in open_tasks(club, today) if task.late(today)]
    if late:
        title = ngettext(
            "{n} task should be done by now", "{n} tasks should be done by now", len(late)
        )
        first = f"{late[0].owner}: {late[0].text}" if late[0].owner else late[0].text
        yield Hint(
            "tasks late",
            "list",
            title.format(n=len(late)),
            first,
            _("See the tasks"),
            "meetings",
            TASKS,
        )


def _sheets(club: "Club", today: date) -> Iterator[Hint]:
    printed = not_typed(club, today)
    if printed:
        title = ngettext(
            "{n} printed sheet is not typed in yet",
            "{n} printed sheets are not typed in yet",
            len(printed),
        )
        kinds = ", ".join(_(SHEETS[kind]) for kind in dict.fromkeys(each.kind for each in printed))
        yield Hint(
            "sheets",
            "file-text",
            title.format(n=len(printed)),
            kinds,
            _("Type them in"),
            "meetings",
            SHEETS_LIST,
        )


def _areas(club: "Club", near: tuple[Meeting, ...], today: date) -> Iterator[Hint]:
    """The areas that this month is missing, once its meeting is over or its end is near."""
    month = Month.of(today)
    over = any(each.month == month and each.state == "closed" for each in near)
    if not over and today <= month.last - timedelta(days=LAST_DAYS):
        return
    lacking = missing(club, month)
    if lacking and len(lacking) < len(AREAS):
        title = ngettext(
            "Month {month}: {n} area is still missing",
            "Month {month}: {n} areas are still missing",
            len(lacking),
        )
        yield Hint(
            "areas",
            "layout-grid",
            title.format(month=month.month, n=len(lacking)),
            ", ".join(_(AREAS[area]) for area in lacking),
            _("See the eight areas"),
            "areas",
            str(month),
        )


def _absent(club: "Club", today: date) -> Iterator[Hint]:
    missed = absent_running(club, ABSENCES)
    if not missed:
        return
    gone = [each for each in members.members(club, today) if each.id in missed]
    if gone:
        title = ngettext(
            "{n} person missed the last {times} meetings",
            "{n} people missed the last {times} meetings",
            len(gone),
        )
        names = ", ".join(each.person.name for each in gone[:3]) + (" …" if gone[3:] else "")
        yield Hint(
            "absent",
            "users",
            title.format(n=len(gone), times=ABSENCES),
            names,
            _("Visit them"),
            "members",
            gone[0].id,
        )

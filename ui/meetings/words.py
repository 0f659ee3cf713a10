"""How a meeting is named on screen: its month, its day, where it stands."""

from datetime import date

from app.base.dates import WEEKDAYS, fmt_date
from app.base.lunar import lunar, lunar_words
from app.base.text import _, ngettext
from app.meetings.rules import Meeting


def capital(text: str) -> str:
    """With a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def title(meeting: Meeting) -> str:
    """Which meeting it is: "Meeting of month 6"."""
    return _("Meeting of month {n}").format(n=meeting.month.month)


def day(meeting: Meeting) -> date | None:
    """The day it was held, or else is planned for."""
    return date.fromisoformat(meeting.day) if meeting.day else None


def day_words(on: date) -> str:
    """A day with its weekday: "Sunday 21/6/2026"."""
    return f"{_(WEEKDAYS[on.weekday()])} {fmt_date(on)}"


def short_day(on: date) -> str:
    """A day of this year with its weekday: "Sunday 21/6"."""
    return f"{_(WEEKDAYS[on.weekday()])} {on.day}/{on.month}"


def lunar_day(on: date) -> str:
    """The day in the lunar calendar, as people say it."""
    return lunar_words(lunar(on))


def time_words(at_time: str | None) -> str:
    """A time as it is said: "8:00"; "" when it is not known."""
    return (at_time or "").lstrip("0")


def away(on: date, today: date) -> str:
    """How far off a day is: "in 2 days", "today"."""
    days = (on - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)

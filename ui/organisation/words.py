"""How the pages of this room write days and terms."""

from datetime import date

from app.base.dates import fmt_date
from app.base.text import _


def day(iso: str | None) -> str:
    """ "5/3/2026", or nothing."""
    return fmt_date(date.fromisoformat(iso)) if iso else ""


def days(first: str, last: str | None) -> str:
    """ "5/3/2026", or "5/3/2026 to 9/3/2026"."""
    if last is None or last == first:
        return day(first)
    return _("{since} to {until}").format(since=day(first), until=day(last))


def term(since: str, until: str | None) -> str:
    """ "Since 5/3/2026", or "5/3/2026 to 9/3/2026"."""
    if until is None:
        return _("Since {day}").format(day=day(since))
    return days(since, until)


def inside_since(iso: str | None) -> str:
    """ "since 5/3/2026" inside a sentence, or nothing."""
    return _("since {day}").format(day=day(iso)) if iso else ""


def joined(*parts: str | None) -> str:
    """What is known of several things, with commas between."""
    return ", ".join(part for part in parts if part)

"""What the list of members asks the book, and how it speaks of whom it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import fmt_birth
from app.base.text import _
from app.members import lists_records
from app.members.filters import READY, Asked, Filter, words
from app.members.lists_records import SavedList
from app.members.rules import Member
from app.organisation import asked

if TYPE_CHECKING:
    from ui.kit.session import Session

READS = asked.READS | {"saved_list"}


@dataclass(frozen=True, slots=True)
class Known:
    """The register of today for asking filters, the lists kept under a name, the teams of today
    by id, and the words for teams and offices."""

    asked: Asked
    lists: tuple[SavedList, ...]
    teams: tuple[tuple[str, str], ...]
    names: Mapping[str, str]


def known(session: "Session") -> Known:
    """Everything of today that a list can be narrowed by."""
    club = session.club
    found = asked.gather(club, session.today())
    return Known(found.asked, lists_records.saved_lists(club), found.teams, found.names)


def title_of(wanted: Filter, known: Known) -> str:
    """A filter in few words: the name under which it is kept, or ready, or its conditions."""
    for each in known.lists:
        if each.filter == wanted:
            return each.name
    for title, ready in READY.values():
        if ready == wanted:
            return _(title)
    return words(wanted, known.names)


def is_named(wanted: Filter, known: Known) -> bool:
    """Whether these conditions have a name already."""
    ready = (each for _title, each in READY.values())
    return wanted in (*ready, *(each.filter for each in known.lists))


def belonging(member: Member, on: date) -> str:
    """What somebody is to the club in a few words: "since 2021", "left 2/2026"."""
    period = member.membership
    if period is None:
        return _("no member")
    if period.covers(on):
        return _("since {year}").format(year=period.joined_on[:4]) if period.joined_on else ""
    if period.left_on is None:
        return _("no member")
    month = fmt_birth(period.left_on[:7])
    if period.reason == "died":
        return _("died {month}").format(month=month)
    if period.reason == "paused":
        return _("pauses {month}").format(month=month)
    return _("left {month}").format(month=month)

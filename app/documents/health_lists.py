"""Lists of whom to look after: for the health lead with reasons, for the wall without; the list to
bring to the health station; the people behind a figure of the month.

Nothing about anybody's health hangs on a wall: there only lists stand that say what to come for.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import fmt_birth
from app.base.text import _, ngettext
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean
from app.documents.listing import Column, Group, Listing
from app.documents.referral_slip import Slip
from app.documents.referral_slip import gather as slips_of
from app.health import list_records
from app.health.lists import Code, FollowUpList, Line
from app.health.referrals import WHYS
from app.health.rules import fmt_pressure

if TYPE_CHECKING:
    from app.club.file import Club


def gather(club: "Club", code: Code, on: date) -> tuple[FollowUpList, Issuer]:
    """A list as of a day. Needs health.read; the asking is noted."""
    return list_records.one_list(club, code, on), issuer_of(club)


def to_listing(found: FollowUpList, *, wall: bool = False) -> Listing:
    """The list on paper, the same people in the same order as on the screen.

    For the `wall` without reasons; raises ValueError for a list that may not hang there.
    """
    if wall:
        return _for_wall(found)
    rows = tuple(
        (
            clean(line.person.name),
            _birth_year(line),
            clean(line.person.hamlet),
            line.person.phone,
            line.reason,
            None,
        )
        for line in found.lines
    )
    return Listing(
        kind=f"health-{found.code}",
        title=_(found.kind.title),
        on=found.on,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Birth"), beside=True),
            Column(_("Hamlet")),
            Column(_("Phone"), phone=True),
            Column(_("Why")),
            Column(_("Done"), hand=22),
        ),
        groups=(Group("", rows),),
        note=_("for the health lead, not for the wall"),
        hint=_(found.kind.do),
        turn="wide",
    )


def _for_wall(found: FollowUpList) -> Listing:
    if not found.kind.wall:
        raise ValueError(f"{found.code} may not hang on a wall")
    rows = tuple((clean(line.person.name), clean(line.person.hamlet)) for line in _by_number(found))
    return Listing(
        kind=f"wall-{found.code}",
        title=_(found.kind.wall),
        on=found.on,
        columns=(Column(_("Full name"), bold=True), Column(_("Hamlet"))),
        groups=(Group("", rows),),
        size=14,
        row_high=9,
        turn="upright",
    )


def _by_number(found: FollowUpList) -> Sequence[Line]:
    """In another order than that of urgency, which would tell something."""
    return sorted(found.lines, key=lambda line: line.person.code)


def _birth_year(line: Line) -> str:
    return (line.person.birth or "")[:4]


def station(club: "Club", on: date) -> tuple[Listing, Issuer]:
    """The list to bring to the health station: everybody whose slip has no answer yet, what was
    measured, and room for the answer. Needs health.read; the asking is noted."""
    waiting = list_records.one_list(club, "referrals", on)
    slips = {
        slip.id: slip
        for line in waiting.lines
        for slip in line.person.referrals
        if slip.id == line.referral_id
    }
    pile = slips_of(club, tuple(slips.values()))
    by_id = {slip.referral_id: slip for slip in pile.slips}
    rows = tuple(
        _station_row(by_id[line.referral_id]) for line in waiting.lines if line.referral_id in by_id
    )
    total = ngettext("{n} person.", "{n} people.", len(rows)).format(n=len(rows))
    listing = Listing(
        kind="health-station",
        title=_("For the health station: people with a slip"),
        on=on,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Birth"), beside=True),
            Column(_("Hamlet")),
            Column(_("Insurance no."), whole=True),
            Column(_("Blood pressure"), whole=True),
            Column(_("Why")),
            Column(_("Seen on"), hand=24),
            Column(_("Doctor's advice"), hand=50),
        ),
        groups=(Group("", rows),),
        note=_("for the health station, not for the wall"),
        total=total,
        row_high=12,
        turn="wide",
    )
    return listing, pile.issuer


def _station_row(slip: Slip) -> tuple[str | None, ...]:
    counted = slip.counted
    measured = f"{fmt_pressure(counted)} · " if counted and counted.systolic else ""
    return (
        slip.called,
        fmt_birth(slip.birth)[-4:] if slip.birth else "",
        slip.place,
        slip.bhyt,
        f"{measured}{slip.on.day}/{slip.on.month}",
        _(WHYS[slip.why]),
        None,
        None,
    )


def behind(club: "Club", title: str, ids: Sequence[str], on: date) -> tuple[Listing, Issuer]:
    """The people behind a figure, in name order. Needs health.read."""
    found = list_records.names_of(club, tuple(ids))
    rows = tuple(
        (clean(row["name"]), (row["birth"] or "")[:4], clean(row["hamlet"] or ""))
        for row in (found[person_id] for person_id in ids)
    )
    listing = Listing(
        kind="health-figure",
        title=title,
        on=on,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Birth"), beside=True),
            Column(_("Hamlet")),
        ),
        groups=(Group("", rows),),
        note=_("for the health lead, not for the wall"),
    )
    return listing, issuer_of(club)

"""The lists of members: the member list with chosen columns, the attendance sheet, telephones.

They hold the people they are given, in that order: a paper shows what the screen shows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base.dates import age, fmt_date
from app.base.names import sort_key
from app.base.text import N_, _, ngettext
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean, masked
from app.documents.listing import Column, Group, Listing, Row, Turn
from app.documents.sheets import Value
from app.members import parts_records
from app.members import records as members
from app.members.parts import CIRCUMSTANCES, CircumstanceKind
from app.members.rules import STATUSES, Member

if TYPE_CHECKING:
    from app.club.file import Club

COLUMNS: Final[Mapping[str, str]] = {
    "code": N_("Member number"),
    "birth": N_("Birth"),
    "sex": N_("Sex"),
    "hamlet": N_("Hamlet"),
    "household": N_("Household status"),
    "phone": N_("Telephone"),
    "bhyt": N_("Health insurance"),
    "cccd": N_("Citizen number, last digits hidden"),
    "joined": N_("Member since"),
    "circumstances": N_("Own circumstances"),
    "note": N_("Note"),
    "signature": N_("Signature"),
}
"""The columns that may be chosen, in the order in which they stand; the name is always there."""

USUAL: Final = ("code", "birth", "sex", "hamlet", "phone")
"""What a list shows unless told otherwise: nothing that must not lie about."""


@dataclass(frozen=True, slots=True)
class Roll:
    """People in the order of the paper, as of a day, with their circumstances by person id."""

    on: date
    people: tuple[Member, ...]
    circumstances: Mapping[str, Collection[CircumstanceKind]]


def gather(club: "Club", on: date, people: Sequence[Member] | None = None) -> tuple[Roll, Issuer]:
    """These people, or all members of that day by name. Needs members.read."""
    chosen = members.members(club, on) if people is None else tuple(people)
    return Roll(on, tuple(chosen), parts_records.circumstances_on(club, on)), issuer_of(club)


def member_list(
    roll: Roll,
    columns: Collection[str] = USUAL,
    *,
    title: str = "",
    by_hamlet: bool = False,
    turn: Turn = "auto",
) -> Listing:
    """The list with these columns (keys of COLUMNS); `title` says whom it holds, if not all.

    Without a column of births the year stands beside the name, so that two people of one name
    are told apart.
    """
    keys = [key for key in COLUMNS if key in columns and not (by_hamlet and key == "hamlet")]
    return Listing(
        kind="member-list",
        title=_("Member list"),
        on=roll.on,
        columns=(*name_columns(with_year="birth" not in keys), *(_column(key) for key in keys)),
        groups=_groups(roll, keys, by_hamlet=by_hamlet),
        note=" · ".join(part for part in (title, as_of(roll.on)) if part),
        total=_total(roll),
        row_high=9.5 if "signature" in keys else 7.6,
        turn=turn,
    )


def attendance(roll: Roll, held_on: date | None = None) -> Listing:
    """The sheet that goes round the room: names and room to sign, nothing of health or money."""
    when = (
        _("meeting of {date}").format(date=fmt_date(held_on))
        if held_on
        else _("meeting of: ........ / ........ / ............")
    )
    return Listing(
        kind="attendance",
        title=_("Attendance"),
        on=roll.on,
        columns=(
            *name_columns(with_year=True),
            Column(_("Signature"), hand=40),
            Column(_("Absent because"), hand=34),
        ),
        groups=(Group("", tuple((*name_and_year(member), None, None) for member in roll.people)),),
        note=when,
        hint=_("Whoever cannot sign gives a thumbprint. Guests and new people: on the back."),
        size=13,
        row_high=8.0,
        ruled=True,
        scan=True,
        turn="upright",
    )


def phones(roll: Roll) -> Listing:
    """Telephone numbers in large print: of the member, and whom to call for them."""
    rows: list[Row] = [
        (
            *name_and_year(member),
            member.person.phone,
            clean(member.person.contact_name or ""),
            member.person.contact_phone,
        )
        for member in roll.people
    ]
    return Listing(
        kind="telephones",
        title=_("Telephone numbers"),
        on=roll.on,
        columns=(
            *name_columns(with_year=True),
            Column(_("Telephone"), bold=True, phone=True),
            Column(_("Relative")),
            Column(_("Relative's telephone"), bold=True, phone=True),
        ),
        groups=(Group("", tuple(rows)),),
        note=as_of(roll.on),
        size=14,
        row_high=9.6,
        numbered=False,
    )


# --- parts --------------------------------------------------------------------------------------


def as_of(on: date) -> str:
    """The day of a list, in words."""
    return _("on {date}").format(date=fmt_date(on))


def name_columns(*, with_year: bool) -> tuple[Column, ...]:
    """The column of names, and the year of birth beside it."""
    name = Column(_("Full name"), bold=True)
    return (name, Column(_("Year of birth"), beside=True)) if with_year else (name,)


def name_and_year(member: Member) -> tuple[Value, Value]:
    """What stands in these columns."""
    return clean(member.person.name), (member.person.birth or "")[:4]


def _column(key: str) -> Column:
    match key:
        case "birth" | "joined":
            return Column(_(COLUMNS[key]), "date")
        case "code" | "sex":
            return Column(
                _("Number") if key == "code" else _(COLUMNS[key]), align="center", whole=True
            )
        case "phone":
            return Column(_(COLUMNS[key]), phone=True)
        case "bhyt" | "cccd":
            return Column(_("Citizen number") if key == "cccd" else _(COLUMNS[key]), whole=True)
        case "signature":
            return Column(_(COLUMNS[key]), hand=30)
        case _:
            return Column(_(COLUMNS[key]))


def _value(key: str, member: Member, roll: Roll) -> Value:
    person = member.person
    match key:
        case "code":
            return member.code
        case "birth":
            return person.birth
        case "sex":
            return {"F": _("woman"), "M": _("man"), None: ""}[person.sex]
        case "hamlet" | "bhyt" | "note":
            return clean(getattr(person, key) or "")
        case "household":
            status = member.status
            return _(STATUSES[status.status]) if status and status.status != "none" else ""
        case "phone":
            return person.phone
        case "cccd":
            return masked(person.cccd or "")
        case "joined":
            return member.membership.joined_on if member.membership else None
        case "circumstances":
            held = roll.circumstances.get(member.id, ())
            return ", ".join(_(words) for kind, words in CIRCUMSTANCES.items() if kind in held)
        case _:
            return None


def _row(member: Member, keys: Sequence[str], roll: Roll) -> Row:
    name, year = name_and_year(member)
    lead: tuple[Value, ...] = (name,) if "birth" in keys else (name, year)
    return (*lead, *(_value(key, member, roll) for key in keys))


def _groups(roll: Roll, keys: Sequence[str], *, by_hamlet: bool) -> tuple[Group, ...]:
    if not by_hamlet:
        return (Group("", tuple(_row(member, keys, roll) for member in roll.people)),)
    hamlets: dict[str, list[Row]] = {}
    for member in roll.people:
        hamlets.setdefault(clean(member.person.hamlet or ""), []).append(_row(member, keys, roll))
    groups = []
    for hamlet in sorted(hamlets, key=lambda name: (not name, sort_key(name))):
        count = len(hamlets[hamlet])
        words = ngettext("{hamlet}: {n} person", "{hamlet}: {n} people", count)
        title = words.format(hamlet=hamlet or _("Hamlet not known"), n=count)
        groups.append(Group(title, tuple(hamlets[hamlet])))
    return tuple(groups)


def _total(roll: Roll) -> str:
    count = len(roll.people)
    if not count:
        return ""
    women = sum(member.person.sex == "F" for member in roll.people)
    elders = sum(
        member.person.birth is not None and age(member.person.birth, roll.on).years >= 60
        for member in roll.people
    )
    said = ngettext(
        "{n} person: {women} women, {elders} from 60 years on",
        "{n} people: {women} women, {elders} from 60 years on",
        count,
    )
    return said.format(n=count, women=women, elders=elders)

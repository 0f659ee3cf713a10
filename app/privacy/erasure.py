"""Erasing a person at their request: whether it may be, and doing it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from app.base.areas import AREAS, Area
from app.base.errors import Invalid, Refused
from app.base.money import fmt
from app.base.text import _
from app.club import erase as core
from app.club.doorplate import in_order
from app.club.erase import Erased
from app.club.roles import ROLE_NAMES
from app.club.traces import same_name
from app.loans.standing_records import open_of
from app.members.numbers import clean
from app.organisation.rules import OFFICES, OfficeKind
from app.privacy import erasure_records as records
from app.privacy import request_records

if TYPE_CHECKING:
    from app.club.file import Club

Question = Callable[["Club", str, date], list[str]]
"""Why a person cannot be erased on a day: what they are or have, such as "is the chair"."""


def _signs_in(club: "Club", person_id: str, _on: date) -> list[str]:
    """Serves in the program: by the link to the register, or by a name that nobody else has."""
    _code, name = records.code_and_name(club, person_id)
    alone = not any(same_name(name, other) for other in records.other_names(club, person_id))
    return [
        _("signs in to this book as {duties}").format(
            duties=", ".join(_(ROLE_NAMES.get(role, role)) for role in in_order(each.roles))
        )
        for each in records.sitting(club)
        if each.person_id == person_id
        or (each.person_id is None and alone and same_name(name, each.name))
    ]


def _holds_office(club: "Club", person_id: str, on: date) -> list[str]:
    """Sits on the board of the club."""
    held = [
        _(AREAS[cast("Area", area)]) if area else _(OFFICES[cast("OfficeKind", office)])
        for office, area in records.offices(club, person_id, on)
    ]
    return [_("sits on the board ({offices})").format(offices=", ".join(held))] if held else []


def _owes(club: "Club", person_id: str, on: date) -> list[str]:
    """Has to pay back a loan, in money or in kind, or waits for one."""
    found = []
    for each in open_of(club, person_id, on):
        goods, code = each.loan.in_kind, each.loan.code
        if goods is not None:
            found.append(_("still has {what} on loan {code}").format(what=goods.what, code=code))
            continue
        if each.standing.status != "written_off":  # the members gave that up
            said = _("still owes {amount} on loan {code}")
            found.append(said.format(amount=fmt(each.standing.settle_vnd), code=code))
    found += [
        _("asks for loan {code}").format(code=code)
        for code in records.requests_waiting(club, person_id)
    ]
    return found


def _is_owed(club: "Club", person_id: str, on: date) -> list[str]:
    """Has money with the club that must be given back first."""
    sentences = {
        "savings": _("has savings of {amount} with the club"),
        "held": _("has {amount} kept by the club"),
    }
    kept = records.money_kept(club, person_id, on)
    return [sentences[account].format(amount=fmt(amount)) for account, amount in kept.items()]


QUESTIONS: Final[tuple[Question, ...]] = (_signs_in, _holds_office, _owes, _is_owed)
"""Everything that keeps a person from being erased."""


def reasons_to_keep(club: "Club", person_id: str) -> tuple[str, ...]:
    """Why this person cannot be erased now; none when nothing stands against it.

    Each goes on after the name: "sits on the board (Chair)". LookupError when there is no such
    person.
    """
    club.require("members.read")
    records.code_and_name(club, person_id)
    today = club.today()
    return tuple(why for question in QUESTIONS for why in question(club, person_id, today))


def refusal(name: str, reasons: tuple[str, ...]) -> str:
    """The sentence that says, by name, why somebody cannot be erased."""
    return _("{name} cannot be erased yet: {why}.").format(name=name, why="; ".join(reasons))


def erase(club: "Club", person_id: str, reason: str) -> Erased:
    """Erase everything about a person, for good: no undo goes back past it.

    `reason` is kept, without the name. Requests of theirs that were open are closed by it. Raises
    Invalid (field "reason") without one, Refused with who it is and why when something stands
    against it, or nobody is there any more.
    """
    club.require("erasure.write")
    reason = clean(reason)
    if not reason:
        raise Invalid(
            {"reason": _("Write why, without the name, such as: asked for it on paper, 3/11.")}
        )
    try:
        code, name = records.code_and_name(club, person_id)
        against = reasons_to_keep(club, person_id)
    except LookupError as error:
        raise Refused(_("This person is no longer in the book. Nothing was changed.")) from error
    if against:
        raise Refused(
            _("{sentence} Nothing was changed. End that first.").format(
                sentence=refusal(name, against)
            )
        )
    with club.change(core.LABEL, barrier=True, code=code):
        request_records.close_all(club, person_id, club.today())
        done = core.erase_person(club, person_id, reason, club.today())
    core.finish(club)
    return done

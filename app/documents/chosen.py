"""Whose papers are printed: all members of a day or those with some codes, and where they live."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.base.errors import UserError
from app.base.names import fold
from app.base.text import _
from app.documents.issuer import Issuer
from app.documents.letters import clean
from app.members import records as members
from app.members.rules import Member, Person

if TYPE_CHECKING:
    from app.club.file import Club


def chosen(club: "Club", on: date, codes: Sequence[str] | None = None) -> tuple[Member, ...]:
    """The people with these member codes in this order, or all members of that day by name.

    Needs members.read. Raises UserError, naming every code that nobody has.
    """
    if codes is None:
        return members.members(club, on)
    club.require("members.read")
    found = {code: members.member_by_code(club, code, on) for code in codes}
    unknown = [code for code, member in found.items() if member is None]
    if unknown:
        raise UserError(
            _(
                "No member has the code {codes}. Nothing was printed. Look it up in the register."
            ).format(codes=", ".join(unknown))
        )
    by_id = {member.id: member for member in found.values() if member}
    return tuple(by_id.values())


def place_of(person: Person, issuer: Issuer) -> str:
    """The house as neighbours say it: "Xóm Đình, thôn Đông"; the club's hamlet only once."""
    own = clean(person.hamlet or "")
    if not own or fold(issuer.hamlet) in fold(own):
        return own
    return f"{own}, {issuer.hamlet}"

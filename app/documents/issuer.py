"""The club that gives out a paper: its names as they are printed, and whom to ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.base.names import address, given_name
from app.club.profile import board, is_practice, profile
from app.club.roles import CHAIR, HEALTH_LEAD
from app.documents.letters import clean

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call: name, form of address ("bà") and phone; each may be empty."""

    name: str = ""
    phone: str = ""
    title: str = ""

    @property
    def called(self) -> str:
        """The full name with the form of address before it."""
        return f"{self.title} {self.name}".strip()

    @property
    def called_short(self) -> str:
        """As people call each other: "bà Lan"."""
        return f"{self.title} {given_name(self.name)}".strip() if self.title else self.name


NOBODY: Final = Contact()


@dataclass(frozen=True, slots=True)
class Issuer:
    """The club that hands a paper out. `mark` names it for good, whatever it is called later.

    Papers of the `practice` book say so.
    """

    name: str
    commune: str
    province: str
    chair: Contact = NOBODY
    health_lead: Contact = NOBODY
    hamlet: str = ""
    mark: str = ""
    practice: bool = False


def issuer_of(club: "Club") -> Issuer:
    """The open club, with its chair and its health lead of today."""
    about, officers = profile(club), board(club)

    def serving(role: str) -> Contact:
        for one in officers:
            if role in one.roles:
                title = address(one.sex, None) if one.sex else ""
                return Contact(clean(one.name), one.phone or "", title)
        return Contact()

    return Issuer(
        name=clean(about.name),
        commune=clean(about.commune),
        province=clean(about.province),
        chair=serving(CHAIR),
        health_lead=serving(HEALTH_LEAD),
        hamlet=clean(about.hamlet or ""),
        mark=club.file_id,
        practice=is_practice(club),
    )

"""The club that gives out a paper: its names as they are printed, and whom to ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.base.names import formal_address, given_name
from app.club.profile import board as officers
from app.club.profile import is_practice, profile
from app.club.roles import CHAIR, HEALTH_LEAD
from app.documents.letters import clean
from app.members import records as members
from app.organisation import records as organisation

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
    """The open club, with its chair and its health lead of today.

    They are those of the board; of a club that wrote down no board, those who sign in as such.
    """
    about, today = profile(club), club.today()
    board = organisation.offices_on(club, today)

    def elected(office: str, area: str | None = None) -> Contact | None:
        held = [one for one in board if (one.office, one.area) == (office, area)]
        if not held:
            return None
        newest = max(held, key=lambda one: one.since)
        person = members.member(club, newest.person_id, today).person
        return Contact(clean(newest.name), person.phone or "", formal_address(person.sex))

    def signed_in(role: str) -> Contact:
        for one in officers(club):
            if role in one.roles:
                return Contact(clean(one.name), one.phone or "", formal_address(one.sex))
        return NOBODY

    return Issuer(
        name=clean(about.name),
        commune=clean(about.commune),
        province=clean(about.province),
        chair=elected("chair") or signed_in(CHAIR),
        health_lead=elected("area_lead", "health") or signed_in(HEALTH_LEAD),
        hamlet=clean(about.hamlet or ""),
        mark=club.file_id,
        practice=is_practice(club),
    )

"""Who borrows and who answers for it, as papers of loans name them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.base.dates import fmt_birth
from app.base.names import formal_address
from app.documents.chosen import place_of
from app.documents.issuer import Issuer
from app.documents.letters import clean, fmt_phone
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Borrower:
    """Somebody on a paper of a loan; empty texts are not known. The citizen number stands in full:
    these papers are signed."""

    name: str = ""
    code: str = ""
    title: str = ""
    birth: str = ""
    cccd: str = ""
    place: str = ""
    phone: str = ""

    @property
    def born(self) -> str:
        """ "sinh năm 1954" or "sinh ngày 12/5/1954"; "" when it is not known."""
        if not self.birth:
            return ""
        return f"sinh {'ngày' if self.birth.count('/') == 2 else 'năm'} {self.birth}"


NOBODY: Final = Borrower()


def in_threes(number: str) -> str:
    """A citizen number as people read it out: "027 054 001 234"."""
    return "\N{NO-BREAK SPACE}".join(number[at : at + 3] for at in range(0, len(number), 3))


def borrower(club: "Club", person_id: str, issuer: Issuer) -> Borrower:
    """Somebody of the register. Needs members.read; LookupError when there is nobody."""
    found = members.member(club, person_id, club.today())
    if found.erased:
        return NOBODY
    person = found.person
    return Borrower(
        name=clean(person.name),
        code=clean(found.code),
        title=formal_address(person.sex),
        birth=fmt_birth(person.birth) if person.birth else "",
        cccd=in_threes(person.cccd or ""),
        place=place_of(person, issuer),
        phone=fmt_phone(person.phone or ""),
    )

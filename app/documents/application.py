"""The application for membership: a letter of one person to the board, on one page.

For somebody new, blank, or with what the register knows of a member already. Always Vietnamese.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base.dates import fmt_birth
from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents.chosen import chosen, place_of
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Signer, bare_place
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.letters import clean, fmt_phone, masked
from app.documents.listing import Column, Group, Listing, Row
from app.members.rules import STATUSES, Status

if TYPE_CHECKING:
    from app.club.file import Club


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies; empty texts become lines to write on.

    A citizen number stands in full: it is the person's own letter.
    """

    code: str = ""
    name: str = ""
    sex: str = ""
    birth: str | None = None
    cccd: str = ""
    ethnic: str = ""
    place: str = ""
    phone: str = ""
    contact: str = ""
    status: Status | None = None


NEWCOMER: Final = Applicant()
"""An application to be filled in by hand."""


def gather(
    club: "Club", on: date, codes: Sequence[str] | None = None
) -> tuple[tuple[Applicant, ...], Issuer]:
    """The applications of the people with these codes, or of all members of that day.

    Needs members.read. Raises UserError, naming every code that nobody has.
    """
    issuer = issuer_of(club)
    found = []
    for member in chosen(club, on, codes):
        person = member.person
        contact = (clean(person.contact_name or ""), fmt_phone(person.contact_phone or ""))
        found.append(
            Applicant(
                code=clean(member.code),
                name=clean(person.name),
                sex=person.sex or "",
                birth=person.birth,
                cccd=person.cccd or "",
                ethnic=clean(person.ethnic or ""),
                place=place_of(person, issuer),
                phone=fmt_phone(person.phone or ""),
                contact=", ".join(part for part in contact if part),
                status=member.status.status if member.status else None,
            )
        )
    return tuple(found), issuer


def render(
    applicants: Sequence[Applicant],
    issuer: Issuer,
    printed: date,
    *,
    watch: Watch | None = None,
) -> bytes:
    """The applications as one PDF, a page each; without applicants one blank form."""
    with speaking("vi"):
        papers = []
        for applicant in applicants or [NEWCOMER]:
            parts = ("application", issuer.mark, printed.isoformat(), applicant.code)
            papers.append((_letter(applicant, issuer), code_for(*parts)))
        return pdf(papers, _("Application for membership"), issuer, printed, watch=watch)


def to_listing(applicants: Sequence[Applicant], on: date) -> Listing:
    """The same facts as a list, a line for each applicant; citizen numbers half hidden."""
    return Listing(
        kind="applications",
        title=_("Applications for membership"),
        on=on,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Sex"), whole=True),
            Column(_("Birth"), "date"),
            Column(_("Citizen number"), whole=True),
            Column(_("Ethnic group")),
            Column(_("House")),
            Column(_("Telephone"), whole=True),
            Column(_("Whom to call")),
            Column(_("Household status")),
            Column(_("Signature"), hand=30),
        ),
        groups=(Group("", tuple(_line(one) for one in applicants)),),
    )


def _line(one: Applicant) -> Row:
    return (
        one.name,
        {"F": _("woman"), "M": _("man")}.get(one.sex, ""),
        one.birth,
        masked(one.cccd),
        one.ethnic,
        one.place,
        one.phone,
        one.contact,
        _(STATUSES[one.status]) if one.status else "",
        None,
    )


def _letter(applicant: Applicant, issuer: Issuer) -> Official:
    paper = Official()
    paper.head_of_person(bare_place(issuer.commune), None)
    paper.title(_("APPLICATION TO JOIN THE CLUB"))
    paper.centred(_("To: the board of {club}").format(club=issuer.name), bold=True)
    paper.space(2)
    paper.field(_("My name is:"), applicant.name)
    paper.boxes(_("Sex:"), (_("Woman"), _("Man")), (applicant.sex == "F", applicant.sex == "M"))
    paper.field(_("Born on:"), fmt_birth(applicant.birth) if applicant.birth else "")
    paper.field(_("Citizen card number:"), applicant.cccd)
    paper.field(_("Ethnic group:"), applicant.ethnic)
    paper.field(_("Living at:"), applicant.place)
    paper.field(_("Telephone:"), applicant.phone)
    paper.field(_("Whom to call for me, telephone:"), applicant.contact)
    statuses: tuple[Status, ...] = ("poor", "near_poor", "difficult")
    words = tuple(_(STATUSES[status]).capitalize() for status in statuses)
    paper.boxes(_("Household:"), words, tuple(status == applicant.status for status in statuses))
    paper.field(_("What I like to do, and can help with:"), lines=2)
    paper.space(2)
    paper.paragraph(
        _(
            "I have been told what the club is for, what it does, its rules and its dues. I ask of"
            " my own free will to become a member. I will keep the rules, come to the meetings"
            " regularly, help others and pay the dues as the members decide."
        )
    )
    paper.paragraph(
        _(
            "What the club may write about me, and for what, I decide on the consent form, point"
            " by point."
        )
    )
    paper.signatures(
        (
            Signer(_("CHAIR"), issuer.chair.name, _("FOR THE BOARD")),
            Signer(_("APPLICANT"), applicant.name),
        )
    )
    return paper

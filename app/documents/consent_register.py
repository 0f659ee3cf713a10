"""The register of consents on paper: who agreed to what, and where the signed form lies."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base.text import N_, _
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean
from app.documents.listing import Column, Group, Listing, Row
from app.documents.member_list import as_of, name_and_year, name_columns
from app.members.rules import PURPOSES, Purpose
from app.privacy import records as privacy
from app.privacy.records import Registered
from app.privacy.rules import Standing

if TYPE_CHECKING:
    from app.club.file import Club

# Above a narrow column, in the order of the form.
_HEADS: Final[Mapping[Purpose, str]] = {
    "C1": N_("1 club books"),
    "C2": N_("2 health"),
    "C3": N_("3 commune"),
    "C4": N_("4 readings elsewhere"),
    "C5": N_("5 photo, name"),
}
_WORDS: Final[Mapping[Standing, str]] = {
    "given": N_("yes"),
    "refused": N_("no"),
    "withdrawn": N_("withdrawn"),
}


def gather(club: "Club", on: date) -> tuple[tuple[Registered, ...], Issuer]:
    """How each member of that day stands to each purpose. Needs members.read."""
    return privacy.register(club, on), issuer_of(club)


def to_listing(register: tuple[Registered, ...], on: date) -> Listing:
    """The register as a list: yes, no, withdrawn or not asked (a dash) for each purpose."""
    return Listing(
        kind="consents",
        title=_("Register of consents"),
        on=on,
        columns=(
            *name_columns(with_year=True),
            Column(_("Number"), align="center", whole=True),
            *(Column(_(_HEADS[purpose]), align="center", whole=True) for purpose in PURPOSES),
            Column(_("Paper signed"), "date"),
            Column(_("Kept at")),
        ),
        groups=(Group("", tuple(_row(one) for one in register)),),
        note=as_of(on),
        hint=_("A dash means: not asked yet, so nothing may be done with it."),
    )


def _row(one: Registered) -> Row:
    paper = one.paper
    return (
        *name_and_year(one.member),
        one.member.code,
        *(_word(one.marks[purpose].standing) for purpose in PURPOSES),
        paper.signed_on if paper else None,
        clean(paper.kept_at or "") if paper else "",
    )


def _word(standing: Standing) -> str:
    return _(_WORDS[standing]) if standing in _WORDS else "–"

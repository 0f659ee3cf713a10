"""The longevity list that a club sends to its commune: who is honoured in a year, and how.

An official paper with names, so only of people who agreed that their name goes to the commune.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from app.base.dates import fmt_birth
from app.base.ids import code_for
from app.base.text import _, language, ngettext, speaking
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer, TableColumn
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.letters import clean
from app.documents.listing import Column, Group, Listing
from app.members import records as members
from app.members.longevity import Honour, honours, rules_on
from app.members.rules import Purpose

if TYPE_CHECKING:
    from app.club.file import Club

TO_THE_COMMUNE: Final[Purpose] = "C3"


@dataclass(frozen=True, slots=True)
class Longevity:
    """The list of a year: who agreed to be named, the oldest first, and who is left out."""

    year: int
    honours: tuple[Honour, ...]
    left_out: tuple[Honour, ...]


def gather(
    club: "Club", on: date, year: int, full_by: date | None = None
) -> tuple[Longevity, Issuer]:
    """Who is honoured in that year among the members of `on`; see `longevity.honours`.

    Needs members.read.
    """
    found = honours(members.members(club, on), year, full_by)
    agreed = members.purposes_in_force(club, on)

    def may(one: Honour) -> bool:
        return TO_THE_COMMUNE in agreed.get(one.person_id, ())

    named = tuple(one for one in found if may(one))
    left_out = tuple(one for one in found if not may(one))
    return Longevity(year, named, left_out), issuer_of(club)


def render(
    longevity: Longevity, issuer: Issuer, printed: date, *, watch: Watch | None = None
) -> bytes:
    """The list as a PDF, always in Vietnamese."""
    with speaking("vi"):
        year, found = longevity.year, longevity.honours
        paper = Official()
        paper.head(Letterhead.of(issuer, printed))
        paper.title(
            _("LIST"), _("of members to be honoured for their age in {year}").format(year=year)
        )
        paper.paragraph(_intro(longevity, issuer))
        paper.space(1)
        paper.table(_columns(), [_row(number, one) for number, one in enumerate(found, start=1)])
        paper.space(2)
        paper.paragraph(_sum(found))
        paper.signatures(
            (
                Signer(_("WHO MADE THE LIST")),
                Signer(_("CHAIR"), issuer.chair.name, _("FOR THE BOARD")),
            )
        )
        paper.recipients(
            (
                _("People's committee of {commune};").format(commune=issuer.commune),
                _("Association of the Elderly of {commune};").format(commune=issuer.commune),
                _("Filed: the club."),
            )
        )
        content = [f"{one.code} {one.age}" for one in found]
        code = code_for("longevity", issuer.mark, str(year), printed.isoformat(), *content)
        title = _("Longevity list {year}").format(year=year)
        return pdf([(paper, code)], title, issuer, printed, watch=watch)


def to_listing(longevity: Longevity, on: date) -> Listing:
    """The same list for a spreadsheet, or to be looked at."""
    tongue = language()
    rows = tuple(
        (
            clean(one.name),
            one.birth,
            _sex(one),
            clean(one.hamlet or ""),
            one.age,
            one.full_age_on.isoformat() if one.full_age_on else None,
            one.title.in_(tongue),
            one.by.in_(tongue),
        )
        for one in longevity.honours
    )
    return Listing(
        kind="longevity",
        title=_("Longevity list {year}").format(year=longevity.year),
        on=on,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Birth"), "date"),
            Column(_("Sex"), align="center", whole=True),
            Column(_("Hamlet")),
            Column(_("Age"), "int"),
            Column(_("Full age on"), "date"),
            Column(_("Form of honour")),
            Column(_("By")),
        ),
        groups=(Group("", rows),),
    )


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(_("No."), 10, "center"),
        TableColumn(_("Full name"), 43),
        TableColumn(_("Birth"), 23, "center"),
        TableColumn(_("Sex"), 13, "center"),
        TableColumn(_("Hamlet"), 28),
        TableColumn(_("Age"), 13, "center"),
        TableColumn(_("Form of honour"), 35),
    )


def _row(number: int, one: Honour) -> tuple[str, ...]:
    return (
        str(number),
        clean(one.name),
        fmt_birth(one.birth),
        _sex(one),
        clean(one.hamlet or ""),
        str(one.age),
        one.title.in_(language()),
    )


def _sex(one: Honour) -> str:
    return {"F": _("woman"), "M": _("man"), None: ""}[one.sex]


def _intro(longevity: Longevity, issuer: Issuer) -> str:
    basis = rules_on(date(longevity.year, 12, 31)).basis
    said = _(
        "By {document}, the board of {club} asks to honour the following members, who reach these"
        " ages in {year}. Each of them has agreed in writing that their name is given."
    )
    return said.format(document=basis.source, club=issuer.name, year=longevity.year)


def _sum(found: Sequence[Honour]) -> str:
    count = len(found)
    said = ngettext("The list has {n} person", "The list has {n} people", count).format(n=count)
    parts = []
    for years, same in groupby(found, key=lambda one: one.age):
        number = len(list(same))
        words = ngettext("{n} of {age} years", "{n} of {age} years", number)
        parts.append(words.format(n=number, age=years))
    return f"{said}: {', '.join(parts)}./." if parts else f"{said}./."

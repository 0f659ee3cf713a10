"""The papers that can be made about members: what each is for, what to choose, how it is made."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.base.dates import parse_date
from app.base.errors import Invalid, UserError
from app.base.text import N_, _, ngettext
from app.documents import (
    application,
    cards,
    consent_form,
    consent_register,
    labels,
    listing_page,
    member_list,
)
from app.documents.issuer import Issuer, issuer_of
from app.documents.listing import Listing
from app.members.rules import Member
from app.privacy import records as privacy
from ui.kit.choice import Choice, Ticks
from ui.kit.fields import Field, TextField
from ui.kit.page import Page
from ui.members.paper_page import Kind, Made, Options, People

UPRIGHT, WIDE, AUTO = "upright", "wide", "auto"
THESE, UNASKED, BLANK = "these", "unasked", "blank"


def _codes(people: Sequence[Member]) -> list[str]:
    return [one.code for one in people]


def _list(listing: Listing, issuer: Issuer, file: str, title: str = "") -> Made:
    return Made(
        title=title or listing.title,
        file=file,
        note=f"{listing.kind} {len(listing.rows)}",
        render=lambda tongue: listing_page.render(listing, issuer, language=tongue),
        listing=listing,
    )


# --- lists --------------------------------------------------------------------------------------


def _list_fields(_page: Page, _people: People) -> dict[str, Field]:
    columns = Ticks(
        _("Columns beside the name"),
        [(key, _(title)) for key, title in member_list.COLUMNS.items()],
        columns=2,
    )
    columns.set_text(" ".join(member_list.USUAL))
    order = Choice(
        _("Order"), [("name", _("By name")), ("hamlet", _("By hamlet, then by name"))], columns=2
    )
    order.set_text("name")
    turn = Choice(
        _("Sheet"),
        [(AUTO, _("As it fits")), (UPRIGHT, _("Upright")), (WIDE, _("Sideways"))],
    )
    turn.set_text(AUTO)
    return {"columns": columns, "order": order, "turn": turn}


def _member_list(page: Page, people: People, options: Options) -> Made:
    roll, issuer = member_list.gather(page.session.club, page.session.today(), people)
    turn = options["turn"]
    listing = member_list.member_list(
        roll,
        options["columns"].split(),
        by_hamlet=options["order"] == "hamlet",
        turn="upright" if turn == UPRIGHT else "wide" if turn == WIDE else "auto",
    )
    return _list(listing, issuer, _("member-list"))


def _attendance_fields(_page: Page, _people: People) -> dict[str, Field]:
    hint = _("For example 10/12. Left open, the day is written by hand.")
    return {"held_on": TextField(_("Day of the meeting"), hint)}


def _attendance(page: Page, people: People, options: Options) -> Made:
    today = page.session.today()
    roll, issuer = member_list.gather(page.session.club, today, people)
    held_on = _day(options["held_on"], today)
    return _list(member_list.attendance(roll, held_on), issuer, _("attendance"))


def _day(typed: str, today: date) -> date | None:
    if not typed.strip():
        return None
    try:
        return parse_date(typed, today, ahead=366)
    except UserError as error:
        raise Invalid({"held_on": str(error)}) from error


def _phones(page: Page, people: People, _options: Options) -> Made:
    roll, issuer = member_list.gather(page.session.club, page.session.today(), people)
    return _list(member_list.phones(roll), issuer, _("telephones"))


def _consents(page: Page, people: People, _options: Options) -> Made:
    today = page.session.today()
    register, issuer = consent_register.gather(page.session.club, today)
    place = {one.id: number for number, one in enumerate(people)}
    shown = sorted(
        (one for one in register if one.member.id in place), key=lambda one: place[one.member.id]
    )
    return _list(consent_register.to_listing(tuple(shown), today), issuer, _("consents"))


# --- papers with a layout of their own ----------------------------------------------------------


def _cards(page: Page, people: People, _options: Options) -> Made:
    today = page.session.today()
    found, issuer = cards.gather(page.session.club, today, _codes(people))
    return Made(
        title=_("Member cards. Print on thick paper at real size, cut along the marks."),
        file=_("cards"),
        note=f"cards {len(found)}",
        render=lambda tongue: cards.render(found, issuer, today, language=tongue),
        listing=cards.to_listing(found, issuer, today),
    )


def _consent_fields(page: Page, people: People) -> dict[str, Field]:
    unasked = len(_unasked(page, people))
    these = ngettext("{n} person of the list", "All {n} people of the list", len(people))
    whose = Choice(
        _("For whom"),
        [
            (THESE, these.format(n=len(people))),
            (UNASKED, _("Only who was not asked yet: {n}").format(n=unasked)),
            (BLANK, _("One form without a name")),
        ],
        columns=1,
    )
    whose.set_text(THESE)
    return {"whose": whose}


def _unasked(page: Page, people: People) -> tuple[Member, ...]:
    """Who has a purpose about which nobody asked yet."""
    register = privacy.register(page.session.club, page.session.today())
    wanted = {one.member.id for one in register if one.not_asked}
    return tuple(one for one in people if one.id in wanted)


def _consent_forms(page: Page, people: People, options: Options) -> Made:
    today, club = page.session.today(), page.session.club
    whose = {THESE: people, UNASKED: _unasked(page, people), BLANK: ()}[options["whose"]]
    if options["whose"] == UNASKED and not whose:
        raise Invalid({"whose": _("Everybody of the list was asked already.")})
    signers, issuer = consent_form.gather(club, today, _codes(whose))
    return Made(
        title=_("Consent forms, one sheet each, printed on both sides."),
        file=_("consent-forms"),
        note=f"consent_forms {len(signers)}",
        render=lambda tongue: consent_form.render(signers, issuer, today, language=tongue),
        sides="long",
    )


def _label_fields(_page: Page, _people: People) -> dict[str, Field]:
    stock = Choice(
        _("Label sheets"),
        [("24", _("24 on a sheet, 63.5 × 33.9 mm")), ("21", _("21 on a sheet, 63.5 × 38.1 mm"))],
        columns=1,
    )
    stock.set_text("24")
    hint = _("On a sheet that is used already, the number of the first free label.")
    first = TextField(_("First label"), hint)
    first.set_text("1")
    return {"stock": stock, "first": first}


def _labels(page: Page, people: People, options: Options) -> Made:
    stock, typed = options["stock"], options["first"].strip()
    most = labels.STOCKS[stock].across * labels.STOCKS[stock].down
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= most):
        raise Invalid({"first": _("Type a number from 1 to {n}.").format(n=most)})
    first = int(typed)
    today = page.session.today()
    found, issuer = labels.gather(page.session.club, today, people)
    return Made(
        title=_("Address labels. Print at real size."),
        file=_("labels"),
        note=f"labels {len(found)}",
        render=lambda tongue: labels.render(
            found, issuer, stock=stock, first=first, language=tongue
        ),
        listing=labels.to_listing(found, issuer, today),
    )


def _application_fields(_page: Page, people: People) -> dict[str, Field]:
    these = ngettext("{n} person of the list", "All {n} people of the list", len(people))
    whose = Choice(
        _("For whom"),
        [(BLANK, _("One form without a name")), (THESE, these.format(n=len(people)))],
        columns=1,
    )
    whose.set_text(BLANK)
    return {"whose": whose}


def _applications(page: Page, people: People, options: Options) -> Made:
    today, club = page.session.today(), page.session.club
    found: Sequence[application.Applicant] = ()
    issuer = issuer_of(club)
    if options["whose"] == THESE:
        found, issuer = application.gather(club, today, _codes(people))
    return Made(
        title=_("Application for membership"),
        file=_("application"),
        note=f"applications {len(found)}",
        render=lambda _tongue: application.render(found, issuer, today),
        listing=application.to_listing(found, today),
    )


KINDS: Mapping[str, Kind] = {
    "list": Kind(
        N_("Member list"),
        N_("Choose the columns; also to be signed"),
        "list",
        _member_list,
        _list_fields,
    ),
    "attendance": Kind(
        N_("Attendance sheet"),
        N_("Goes round, everybody signs"),
        "calendar-check",
        _attendance,
        _attendance_fields,
    ),
    "phones": Kind(
        N_("Telephone numbers"),
        N_("In large print, with relatives"),
        "users",
        _phones,
    ),
    "cards": Kind(
        N_("Member cards"),
        N_("Eight on a sheet, with a code to scan"),
        "id-card",
        _cards,
    ),
    "consent-forms": Kind(
        N_("Consent forms"),
        N_("What each agrees to, to be signed"),
        "file-text",
        _consent_forms,
        _consent_fields,
        excel=False,
    ),
    "consents": Kind(
        N_("Register of consents"),
        N_("Who agreed, where the paper lies"),
        "shield-check",
        _consents,
    ),
    "application": Kind(
        N_("Application for membership"),
        N_("For newcomers, filled in by hand"),
        "user-plus",
        _applications,
        _application_fields,
    ),
    "labels": Kind(
        N_("Address labels"),
        N_("For invitations and gifts"),
        "send",
        _labels,
        _label_fields,
    ),
}

"""Lists of home care: the supervisor's list of a month, and the month in figures. Not for walls."""

from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.base.money import fmt_number
from app.base.periods import Month
from app.base.text import _, ngettext
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean
from app.documents.listing import Column, Group, Listing
from app.home_care.month import Picture, urgency
from app.home_care.rules import MISSED, SIGNS, Cared
from app.home_care.visit_records import month_picture

if TYPE_CHECKING:
    from app.club.file import Club


def gather(club: "Club", month: Month) -> tuple[Picture, Issuer]:
    """The month of home care. Needs home_care.read; the asking is noted."""
    picture = month_picture(club, month)
    club.log_access("print", None, f"home care {month}")
    return picture, issuer_of(club)


def _month(month: Month) -> str:
    return f"{month.month}/{month.year}"


def summary(picture: Picture) -> Listing:
    """What every volunteer did in the month, then what was done for every person cared for."""
    volunteers = [
        (each.name, picture.tally_of_volunteer(each.person_id)) for each in picture.volunteers
    ]
    people = [(each.name, picture.tally_of_cared(each.id)) for each in picture.people]
    groups = tuple(
        Group(
            title,
            tuple(
                (clean(name), tally.planned, tally.made, tally.missed, tally.minutes)
                for name, tally in rows
            ),
        )
        for title, rows in (
            (_("Volunteers"), volunteers),
            (_("People cared for"), people),
        )
    )
    made = sum(tally.made for _name, tally in people)
    minutes = sum(tally.minutes for _name, tally in people)
    return Listing(
        kind="home-care-month",
        title=_("Home care in month {month}").format(month=_month(picture.month)),
        on=picture.today,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Visits planned"), "int"),
            Column(_("Visits made"), "int"),
            Column(_("Visits missed"), "int"),
            Column(_("Minutes spent"), "int"),
        ),
        groups=groups,
        note=ngettext(
            "{n} visit was made, {minutes} minutes in all.",
            "{n} visits were made, {minutes} minutes in all.",
            made,
        ).format(n=made, minutes=fmt_number(minutes)),
        hint=_("A visit of two volunteers counts for each of them, and once for the person."),
    )


def _hamlet(each: Cared | None) -> str:
    return clean(each.hamlet or "") if each is not None else ""


def supervisor(picture: Picture) -> Listing:
    """Who was not seen as planned, and of whom a sign is open: danger signs first, the most urgent
    of them before the others, with what was reported and room for what was done."""
    names = {each.id: each for each in picture.people}
    found = []
    for unseen in picture.not_seen():
        each = names[unseen.cared_id]
        signs = ", ".join(_(SIGNS[report.sign]) for report in unseen.reports)
        days = ", ".join(fmt_date(day) for day in unseen.days)
        row = (clean(each.name), clean(each.hamlet or ""), days, signs, None)
        found.append((urgency(unseen.reports), row))
    told = {unseen.cared_id for unseen in picture.not_seen()}
    for report in picture.reports:
        if report.cared_id not in told and report.closed_on is None:
            about = f"{fmt_date(report.on)}: {_(SIGNS[report.sign])}"
            hamlet = _hamlet(names.get(report.cared_id))
            found.append((urgency([report]), (clean(report.name), hamlet, "", about, None)))
    rows = [row for _first, row in sorted(found, key=lambda each: each[0])]
    why = sorted(
        {
            _(MISSED[cell.visit.missed_why])
            for cell in picture.cells
            if cell.visit is not None and cell.visit.missed_why is not None
        }
    )
    return Listing(
        kind="home-care-watch",
        title=_("To look after, month {month}").format(month=_month(picture.month)),
        on=picture.today,
        columns=(
            Column(_("Full name"), bold=True),
            Column(_("Hamlet")),
            Column(_("Not seen as planned on")),
            Column(_("Reported")),
            Column(_("What was done"), hand=50),
        ),
        groups=(Group("", tuple(rows)),),
        note=_("Who has a danger sign comes first."),
        hint=_("Why visits were missed: {why}.").format(why="; ".join(why)) if why else "",
        row_high=11,
    )

"""`so-clb book`, `health` and `referrals`: books, the month and its lists, slips."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from app.base.dates import Month, fmt_date
from app.base.errors import UserError
from app.base.text import LANGUAGES, _, language, ngettext, speaking
from app.cli.main import check_ending, columns, emit, opened, write_out
from app.club.file import Club
from app.documents import book_lines, health_book, health_lists, listing_page, referral_slip
from app.documents.listing import to_sheet
from app.documents.sheets import write_xlsx
from app.health import list_records
from app.health.lists import KINDS, Code, FollowUpList
from app.health.month import HealthMonth
from app.health.thresholds import rules_on

PATH = click.Path(path_type=Path)
TONGUE = click.option(
    "--language", "tongue", type=click.Choice(LANGUAGES), help="Language of the paper."
)


@click.command()
@click.argument("club", type=PATH)
@click.argument("out", type=PATH)
@click.option("--member", "codes", multiple=True, help="Member code; may be given several times.")
@click.option("--booklet", "as_booklet", is_flag=True, help="Two pages a side of A4, to be folded.")
@click.option(
    "--since-last-print", "new_lines", is_flag=True, help="Only new lines, for books handed out."
)
@TONGUE
def book(
    club: Path,
    out: Path,
    codes: tuple[str, ...],
    as_booklet: bool,
    new_lines: bool,
    tongue: str | None,
) -> None:
    """Write the health books of CLUB to OUT: of all members, or of those with these codes.

    With --since-last-print only the lines that are new, where the blank rows of the books stand.
    The book of the club remembers what was written.
    """
    check_ending(out, ".pdf")
    speech = tongue or language()
    with opened(club) as opened_club:
        if new_lines:
            said = _new_lines(opened_club, out, codes or None, as_booklet, speech)
        else:
            said = _whole_books(opened_club, out, codes or None, as_booklet, speech)
    click.echo(said)


def _whole_books(
    club: Club, out: Path, codes: tuple[str, ...] | None, as_booklet: bool, speech: str
) -> str:
    today = club.today()
    holders, issuer = health_book.gather(club, today, codes)
    pdf = health_book.render(holders, issuer, today, as_booklet=as_booklet, language=speech)
    write_out(out, pdf, private=True)
    club.log_access("print", detail=f"health_books {len(holders)}")
    if club.actor.may("health.write"):
        health_book.note_printed(club, holders, today)
    said = ngettext("{n} health book in {file}.", "{n} health books in {file}.", len(holders))
    return said.format(n=len(holders), file=out)


def _new_lines(
    club: Club, out: Path, codes: tuple[str, ...] | None, as_booklet: bool, speech: str
) -> str:
    batch = book_lines.gather(club, club.today(), codes)
    write_out(out, book_lines.render(batch, as_booklet=as_booklet, language=speech), private=True)
    club.log_access("print", detail=f"health_book_lines {len(batch.books)}")
    book_lines.note_printed(club, batch)
    if not batch.books:
        return _("Nothing new since the last printing; {file} says so.").format(file=out)
    said = ngettext(
        "New lines for {n} health book in {file}.",
        "New lines for {n} health books in {file}.",
        len(batch.books),
    )
    return said.format(n=len(batch.books), file=out)


# --- the month and the lists --------------------------------------------------------------------


@click.command()
@click.argument("club", type=PATH)
@click.option("--month", help="A month such as 2026-06 (the present one).")
@click.option("--list", "code", type=click.Choice(get_args(Code)), help="One list, with names.")
@click.option("--out", type=PATH, help="The list as a .pdf or an .xlsx.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@TONGUE
def health(
    club: Path,
    month: str | None,
    code: Code | None,
    out: Path | None,
    as_json: bool,
    tongue: str | None,
) -> None:
    """Tell the month of CLUB's health in figures; with --list who stands on a list, and why."""
    if out is not None and code is None:
        raise UserError(_("Choose a list with --list. Nothing was written."))
    if out is not None:
        check_ending(out, ".pdf", ".xlsx")
    with opened(club) as found:
        of_month = Month.parse(month) if month else Month.of(found.today())
        on = min(of_month.last, found.today())
        if code is not None:
            _tell_list(found, code, on, out, as_json=as_json, speech=tongue or language())
            return
        told = list_records.month_figures(found, of_month)
    if as_json:
        emit(_as_json(told))
        return
    for line in _lines(told):
        click.echo(line)


def _tell_list(
    club: Club, code: Code, on: date, out: Path | None, *, as_json: bool, speech: str
) -> None:
    with speaking(speech):
        found, issuer = health_lists.gather(club, code, on)
        if out is not None:
            listing = health_lists.to_listing(found)
            if out.suffix.lower() == ".xlsx":
                sheet = write_xlsx([to_sheet(listing)], club.ports.clock())
                write_out(out, sheet, private=True)
            else:
                paper = listing_page.render(listing, issuer, language=speech)
                write_out(out, paper, private=True)
            club.log_access("print", detail=f"health-{code} {len(found.lines)}")
        if as_json:
            emit(_list_as_json(found))
            return
        click.echo(f"{_(found.kind.title)}, {fmt_date(on)}: {len(found.lines)}")
        cells = [(line.person.name, line.person.hamlet, line.reason) for line in found.lines]
        for line in columns(cells) if cells else ():
            click.echo(line)


def _list_as_json(found: FollowUpList) -> dict[str, Any]:
    return {
        "list": found.code,
        "title": _(found.kind.title),
        "on": found.on.isoformat(),
        "lines": [
            {
                "code": line.person.code,
                "name": line.person.name,
                "birth": line.person.birth,
                "hamlet": line.person.hamlet,
                "phone": line.person.phone,
                "why": line.reason,
                "since": line.on.isoformat() if line.on else None,
            }
            for line in found.lines
        ],
    }


def _as_json(told: HealthMonth) -> dict[str, Any]:
    """`second_readings` counts who was measured again, of `second_readings_asked`; slips are those
    given in the month; `overdue` has the length of every list as of the month's end."""
    return {
        "month": str(told.month),
        "members": len(told.members),
        "measured": len(told.measured),
        "bands": {code: len(people) for code, people in told.bands.items()},
        "second_readings": len(told.second),
        "second_readings_asked": len(told.asked_again),
        "hypertension": {
            "known": len(told.hypertension),
            "controlled": len(told.controlled),
            "high": len(told.uncontrolled),
            "not_measured": len(told.known_not_measured),
        },
        "referrals": {"open": len(told.open_slips), "closed": len(told.closed_slips)},
        "overdue": dict(told.overdue),
    }


def _lines(told: HealthMonth) -> Iterator[str]:
    yield _("Health in {month}").format(month=f"{told.month.month}/{told.month.year}")
    rules = rules_on(told.month.last)
    of = _("{n} of {all}")
    cells = [
        (_("Measured"), of.format(n=len(told.measured), all=len(told.members))),
        *(
            (rules.band(code).word.in_(language()), str(len(people)))
            for code, people in told.bands.items()
        ),
        (
            _("Controlled, of those with known high blood pressure"),
            of.format(n=len(told.controlled), all=len(told.hypertension)),
        ),
        (_("Measured again"), of.format(n=len(told.second), all=len(told.asked_again))),
        (
            _("Slips answered"),
            of.format(n=len(told.closed_slips), all=len(told.closed_slips) + len(told.open_slips)),
        ),
        *((_(KINDS[code].title), str(count)) for code, count in told.overdue.items()),
    ]
    yield from columns(cells)


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.argument("out", type=PATH)
@click.option("--four", is_flag=True, help="Four slips on a sheet; without it two.")
@TONGUE
def referrals(club: Path, month: str, out: Path, four: bool, tongue: str | None) -> None:
    """Write the slips for the health station of MONTH (2026-06) in CLUB to OUT, one pile: those
    given, and those that a reading above the threshold asks for. The book remembers both."""
    of_month = Month.parse(month)
    check_ending(out, ".pdf")
    with opened(club) as found:
        pile = referral_slip.of_month(found, of_month)
        per_sheet: referral_slip.PerSheet = 4 if four else 2
        pdf = referral_slip.render(pile, per_sheet=per_sheet, language=tongue or language())
        write_out(out, pdf, private=True)
        found.log_access("print", detail=f"referrals {of_month} {len(pile.slips)}")
        referral_slip.note_printed(found, pile)
    said = ngettext("{n} slip in {file}.", "{n} slips in {file}.", len(pile.slips))
    click.echo(said.format(n=len(pile.slips), file=out))

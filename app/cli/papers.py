"""`so-clb cards`, `consent-forms`, `person` and `papers`: the papers of the register as files."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from app.base.periods import Month
from app.base.text import LANGUAGES, _, language, ngettext, speaking
from app.cli.main import opened, write_out
from app.club.file import Club
from app.documents import (
    application,
    birthday_list,
    consent_form,
    consent_register,
    labels,
    listing_page,
    longevity_list,
    member_list,
    my_record,
    my_record_page,
)
from app.documents import (
    cards as card_sheet,
)
from app.documents.issuer import Issuer
from app.documents.listing import Listing, to_sheet
from app.documents.sheets import write_xlsx
from app.privacy.my_record import my_record as data_of

PATH = click.Path(path_type=Path)


MEMBER = click.option(
    "--member", "codes", multiple=True, help="Member code; may be given several times."
)
LANGUAGE = click.option(
    "--language", "tongue", type=click.Choice(LANGUAGES), help="Language of the paper."
)


def _is_sheet(out: Path) -> bool:
    return out.suffix.lower() == ".xlsx"


def _write_sheet(book: Club, out: Path, listing: Listing) -> None:
    write_out(out, write_xlsx([to_sheet(listing)], book.ports.clock()), private=True)


@click.command()
@click.argument("club", type=PATH)
@click.argument("out", type=PATH)
@MEMBER
@LANGUAGE
def cards(club: Path, out: Path, codes: tuple[str, ...], tongue: str | None) -> None:
    """Write member cards of CLUB to OUT, eight on a sheet: of all members, or of these codes.

    An OUT that ends in .xlsx gets what stands on them, as a list.
    """
    speech = tongue or language()
    with opened(club) as book, speaking(speech):
        today = book.today()
        found, issuer = card_sheet.gather(book, today, codes or None)
        if _is_sheet(out):
            _write_sheet(book, out, card_sheet.to_listing(found, issuer, today))
        else:
            write_out(out, card_sheet.render(found, issuer, today, language=speech), private=True)
        book.log_access("print", detail=f"cards {len(found)}")
    said = ngettext("{n} card in {file}.", "{n} cards in {file}.", len(found))
    click.echo(said.format(n=len(found), file=out))


@click.command("consent-forms")
@click.argument("club", type=PATH)
@click.argument("out", type=PATH)
@MEMBER
@click.option("--blank", is_flag=True, help="One form without a name.")
@LANGUAGE
def consent_forms(
    club: Path, out: Path, codes: tuple[str, ...], blank: bool, tongue: str | None
) -> None:
    """Write consent forms of CLUB to OUT, two pages each: for all members, or for these codes."""
    with opened(club) as book:
        today = book.today()
        signers, issuer = consent_form.gather(book, today, codes or None)
        chosen = () if blank else signers
        pdf = consent_form.render(chosen, issuer, today, language=tongue or language())
        write_out(out, pdf, private=True)
        book.log_access("print", detail=f"consent_forms {len(chosen)}")
    count = max(len(chosen), 1)
    said = ngettext("{n} form in {file}.", "{n} forms in {file}.", count)
    click.echo(said.format(n=count, file=out))


@click.command()
@click.argument("club", type=PATH)
@click.argument("code")
@click.argument("out", type=PATH)
@LANGUAGE
def person(club: Path, code: str, out: Path, tongue: str | None) -> None:
    """Write everything in CLUB about the person with CODE to OUT: a .pdf to read, a .json or an
    .xlsx."""
    speech = tongue or language()
    with opened(club) as book, speaking(speech):
        today = book.today()
        record, issuer = my_record.gather(book, today, code, speech)  # notes the asking
        if out.suffix.lower() == ".json":
            known = data_of(book, record.person_id)
            write_out(out, json.dumps(known, ensure_ascii=False, indent=1).encode(), private=True)
        elif _is_sheet(out):
            _write_sheet(book, out, my_record.to_listing(record))
        else:
            write_out(out, my_record_page.render(record, issuer, language=speech), private=True)
    click.echo(_("All about {name} in {file}.").format(name=record.name, file=out))


# --- lists --------------------------------------------------------------------------------------

Made = tuple[Listing, Issuer]


def _members(book: Club, on: date) -> Made:
    roll, issuer = member_list.gather(book, on)
    return member_list.member_list(roll), issuer


def _attendance(book: Club, on: date) -> Made:
    roll, issuer = member_list.gather(book, on)
    return member_list.attendance(roll), issuer


def _phones(book: Club, on: date) -> Made:
    roll, issuer = member_list.gather(book, on)
    return member_list.phones(roll), issuer


def _consents(book: Club, on: date) -> Made:
    register, issuer = consent_register.gather(book, on)
    return consent_register.to_listing(register, on), issuer


def _birthdays(book: Club, on: date) -> Made:
    found, issuer = birthday_list.gather(book, on, Month.of(on))
    return birthday_list.to_listing(found, on), issuer


def _longevity(book: Club, on: date) -> Made:
    found, issuer = longevity_list.gather(book, on, on.year + 1)
    return longevity_list.to_listing(found, on), issuer


def _labels(book: Club, on: date) -> Made:
    found, issuer = labels.gather(book, on)
    return labels.to_listing(found, issuer, on), issuer


def _applications(book: Club, on: date) -> Made:
    found, issuer = application.gather(book, on)
    return application.to_listing(found, on), issuer


LISTS: dict[str, Callable[[Club, date], Made]] = {
    "list": _members,
    "attendance": _attendance,
    "phones": _phones,
    "consents": _consents,
    "birthdays": _birthdays,
    "longevity": _longevity,
    "labels": _labels,
    "applications": _applications,
}


def _own_paper(kind: str, book: Club, on: date, speech: str) -> bytes | None:
    """The PDF of the kinds that have a layout of their own; None for a plain list."""
    match kind:
        case "labels":
            found, issuer = labels.gather(book, on)
            return labels.render(found, issuer, language=speech)
        case "applications":
            return application.render((), application.gather(book, on, ())[1], on)
        case "birthdays":
            of_month, issuer = birthday_list.gather(book, on, Month.of(on))
            return birthday_list.render(of_month, issuer, on, language=speech)
        case "longevity":
            honoured, issuer = longevity_list.gather(book, on, on.year + 1)
            return longevity_list.render(honoured, issuer, on)
        case _:
            return None


@click.command()
@click.argument("club", type=PATH)
@click.argument("kind", type=click.Choice([*LISTS]))
@click.argument("out", type=PATH)
@LANGUAGE
def papers(club: Path, kind: str, out: Path, tongue: str | None) -> None:
    """Write a paper of CLUB to OUT, a .pdf or an .xlsx.

    KIND is list, attendance, phones, consents, birthdays (of this month, for the wall), longevity
    (of next year, for the commune), labels or applications (as a PDF one blank form).
    """
    speech = tongue or language()
    with opened(club) as book, speaking(speech):
        today = book.today()
        if _is_sheet(out):
            made, _issuer = LISTS[kind](book, today)
            _write_sheet(book, out, made)
        else:
            own = _own_paper(kind, book, today, speech)
            pdf = own if own is not None else _list_pdf(kind, book, today, speech)
            write_out(out, pdf, private=True)
        book.log_access("export" if _is_sheet(out) else "print", detail=kind)
    click.echo(_("Written to {file}.").format(file=out))


def _list_pdf(kind: str, book: Club, on: date, speech: str) -> bytes:
    made, issuer = LISTS[kind](book, on)
    return listing_page.render(made, issuer, language=speech)

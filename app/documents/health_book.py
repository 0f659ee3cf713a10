"""The health book of members: A5, sixteen pages, large print, to go on with by pen.

As single pages, or laid out on A4 to be printed on both sides, folded and stapled.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from app.base.dates import age, fmt_date
from app.base.job import NO_JOB, Job
from app.base.names import address, fold
from app.base.text import _, speaking
from app.club.profile import profile
from app.documents import booklet
from app.documents import health_book_forms as forms
from app.documents import health_book_pages as pages
from app.documents.chosen import chosen
from app.documents.health_book_frame import (
    NOTHING_TOLD,
    PAGE,
    PAGES,
    TEXT_WIDTH,
    Book,
    Holder,
    Told,
    footer,
    left_of,
)
from app.documents.issuer import Contact, Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean
from app.health import check_up_records, fact_records, print_records
from app.health import records as health
from app.health.book_lines import next_year_of
from app.health.check_ups import CheckUp
from app.health.facts import Fact
from app.health.print_records import BookPrint
from app.health.rules import Reading
from app.health.thresholds import rules_on
from app.members.rules import Member

if TYPE_CHECKING:
    from app.club.file import Club


class _Form(Protocol):
    """Draws a page with what was told."""

    def __call__(self, sheet: Sheet, told: Told) -> None: ...


_FORMS: Mapping[int, Callable[[Sheet], None]] = {
    14: forms.appointments,
    15: forms.notes,
}
_TOLD: Mapping[int, _Form] = {
    3: forms.known_illnesses,
    12: forms.check_ups,
    13: forms.medicines,
}

LAST_CHECK_UPS = 2
"""So many check-ups stand in a new book; there is room for three."""

_CHECKS = "ACDEFGHJKMNPQRTUVWXYZ"  # letters that are not misread on paper or on the telephone


def gather(
    club: "Club", printed: date, codes: Sequence[str] | None = None
) -> tuple[tuple[Holder, ...], Issuer]:
    """What the books of these member codes are made from, or of all members of that day.

    Plain values, so that `render` may work elsewhere. Needs health.read; the asking is noted.
    Raises UserError, naming every code that nobody has.
    """
    return gather_of(club, chosen(club, printed, codes), printed)


def gather_of(
    club: "Club", people: Sequence[Member], printed: date
) -> tuple[tuple[Holder, ...], Issuer]:
    """Like `gather`, for these people and in their order."""
    taken = health.readings_of_all(club, f"health_books {len(people)}")
    hamlet = clean(profile(club).hamlet or "")
    told = _told(club, printed)
    holders = tuple(
        replace(
            _holder(one, taken.get(one.id, ()), hamlet, printed),
            told=told.get(one.id, NOTHING_TOLD),
        )
        for one in people
    )
    return holders, issuer_of(club)


def _told(club: "Club", printed: date) -> dict[str, Told]:
    """What people let the club write down, as it stands on the day of printing."""
    facts = fact_records.facts_of_all(club, printed)
    check_ups = check_up_records.last_of_all(club, printed, LAST_CHECK_UPS)
    return {
        person_id: told_of(facts.get(person_id, ()), check_ups.get(person_id, ()))
        for person_id in {*facts, *check_ups}
    }


def told_of(facts: Sequence[Fact], check_ups: Sequence[CheckUp]) -> Told:
    """Facts that stand, and the last check-ups, oldest first, as the book's pages have them."""
    illnesses = [one for one in facts if one.kind == "illness"]
    others = [one.words() for one in illnesses if one.code not in forms.TICKED]
    return Told(
        since={one.code: _since(one) for one in illnesses if one.code in forms.TICKED},
        other=clean(", ".join(others)) if others else None,
        allergies=clean(", ".join(one.words() for one in facts if one.kind == "allergy")),
        medicines=tuple(
            (clean(one.text or ""), clean(one.dose or ""))
            for one in facts
            if one.kind == "medicine"
        ),
        check_ups=tuple(_lines_of(one) for one in check_ups),
    )


def _since(fact: Fact) -> str:
    if fact.since is None:
        return clean(fact.text or "")
    return _("since {day}").format(day=fmt_date(date.fromisoformat(fact.since)))


def _lines_of(check_up: CheckUp) -> tuple[str, str, str, str]:
    day = fmt_date(date.fromisoformat(check_up.on_date))
    coming = check_up.next_on
    return (
        clean(", ".join(part for part in (day, check_up.place) if part)),
        clean(check_up.findings or ""),
        clean(check_up.advice or ""),
        fmt_date(date.fromisoformat(coming)) if coming else "",
    )


def note_printed(club: "Club", holders: Sequence[Holder], printed: date) -> None:
    """Once whole books are printed or saved: what each holds from now on."""
    print_records.note(club, [_noted(holder, printed) for holder in holders if holder.person_id])


def _noted(holder: Holder, printed: date) -> BookPrint:
    last = max((one.on for one in holder.readings), default=None)
    year = (last or printed).year
    return BookPrint(holder.person_id, printed, "whole", year, last)


def _holder(
    member: Member, readings: tuple[Reading, ...], club_hamlet: str, printed: date
) -> Holder:
    person = member.person
    years = age(person.birth, printed).years if person.birth else None
    own = clean(person.hamlet or "")
    return Holder(
        code=clean(member.code),
        person_id=member.id,
        name=clean(person.name),
        title=address(person.sex, years) if person.sex else "",
        birth=person.birth,
        cccd=person.cccd or "",
        bhyt=clean(person.bhyt or ""),
        bhyt_until=date.fromisoformat(person.bhyt_until) if person.bhyt_until else None,
        bhyt_place=clean(person.bhyt_place or ""),
        phone=person.phone or "",
        hamlet=own if not own or fold(club_hamlet) in fold(own) else f"{own}, {club_hamlet}",
        contact=Contact(clean(person.contact_name or ""), person.contact_phone or ""),
        readings=tuple(map(as_shown, readings)),
    )


def as_shown(reading: Reading) -> Reading:
    """A reading with its note as letters that papers have."""
    return replace(reading, note=clean(reading.note))


def render(
    holders: Sequence[Holder],
    issuer: Issuer,
    printed: date,
    *,
    as_booklet: bool = False,
    language: str = "vi",
    job: Job = NO_JOB,
    watch: Watch | None = None,
) -> bytes:
    """The books of these members as one PDF; without members one page that says so.

    `as_booklet` puts two pages on each side of A4 in the order for folding.
    """
    with speaking(language):
        into = BytesIO()
        title = _("Health book")
        if len(holders) == 1:
            title = f"{title} – {clean(holders[0].name)}"
        size = booklet.PAPER if as_booklet and holders else PAGE
        canvas = new_canvas(into, size, title=title, author=clean(issuer.name), language=language)
        sheet = Sheet(canvas, size, watch, practice=issuer.practice)
        for done, holder in enumerate(holders):
            job.step(done, len(holders), holder.name)
            book = book_of(holder, issuer, printed)
            if as_booklet:
                booklet.fold(sheet, PAGES, PAGE, partial(_page, sheet, book))
            else:
                for page in range(1, PAGES + 1):
                    _page(sheet, book, page)
                    sheet.next_page()
        if not holders:
            _nobody(sheet, issuer, printed)
        canvas.save()
        return into.getvalue()


def book_code(member_code: str, year: int) -> str:
    """The code of a member's book of a year: "042-26A"; the last letter checks the others."""
    stem = f"{member_code}-{year % 100:02d}"
    total = sum(place * ord(sign) for place, sign in enumerate(stem, start=1))
    return stem + _CHECKS[total % len(_CHECKS)]


def book_of(holder: Holder, issuer: Issuer, printed: date) -> Book:
    """A book for the year of the last reading (else this year), and a blank year after it."""
    readings = tuple(sorted(holder.readings, key=lambda reading: reading.on))
    last = readings[-1].on if readings else printed
    return Book(
        holder=replace(holder, readings=readings),
        issuer=issuer,
        rules=rules_on(printed),
        printed=printed,
        year=last.year,
        next_year=next_year_of(last.year, printed),
        code=book_code(holder.code, printed.year),
    )


def _page(sheet: Sheet, book: Book, page: int) -> None:
    match page:
        case 1:
            pages.cover(sheet, book)
        case 2:
            pages.identity(sheet, book)
        case 4:
            sheet.template("page-4", partial(forms.what_numbers_say, rules=book.rules))
        case 5:
            sheet.template("page-5", partial(forms.measuring_well, rules=book.rules))
        case 6 | 7:
            pages.months(sheet, page, book, book.year)
        case 8:
            pages.pressure_of_year(sheet, book)
        case 9:
            pages.weight_of_year(sheet, book)
        case 10 | 11:
            pages.months(sheet, page, book, book.next_year)
        case 3 | 12 | 13:
            _what_was_told(sheet, book, page)
        case 16:
            pages.emergency(sheet, book)
        case _:
            sheet.template(f"page-{page}", _FORMS[page])
    if page != 1:
        footer(sheet, page, book)


def _what_was_told(sheet: Sheet, book: Book, page: int) -> None:
    """A page with what the holder let the club write down; blank ones are shared by all books."""
    draw = partial(_TOLD[page], told=book.holder.told)
    if book.holder.told == NOTHING_TOLD:
        sheet.template(f"page-{page}", draw)
    else:
        draw(sheet)


def _nobody(sheet: Sheet, issuer: Issuer, printed: date) -> None:
    """One page that says that there was nothing to print."""
    x = left_of(1)
    sheet.text(x, 30, _("No health book to print"), 20, room=TEXT_WIDTH, bold=True)
    sheet.rule(x, 34, x + TEXT_WIDTH, 1.4)
    sheet.paragraph(
        x,
        46,
        _("No member was chosen, or the club has no members yet. Add members, then print again."),
        16,
        room=TEXT_WIDTH,
    )
    foot = f"{clean(issuer.name)} · {fmt_date(printed)} · 1/1"
    sheet.text(x, 204, foot, 10, room=TEXT_WIDTH)
    sheet.next_page()

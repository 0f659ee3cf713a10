"""The passbook of a loan (sổ vay) on A5, for the borrower to keep: what is still owed, what was
paid when, what falls due, with room to sign.

Lengths are millimetres, sizes points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.ids import code_for
from app.base.text import _, ngettext, speaking
from app.documents import strips
from app.documents.borrower import Borrower, borrower
from app.documents.frame import FOOT, club_line
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Align, Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, cut, fitting, width, wrap
from app.documents.strips import Strip
from app.funds import records as ledger
from app.funds.rules import Entry
from app.loans import records, standing_records
from app.loans.rules import Loan, paid_by
from app.loans.schedule import INTERESTS, METHODS, rate_words
from app.loans.standing import Due, Standing

if TYPE_CHECKING:
    from app.club.file import Club

A5: Final = (148.0, 210.0)
LEFT, ROOM, TOP, END = 16.0, 122.0, 12.0, 197.0
RIGHT = LEFT + ROOM
SIZE, FLOOR, HEAD = 14.0, 11.0, 11.0
ROW = 8.4


@dataclass(frozen=True, slots=True)
class Payment:
    """A voucher on the loan: principal and interest paid, and what was owed after it."""

    on: date
    principal_vnd: int
    interest_vnd: int
    owed_vnd: int


@dataclass(frozen=True, slots=True)
class Passbook:
    """A loan as the borrower sees it on a day."""

    loan: Loan
    who: Borrower
    standing: Standing
    paid: tuple[Payment, ...]
    coming: tuple[Due, ...]
    on: date
    issuer: Issuer


def gather(club: "Club", loan_id: str, on: date) -> Passbook:
    """The loan as it stood at the end of a day.

    Needs loans.read, funds.read and members.read. Raises Refused for goods and for a loan that was
    not paid out; LookupError when there is no such loan.
    """
    found, issuer = records.loan(club, loan_id), issuer_of(club)
    if found.terms is None or found.paid_out_on is None:
        raise Refused(
            _("Only a loan of money that was paid out has a passbook. Nothing was printed.")
        )
    return Passbook(
        found,
        borrower(club, found.person_id, issuer),
        standing_records.standing_of(club, loan_id, on),
        tuple(_payments(ledger.entries_of_loan(club, loan_id), loan_id, on)),
        standing_records.upcoming_of(club, loan_id, on),
        on,
        issuer,
    )


def _payments(entries: Sequence[Entry], loan_id: str, on: date) -> Iterator[Payment]:
    """What was paid by a day, without what was taken back by then."""
    by_then = [each for each in entries if each.on_date <= on]
    gone = {each.reverses for each in by_then}
    owed = 0
    for entry in by_then:
        if entry.reverses is not None or entry.id in gone:
            continue
        moved: dict[str, int] = {}
        for each in entry.postings:
            if each.loan_id == loan_id:
                moved[each.account] = moved.get(each.account, 0) + each.amount_vnd
        did = paid_by(entry.on_date, moved)
        owed += did.lent_vnd - did.principal_vnd - max(0, did.written_off_vnd)
        interest = did.interest_vnd + did.late_interest_vnd
        if did.principal_vnd or interest:
            yield Payment(entry.on_date, did.principal_vnd, interest, owed)


def render(book: Passbook, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The passbook as a PDF, as many pages of A5 as it needs."""
    with speaking(language):
        into = BytesIO()
        title = f"{_('Loan passbook')} {book.loan.code}"
        canvas = new_canvas(into, A5, title=title, author=book.issuer.name, language=language)
        sheet = Sheet(canvas, A5, watch, practice=book.issuer.practice)
        parts = [_cover(book), *_agreed(book), *_stands(book), *_paid(book), *_coming(book)]
        pages = strips.pages(parts, END - TOP)
        facts = (f"{each.on} {each.principal_vnd} {each.interest_vnd}" for each in book.paid)
        code = code_for("passbook", book.issuer.mark, book.loan.code, str(book.on), *facts)
        for number, page in enumerate(pages, start=1):
            strips.draw(sheet, page, TOP)
            _foot(sheet, book, (number, len(pages)), code)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


# --- the first page -----------------------------------------------------------------------------


def _cover(book: Passbook) -> Strip:
    """Club, what it is, whose it is."""

    def draw(sheet: Sheet, y: float) -> None:
        line = club_line(book.issuer)
        size = fitting(line, ROOM, 12, FOOT)
        sheet.text(LEFT, y + 4, cut(line, ROOM, size), size, room=ROOM)
        code = book.loan.code
        taken = width(code, 14) + 4
        title = _("Loan passbook")
        sheet.text(LEFT, y + 13.6, title, 20, room=ROOM - taken, bold=True)
        sheet.text(RIGHT, y + 13.6, code, 14, room=taken, align="right")
        sheet.rule(LEFT, y + 17.4, RIGHT, 1.8)
        name = book.who.name or "…"
        size = fitting(name, ROOM, 20, 14, bold=True)
        words = cut(name, ROOM, size, bold=True)
        sheet.text(LEFT, y + 27, words, size, room=ROOM, bold=True)
        facts = " · ".join(each for each in (book.who.code, book.who.place) if each)
        size = fitting(facts, ROOM, 13, FLOOR)
        sheet.text(LEFT, y + 33.4, cut(facts, ROOM, size), size, room=ROOM)

    return Strip(37, draw)


def _agreed(book: Passbook) -> Iterator[Strip]:
    """What was lent on which terms, a paragraph each."""
    terms, start = book.loan.terms, book.loan.paid_out_on
    if terms is None or start is None:
        return
    months = ngettext("{n} month", "{n} months", terms.months).format(n=terms.months)
    yield _paragraph(
        _("Borrowed **{amount}** on {day}, for {months}.").format(
            amount=money.fmt(terms.principal_vnd), day=fmt_date(start), months=months
        )
    )
    yield _paragraph(
        _("Interest **{rate} a month**. {method}, {interest}.").format(
            rate=rate_words(terms.rate_bp),
            method=_(METHODS[terms.method]),
            interest=_(INTERESTS[terms.interest]),
        )
    )


def _stands(book: Passbook) -> Iterator[Strip]:
    """The answer that is looked for: what is owed, and what comes next."""
    stands = book.standing
    lines = []
    if stands.due_vnd:
        lines.append(
            _("Due by now: principal {principal} + interest {interest} = **{total}**").format(
                principal=money.fmt_number(stands.principal_due_vnd),
                interest=money.fmt_number(stands.interest_due_vnd + stands.late_interest_due_vnd),
                total=money.fmt(stands.due_vnd),
            )
        )
    if stands.next_due_on is not None:
        total = stands.next_principal_vnd + stands.next_interest_vnd
        lines.append(
            _("Next on {day}: principal {principal} + interest {interest} = **{total}**").format(
                day=fmt_date(stands.next_due_on),
                principal=money.fmt_number(stands.next_principal_vnd),
                interest=money.fmt_number(stands.next_interest_vnd),
                total=money.fmt(total),
            )
        )
    high = 15.0 + sum(len(wrap(line, ROOM - 10, SIZE)) for line in lines) * _line()
    high += 4 if lines else 0

    def draw(sheet: Sheet, y: float) -> None:
        sheet.box(LEFT, y + 2, ROOM, high, weight=1.4, round_=2)
        label = _("Principal owed on {day}").format(day=fmt_date(book.on))
        figure = money.fmt(stands.outstanding_vnd)
        taken = width(figure, 20, bold=True) + 4
        size = fitting(label, ROOM - 10 - taken, SIZE, FLOOR)
        sheet.text(LEFT + 5, y + 12, label, size, room=ROOM - 10 - taken)
        sheet.text(RIGHT - 5, y + 12, figure, 20, room=taken, bold=True, align="right")
        base = y + 21
        for line in lines:
            base = sheet.paragraph(LEFT + 5, base, line, SIZE, room=ROOM - 10)

    yield Strip(high + 6, draw)


def _paragraph(words: str, above: float = 0.0) -> Strip:
    high = above + len(wrap(words, ROOM, SIZE)) * _line() + 1.6

    def draw(sheet: Sheet, y: float) -> None:
        sheet.paragraph(LEFT, y + above + 5, words, SIZE, room=ROOM)

    return Strip(high, draw)


def _line() -> float:
    return SIZE * LEADING / MM


# --- tables -------------------------------------------------------------------------------------

_PAID: Final = (28.0, 31.0, 28.0, 35.0)
_COMING: Final = (27.5, 26.5, 22.0, 27.0, 19.0)


def _paid(book: Passbook) -> Iterator[Strip]:
    """Every payment, and the sums: lent less paid is what is owed."""
    if not book.paid:
        return
    titles = (_("Paid on"), _("Principal"), _("Interest"), _("Still owed"))
    head = _row(_PAID, titles, head=True)
    yield _heading(_("Paid so far"))
    yield Strip(head.high, head.draw, glue=True)
    for number, each in enumerate(book.paid, start=1):
        cells = (
            fmt_date(each.on),
            _or_dash(each.principal_vnd),
            _or_dash(each.interest_vnd),
            money.fmt_number(each.owed_vnd),
        )
        row = _row(_PAID, cells)
        yield Strip(row.high, row.draw, lead=head, glue=number >= len(book.paid) - 1)
    sums = (
        _("Together"),
        money.fmt_number(sum(each.principal_vnd for each in book.paid)),
        money.fmt_number(sum(each.interest_vnd for each in book.paid)),
        "",
    )
    yield _row(_PAID, sums, total=True)


def _coming(book: Passbook) -> Iterator[Strip]:
    """What falls due after the day, with room to sign when it is paid."""
    if not book.coming:
        return
    titles = (_("Due on"), _("Principal"), _("Interest"), _("To pay"), _("Signed"))
    head = _row(_COMING, titles, head=True, hand=True)
    yield _heading(_("Still to pay"))
    yield Strip(head.high, head.draw, glue=True)
    for each in book.coming:
        cells = (
            fmt_date(each.on),
            _or_dash(each.principal_vnd),
            _or_dash(each.interest_vnd),
            money.fmt_number(each.principal_vnd + each.interest_vnd),
            "",
        )
        row = _row(_COMING, cells, hand=True)
        yield Strip(row.high, row.draw, lead=head)
    yield _paragraph(
        _("Bring this paper to each meeting. In hardship tell the board before the day."), above=3
    )


def _or_dash(amount: int) -> str:
    return money.fmt_number(amount) if amount else "–"


def _heading(words: str) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(LEFT, y + 8, words, 16, room=ROOM, bold=True)

    return Strip(11, draw, glue=True)


def _row(
    widths: Sequence[float],
    cells: Sequence[str],
    *,
    head: bool = False,
    total: bool = False,
    hand: bool = False,
) -> Strip:
    """A row of a table; with `hand` its last cell is framed, to be signed in."""
    high = ROW

    def draw(sheet: Sheet, y: float) -> None:
        if head:
            sheet.tint(LEFT, y, ROOM, high, 10)
            sheet.rule(LEFT, y, RIGHT, 1.2)
        x = LEFT
        for place, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
            room = wide - 2.4
            align: Align = "left" if place == 0 else "right"
            if hand and place == len(cells) - 1:
                align = "center"
            at = x + {"left": 1.2, "center": wide / 2, "right": wide - 1.2}[align]
            bold = head or total or place == 3
            size = fitting(cell, room, HEAD if head else SIZE, FLOOR - 1, bold=bold)
            if cell:
                words = cut(cell, room, size, bold=bold)
                base = y + high / 2 + size * 0.125
                sheet.text(at, base, words, size, room=room + 0.05, bold=bold, align=align)
            x += wide
        if hand:
            sheet.line(RIGHT - widths[-1], y, RIGHT - widths[-1], y + high, 0.8)
            sheet.line(RIGHT, y, RIGHT, y + high, 0.8)
        sheet.rule(LEFT, y + high, RIGHT, 1.2 if head or total else 0.5)

    return Strip(high, draw)


def _foot(sheet: Sheet, book: Passbook, page: tuple[int, int], code: str) -> None:
    base = A5[1] - 6.4
    right = _("printed {date} · page {n}/{all} · {code}").format(
        date=fmt_date(book.on), n=page[0], all=page[1], code=code
    )
    taken = width(right, FOOT)
    sheet.text(RIGHT, base, right, FOOT, room=taken, align="right")
    room = ROOM - taken - 4
    left = f"{book.loan.code} · {book.who.name}"
    sheet.text(LEFT, base, cut(left, room, FOOT), FOOT, room=room)

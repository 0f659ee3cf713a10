"""Account books on A4: the lines of a period with what is left after each, sums carried from sheet
to sheet, closed and signed. The cash book and the ledger are such books. Always Vietnamese.

Lengths are millimetres, sizes points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from app.base import money
from app.base.dates import fmt_date, official_date
from app.base.ids import code_for
from app.base.text import speaking
from app.documents.decree30_parts import bare_place
from app.documents.frame import A4_WIDE
from app.documents.issuer import Issuer
from app.documents.kit import Align, Sheet, Watch, new_canvas
from app.documents.letters import TINOS, clean, cut, fitting, lines_of, width
from app.documents.sheets import Sheet as Spreadsheet
from app.documents.sheets import SheetColumn, Value

LEFT, RIGHT = 20.0, 285.0
ROOM = RIGHT - LEFT
TOP, END = 12.0, 194.0
FIRST_TOP = 37.0
"""Where the table begins on the first sheet, below the title."""
NEXT_TOP = 19.0
ROW, LINE, PAD = 7.0, 5.2, 1.6
SIZE, HEAD, SMALL = 12.0, 11.0, 9.0
CLOSING_HIGH = 49.0
"""What stands below the last line: how the sum is made, in words, and who signs."""
HEAD_HIGH = 13.0

_WIDE: Final = (22.0, 25.0, 25.0, 117.0, 25.0, 25.0, 26.0)
_ONE_NUMBER: Final = (22.0, 25.0, 0.0, 142.0, 25.0, 25.0, 26.0)
"""Widths where receipts and payments share a column: a column of no width is not there."""
_ALIGN: Final[tuple[Align, ...]] = (
    *("right", "center", "center", "left"),
    *("right", "right", "right"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: the voucher that brought something or took something away, and what was left."""

    on: date
    voucher: str
    words: str
    plus_vnd: int
    minus_vnd: int
    balance_vnd: int


@dataclass(frozen=True, slots=True)
class Book:
    """A book of a period. `about` says what is kept in it, `heads` what its three columns of
    amounts are called; `kind` is its name in codes. A cash book is `split`: it has a column for
    the numbers of receipts and one for those of payments.

    `signed` are the titles and names of who signs; `check_words` belong to the month when it is
    closed; a `remark` stands below the last sum.
    """

    kind: str
    title: str
    about: str
    period: str
    first: date
    last: date
    opening_vnd: int
    entries: tuple[Entry, ...]
    heads: tuple[str, str, str]
    signed: tuple[tuple[str, str], ...]
    printed: date
    issuer: Issuer
    check_words: str = ""
    remark: str = ""
    split: bool = True

    @property
    def widths(self) -> tuple[float, ...]:
        """The widths of the columns in millimetres."""
        return _WIDE if self.split else _ONE_NUMBER

    @property
    def plus_vnd(self) -> int:
        """All that came."""
        return sum(entry.plus_vnd for entry in self.entries)

    @property
    def minus_vnd(self) -> int:
        """All that went."""
        return sum(entry.minus_vnd for entry in self.entries)

    @property
    def closing_vnd(self) -> int:
        """What is left."""
        return self.opening_vnd + self.plus_vnd - self.minus_vnd


def render(books: Sequence[Book], *, watch: Watch | None = None) -> bytes:
    """Books as one PDF, each with pages of its own; sums are carried from sheet to sheet."""
    with speaking("vi"):
        into = BytesIO()
        first = books[0]
        name = f"{first.title} – {first.about} – {first.period}"
        canvas = new_canvas(
            into, A4_WIDE, title=name, author=first.issuer.name, language="vi", family=TINOS
        )
        sheet = Sheet(canvas, A4_WIDE, watch, family=TINOS, practice=first.issuer.practice)
        for book in books:
            _draw(sheet, book)
        canvas.save()
        return into.getvalue()


def _draw(sheet: Sheet, book: Book) -> None:
    sheets = _shared_out(book)
    code = _code(book)
    done = 0
    for number, lines in enumerate(sheets, start=1):
        page = (number, len(sheets))
        y = _first_head(sheet, book) if number == 1 else _next_head(sheet, book)
        y = _table_head(sheet, book, y)
        if number == 1:
            words = f"Số dư ngày {fmt_date(book.first)}"
            y = _sum_row(sheet, y, book, words, None, None, book.opening_vnd)
        else:
            y = _carried(sheet, y, book, done, "Mang sang từ trang trước")
        for line in lines:
            y = _row(sheet, y, book, line)
        done += len(lines)
        if number < len(sheets):
            _carried(sheet, y, book, done, "Cộng, chuyển sang trang sau")
        else:
            y = _sum_row(sheet, y, book, "Cộng phát sinh", book.plus_vnd, book.minus_vnd, None)
            words = f"Số dư ngày {fmt_date(book.last)}"
            y = _sum_row(sheet, y, book, words, None, None, book.closing_vnd)
            _closing(sheet, y, book, len(sheets))
        _foot(sheet, book, page, code)
        sheet.next_page()


def to_sheet(book: Book) -> Spreadsheet:
    """The same lines as a sheet of a workbook, the balances before and after as lines too."""
    columns = (
        SheetColumn("Ngày", "date", 12),
        SheetColumn("Số phiếu", "text", 15),
        SheetColumn("Diễn giải", "text", 60),
        *(SheetColumn(f"{head} (đ)", "money", 16) for head in book.heads),
    )
    rows: list[Sequence[Value]] = [
        (book.first.isoformat(), "", "Số dư đầu kỳ", None, None, book.opening_vnd)
    ]
    rows += [
        (
            entry.on.isoformat(),
            entry.voucher,
            entry.words,
            entry.plus_vnd or None,
            entry.minus_vnd or None,
            entry.balance_vnd,
        )
        for entry in book.entries
    ]
    rows.append((None, "", "Cộng phát sinh", book.plus_vnd, book.minus_vnd, None))
    rows.append((book.last.isoformat(), "", "Số dư cuối kỳ", None, None, book.closing_vnd))
    note = f"{book.issuer.name} · {book.about} · {book.period}"
    return Spreadsheet(book.title, columns, rows, note)


def _code(book: Book) -> str:
    content = (
        f"{entry.voucher} {entry.plus_vnd} {entry.minus_vnd} {entry.words}"
        for entry in book.entries
    )
    facts = (book.kind, book.about, str(book.first), str(book.last), str(book.opening_vnd))
    return code_for(*facts, book.issuer.mark, *content)


# --- what stands where --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    entry: Entry
    words: tuple[str, ...]
    high: float


def _lines(book: Book) -> Iterator[_Line]:
    for entry in book.entries:
        words = lines_of(clean(entry.words), book.widths[3] - 2 * PAD, SIZE, False, 4, TINOS)
        yield _Line(entry, tuple(words), ROW + (max(len(words), 1) - 1) * LINE)


def _shared_out(book: Book) -> list[list[_Line]]:
    """The lines of each sheet; the last one keeps room for the sums and those who sign."""
    found: list[list[_Line]] = [[]]
    # Each sheet has a line above its entries, with what was before, and one or two below.
    room = END - FIRST_TOP - HEAD_HIGH - 2 * ROW
    left = room
    for line in _lines(book):
        if line.high > left:
            found.append([])
            left = END - NEXT_TOP - HEAD_HIGH - 2 * ROW
        found[-1].append(line)
        left -= line.high
    extra = 5.8 if book.remark else 0.0
    if left < CLOSING_HIGH + extra + ROW:
        # Never the signatures alone: the last line goes with them. One is enough, since the sums
        # stand between them, and a second would only make the sheet before it shorter.
        found.append([found[-1].pop()] if found[-1] else [])
    return found


# --- drawing ------------------------------------------------------------------------------------


def _first_head(sheet: Sheet, book: Book) -> float:
    issuer, room = book.issuer, ROOM * 0.36
    size = fitting(issuer.name, room, 12, 10, bold=True, family=TINOS)
    base = TOP + 4.5
    for line in lines_of(issuer.name, room, size, True, 2, TINOS):
        sheet.text(LEFT, base, line, size, room=room + 0.02, bold=True)
        base += 5
    place = ", ".join(part for part in (issuer.commune, issuer.province) if part)
    place = place[:1].upper() + place[1:]
    sheet.text(LEFT, base, cut(place, room, 11.5, family=TINOS), 11.5, room=room)
    middle = LEFT + ROOM / 2
    half = ROOM - 2 * room
    sheet.text(middle, TOP + 8, book.title.upper(), 18, room=half, bold=True, align="center")
    about = fitting(book.about, half, 14, 11, bold=True, family=TINOS)
    words = cut(book.about, half, about, bold=True, family=TINOS)
    sheet.text(middle, TOP + 15.4, words, about, room=half, bold=True, align="center")
    sheet.text(middle, TOP + 21.6, book.period, 13, room=half, italic=True, align="center")
    sheet.text(RIGHT, TOP + 21.6, "Đơn vị tính: đồng", 11.5, room=60, italic=True, align="right")
    return FIRST_TOP


def _next_head(sheet: Sheet, book: Book) -> float:
    words = f"{book.title} · {book.about} · {book.period} (tiếp theo)"
    size = fitting(words, ROOM, 13, 11, bold=True, family=TINOS)
    words = cut(words, ROOM, size, bold=True, family=TINOS)
    sheet.text(LEFT, TOP + 4.5, words, size, room=ROOM, bold=True)
    return NEXT_TOP


def _table_head(sheet: Sheet, book: Book, y: float) -> float:
    sheet.tint(LEFT, y, ROOM, HEAD_HIGH, 10)
    sheet.rule(LEFT, y, RIGHT, 1.2)
    x = LEFT
    numbers = ("Thu", "Chi") if book.split else ("Số phiếu", "")
    heads = ("Ngày", *numbers, "Diễn giải", *book.heads)
    for place, (head, wide) in enumerate(zip(heads, book.widths, strict=True)):
        grouped = place in (1, 2, 4, 5, 6) if book.split else place > 3
        base = y + (10.6 if grouped else 7.9)
        room = wide - 2 * PAD
        if wide:
            sheet.text(x + wide / 2, base, head, HEAD, room=room, bold=True, align="center")
        x += wide
    groups = ((1, 2, "Số phiếu"), (4, 3, "Số tiền"))
    for first, count, words in groups if book.split else groups[1:]:
        left = LEFT + sum(book.widths[:first])
        wide = sum(book.widths[first : first + count])
        sheet.text(left + wide / 2, y + 4.6, words, HEAD, room=wide, bold=True, align="center")
        sheet.rule(left, y + HEAD_HIGH / 2, left + wide, 0.5)
    _uprights(sheet, y, y + HEAD_HIGH, book, head=True)
    sheet.rule(LEFT, y + HEAD_HIGH, RIGHT, 1.0)
    return y + HEAD_HIGH


def _uprights(sheet: Sheet, top: float, bottom: float, book: Book, *, head: bool = False) -> None:
    x = LEFT
    for place, wide in enumerate(book.widths):
        if not wide:
            continue
        inner = place in (2, 5, 6)
        sheet.line(x, top + (HEAD_HIGH / 2 if head and inner else 0), x, bottom, 0.4)
        x += wide
    sheet.line(x, top, x, bottom, 0.4)


def _row(sheet: Sheet, y: float, book: Book, line: _Line) -> float:
    entry = line.entry
    came = not book.split or (entry.plus_vnd and not entry.minus_vnd)
    paper_in, paper_out = (entry.voucher, "") if came else ("", entry.voucher)
    cells = (
        fmt_date(entry.on),
        paper_in,
        paper_out,
        "",
        money.fmt_number(entry.plus_vnd) if entry.plus_vnd else "",
        money.fmt_number(entry.minus_vnd) if entry.minus_vnd else "",
        money.fmt_number(entry.balance_vnd),
    )
    _cells(sheet, y, book, cells)
    x = LEFT + sum(book.widths[:3]) + PAD
    room = book.widths[3] - 2 * PAD + 0.02
    for number, words in enumerate(line.words):
        sheet.text(x, y + 4.9 + number * LINE, words, SIZE, room=room)
    below = y + line.high
    _uprights(sheet, y, below, book)
    sheet.rule(LEFT, below, RIGHT, 0.4)
    return below


def _carried(sheet: Sheet, y: float, book: Book, done: int, words: str) -> float:
    """The sums up to an entry: they end a sheet and begin the next one."""
    entries = book.entries[:done]
    plus, minus = sum(e.plus_vnd for e in entries), sum(e.minus_vnd for e in entries)
    return _sum_row(sheet, y, book, words, plus, minus, book.opening_vnd + plus - minus)


def _sum_row(
    sheet: Sheet,
    y: float,
    book: Book,
    words: str,
    plus: int | None,
    minus: int | None,
    balance: int | None,
) -> float:
    figures = ("" if each is None else money.fmt_number(each) for each in (plus, minus, balance))
    sheet.rule(LEFT, y, RIGHT, 0.9)
    _cells(sheet, y, book, ("", "", "", words, *figures), bold=True)
    _uprights(sheet, y, y + ROW, book)
    sheet.rule(LEFT, y + ROW, RIGHT, 0.9)
    return y + ROW


def _cells(sheet: Sheet, y: float, book: Book, cells: Sequence[str], *, bold: bool = False) -> None:
    x = LEFT
    for cell, wide, align in zip(cells, book.widths, _ALIGN, strict=True):
        if cell:
            room = wide - 2 * PAD
            at = x + {"left": PAD, "center": wide / 2, "right": wide - PAD}[align]
            size = fitting(cell, room, SIZE, 10, bold, TINOS)
            sheet.text(at, y + 4.9, cell, size, room=room, bold=bold, align=align)
        x += wide


def _closing(sheet: Sheet, y: float, book: Book, sheets: int) -> None:
    """How what is left comes about, that sum in words, and who signs for it."""
    plus, minus, _left = (head.lower() for head in book.heads)
    sign = "–" if book.opening_vnd < 0 else ""
    before = f"{sign}{money.fmt_number(abs(book.opening_vnd))}"
    words = (
        f"Đầu kỳ {before} + {plus} {money.fmt_number(book.plus_vnd)}"
        f" – {minus} {money.fmt_number(book.minus_vnd)} = {money.fmt(book.closing_vnd)}"
    )
    base = y + 7
    sheet.text(LEFT, base, words, 12.5, room=ROOM, bold=True)
    said = f"Bằng chữ: {money.sentence(book.closing_vnd)}."
    base += 5.8
    size = fitting(said, ROOM, 12.5, 10, family=TINOS)
    sheet.text(LEFT, base, said, size, room=ROOM)
    if book.remark:
        base += 5.8
        sheet.text(LEFT, base, book.remark, 12.5, room=ROOM, bold=True)
    about = f"Sổ kỳ này có {sheets} trang, {len(book.entries)} dòng ghi."
    if book.check_words:
        about = f"Chữ kiểm: {book.check_words}. {about}"
    size = fitting(about, ROOM * 0.66, 12, 10, family=TINOS)
    sheet.text(LEFT, base + 5.6, about, size, room=ROOM * 0.66)
    wide = ROOM / len(book.signed)
    place = bare_place(book.issuer.commune)
    day = official_date(book.printed)
    dated = f"{place}, {day}" if place else day
    last = RIGHT - wide / 2
    size = fitting(dated, wide, 12, 10, family=TINOS)
    sheet.text(last, base + 6.4, dated, size, room=wide + 0.1, italic=True, align="center")
    for number, (title, name) in enumerate(book.signed):
        middle = LEFT + wide * (number + 0.5)
        sheet.text(middle, base + 12.4, title, 12.5, room=wide - 4, bold=True, align="center")
        hint = "(Ký, họ tên)"
        sheet.text(middle, base + 17.4, hint, 11, room=wide - 4, italic=True, align="center")
        size = fitting(name, wide - 4, 12.5, 10, bold=True, family=TINOS)
        words = cut(name, wide - 4, size, bold=True, family=TINOS)
        if words:
            sheet.text(middle, base + 36, words, size, room=wide - 4, bold=True, align="center")


def _foot(sheet: Sheet, book: Book, page: tuple[int, int], code: str) -> None:
    base = A4_WIDE[1] - 7.4
    sheet.rule(LEFT, A4_WIDE[1] - 11.4, RIGHT, 0.5)
    right = f"in {fmt_date(book.printed)} · trang {page[0]}/{page[1]} · mã {code}"
    taken = width(right, SMALL, True, TINOS)
    sheet.text(RIGHT, base, right, SMALL, room=taken, bold=True, align="right")
    room = ROOM - taken - 5
    left = f"{book.title} · {book.about} · {book.period} · {book.issuer.name}"
    sheet.text(LEFT, base, cut(left, room, SMALL, family=TINOS), SMALL, room=room)

"""How a list lies on its sheets: which paper, how large, how wide each column, which rows where.

Nothing is cut while it fits on three lines of its cell. Lengths are millimetres, sizes points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.base.errors import UserError
from app.base.text import _
from app.documents.frame import A4_WIDE, Frame
from app.documents.letters import LEADING, MM, cut, lines_of, width
from app.documents.listing import Column, Group, Listing, Row, said

UPRIGHT: Final = Frame(20, 178)
WIDE: Final = Frame(18, 267, A4_WIDE[1])
PAD = 1.5
TOP = 9.0
LINES = 3
"""The most lines of one cell."""
SMALLEST = 10.5
BESIDE = 0.82
"""Size of what stands beside, as a part of the size of the list."""
CODE_SIDE = 20.0
NAME_ROOM = 72.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A list ready to be drawn: sizes and widths are settled, every cell is broken into lines."""

    listing: Listing
    frame: Frame
    size: float
    widths: tuple[float, ...]
    heads: tuple[tuple[str, ...], ...]
    head_high: float
    sheets: tuple[tuple["Line", ...], ...]
    sums: "Line | None" = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row, or the heading of a group (then `number` is 0 and `cells` holds its words)."""

    number: int
    cells: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]
    high: float
    heavy: bool


def settle(listing: Listing) -> Printed:
    """Choose paper, size and widths, and share the rows out over sheets.

    Raises UserError when there are more columns than fit.
    """
    shown = shown_places(listing)
    frames = {"upright": (UPRIGHT,), "wide": (WIDE,)}.get(listing.turn, (UPRIGHT, WIDE))
    for frame in frames:
        smaller = _smaller(listing.size) if listing.turn == "tall" and frame is UPRIGHT else ()
        for size in (listing.size, *smaller):
            wanted = sum(_natural(listing, place, size) for place in shown)
            widths = _widths(listing, shown, frame.room, size)
            if widths and (frame is frames[-1] or wanted <= frame.room * 1.04):
                return _printed(listing, frame, size, widths)
    for size in _smaller(listing.size):
        widths = _widths(listing, shown, frame.room, size)
        if widths:
            return _printed(listing, frame, size, widths)
    raise UserError(
        _(
            "So many columns do not fit on a sheet. Nothing was printed."
            " Leave one or two out, or save the list for Excel."
        )
    )


def _smaller(size: float) -> Iterator[float]:
    """The sizes below one, half a point at a time."""
    while size > SMALLEST:
        size = max(size - 0.5, SMALLEST)
        yield size


def shown_places(listing: Listing) -> tuple[int, ...]:
    """The places of the columns that have a cell of their own; -1 is the number of the row."""
    own = [place for place, column in enumerate(listing.columns) if not column.beside]
    return tuple([-1, *own] if listing.numbered else own)


def _natural(listing: Listing, place: int, size: float) -> float:
    """The width at which no cell of the column breaks."""
    if place < 0:
        return max(width("000", size), width(_("No."), size - 1, bold=True)) + 2 * PAD
    column = listing.columns[place]
    texts = {said(column, row[place]) for row in listing.rows}
    widest = max((width(text, size, column.bold) for text in texts), default=0.0)
    if listing.sums:
        widest = max(widest, width(said(column, listing.sums[place]), size, bold=True))
    beside = _beside(listing, place)
    if beside is not None:
        years = {said(listing.columns[beside], row[beside]) for row in listing.rows}
        widest += 3 + max((width(text, size * BESIDE) for text in years), default=0.0)
    return max(widest + 2 * PAD, _head_width(column, size), column.hand)


def _least(listing: Listing, place: int, size: float) -> float:
    """The width below which a word would break, or a cell would need too many lines."""
    if place < 0:
        return _natural(listing, place, size)
    column = listing.columns[place]
    if column.unbroken:
        return _natural(listing, place, size)
    if column.bold:  # a name stays on one line unless it is a very long one
        return min(_natural(listing, place, size), NAME_ROOM)
    longest = max(
        (
            width(word, size, column.bold)
            for row in listing.rows
            for word in said(column, row[place]).split(" ")
        ),
        default=0.0,
    )
    third = (_natural(listing, place, size) - 2 * PAD) / LINES * 1.35
    return max(min(max(longest, third), 60) + 2 * PAD, _head_width(column, size), column.hand)


def _head_width(column: Column, size: float) -> float:
    """What the words of the head need when it stands on two lines."""
    return max(width(line, size - 1, bold=True) for line in _halves(column.title, size)) + 2 * PAD


def _halves(title: str, size: float) -> tuple[str, ...]:
    """A title on two lines of about the same length; a single word on one."""
    words = title.split(" ")
    splits = [
        (" ".join(words[:at]), " ".join(words[at:])) if at < len(words) else (title,)
        for at in range(1, len(words) + 1)
    ]
    return min(splits, key=lambda lines: max(width(line, size - 1, bold=True) for line in lines))


def _beside(listing: Listing, place: int) -> int | None:
    after = place + 1
    if after < len(listing.columns) and listing.columns[after].beside:
        return after
    return None


def _widths(
    listing: Listing, shown: Sequence[int], room: float, size: float
) -> tuple[float, ...] | None:
    """Widths that fill the room, or None when words would break: spare room goes to heads that
    would stand on two lines, to columns to write in, else to all by what they hold. Where there is
    too little, short cells stay on one line and the long ones break."""
    natural = [_natural(listing, place, size) for place in shown]
    least = [_least(listing, place, size) for place in shown]
    if sum(least) > room:
        return None
    if sum(natural) > room:
        return _short_first(least, natural, room)
    whole = [
        max(wide, _whole_head(listing, place, size))
        for wide, place in zip(natural, shown, strict=True)
    ]
    if sum(whole) <= room:
        natural = whole
    spare = room - sum(natural)
    hands = [place >= 0 and listing.columns[place].hand > 0 for place in shown]
    if any(hands) and listing.rows:
        share = [wide if hand else 0.0 for wide, hand in zip(natural, hands, strict=True)]
    else:
        # An empty column, such as notes, is there to be written in.
        share = [
            max(wide, 24.0) if place >= 0 else 0.0
            for wide, place in zip(natural, shown, strict=True)
        ]
    return tuple(
        wide + spare * part / sum(share) for wide, part in zip(natural, share, strict=True)
    )


def _short_first(
    least: Sequence[float], natural: Sequence[float], room: float
) -> tuple[float, ...]:
    """Widths between the least and the natural ones: every column has as much more as any other,
    or all that it needs."""
    wanting = [high - low for low, high in zip(least, natural, strict=True)]
    left, more = room - sum(least), dict.fromkeys(range(len(least)), 0.0)
    for rank, place in enumerate(sorted(more, key=lambda at: wanting[at])):
        more[place] = min(wanting[place], left / (len(least) - rank))
        left -= more[place]
    return tuple(low + more[place] for place, low in enumerate(least))


def _whole_head(listing: Listing, place: int, size: float) -> float:
    """The width at which the head stands on one line."""
    title = listing.columns[place].title if place >= 0 else _("No.")
    return width(title, size - 1, bold=True) + 2 * PAD


def _printed(listing: Listing, frame: Frame, size: float, widths: tuple[float, ...]) -> Printed:
    shown = shown_places(listing)
    lines: list[Line] = []
    number = 0
    for group in listing.groups:
        if group.title:
            lines.append(_group_line(listing, group, size, frame))
        for place, row in enumerate(group.rows, start=1):
            number += 1
            last = place == len(group.rows)
            lines.append(
                _row_line(listing, row, number, size, widths, heavy=place % 5 == 0 or last)
            )
    heads = tuple(_head_lines(listing, shown, size, widths))
    high = max(len(words) for words in heads) * leading(size - 1) + 3.4
    sheets = _share(lines, listing, frame, high)
    sums = _row_line(listing, listing.sums, 0, size, widths, heavy=True) if listing.sums else None
    return Printed(listing, frame, size, widths, heads, high, sheets, sums)


def _group_line(listing: Listing, group: Group, size: float, frame: Frame) -> Line:
    words = cut(group.title, frame.room - 2 * PAD, size, bold=True)
    return Line(0, ((words,),), (), listing.row_high * 1.25, heavy=True)


def _row_line(
    listing: Listing, row: Row, number: int, size: float, widths: Sequence[float], *, heavy: bool
) -> Line:
    cells: list[tuple[str, ...]] = []
    beside: list[str] = []
    for place, wide in zip(shown_places(listing), widths, strict=True):
        if place < 0:
            cells.append((str(number),) if number else ())
            beside.append("")
            continue
        column = listing.columns[place]
        other = _beside(listing, place)
        small = "" if other is None else said(listing.columns[other], row[other])
        taken = width(small, size * BESIDE) + 2 if small else 0.0
        text = said(column, row[place])
        room = wide - 2 * PAD - taken + 0.01
        cells.append(tuple(lines_of(text, room, size, column.bold, LINES)) if text else ())
        beside.append(small)
    most = max((len(cell) for cell in cells), default=1)
    high = max(listing.row_high, most * leading(size) + 1.9)
    return Line(number, tuple(cells), tuple(beside), high, heavy)


def leading(size: float) -> float:
    """Distance of baselines within a cell."""
    return size * LEADING / MM


def _share(
    lines: Sequence[Line], listing: Listing, frame: Frame, head_high: float
) -> tuple[tuple[Line, ...], ...]:
    """Rows by sheets: a heading stays with its first row, the total with the last ones."""
    bottom = frame.high - 14.5
    top = table_top(listing) + head_high
    closing = _closing_high(listing)
    sheets: list[list[Line]] = [[]]
    used = top
    for place, line in enumerate(lines):
        need = line.high
        if line.number == 0 and place + 1 < len(lines):
            need += lines[place + 1].high
        if place == len(lines) - 1:
            need += closing
        if sheets[-1] and used + need > bottom:
            sheets.append([])
            used = top
        sheets[-1].append(line)
        used += line.high
    if len(sheets) > 1 and len(sheets[-1]) == 1 and all(one.number for one in sheets[-2][-2:]):
        sheets[-1].insert(0, sheets[-2].pop())  # no row stands alone on the last sheet
    return tuple(tuple(sheet) for sheet in sheets)


def table_top(listing: Listing) -> float:
    """Where the head of the table begins, below title and notes."""
    return TOP + 18.4 + (5.2 if listing.hint else 0)


def _head_lines(
    listing: Listing, shown: Sequence[int], size: float, widths: Sequence[float]
) -> Iterator[tuple[str, ...]]:
    """The words over each column, on one line or on two of about the same length."""
    for place, wide in zip(shown, widths, strict=True):
        title = listing.columns[place].title if place >= 0 else _("No.")
        fits = width(title, size - 1, bold=True) <= wide - 2 * PAD + 0.02
        yield (title,) if fits else _halves(title, size)


def _closing_high(listing: Listing) -> float:
    return (9.0 if listing.total else 0.0) + (listing.row_high if listing.sums else 0.0)

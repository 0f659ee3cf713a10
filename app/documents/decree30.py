"""Papers that are signed for an office, in the layout of Decree 30/2020/NĐ-CP.

Head, kind and subject, text, tables and signatures are strips, shared out over pages so that a
heading keeps its text and no signature stands alone. Always Vietnamese, always Tinos. Lengths are
millimetres, sizes points; measures as in the decree, article 8 and annex I, where it has any.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Final

from app.base.dates import fmt_date, official_date
from app.base.names import fold
from app.documents.issuer import Issuer
from app.documents.kit import Align, Sheet, Watch, new_canvas
from app.documents.letters import MM, TINOS, Run, balanced, cut, fitting, lines_of, width, wrap

PAGE: Final = (210.0, 297.0)
LEFT, RIGHT, TOP, BOTTOM = 30.0, 195.0, 20.0, 277.0
ROOM: Final = RIGHT - LEFT
BODY = 13.0
LINE = 18 / MM
"""Distance of lines of the text: 18 points."""
GAP = 6 / MM
"""Between paragraphs."""
INDENT = 10.0
LEFT_AXIS, RIGHT_AXIS = LEFT + 36, RIGHT - 46.5
LEFT_ROOM, RIGHT_ROOM = 72.0, 92.0
SIGN_HIGH = 32.0
TABLE = 12.0
CELL = 1.6

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
SUPERIOR: Final = "HỘI NGƯỜI CAO TUỔI"
SIGN_HINT: Final = "(Ký, ghi rõ họ tên)"

_PREFIXES = ("xa ", "phuong ", "thi tran ", "dac khu ")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, under which number, where and when; without a day there is room to write it.

    A `superior` of "" leaves the line out, as on what a member writes to the club.
    """

    superior: str
    issuer: str
    place: str
    on: date | None
    number: str = ""

    @classmethod
    def of(cls, issuer: Issuer, on: date | None, number: str = "") -> "Letterhead":
        """The head of a paper of this club, under the commune's Association of the Elderly."""
        superior = f"{SUPERIOR} {issuer.commune}".upper()
        return cls(superior, issuer.name.upper(), bare_place(issuer.commune), on, number)


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: what for ("TM. BAN CHỦ NHIỆM"), the title, and the name if it is known."""

    title: str
    name: str = ""
    over: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table, so many millimetres wide."""

    title: str
    wide: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of the page that does not break: its height, and how it is drawn at its top.

    `glue` keeps it on the page of the next one; `lead` is drawn above it where a page begins.
    """

    high: float
    draw: Callable[[Sheet, float], None]
    glue: bool = False
    lead: "Strip | None" = None


def bare_place(commune: str) -> str:
    """The place of a date line: "xã Hòa Bình" is "Hòa Bình"."""
    for prefix in _PREFIXES:
        if fold(commune).startswith(prefix):
            return " ".join(commune.split()[prefix.count(" ") :])
    return commune


@dataclass(slots=True)
class Official:
    """An official paper being put together from top to bottom; `pdf` draws it."""

    _strips: list[Strip] = field(default_factory=list)

    # --- parts ------------------------------------------------------------------------------

    def head(self, about: Letterhead) -> None:
        """Superior and issuer at the left; the nation's name and motto at the right."""
        left = _head_left(about)
        right = 2 if about.number else 1
        rows = max(len(left) + (1.4 if about.number else 0.4), right + 1.6)
        self._add(rows * 5 + 7, lambda sheet, y: _draw_head(sheet, y, about, left))

    def title(self, kind: str, subject: str = "") -> None:
        """The kind in capitals, the subject below, a short line."""
        lines = _plain(subject, ROOM - 20, 14, bold=True) if subject else []

        def draw(sheet: Sheet, y: float) -> None:
            middle = LEFT + ROOM / 2
            for number, line in enumerate([kind, *lines]):
                at = y + 7 + number * 6.2
                sheet.text(middle, at, line, 14, room=ROOM, bold=True, align="center")
            below = y + 7 + len(lines) * 6.2 + 2.4
            sheet.rule(middle - 17.5, below, middle + 17.5, 0.7)

        self._add(7 + len(lines) * 6.2 + 8, draw, glue=True)

    def section(self, text: str) -> None:
        """A heading such as "I. Thành phần"."""

        def draw(sheet: Sheet, y: float) -> None:
            sheet.text(LEFT, y + 6.6, text, BODY, room=ROOM, bold=True)

        self._add(LINE + GAP, draw, glue=True)

    def paragraph(self, text: str, *, indent: float = INDENT) -> None:
        """Justified text with **bold** parts, its first line indented."""
        self._lines(text, LEFT, ROOM, indent, "")

    def point(self, mark: str, text: str) -> None:
        """A numbered point that hangs behind its mark: "1."."""
        self._lines(text, LEFT + 17, ROOM - 17, 0, mark)

    def field(self, label: str, value: str = "", *, lines: int = 1) -> None:
        """A label and lines to write on; what is known stands on the first of them."""
        start = width(label, BODY, family=TINOS) + 2

        def first(sheet: Sheet, y: float) -> None:
            sheet.text(LEFT, y + 6.2, label, BODY, room=ROOM)
            if value:
                room = ROOM - start
                size = fitting(value, room, BODY, 11, bold=True, family=TINOS)
                words = cut(value, room, size, bold=True, family=TINOS)
                sheet.text(LEFT + start, y + 6.2, words, size, room=room, bold=True)
            else:
                sheet.dotted(LEFT + start, y + 7, RIGHT)

        self._add(8.6, first, glue=lines > 1)
        for number in range(1, lines):
            self._add(
                8.6, lambda sheet, y: sheet.dotted(LEFT, y + 7, RIGHT), glue=number + 1 < lines
            )

    def space(self, high: float) -> None:
        """Empty paper."""
        self._add(high, lambda _sheet, _y: None)

    def table(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; its head stands again on each page, a row never breaks."""
        head = _table_row(columns, [column.title for column in columns], head=True)
        self._strips.append(replace(head, glue=True))
        for row in rows:
            self._strips.append(replace(_table_row(columns, row, head=False), lead=head))

    def signatures(self, signers: Sequence[Signer], dated: str = "") -> None:
        """Who signs, from left to right, the highest at the right; `dated` stands above it.

        At least two lines of text stay on their page.
        """
        for place in range(max(0, len(self._strips) - 2), len(self._strips)):
            self._strips[place] = replace(self._strips[place], glue=True)
        over = any(signer.over for signer in signers)
        high = 6 + (6 if dated else 0) + (6 if over else 0) + 6 + 5 + SIGN_HIGH

        def draw(sheet: Sheet, y: float) -> None:
            _draw_signatures(sheet, y + 6, signers, dated, over=over)

        self._add(high, draw)

    def recipients(self, names: Sequence[str]) -> None:
        """ "Nơi nhận:" and the list; the last one is where it is filed."""

        def draw(sheet: Sheet, y: float) -> None:
            sheet.text(LEFT, y + 5, "Nơi nhận:", 12, room=ROOM, bold=True, italic=True)
            for number, name in enumerate(names, start=1):
                sheet.text(LEFT, y + 5 + number * 4.9, f"- {name}", 11, room=ROOM)

        self._add(6 + len(names) * 4.9, draw)

    # --- pages ------------------------------------------------------------------------------

    def pdf(
        self,
        title: str,
        issuer: Issuer,
        printed: date,
        code: str,
        *,
        watch: Watch | None = None,
    ) -> bytes:
        """The paper; `title`, club, day, page and code stand at the foot of each page."""
        into = BytesIO()
        canvas = new_canvas(
            into, PAGE, title=title, author=issuer.name, language="vi", family=TINOS
        )
        sheet = Sheet(canvas, PAGE, watch, family=TINOS, practice=issuer.practice)
        pages = list(self._pages())
        for number, strips in enumerate(pages, start=1):
            y = TOP
            for strip in strips:
                strip.draw(sheet, y)
                y += strip.high
            if number > 1:
                sheet.text(PAGE[0] / 2, 13, str(number), BODY, room=20, align="center")
            _draw_foot(sheet, title, issuer, printed, (number, len(pages)), code)
            sheet.next_page()
        canvas.save()
        return into.getvalue()

    def _pages(self) -> Iterator[list[Strip]]:
        page: list[Strip] = []
        used = 0.0
        for unit in self._units():
            need = sum(strip.high for strip in unit)
            if page and used + need > BOTTOM - TOP:
                yield page
                page, used = [], 0.0
                lead = unit[0].lead
                if lead is not None:
                    page, used = [lead], lead.high
            page.extend(unit)
            used += need
        yield page

    def _units(self) -> Iterator[list[Strip]]:
        """Strips that stay together."""
        unit: list[Strip] = []
        for strip in self._strips:
            unit.append(strip)
            if not strip.glue:
                yield unit
                unit = []
        if unit:
            yield unit

    def _add(
        self, high: float, draw: Callable[[Sheet, float], None], *, glue: bool = False
    ) -> None:
        self._strips.append(Strip(high, draw, glue))

    def _lines(self, text: str, x: float, room: float, indent: float, mark: str) -> None:
        """A strip for each line, so that a paragraph may break, but never after its first line
        and never before its last."""
        lines = wrap(text, room, BODY, False, TINOS, indent)
        last = len(lines) - 1
        for number, line in enumerate(lines):
            into = indent if number == 0 else 0.0
            spread = 0.0 if number == last else _spread(line, room - into)

            def draw(
                sheet: Sheet,
                y: float,
                line: tuple[Run, ...] = line,
                into: float = into,
                spread: float = spread,
                mark: str = mark if number == 0 else "",
            ) -> None:
                if mark:
                    sheet.text(LEFT + INDENT, y + 4.8, mark, BODY, room=7)
                _draw_line(sheet, x + into, y + 4.8, line, spread, room - into)

            high = LINE + (GAP if number == last else 0)
            self._add(high, draw, glue=number < last and number in (0, last - 1))


# --- drawing ------------------------------------------------------------------------------------


def _plain(text: str, room: float, size: float, *, bold: bool) -> list[str]:
    even = balanced(text, room, size, bold, TINOS)
    return lines_of(text, even + 0.01, size, bold, 4, TINOS)


def _head_left(about: Letterhead) -> list[tuple[str, bool]]:
    """The lines of the left head, each with whether it is bold."""
    superior = _superior_lines(about.superior) if about.superior else []
    issuer = _plain(about.issuer, LEFT_ROOM, 12, bold=True)
    return [*((line, False) for line in superior), *((line, True) for line in issuer)]


def _superior_lines(superior: str) -> list[str]:
    """On two lines when it would touch the right head: the association, then its commune."""
    if width(superior, 12, family=TINOS) <= 68:
        return [superior]
    lead, found, rest = superior.partition(f"{SUPERIOR} ")
    if found and not lead and width(rest, 12, family=TINOS) <= LEFT_ROOM:
        return [SUPERIOR, rest]
    return _plain(superior, LEFT_ROOM, 12, bold=False)


def _draw_head(sheet: Sheet, y: float, about: Letterhead, left: Sequence[tuple[str, bool]]) -> None:
    base = y + 4.2
    for line, bold in left:
        sheet.text(LEFT_AXIS, base, line, 12, room=LEFT_ROOM, bold=bold, align="center")
        base += 5
    line, bold = left[-1]
    half = 0.4 * width(line, 12, bold, TINOS) / 2
    sheet.rule(LEFT_AXIS - half, base - 3, LEFT_AXIS + half, 0.7)
    sheet.text(RIGHT_AXIS, y + 4.2, NATION, 12, room=RIGHT_ROOM, bold=True, align="center")
    sheet.text(RIGHT_AXIS, y + 9.6, MOTTO, 13, room=RIGHT_ROOM, bold=True, align="center")
    half = width(MOTTO, 13, True, TINOS) / 2
    sheet.rule(RIGHT_AXIS - half, y + 11.4, RIGHT_AXIS + half, 0.7)
    if about.number:
        sheet.text(LEFT_AXIS, base + 2, f"Số: {about.number}", 13, room=LEFT_ROOM, align="center")
        below = base + 2
    else:
        below = max(y + 19, base - 3)
    day = official_date(about.on) if about.on else "ngày ...... tháng ...... năm ........."
    words = f"{about.place}, {day}" if about.place else day
    size = fitting(words, RIGHT_ROOM, 13, 11.5, family=TINOS)
    sheet.text(RIGHT_AXIS, below, words, size, room=RIGHT_ROOM, italic=True, align="center")


def _spread(line: Sequence[Run], room: float) -> float:
    """What each space of the line gets so that it fills the room."""
    last = line[-1]
    wide = last.start + width(last.text, BODY, last.bold, TINOS)
    spaces = sum(run.text.count(" ") for run in line) + _gaps(line)
    return (room - wide) / spaces if spaces else 0.0


def _gaps(line: Sequence[Run]) -> int:
    """Spaces that lie between runs and in none of them."""
    ends = (run.start + width(run.text, BODY, run.bold, TINOS) for run in line)
    starts = [run.start for run in line[1:]]
    return sum(start - end > 0.2 for end, start in zip(ends, starts, strict=False))


def _draw_line(
    sheet: Sheet, x: float, y: float, line: Sequence[Run], spread: float, room: float
) -> None:
    shift = 0.0
    for before, run in pairwise([None, *line]):
        assert run is not None
        if before is not None:
            shift += spread * (before.text.count(" ") + _gaps((before, run)))
        at = run.start + shift
        sheet.text(x + at, y, run.text, BODY, room=room - at + 0.05, bold=run.bold, spread=spread)


def _table_row(columns: Sequence[TableColumn], row: Sequence[str], *, head: bool) -> Strip:
    cells = [
        lines_of(text, column.wide - 2 * CELL, TABLE, head, 4, TINOS) if text else []
        for column, text in zip(columns, row, strict=True)
    ]
    most = max(1, *(len(cell) for cell in cells))
    high = most * 5.6 + 2.2

    def draw(sheet: Sheet, y: float) -> None:
        x = LEFT
        if head:
            sheet.tint(x, y, sum(column.wide for column in columns), high, 10)
        for column, cell in zip(columns, cells, strict=True):
            align: Align = "center" if head else column.align
            places = {"left": CELL, "center": column.wide / 2, "right": column.wide - CELL}
            at = x + places[align]
            base = y + high / 2 + 1.5 - (len(cell) - 1) * 2.8
            for number, line in enumerate(cell):
                room = column.wide - 2 * CELL + 0.02
                sheet.text(at, base + number * 5.6, line, TABLE, room=room, bold=head, align=align)
            sheet.box(x, y, column.wide, high, weight=0.5)
            x += column.wide

    return Strip(high, draw)


def _draw_signatures(
    sheet: Sheet, y: float, signers: Sequence[Signer], dated: str, *, over: bool
) -> None:
    wide = ROOM / max(len(signers), 2)
    for place, signer in enumerate(signers, start=max(0, 2 - len(signers))):
        middle = LEFT + wide * (place + 0.5)
        base = y
        last = place == max(len(signers), 2) - 1
        if dated:
            if last:
                size = fitting(dated, wide, BODY, 11, family=TINOS)
                sheet.text(middle, base, dated, size, room=wide, italic=True, align="center")
            base += 6
        if over:
            sheet.text(middle, base, signer.over, BODY, room=wide, bold=True, align="center")
            base += 6
        size = fitting(signer.title, wide - 2, BODY, 10.5, bold=True, family=TINOS)
        sheet.text(middle, base, signer.title, size, room=wide, bold=True, align="center")
        sheet.text(middle, base + 5.4, SIGN_HINT, 12, room=wide, italic=True, align="center")
        if signer.name:
            size = fitting(signer.name, wide - 2, BODY, 10.5, bold=True, family=TINOS)
            sheet.text(
                middle, base + SIGN_HIGH, signer.name, size, room=wide, bold=True, align="center"
            )


def _draw_foot(
    sheet: Sheet, title: str, issuer: Issuer, printed: date, page: tuple[int, int], code: str
) -> None:
    base = PAGE[1] - 10
    sheet.rule(LEFT, PAGE[1] - 14, RIGHT, 0.5)
    right = f"trang {page[0]}/{page[1]} · mã {code}"
    taken = width(right, 9, True, TINOS)
    sheet.text(RIGHT, base, right, 9, room=taken, bold=True, align="right")
    left = f"{title} · {issuer.name} · in {fmt_date(printed)}"
    room = ROOM - taken - 5
    sheet.text(LEFT, base, cut(left, room, 9, family=TINOS), 9, room=room)

"""The parts of an official paper and how each is drawn: heads, lines, tables, signatures, the foot.

Measures as in Decree 30/2020/NĐ-CP, article 8 and annex I, where it has any. Lengths are
millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Protocol

from app.base.dates import fmt_date, fmt_long, official_date
from app.base.names import fold
from app.base.text import speaking
from app.documents.issuer import Issuer
from app.documents.kit import Align, Sheet
from app.documents.letters import MM, TINOS, Run, balanced, cut, fitting, lines_of, width
from app.documents.strips import Strip

PAGE: Final = (210.0, 297.0)
LEFT, RIGHT, TOP, BOTTOM = 30.0, 195.0, 20.0, 277.0
ROOM: Final = RIGHT - LEFT
BODY = 13.0
LINE = 17 / MM
"""Distance of lines of the text: 17 points, so that the minutes of a full month take two pages."""
GAP = 6 / MM
"""Between paragraphs."""
INDENT = 10.0
LEFT_AXIS, RIGHT_AXIS = LEFT + 36, RIGHT - 46.5
LEFT_ROOM, RIGHT_ROOM = 72.0, 92.0
SIGN_HIGH = 32.0
HAND_HIGH = 9.0
"""The lowest row in which somebody signs."""
TABLE = 12.0
CELL = 1.6
MOST_LINES = 40
"""Of a row of a table: they fill a page."""

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
    """A column of a table, so many millimetres wide; one to be signed by `hand` is framed."""

    title: str
    wide: float
    align: Align = "left"
    hand: bool = False


class Writer(Protocol):
    """With what an official paper is written, whatever it becomes: pages (`decree30.Official`), or
    a file for a word processor (`words.WordPaper`)."""

    def head(self, about: Letterhead) -> None:
        """Superior and issuer at the left; the nation's name and motto at the right."""

    def title(self, kind: str, subject: str = "") -> None:
        """The kind in capitals, the subject below."""

    def section(self, text: str) -> None:
        """A heading such as "I. Thành phần"."""

    def paragraph(self, text: str) -> None:
        """Text with **bold** parts, its first line indented."""

    def point(self, mark: str, text: str) -> None:
        """A numbered point that hangs behind its mark."""

    def table(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
        """A table with a head."""

    def signatures(self, signers: Sequence[Signer]) -> None:
        """Who signs, from left to right, the highest at the right."""

    def recipients(self, names: Sequence[str]) -> None:
        """ "Nơi nhận:" and the list; the last one is where it is filed."""


def official_time(at_time: str) -> str:
    """A time ("07:30") as official papers have it, always in Vietnamese: "7 giờ 30"."""
    hour, _colon, minute = at_time.partition(":")
    return f"{int(hour)} giờ{f' {minute}' if minute not in ('', '00') else ''}"


def weekday_date(day: date) -> str:
    """A day within a sentence, always in Vietnamese: "chủ nhật, ngày 21/6/2026"."""
    with speaking("vi"):
        said = fmt_long(day)
    return f"{said[0].lower()}{said[1:]}"


def bare_place(commune: str) -> str:
    """The place of a date line: "xã Hòa Bình" is "Hòa Bình"."""
    for prefix in _PREFIXES:
        if fold(commune).startswith(prefix):
            return " ".join(commune.split()[prefix.count(" ") :])
    return commune


def plain(text: str, room: float, size: float, *, bold: bool) -> list[str]:
    """A text on lines of about the same length."""
    even = balanced(text, room, size, bold, TINOS)
    return lines_of(text, even + 0.01, size, bold, 4, TINOS)


def head_left(about: Letterhead) -> list[tuple[str, bool]]:
    """The lines of the left head, each with whether it is bold."""
    superior = _superior_lines(about.superior) if about.superior else []
    issuer = plain(about.issuer, LEFT_ROOM, 12, bold=True)
    return [*((line, False) for line in superior), *((line, True) for line in issuer)]


def _superior_lines(superior: str) -> list[str]:
    """On two lines when it would touch the right head: the association, then its commune."""
    if width(superior, 12, family=TINOS) <= 68:
        return [superior]
    lead, found, rest = superior.partition(f"{SUPERIOR} ")
    if found and not lead and width(rest, 12, family=TINOS) <= LEFT_ROOM:
        return [SUPERIOR, rest]
    return plain(superior, LEFT_ROOM, 12, bold=False)


def draw_head(sheet: Sheet, y: float, about: Letterhead, left: Sequence[tuple[str, bool]]) -> None:
    """Both heads, number, place and day; `left` as `head_left` gives it."""
    base = y + 4.2
    for line, bold in left:
        sheet.text(LEFT_AXIS, base, line, 12, room=LEFT_ROOM, bold=bold, align="center")
        base += 5
    line, bold = left[-1]
    half = 0.4 * width(line, 12, bold, TINOS) / 2
    sheet.rule(LEFT_AXIS - half, base - 3, LEFT_AXIS + half, 0.7)
    draw_nation(sheet, RIGHT_AXIS, y)
    if about.number:
        sheet.text(LEFT_AXIS, base + 2, f"Số: {about.number}", 13, room=LEFT_ROOM, align="center")
        below = base + 2
    else:
        below = max(y + 19, base - 3)
    words = dated(about.place, about.on)
    size = fitting(words, RIGHT_ROOM, 13, 11.5, family=TINOS)
    sheet.text(RIGHT_AXIS, below, words, size, room=RIGHT_ROOM, italic=True, align="center")


def draw_nation(sheet: Sheet, middle: float, y: float) -> None:
    """The nation's name over its motto, with a line as long as that."""
    sheet.text(middle, y + 4.2, NATION, 12, room=RIGHT_ROOM, bold=True, align="center")
    sheet.text(middle, y + 9.6, MOTTO, 13, room=RIGHT_ROOM, bold=True, align="center")
    half = width(MOTTO, 13, True, TINOS) / 2
    sheet.rule(middle - half, y + 11.4, middle + half, 0.7)


def dated(place: str, on: date | None) -> str:
    """ "Hòa Bình, ngày 21 tháng 6 năm 2026", or with room to write the day."""
    day = official_date(on) if on else "ngày ...... tháng ...... năm ........."
    return f"{place}, {day}" if place else day


def spread_of(line: Sequence[Run], room: float) -> float:
    """What each space of the line gets so that it fills the room."""
    last = line[-1]
    wide = last.start + width(last.text, BODY, last.bold, TINOS)
    spaces = sum(_spaces(run.text) for run in line) + _gaps(line)
    return (room - wide) / spaces if spaces else 0.0


def _spaces(text: str) -> int:
    """Spaces that are widened; those that do not break are drawn as any other."""
    return sum(text.count(space) for space in (" ", "\N{NO-BREAK SPACE}"))


def _gaps(line: Sequence[Run]) -> int:
    """Spaces that lie between runs and in none of them."""
    ends = (run.start + width(run.text, BODY, run.bold, TINOS) for run in line)
    starts = [run.start for run in line[1:]]
    return sum(start - end > 0.2 for end, start in zip(ends, starts, strict=False))


def draw_line(
    sheet: Sheet, x: float, y: float, line: Sequence[Run], spread: float, room: float
) -> None:
    """A line of text with its spaces widened by `spread`."""
    shift = 0.0
    for before, run in pairwise([None, *line]):
        assert run is not None
        if before is not None:
            shift += spread * (_spaces(before.text) + _gaps((before, run)))
        at = run.start + shift
        sheet.text(x + at, y, run.text, BODY, room=room - at + 0.05, bold=run.bold, spread=spread)


def table_row(
    columns: Sequence[TableColumn], row: Sequence[str], *, head: bool = False, sums: bool = False
) -> Strip:
    """A row of a table ruled across, its head, or its sums. Nothing is cut that fits on a page."""
    bold = head or sums
    cells = [
        lines_of(text, column.wide - 2 * CELL, TABLE, bold, MOST_LINES, TINOS) if text else []
        for column, text in zip(columns, row, strict=True)
    ]
    most = max(1, *(len(cell) for cell in cells))
    high = most * 5.6 + 2.2
    if not bold and any(column.hand for column in columns):
        high = max(high, HAND_HIGH)
    end = LEFT + sum(column.wide for column in columns)

    def draw(sheet: Sheet, y: float) -> None:
        x = LEFT
        if head:
            sheet.tint(x, y, end - x, high, 10)
            sheet.rule(x, y, end, 1)
        for column, cell in zip(columns, cells, strict=True):
            places = {"left": CELL, "center": column.wide / 2, "right": column.wide - CELL}
            for number, line in enumerate(cell):
                sheet.text(
                    x + places[column.align],
                    y + 5.3 + number * 5.6,
                    line,
                    TABLE,
                    room=column.wide - 2 * CELL + 0.02,
                    bold=bold,
                    align=column.align,
                )
            if column.hand and not bold:
                for edge in (x, x + column.wide):
                    sheet.line(edge, y, edge, y + high, 0.5)
            x += column.wide
        if sums:
            sheet.rule(LEFT, y, end, 1)
        sheet.rule(LEFT, y + high, end, 1 if bold else 0.5)

    return Strip(high, draw)


def draw_signatures(
    sheet: Sheet, y: float, signers: Sequence[Signer], dated: str, room: float = SIGN_HIGH
) -> None:
    """Titles side by side, room to sign, names; a single signer stands at the right."""
    wide = ROOM / max(len(signers), 2)
    name_at = y + (6 if dated else 0) + (6 if any(one.over for one in signers) else 0) + room
    for place, signer in enumerate(signers, start=max(0, 2 - len(signers))):
        middle = LEFT + wide * (place + 0.5)
        base = y
        last = place == max(len(signers), 2) - 1
        if dated:
            if last:
                size = fitting(dated, wide, BODY, 11, family=TINOS)
                sheet.text(middle, base, dated, size, room=wide, italic=True, align="center")
            base += 6
        if signer.over:
            sheet.text(middle, base, signer.over, BODY, room=wide, bold=True, align="center")
            base += 6
        size = fitting(signer.title, wide - 2, BODY, 10.5, bold=True, family=TINOS)
        sheet.text(middle, base, signer.title, size, room=wide, bold=True, align="center")
        sheet.text(middle, base + 5.4, SIGN_HINT, 12, room=wide, italic=True, align="center")
        if signer.name:
            size = fitting(signer.name, wide - 2, BODY, 10.5, bold=True, family=TINOS)
            lines = lines_of(signer.name, wide - 2, size, True, 2, TINOS)
            for number, line in enumerate(reversed(lines)):
                at = name_at - number * 4.6
                sheet.text(middle, at, line, size, room=wide, bold=True, align="center")


def draw_foot(
    sheet: Sheet, title: str, issuer: Issuer, printed: date, page: tuple[int, int], code: str
) -> None:
    """What it is, whose and when; page of how many, and the code."""
    base = PAGE[1] - 10
    sheet.rule(LEFT, PAGE[1] - 14, RIGHT, 0.5)
    right = f"trang {page[0]}/{page[1]} · mã {code}"
    taken = width(right, 9, True, TINOS)
    sheet.text(RIGHT, base, right, 9, room=taken, bold=True, align="right")
    left = f"{title} · {issuer.name} · in {fmt_date(printed)}"
    room = ROOM - taken - 5
    sheet.text(LEFT, base, cut(left, room, 9, family=TINOS), 9, room=room)

"""Papers that are signed for an office, in the layout of Decree 30/2020/NĐ-CP.

Head, kind and subject, text, tables and signatures are strips, shared out over pages so that a
heading keeps its text and no signature stands alone. Always Vietnamese, always Tinos.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from app.documents import strips
from app.documents.decree30_parts import (
    BODY,
    BOTTOM,
    GAP,
    INDENT,
    LEFT,
    LINE,
    PAGE,
    RIGHT,
    ROOM,
    SIGN_HIGH,
    TOP,
    Letterhead,
    Signer,
    TableColumn,
    dated,
    draw_foot,
    draw_head,
    draw_line,
    draw_nation,
    draw_signatures,
    head_left,
    plain,
    spread_of,
    table_row,
)
from app.documents.issuer import Issuer
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import TINOS, Run, cut, fitting, width, wrap
from app.documents.strips import Strip

WHOLE = 40.0
"""A table lower than this stands on one page."""


class Official:
    """An official paper being put together from top to bottom; `pdf` draws it."""

    def __init__(self) -> None:
        self._strips: list[Strip] = []

    # --- parts ------------------------------------------------------------------------------

    def head(self, about: Letterhead) -> None:
        """Superior and issuer at the left; the nation's name and motto at the right."""
        left = head_left(about)
        right = 2 if about.number else 1
        rows = max(len(left) + (1.4 if about.number else 0.4), right + 1.6)
        self._add(rows * 5 + 7, lambda sheet, y: draw_head(sheet, y, about, left))

    def head_of_person(self, place: str, on: date | None) -> None:
        """The head of what somebody writes to an office: the nation's name and motto alone."""

        def draw(sheet: Sheet, y: float) -> None:
            middle = LEFT + ROOM / 2
            draw_nation(sheet, middle, y)
            words = dated(place, on)
            sheet.text(RIGHT, y + 21, words, 13, room=ROOM, italic=True, align="right")

        self._add(26, draw)

    def title(self, kind: str, subject: str = "") -> None:
        """The kind in capitals, the subject below, a short line."""
        lines = plain(subject, ROOM - 20, 14, bold=True) if subject else []

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

    def pair(self, *facts: tuple[str, str]) -> None:
        """Two facts on one line, each a label and what is known of it, or a line to write on."""
        wide = ROOM / len(facts)

        def draw(sheet: Sheet, y: float) -> None:
            for place, (label, value) in enumerate(facts):
                left = LEFT + place * wide
                start = left + width(label, BODY, family=TINOS) + 2
                end = RIGHT if place + 1 == len(facts) else left + wide - 4
                sheet.text(left, y + 6.2, label, BODY, room=wide)
                if value:
                    size = fitting(value, end - start, BODY, 11, bold=True, family=TINOS)
                    words = cut(value, end - start, size, bold=True, family=TINOS)
                    sheet.text(start, y + 6.2, words, size, room=end - start, bold=True)
                else:
                    sheet.dotted(start, y + 7, end)

        self._add(8.6, draw)

    def boxes(self, label: str, words: Sequence[str], ticked: Sequence[bool] = ()) -> None:
        """A label and small boxes to tick, each with its word."""
        marks = [*ticked, *(False for _word in words[len(ticked) :])]

        def draw(sheet: Sheet, y: float) -> None:
            sheet.text(LEFT, y + 6.2, label, BODY, room=ROOM)
            x = LEFT + width(label, BODY, family=TINOS) + 4
            for word, mark in zip(words, marks, strict=True):
                sheet.box(x, y + 2.3, 4.6, 4.6, weight=0.7)
                if mark:
                    sheet.line(x + 0.9, y + 4.7, x + 2, y + 6, 1.4)
                    sheet.line(x + 2, y + 6, x + 3.9, y + 3, 1.4)
                sheet.text(x + 6.4, y + 6.2, word, BODY, room=RIGHT - x - 6.4)
                x += 6.4 + width(word, BODY, family=TINOS) + 7

        self._add(8.6, draw)

    def centred(self, text: str, *, bold: bool = False) -> None:
        """A line or two in the middle, such as whom a letter is for."""
        lines = plain(text, ROOM, BODY, bold=bold)

        def draw(sheet: Sheet, y: float) -> None:
            middle = LEFT + ROOM / 2
            for number, line in enumerate(lines):
                base = y + 5 + number * LINE
                sheet.text(middle, base, line, BODY, room=ROOM, bold=bold, align="center")

        self._add(len(lines) * LINE + GAP, draw, glue=True)

    def space(self, high: float) -> None:
        """Empty paper."""
        self._add(high, lambda _sheet, _y: None)

    def table(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Sequence[str]],
        sums: Sequence[str] = (),
    ) -> None:
        """A ruled table; its head stands again on each page, a row never breaks, nor does a small
        table. Its `sums` stay with the last row."""
        head = table_row(columns, [column.title for column in columns], head=True)
        found = [replace(table_row(columns, row), lead=head) for row in rows]
        if sums:
            found[-1:] = [replace(each, glue=True) for each in found[-1:]]
            found.append(table_row(columns, sums, sums=True))
        if sum(strip.high for strip in found) < WHOLE:
            found[:-1] = [replace(each, glue=True) for each in found[:-1]]
        self._strips += [replace(head, glue=True), *found]

    def below(self, text: str) -> None:
        """A paragraph about the table above it, on whose page it stays."""
        self._strips[-1] = replace(self._strips[-1], glue=True)
        self._add(2.1, lambda _sheet, _y: None, glue=True)
        self.paragraph(text)

    def put(self, parts: Iterable[Strip]) -> None:
        """Parts that somebody else draws between the edges of the text."""
        self._strips.extend(parts)

    def signatures(
        self, signers: Sequence[Signer], dated: str = "", *, room: float = SIGN_HIGH
    ) -> None:
        """Who signs, from left to right, the highest at the right; `dated` stands above it. There
        is `room` for the hand that signs.

        At least two lines of text stay on their page.
        """
        for place in range(max(0, len(self._strips) - 2), len(self._strips)):
            self._strips[place] = replace(self._strips[place], glue=True)
        over = any(signer.over for signer in signers)
        high = 6 + (6 if dated else 0) + (6 if over else 0) + 5 + room

        def draw(sheet: Sheet, y: float) -> None:
            draw_signatures(sheet, y + 6, signers, dated, room)

        self._add(high, draw)

    def recipients(self, names: Sequence[str]) -> None:
        """ "Nơi nhận:" and the list, the last being the file. They stay with who signs."""
        if self._strips:
            self._strips[-1] = replace(self._strips[-1], glue=True)

        def draw(sheet: Sheet, y: float) -> None:
            sheet.text(LEFT, y + 5, "Nơi nhận:", 12, room=ROOM, bold=True, italic=True)
            for number, name in enumerate(names, start=1):
                sheet.text(LEFT, y + 5 + number * 4.9, f"- {name}", 11, room=ROOM)

        self._add(6 + len(names) * 4.9, draw)

    # --- pages ------------------------------------------------------------------------------

    def pages(self) -> list[list[Strip]]:
        """The strips of each page in order."""
        return strips.pages(self._strips, BOTTOM - TOP)

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
            spread = 0.0 if number == last else spread_of(line, room - into)

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
                draw_line(sheet, x + into, y + 4.8, line, spread, room - into)

            high = LINE + (GAP if number == last else 0)
            self._add(high, draw, glue=number < last and number in (0, last - 1))


def pdf(
    papers: Sequence[tuple[Official, str]],
    title: str,
    issuer: Issuer,
    printed: date,
    *,
    watch: Watch | None = None,
) -> bytes:
    """Papers of one kind as one file, each with its own code and its own count of pages.

    `title`, club and day stand at the foot of each page.
    """
    into = BytesIO()
    canvas = new_canvas(into, PAGE, title=title, author=issuer.name, language="vi", family=TINOS)
    sheet = Sheet(canvas, PAGE, watch, family=TINOS, practice=issuer.practice)
    for paper, code in papers:
        pages = paper.pages()
        for number, page in enumerate(pages, start=1):
            strips.draw(sheet, page, TOP)
            if number > 1:
                sheet.text(PAGE[0] / 2, 13, str(number), BODY, room=20, align="center")
            draw_foot(sheet, title, issuer, printed, (number, len(pages)), code)
            sheet.next_page()
    canvas.save()
    return into.getvalue()

"""The plan of a loan as a table of an official paper: each row with its own arithmetic, and room to
sign for what was paid. Always Vietnamese.

Lengths are millimetres, sizes points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.base import money
from app.base.dates import fmt_date
from app.base.text import ngettext
from app.documents.decree30_parts import LEFT, RIGHT, ROOM, TableColumn
from app.documents.kit import Sheet
from app.documents.letters import TINOS, fitting, lines_of, width
from app.documents.strips import Strip
from app.loans.rules import Instalment
from app.loans.schedule import Row, Terms, arithmetic, interest_of, plan_on

SIZE, FLOOR = 12.0, 10.5
ROW, LINE, PAD = 7.8, 5.2, 1.4
LEAST_ROW = 7.2
"""The lowest row that a hand can still sign in."""
HAND = 22.0
SUM = 21.4

_COLUMNS: Final = (
    TableColumn("Kỳ", 9, "right"),
    TableColumn("Ngày", 21.5, "right"),
    TableColumn("", ROOM - 9 - 21.5 - 2 * SUM - HAND),
    TableColumn("Gốc (đ)", SUM, "right"),
    TableColumn("Nộp (đ)", SUM, "right"),
    TableColumn("Đã nộp, ký", HAND, "center"),
)


def rows_of(
    terms: Terms, start: date, instalments: Sequence[Instalment], owed_vnd: int
) -> tuple[Row, ...]:
    """The rows of a plan as it stands in the book, each knowing on what its interest is reckoned,
    where that can be told: a plan that was laid out anew begins with what was owed then."""
    days = [each.due_on for each in instalments if each.number > 0]
    if owed_vnd == terms.principal_vnd and len(days) == terms.months:
        plan = plan_on(terms, start, days)
        if [_amounts(row) for row in plan.rows] == [_amounts(each) for each in instalments]:
            return plan.rows
    rows, left = [], owed_vnd
    for each in instalments:
        base = owed_vnd if terms.method == "flat" else left
        left -= each.principal_vnd
        reckoned = interest_of(base, terms.rate_bp, terms.round_vnd)
        known = each.number > 0 and reckoned == each.interest_vnd
        row = Row(each.number, each.due_on, each.principal_vnd, each.interest_vnd, left, 0)
        rows.append(replace(row, base_vnd=base) if known else row)
    return tuple(rows)


def _amounts(row: Row | Instalment) -> tuple[int, int, int]:
    return row.number, row.principal_vnd, row.interest_vnd


def strips(rows: Sequence[Row], terms: Terms, row_high: float = ROW) -> Iterator[Strip]:
    """The table, strip by strip: its head stands again on each page. Speaks Vietnamese only where
    the caller does (`speaking`)."""
    base = "gốc ban đầu" if terms.method == "flat" else "gốc còn nợ"
    titles = [column.title for column in _COLUMNS]
    brief = any(_too_long(row, terms) for row in rows)
    titles[2] = f"Tiền lãi = {base} × {'lãi một tháng' if brief else 'lãi × tháng'}"
    head = _strip(titles, row_high, bold=(0, 1, 2, 3, 4, 5), head=True)
    yield replace(head, glue=True)
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        yield replace(
            _strip(_cells(row, terms, brief=brief), row_high, bold=(4,)), lead=head, glue=last
        )
    yield replace(_strip(_sums(rows), row_high, bold=(2, 3, 4), total=True), lead=head)


def _too_long(row: Row, terms: Terms) -> bool:
    """Whether the arithmetic of a month does not go on one line."""
    room = _COLUMNS[2].wide - 2 * PAD
    how = arithmetic(row, terms) if row.steady and row.months == 1 else ""
    return width(how, FLOOR, family=TINOS) > room


def _cells(row: Row, terms: Terms, *, brief: bool) -> list[str]:
    how = arithmetic(row, terms)
    if brief and row.steady and row.months == 1:
        months = ngettext("{n} month", "{n} months", 1).format(n=1)
        how = how.replace(f" × {months}", "").replace(f"{money.NO_BREAK_SPACE}đ", "")
    if not how and row.interest_vnd:
        how = money.fmt(row.interest_vnd)
    return [
        str(row.number) if row.number else "",
        fmt_date(row.due_on),
        how or "–",
        money.fmt_number(row.principal_vnd) if row.principal_vnd else "–",
        money.fmt_number(row.total_vnd) if row.total_vnd else "–",
        "",
    ]


def _sums(rows: Sequence[Row]) -> list[str]:
    """The last line: how all interest comes about where each month has the same, and all sums."""
    interests = [row.interest_vnd for row in rows if row.interest_vnd]
    total = money.fmt(sum(interests))
    if len(interests) > 1 and len(set(interests)) == 1:
        words = f"Cộng lãi: {len(interests)} × {money.fmt(interests[0])} = {total}"
    else:
        words = f"Cộng lãi: {total}"
    principal = sum(row.principal_vnd for row in rows)
    return [
        *("", "", words),
        *(money.fmt_number(principal), money.fmt_number(principal + sum(interests)), ""),
    ]


def _strip(
    cells: Sequence[str],
    row_high: float,
    bold: Iterable[int],
    *,
    head: bool = False,
    total: bool = False,
) -> Strip:
    heavy = set(bold)
    room = _COLUMNS[2].wide - 2 * PAD
    # On one line a little smaller rather than on two.
    text_size = fitting(cells[2], room, SIZE, FLOOR, 2 in heavy, TINOS)
    if width(cells[2], text_size, 2 in heavy, TINOS) > room:
        text_size = SIZE
    lines = lines_of(cells[2], room, text_size, 2 in heavy, 4, TINOS)
    high = row_high + (len(lines) - 1) * LINE

    def draw(sheet: Sheet, y: float) -> None:
        if head:
            sheet.tint(LEFT, y, ROOM, high, 10)
            sheet.rule(LEFT, y, RIGHT, 1.2)
        x = LEFT
        for place, (column, cell) in enumerate(zip(_COLUMNS, cells, strict=True)):
            within = column.wide - 2 * PAD
            align = "center" if head and column.wide == HAND else column.align
            at = x + {"left": PAD, "center": column.wide / 2, "right": column.wide - PAD}[align]
            for number, text in enumerate(lines if place == 2 else [cell]):
                size = fitting(text, within, SIZE, FLOOR, place in heavy, TINOS)
                if place == 2:
                    size = text_size
                down = y + row_high / 2 + 1.4 + number * LINE
                if text:
                    sheet.text(
                        at, down, text, size, room=within + 0.1, bold=place in heavy, align=align
                    )
            x += column.wide
        sheet.line(RIGHT - HAND, y, RIGHT - HAND, y + high, 0.7)
        sheet.rule(LEFT, y + high, RIGHT, 1.0 if head or total else 0.5)

    return Strip(high, draw)


def lines_to_sign(count: int) -> Iterator[Strip]:
    """An empty table for what is given back in goods: day, what, how much, who signs."""
    columns = (("Ngày", 25.0), ("Đã trả lại hoặc chuyển tiếp", 72.0), ("Số lượng", 25.0))
    edges = [LEFT]
    for _title, wide in columns:
        edges.append(edges[-1] + wide)
    edges.append(RIGHT)

    def head(sheet: Sheet, y: float) -> None:
        sheet.tint(LEFT, y, ROOM, ROW, 10)
        sheet.rule(LEFT, y, RIGHT, 1.2)
        for (title, wide), x in zip((*columns, ("Hai bên ký", 43.0)), edges, strict=False):
            middle = x + wide / 2
            sheet.text(middle, y + 5.3, title, SIZE, room=wide - 2, bold=True, align="center")
        uprights(sheet, y, ROW)
        sheet.rule(LEFT, y + ROW, RIGHT, 1.0)

    def uprights(sheet: Sheet, y: float, high: float) -> None:
        for x in edges:
            sheet.line(x, y, x, y + high, 0.6)

    def row(sheet: Sheet, y: float) -> None:
        uprights(sheet, y, 10)
        sheet.rule(LEFT, y + 10, RIGHT, 0.6)

    yield Strip(ROW, head, glue=True)
    for number in range(count):
        yield Strip(10, row, glue=number == 0)

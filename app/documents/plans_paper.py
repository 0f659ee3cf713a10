"""Plans of a loan beside each other on A4, for a borrower who chooses: what each costs, what falls
due each month, how much is left in the fund meanwhile.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base import money
from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.periods import Month
from app.base.text import _, ngettext, speaking
from app.documents.frame import A4_WIDE, FOOT, Frame, foot, head
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Align, Sheet, Watch, new_canvas
from app.documents.letters import cut, fitting, lines_of
from app.funds.state import fund_state
from app.loans import standing_records
from app.loans.forecast import MonthAhead, ahead
from app.loans.schedule import (
    INTERESTS,
    LEGAL_CEILING,
    METHODS,
    Row,
    Schedule,
    effective_rate_bp_year,
    rate_words,
)

if TYPE_CHECKING:
    from app.club.file import Club

FRAME: Final = Frame(15, 267, A4_WIDE[1])
TOP, END = 9.0, 195.0
LABELS = 48.0
SIZE, SMALL = 12.0, 11.5
FACT = 6.6
NAMES, HEADS = 9.0, 8.0
ROWS: Final = (6.2, 6.0, 5.8)
"""How high a row is; lower ones where they save a page."""
LEAST_ROWS = 3
"""So many rows stand above the sums."""
MOST = 3
AHEAD = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: what it is called, its rows, and the money of the fund in the months to come."""

    title: str
    schedule: Schedule
    months: tuple[MonthAhead, ...] = ()


@dataclass(frozen=True, slots=True)
class Plans:
    """Up to three plans beside each other."""

    plans: tuple[Plan, ...]
    printed: date
    issuer: Issuer


def gather(club: "Club", tried: Sequence[tuple[str, Schedule]]) -> Plans:
    """The first three of the plans that were tried, with what the fund has meanwhile.

    Needs funds.read.
    """
    today = club.today()
    cash = fund_state(club, today).income.money
    coming = standing_records.coming_back(club, today, AHEAD)
    back = {each.month: each.principal_vnd for each in coming}
    months = [each.month for each in coming]
    plans = (Plan(title, each, ahead(cash, back, months, each)) for title, each in tried[:MOST])
    return Plans(tuple(plans), today, issuer_of(club))


def render(plans: Plans, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The plans as a PDF. Raises ValueError for none."""
    if not plans.plans:
        raise ValueError("no plan to print")
    with speaking(language):
        into = BytesIO()
        title = _("Plans of a loan")
        canvas = new_canvas(into, A4_WIDE, title=title, author=plans.issuer.name, language=language)
        sheet = Sheet(canvas, A4_WIDE, watch, practice=plans.issuer.practice)
        numbers = sorted({row.number for plan in plans.plans for row in plan.schedule.rows})
        row_high, pages = _shared_out(len(numbers))
        facts = (f"{plan.schedule.terms} {plan.schedule.start}" for plan in plans.plans)
        code = code_for("plans", plans.issuer.mark, plans.printed.isoformat(), *facts)
        done = 0
        for page, count in enumerate(pages, start=1):
            y = top = head(sheet, FRAME, plans.issuer, title, "", TOP) + 3
            y = _names(sheet, plans, y)
            if page == 1:
                y = _facts(sheet, plans, y)
            last = page == len(pages)
            shown = numbers[done : done + count]
            below = _rows(sheet, plans, y, shown, row_high, total=last)
            for place in range(len(plans.plans) + 1):
                edge = FRAME.left + LABELS + _wide(plans) * place
                sheet.line(edge, top, edge, below, 0.9)
            done += count
            foot(sheet, FRAME, plans.issuer, plans.printed, (page, len(pages)), code, title)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


_FACTS = 9
_ROOM = END - TOP - 22.8 - NAMES - HEADS
"""What rows have on a page below its head."""


def _shared_out(count: int) -> tuple[float, list[int]]:
    """How high a row is, and how many stand on each page."""
    tried = [(high, _pages(count, high)) for high in ROWS]
    return min(tried, key=lambda each: len(each[1]))


def _pages(count: int, row_high: float) -> list[int]:
    """How many rows of a height stand on each page; below the last ones there is room for sums."""
    most = int((_ROOM - _FACTS * FACT - 3) / row_high)
    found: list[int] = []
    left = count
    while left >= most:
        found.append(min(most, left - LEAST_ROWS))
        left -= found[-1]
        most = int(_ROOM / row_high)
    return [*found, left]


def _wide(plans: Plans) -> float:
    return min((FRAME.room - LABELS) / len(plans.plans), 110.0)


def _names(sheet: Sheet, plans: Plans, y: float) -> float:
    """What each plan is called, on every page."""
    wide = _wide(plans)
    x = FRAME.left + LABELS
    for plan in plans.plans:
        size = fitting(plan.title, wide - 4, 14, 11, bold=True)
        words = cut(plan.title, wide - 4, size, bold=True)
        sheet.text(x + 2, y + 6, words, size, room=wide - 4, bold=True)
        x += wide
    return y + NAMES


def _facts(sheet: Sheet, plans: Plans, y: float) -> float:
    """What tells the plans apart, a line each; the cheapest is not judged, only told."""
    wide = _wide(plans)
    columns = [_told(plan) for plan in plans.plans]
    end = FRAME.left + LABELS + wide * len(plans.plans)
    for place, label in enumerate(_labels()):
        sheet.rule(FRAME.left, y, end, 0.5)
        size = fitting(label, LABELS - 2, SMALL, FOOT)
        sheet.text(FRAME.left, y + 4.7, label, size, room=LABELS - 2)
        x = FRAME.left + LABELS
        for column in columns:
            words, bold = column[place]
            size = fitting(words, wide - 4, SIZE, FOOT, bold=bold)
            words = cut(words, wide - 4, size, bold=bold)
            sheet.text(x + 2, y + 4.7, words, size, room=wide - 4, bold=bold)
            x += wide
        y += FACT
    sheet.rule(FRAME.left, y, end, 1.2)
    return y + 3


def _labels() -> tuple[str, ...]:
    return (
        _("Borrowed"),
        _("Interest and term"),
        _("How principal is paid"),
        _("When interest is paid"),
        _("All interest"),
        _("All to pay"),
        _("Most in one month"),
        _("On what is really owed"),
        _("Least left in the fund"),
    )


def _told(plan: Plan) -> tuple[tuple[str, bool], ...]:
    """The facts of a plan in the order of the labels, each with whether it is bold."""
    found, terms = plan.schedule, plan.schedule.terms
    months = ngettext("{n} month", "{n} months", terms.months).format(n=terms.months)
    most = max(row.total_vnd for row in found.rows)
    total = (
        f"{money.fmt_number(found.principal_vnd)} + {money.fmt_number(found.interest_vnd)}"
        f" = {money.fmt(found.total_vnd)}"
    )
    return (
        (money.fmt(terms.principal_vnd), False),
        (
            _("{rate} a month, {months}").format(rate=rate_words(terms.rate_bp), months=months),
            False,
        ),
        (_(METHODS[terms.method]), False),
        (_(INTERESTS[terms.interest]), False),
        (money.fmt(found.interest_vnd), True),
        (total, False),
        (money.fmt(most), True),
        (_yearly(found), False),
        (_least(plan), False),
    )


def _yearly(found: Schedule) -> str:
    year = effective_rate_bp_year(found)
    said = _("{rate} a year").format(rate=rate_words(round(year, -1)))
    if year > LEGAL_CEILING:
        most = rate_words(LEGAL_CEILING)
        return _("{rate}: above the {most} of the law").format(rate=said, most=most)
    return said


def _least(plan: Plan) -> str:
    """The lowest month of the fund, when this is lent."""
    if not plan.months:
        return "–"
    low = min(plan.months, key=lambda each: each.ends_vnd)
    words = _("{amount} in month {month}")
    if low.ends_vnd < 0:
        words = _("{amount} short in month {month}")
    return words.format(amount=money.fmt(abs(low.ends_vnd)), month=_short(low.month))


def _short(month: Month) -> str:
    return f"{month.month}/{month.year}"


def _rows(
    sheet: Sheet,
    plans: Plans,
    y: float,
    numbers: Sequence[int],
    row_high: float,
    *,
    total: bool,
) -> float:
    """Month after month: principal, interest, both together, for each plan; the height below."""
    wide = _wide(plans)
    first, second = FRAME.left, FRAME.left + 14
    edges = [FRAME.left + LABELS + wide * place for place in range(len(plans.plans))]
    end = edges[-1] + wide
    sheet.tint(first, y, end - first, HEADS, 10)
    sheet.rule(first, y, end, 1.2)
    sheet.text(first + 10, y + 5.4, _("No."), SMALL, room=12, bold=True, align="right")
    sheet.text(second + 30, y + 5.4, _("Day"), SMALL, room=26, bold=True, align="right")
    titles = (_("Principal"), _("Interest"), _("To pay"))
    for edge in edges:
        _amounts(sheet, edge, wide, y + 5.4, titles, SMALL, bold=(True, True, True))
    y += HEADS
    sheet.rule(first, y, end, 1.0)
    by_number = [{row.number: row for row in plan.schedule.rows} for plan in plans.plans]
    for number in numbers:
        found = [rows.get(number) for rows in by_number]
        days = {row.due_on for row in found if row is not None}
        base = y + row_high / 2 + SIZE * 0.125
        sheet.text(first + 10, base, str(number), SIZE, room=12, align="right")
        if len(days) == 1:
            (day,) = days
            sheet.text(second + 30, base, fmt_date(day), SIZE, room=30, align="right")
        for edge, row in zip(edges, found, strict=True):
            if row is not None:
                cells = _cells(row)
                _amounts(sheet, edge, wide, base, cells, SIZE, bold=(False, False, True))
        y += row_high
        sheet.rule(first, y, end, 1.2 if number % 5 == 0 else 0.4)
    if total:
        base = y + row_high / 2 + SIZE * 0.125
        sheet.rule(first, y, end, 1.2)
        sheet.text(second, base, _("Together"), SIZE, room=32, bold=True)
        for edge, plan in zip(edges, plans.plans, strict=True):
            found_in = plan.schedule
            sums = (found_in.principal_vnd, found_in.interest_vnd, found_in.total_vnd)
            figures = [money.fmt_number(each) for each in sums]
            _amounts(sheet, edge, wide, base, figures, SIZE, bold=(True, True, True))
        y += row_high
        sheet.rule(first, y, end, 1.2)
    return y


def _cells(row: Row) -> tuple[str, str, str]:
    return (
        money.fmt_number(row.principal_vnd) if row.principal_vnd else "–",
        money.fmt_number(row.interest_vnd) if row.interest_vnd else "–",
        money.fmt_number(row.total_vnd) if row.total_vnd else "–",
    )


def _amounts(
    sheet: Sheet,
    edge: float,
    wide: float,
    base: float,
    cells: Sequence[str],
    size: float,
    bold: Sequence[bool],
) -> None:
    each = wide / len(cells)
    align: Align = "right"
    for place, (cell, heavy) in enumerate(zip(cells, bold, strict=True)):
        fits = fitting(cell, each - 2, size, FOOT, bold=heavy)
        (words,) = lines_of(cell, each - 2, fits, heavy, 1)
        at = edge + each * (place + 1) - 1.5
        sheet.text(at, base, words, fits, room=each - 1.9, bold=heavy, align=align)

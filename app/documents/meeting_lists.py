"""Sheets with a line for each name: to sign in, to weigh and measure, to collect the fee.

What goes round the room says nothing of health or money. Lengths are millimetres, sizes points.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from app.base import money
from app.base.text import N_, _, language
from app.documents.kit import Sheet
from app.documents.letters import cut, fitting, width
from app.documents.meeting_paper import (
    END,
    PAD,
    SMALL,
    TEXT,
    UPRIGHT,
    WIDE,
    Asked,
    Column,
    MeetingPaper,
    Somebody,
    begin_page,
    end_line,
    name_cell,
    table,
    tick_box,
)
from app.health.rules import band, number_text
from app.health.thresholds import rules_on

SIGNING: Final = 30
"""Names on a sheet that goes round."""
AT_A_TABLE: Final = 20
"""Names on a sheet that stays at a table."""
SPARE: Final = 3
"""Lines without a name on the last sheet at a table, for who joins on the spot."""

GUESTS: Final = 21.0
"""Height that a full sheet keeps for guests: a heading and two lines."""

_WHY: Final = (N_("ill"), N_("busy"), N_("away"), N_("other"))
_DOT = 3.0
AMOUNT: Final = 12.5
_BOTTOM = 15.6  # above the lower edge: what the last line and the foot need


def sheets_for(people: int, on_a_sheet: int) -> int:
    """How many sheets so many people need; one, to be filled in by hand, for nobody."""
    return max(1, -(-people // on_a_sheet))


def _part(paper: MeetingPaper, page: int, on_a_sheet: int) -> tuple[Somebody, ...]:
    return paper.people[(page - 1) * on_a_sheet : page * on_a_sheet]


def _lead(
    sheet: Sheet, place: int, number: int, who: Somebody, x: float, middle: float, wide: float
) -> None:
    """The first column with the number of the line, or the second with the name."""
    if place == 0:
        right = x + wide - PAD
        sheet.text(right, middle + 1.5, str(number), TEXT, room=wide, align="right")
    else:
        name_cell(sheet, x, middle, wide, who)


# --- signing in ---------------------------------------------------------------------------------


def sign_in(sheet: Sheet, paper: MeetingPaper, page: int) -> None:
    """Names, the last meetings as dots, room to sign, boxes for why somebody is absent; below,
    lines for guests."""
    frame = UPRIGHT
    hint = _("It goes round: no readings and no money here. Who cannot sign gives a thumbprint.")
    y = begin_page(sheet, paper, frame, "sign_in", page, "", hint)
    people = _part(paper, page, SIGNING)
    past = [str(month.month) for month in paper.past]
    columns = [
        Column(_("No."), 9),
        Column(_("Full name, year of birth"), 66, "left"),
        *([Column(" – ".join(past), 8 * len(past))] if past else []),
        Column(_("Signature"), 0, heavy=True),
        *(
            Column(_(why), 9.6, group=_("Absent because"), heavy=not place)
            for place, why in enumerate(_WHY)
        ),
    ]
    columns = _filled(columns, frame.room, 3 if past else 2)
    first = (page - 1) * SIGNING

    def cell(row: int, place: int, x: float, middle: float) -> None:
        wide = columns[place].wide
        if place < 2:
            _lead(sheet, place, first + row + 1, people[row], x, middle, wide)
        elif past and place == 2:
            _dots(sheet, x + wide / 2, middle, people[row].past)
        elif columns[place].group:
            tick_box(sheet, x + wide / 2, middle)

    high = min(7.6, (frame.high - _BOTTOM - GUESTS - y - 9.4) / SIGNING)
    y = table(sheet, frame.left, y, columns, len(people), high, 9.4, cell)
    _guests(sheet, y)
    if past:
        _legend_dots(sheet)
    end_line(sheet, frame, "", [_("Written by")])


def _filled(columns: list[Column], room: float, place: int) -> list[Column]:
    """The columns with the rest of the room given to the one at `place`."""
    rest = room - sum(column.wide for column in columns)
    return [
        replace(column, wide=column.wide + rest) if number == place else column
        for number, column in enumerate(columns)
    ]


def _dots(sheet: Sheet, middle_x: float, middle: float, past: tuple[bool | None, ...]) -> None:
    x = middle_x - (len(past) - 1) * 3.6
    for present in past:
        if present:
            sheet.disc(x, middle, _DOT + 0.3)
        elif present is False:
            sheet.ring(x, middle, _DOT)
        x += 7.2


def _legend_dots(sheet: Sheet) -> None:
    base = UPRIGHT.high - END
    x = UPRIGHT.left
    for full, words in ((True, _("was there")), (False, _("absent"))):
        if full:
            sheet.disc(x + 1.6, base - 1.2, _DOT + 0.3)
        else:
            sheet.ring(x + 1.6, base - 1.2, _DOT)
        sheet.text(x + 5, base, words, SMALL, room=34)
        x += 5 + width(words, SMALL) + 5


def _guests(sheet: Sheet, y: float) -> None:
    """Lines for guests and new members in what is left of the page, two of them on each."""
    left, right, middle = UPRIGHT.left, UPRIGHT.right, UPRIGHT.left + UPRIGHT.room / 2
    bottom = UPRIGHT.high - _BOTTOM - 1
    words = _("Guests and new members: name, from where (more of them on the back)")
    sheet.text(
        left, y + 5.4, cut(words, UPRIGHT.room, 11, bold=True), 11, room=UPRIGHT.room, bold=True
    )
    y += 10.8
    while y <= bottom:
        sheet.dotted(left, y, middle - 3)
        sheet.dotted(middle + 3, y, right)
        y += 7.4


# --- weighing and measuring ---------------------------------------------------------------------


def weighing(sheet: Sheet, paper: MeetingPaper, page: int) -> None:
    """The last values beside empty ones; the rule of the second reading stands above."""
    rules = rules_on(paper.on)
    again, urgent = rules.second_reading, rules.band("urgent")
    hint = _(
        "First reading from {upper} (upper) or {lower} (lower): rest {minutes} minutes, measure"
        " again. From {high} or {high_lower}: to the health station today."
    ).format(
        upper=again.systolic_from,
        lower=again.diastolic_from,
        minutes=again.rest_minutes,
        high=urgent.systolic.low,
        high_lower=urgent.diastolic.low,
    )
    keeper = _("stays at the measuring table")
    y = begin_page(sheet, paper, WIDE, "weighing", page, keeper, hint)
    people = _part(paper, page, AT_A_TABLE)
    shown = any(who.last for who in paper.people)
    before = _("Last time")
    first, second = _("First reading"), _("Second reading")
    lead = [
        Column(_("No."), 9),
        Column(_("Full name, year of birth"), 64, "left"),
        *(
            [
                Column(_("pressure"), 26, group=before),
                Column(_("kg"), 14, group=before),
            ]
            if shown
            else []
        ),
        Column(_("There"), 13),
    ]
    columns = [
        *lead,
        Column(_("on top"), 19, group=first, heavy=True),
        Column(_("below"), 19, group=first),
        Column(_("pulse"), 17, group=first),
        Column(_("Weight (kg)"), 21, heavy=True),
        Column(_("on top"), 19, group=second, heavy=True),
        Column(_("below"), 19, group=second),
        Column(_("Note, sent to a doctor"), 0, heavy=True),
    ]
    columns = _filled(columns, WIDE.room, len(columns) - 1)
    start = (page - 1) * AT_A_TABLE
    there = len(lead) - 1

    def cell(row: int, place: int, x: float, middle: float) -> None:
        wide = columns[place].wide
        if place == there:
            tick_box(sheet, x + wide / 2, middle)
        if row >= len(people):
            return
        if place < 2:
            _lead(sheet, place, start + row + 1, people[row], x, middle, wide)
        elif place < there:
            _last(sheet, paper, people[row], x, middle, wide, weight=place == 3)

    last = page >= sheets_for(len(paper.people), AT_A_TABLE)
    rows = _rows(len(people), last=last)
    high = min(7.35, (WIDE.high - _BOTTOM - 1.6 - y - 10.6) / AT_A_TABLE)
    table(sheet, WIDE.left, y, columns, rows, high, 10.6, cell)
    if shown:
        _legend_bands(sheet, paper)
    end_line(sheet, WIDE, "", [_("Measured by")])


def _rows(people: int, *, last: bool) -> int:
    """The lines of a sheet at a table: the names, and on the last one some to spare."""
    if not last:
        return people
    return min(people + SPARE, AT_A_TABLE) if people else AT_A_TABLE


def _last(
    sheet: Sheet,
    paper: MeetingPaper,
    who: Somebody,
    x: float,
    middle: float,
    wide: float,
    *,
    weight: bool,
) -> None:
    if who.last is None:
        return
    if weight:
        if who.last.weight_g is not None:
            words = number_text("weight", who.last.weight_g)
            sheet.text(x + wide - PAD, middle + 1.5, words, TEXT, room=wide, align="right")
        return
    found = band(who.last, rules_on(paper.on))
    if found is None:
        return
    words = f"{who.last.systolic}/{who.last.diastolic}"
    sheet.text(x + wide - 8, middle + 1.5, words, TEXT, room=wide - 8, align="right")
    sheet.mark(x + wide - 6.2, middle - 2.2, 4.4, found.code)


def _legend_bands(sheet: Sheet, paper: MeetingPaper) -> None:
    """The marks of the bands with their words, from little ink to much."""
    base, x = WIDE.high - END, WIDE.left
    for each in rules_on(paper.on).bands:
        words = each.word.in_(language())
        sheet.mark(x, base - 3.1, 3.8, each.code)
        sheet.text(x + 5, base, words, SMALL, room=40)
        x += 5 + width(words, SMALL) + 3.4


# --- collecting ---------------------------------------------------------------------------------


def collection(sheet: Sheet, paper: MeetingPaper, page: int) -> None:
    """What each is to pay and for what, one tick for who paid it, room for another amount; the sum
    of the sheet. Columns of which nobody is asked anything are left out."""
    hint = _(
        "Paid as printed: only tick “Paid in full”. Another amount: write it beside."
        " Nothing paid: write 0."
    )
    keeper = _("the treasurer keeps it; never on the wall, never passed round")
    y = begin_page(sheet, paper, WIDE, "collection", page, keeper, hint)
    asked = paper.asked[(page - 1) * AT_A_TABLE : page * AT_A_TABLE]
    amounts = _amounts(paper)
    known = any(each.due_vnd for each in paper.asked)
    tick = 2 + len(amounts)
    narrow = len(amounts) > 1
    columns = [
        Column(_("No."), 9),
        Column(_("Full name, year of birth"), 62 if narrow else 92, "left"),
        *(Column(title, wide, "right") for title, wide, _of in amounts),
        Column(_("Paid in full"), 17 if narrow else 26, heavy=True),
        Column(_("Another amount (đồng)"), 36 if narrow else 50),
        Column(_("Signature of who pays"), 0, heavy=True),
    ]
    columns = _filled(columns, WIDE.room, len(columns) - 1)
    start = (page - 1) * AT_A_TABLE

    def cell(row: int, place: int, x: float, middle: float) -> None:
        wide = columns[place].wide
        if place == tick:
            tick_box(sheet, x + wide / 2, middle)
        if row >= len(asked):
            return
        if place < 2:
            _lead(sheet, place, start + row + 1, asked[row].who, x, middle, wide)
        elif place < tick and known:
            amount = amounts[place - 2][2](asked[row])
            _amount(sheet, amount, x + wide - PAD, middle, wide, bold=place == tick - 1)

    rows = _rows(len(asked), last=page >= sheets_for(len(paper.asked), AT_A_TABLE))
    high = min(7.4, (WIDE.high - _BOTTOM - 1.6 - y - 8.6) / (AT_A_TABLE + 1))
    y = table(sheet, WIDE.left, y, columns, rows, high, 8.6, cell)
    sums = [sum(of(each) for each in asked) for _title, _wide, of in amounts]
    said = _("Sum of sheet {n}").format(n=page)
    fees = {each.due_vnd for each in asked}
    if not narrow and len(fees) == 1 and known:
        each_pays = money.fmt(fees.pop())
        said += _(": {people} people × {fee}").format(people=len(asked), fee=each_pays)
    _sum(sheet, columns, y, high, said, sums if asked and known else [])
    legend = _("Interest = still owed × rate") if narrow else ""
    end_line(sheet, WIDE, legend, [_("Collected by"), _("Counted again by")])


_Amount = tuple[str, float, Callable[[Asked], int]]


def _amounts(paper: MeetingPaper) -> list[_Amount]:
    """The columns of what is asked for: title, width and amount; the last one is all of it."""
    parts: list[_Amount] = [
        (_("Fee"), 19, lambda each: each.fee_vnd),
        (_("Savings"), 20, lambda each: each.savings_vnd),
        (_("Interest"), 22, lambda each: each.interest_vnd),
        (_("Principal"), 26, lambda each: each.principal_vnd),
    ]
    there = [part for part in parts if any(part[2](each) for each in paper.asked)]
    if len(there) < 2:
        return [(_("Fee (đồng)"), 34, lambda each: each.due_vnd)]
    return [*there, (_("Due"), 28, lambda each: each.due_vnd)]


def _amount(
    sheet: Sheet, amount: int, right: float, middle: float, room: float, *, bold: bool
) -> None:
    words = money.fmt_number(amount) if amount else "–"
    room -= 2 * PAD
    size = fitting(words, room, AMOUNT, 9.5, bold)
    sheet.text(right, middle + 1.6, words, size, room=room, bold=bold, align="right")


def _sum(
    sheet: Sheet, columns: list[Column], y: float, high: float, said: str, sums: list[int]
) -> None:
    """The sum of the sheet: what should come in, and room for what came."""
    edges = [WIDE.left]
    for column in columns:
        edges.append(edges[-1] + column.wide)
    tick = len(columns) - 3
    sheet.tint(edges[0], y, edges[tick] - edges[0], high, 10)
    middle = y + high / 2
    for place, amount in enumerate(sums, 2):
        wide = columns[place].wide
        _amount(sheet, amount, edges[place] + wide - PAD, middle, wide, bold=True)
    room = edges[2] - edges[0] - 12
    said = cut(said, room, TEXT, bold=True)
    sheet.text(edges[1] + PAD, middle + 1.6, said, TEXT, room=room, bold=True)
    sheet.text(edges[tick] + PAD, middle + 1.5, _("really paid"), SMALL, room=40)
    sheet.rule(edges[0], y + high, edges[-1], 1.3)
    for edge in (edges[0], edges[tick], edges[-2], edges[-1]):
        sheet.line(edge, y, edge, y + high, 1.3)

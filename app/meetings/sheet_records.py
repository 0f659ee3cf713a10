"""Paper twins in the book: which sheets of a meeting were printed, under which code, and which of
them nobody has typed in yet.

A sheet is typed in when somebody says so, or when all steps that it holds are done.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month
from app.base.ids import new_code, read_code
from app.base.text import N_
from app.meetings.meeting_records import between, meeting, month_words, row_of_month
from app.meetings.sheets import SHEETS, Sheet, SheetKind
from app.meetings.step_records import steps

if TYPE_CHECKING:
    from app.club.file import Club

_SHEETS = """
    select s.*, m.month from sheet s join meeting m on m.id = s.meeting_id
"""
_ORDER = f"""
    order by m.month, case s.kind {
    " ".join(f"when '{kind}' then {place}" for place, kind in enumerate(SHEETS))
} end, s.page
"""


def issue(club: "Club", month: Month, pages: Mapping[SheetKind, int]) -> tuple[Sheet, ...]:
    """Give every page of the sheets of a month its code before it is printed, as one step.

    A page that has one keeps it, so that an older print stays good. All sheets of the month are
    returned, in order.
    """
    there = {(each.kind, each.page) for each in sheets(club, month)}
    new = [
        (kind, page)
        for kind, count in pages.items()
        for page in range(1, count + 1)
        if (kind, page) not in there
    ]
    if new:
        with club.change(N_("Print the sheets of {month}"), month=month_words(month)):
            meeting_id = row_of_month(club, month)
            for kind, page in new:
                club.db.table("sheet").insert(
                    {
                        "id": _unused_code(club),
                        "meeting_id": meeting_id,
                        "kind": kind,
                        "page": page,
                        "printed_on": club.today().isoformat(),
                    }
                )
    return sheets(club, month)


def sheets(club: "Club", month: Month) -> tuple[Sheet, ...]:
    """The sheets printed for the meeting of a month."""
    club.require("meetings.read")
    sql = f"{_SHEETS} where m.month = :month {_ORDER}"
    return tuple(_sheet(row) for row in club.db.query(sql, {"month": str(month)}))


def sheet_by_code(club: "Club", text: str) -> Sheet | None:
    """The sheet with the code somebody typed or scanned; None when this club printed none such.

    Raises UserError for a text that is no code of a paper.
    """
    club.require("meetings.read")
    rows = club.db.query(f"{_SHEETS} where s.id = :code", {"code": read_code(text)})
    return next((_sheet(row) for row in rows), None)


def not_typed(club: "Club", on: date) -> tuple[Sheet, ...]:
    """The sheets of meetings held or planned by that day which nobody has typed in. A closed
    meeting waits for no sheet."""
    club.require("meetings.read")
    sql = f"{_SHEETS} where s.typed_on is null and m.state in ('planned', 'open') {_ORDER}"
    found = tuple(_sheet(row) for row in club.db.query(sql))
    if not found:
        return ()
    meetings = between(club, found[0].month, found[-1].month)
    due = {each.month for each in meetings if each.day and each.day <= on.isoformat()}
    return _waiting(club, [each for each in found if each.month in due])


def typed(club: "Club", month: Month) -> frozenset[str]:
    """The codes of the sheets of a month that wait for nobody: typed in, or of a closed meeting."""
    found = sheets(club, month)
    if not found or meeting(club, found[0].meeting_id).state == "closed":
        return frozenset(each.code for each in found)
    return frozenset(each.code for each in found) - {each.code for each in _waiting(club, found)}


def _waiting(club: "Club", found: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Those which nobody called typed in and of which a step is not done."""
    left = [each for each in found if each.typed_on is None]
    states = {each: steps(club, each) for each in {sheet.meeting_id for sheet in left}}
    return tuple(
        sheet
        for sheet in left
        if any(
            states[sheet.meeting_id][step].state not in ("done", "left_out") for step in sheet.steps
        )
    )


def mark_typed(club: "Club", code: str) -> None:
    """Note that a sheet is typed in; `code` as printed. Nothing when it was so already."""
    sql = "select id from sheet where id = :code and typed_on is null"
    for row in list(club.db.query(sql, {"code": code})):
        with club.change(N_("Sheet {code} is typed in"), code=code):
            club.db.table("sheet").update(row["id"], {"typed_on": club.today().isoformat()})


def mark_not_typed(club: "Club", code: str) -> None:
    """Take back that a sheet is typed in."""
    sql = "select id from sheet where id = :code and typed_on is not null"
    for row in list(club.db.query(sql, {"code": code})):
        with club.change(N_("Sheet {code} is not typed in yet"), code=code):
            club.db.table("sheet").update(row["id"], {"typed_on": None})


def _unused_code(club: "Club") -> str:
    while True:
        code = new_code(club.ports.rng)
        if (
            next(club.db.query("select id from sheet where id = :code", {"code": code}), None)
            is None
        ):
            return code


def _sheet(row: Mapping[str, Any]) -> Sheet:
    return Sheet(
        row["id"],
        row["meeting_id"],
        Month.parse(row["month"]),
        row["kind"],
        row["page"],
        row["printed_on"],
        row["typed_on"],
    )

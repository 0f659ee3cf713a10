"""The recovery sheet: the code that opens the book when nobody remembers a passphrase.

Two equal pages, one for the chair's envelope and one for the deputy's. Nothing on them but the
code is secret, and the code stands nowhere else.
"""

from datetime import date
from io import BytesIO

from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, lines_of, width

WIDE, HIGH = 210.0, 297.0
LEFT, ROOM = 25.0, 165.0
COPIES = 2
GROUPS_IN_A_ROW = 3


def recovery_sheet(
    club: str,
    code: str,
    on: date,
    language: str = "vi",
    watch: Watch | None = None,
    *,
    practice: bool = False,
) -> bytes:
    """The PDF of the sheet for `code`, as `recovery_code.new_code` gives it."""
    with speaking(language):
        into = BytesIO()
        title = _("Recovery sheet")
        canvas = new_canvas(into, (WIDE, HIGH), title=title, author=clean(club), language=language)
        sheet = Sheet(canvas, (WIDE, HIGH), watch, practice=practice)
        for copy in range(1, COPIES + 1):
            _page(sheet, clean(club), code, on, copy)
            sheet.next_page()
        canvas.save()
        return into.getvalue()


def _page(sheet: Sheet, club: str, code: str, on: date, copy: int) -> None:
    y = 34.0
    for line in lines_of(club, ROOM, 16, True, 2):
        sheet.text(LEFT, y, line, 16, room=ROOM, bold=True)
        y += 16 * LEADING / MM
    sheet.text(LEFT, y + 6, _("Recovery sheet"), 28, room=ROOM, bold=True)
    sheet.rule(LEFT, y + 11, LEFT + ROOM, 1.3)
    y = sheet.paragraph(
        LEFT,
        y + 22,
        _("This code opens the club's book when **nobody remembers a passphrase**."),
        16,
        room=ROOM,
    )
    y = _code(sheet, y + 4, code)
    for number, line in enumerate(_instructions(), 1):
        sheet.text(LEFT, y, f"{number}.", 14, room=9, bold=True)
        y = sheet.paragraph(LEFT + 10, y, line, 14, room=ROOM - 10) + 3.5
    _signatures(sheet, y + 6, on)
    paper = code_for("recovery", club, on.isoformat())
    foot = _("Printed {date} · sheet {n} of {all} · {code}").format(
        date=fmt_date(on), n=copy, all=COPIES, code=paper
    )
    sheet.rule(LEFT, 280, LEFT + ROOM, 0.5)
    room = width(foot, 10)
    sheet.text(LEFT + ROOM, 285.5, foot, 10, room=ROOM, align="right")
    sheet.text(LEFT, 285.5, cut(club, ROOM - room - 5, 10), 10, room=ROOM - room - 5)


def _instructions() -> tuple[str, ...]:
    return (
        _(
            "Fold this sheet, put it in an envelope, glue it, and sign across the flap. "
            "One envelope stays with the chair, one with the deputy chair."
        ),
        _("Keep it at home, **not beside the computer**, and show it to nobody."),
        _(
            "To use it: open the program, choose “Forgotten passphrase”, and type the six groups. "
            "Turn Vietnamese typing off first. 0 and 1 are digits; there is no letter O, I, L or U."
        ),
        _(
            "A code works **once**. The program then gives a new one: print the new sheet at once "
            "and tear up this one."
        ),
        _("Without a passphrase and without this sheet, **nobody can open the book again**."),
    )


def _code(sheet: Sheet, top: float, code: str) -> float:
    """The code in a frame, two rows of three groups; returns the next baseline."""
    groups = code.split("-")
    step, size = ROOM / GROUPS_IN_A_ROW, 30
    rows = -(-len(groups) // GROUPS_IN_A_ROW)
    high = rows * 19.0 + 5
    sheet.box(LEFT, top, ROOM, high, weight=2, round_=3)
    for at, group in enumerate(groups):
        row, column = divmod(at, GROUPS_IN_A_ROW)
        middle = LEFT + step * (column + 0.5)
        sheet.text(
            middle, top + 15 + row * 19, group, size, room=step - 4, bold=True, align="center"
        )
    return top + high + 12


def _signatures(sheet: Sheet, y: float, on: date) -> None:
    half = ROOM / 2
    for x, who in ((LEFT, _("Chair")), (LEFT + half, _("Deputy chair"))):
        sheet.text(x + half / 2, y, who, 14, room=half - 6, bold=True, align="center")
        sheet.dotted(x + 8, y + 24, x + half - 8)
    sheet.text(
        LEFT + half,
        y + 32,
        _("Sealed on {date}").format(date=fmt_date(on)),
        12,
        room=ROOM,
        align="center",
    )

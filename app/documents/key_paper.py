"""The key paper: the digits that prove a key file, given by hand at the meeting with the commune.

Both sides print theirs, sign it and file the other's. Nothing on it is secret; it must only be the
paper that the other side really gave.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import segno

from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import _, speaking
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import LEADING, MM, clean, cut, fitting, lines_of, width

WIDE, HIGH = 210.0, 297.0
LEFT, ROOM = 25.0, 165.0
GROUPS_IN_A_ROW, TYPED = 3, 2
ROW, PAD = 19.0, 2.5
QR = 30.0
QUIET = 4  # modules of white around a QR code, or scanners do not find it


def key_paper(
    kind: str,
    name: str,
    groups: Sequence[str],
    key_id: str,
    on: date,
    language: str = "vi",
    watch: Watch | None = None,
    *,
    practice: bool = False,
) -> bytes:
    """The PDF for the key of a "club" or "commune" (`kind`) of this name.

    `groups` are the six groups of its fingerprint, of which the other side types the last two;
    `key_id` names the pair of keys and stands in the QR code.
    """
    with speaking(language):
        into = BytesIO()
        name = clean(name)
        ours = kind == "club"
        title = _("Key paper of the club") if ours else _("Key paper of the commune")
        canvas = new_canvas(into, (WIDE, HIGH), title=title, author=name, language=language)
        sheet = Sheet(canvas, (WIDE, HIGH), watch, practice=practice)
        y = _head(sheet, name, title)
        y = sheet.paragraph(LEFT, y, _purpose(ours=ours), 16, room=ROOM)
        y = _digits(sheet, y + 3, groups)
        steps = ROOM - QR - 10
        qr = y
        for number, line in enumerate(_steps(ours=ours), 1):
            sheet.text(LEFT, y, f"{number}.", 14, room=9, bold=True)
            y = sheet.paragraph(LEFT + 10, y, line, 14, room=steps - 10) + 3
        _qr(sheet, LEFT + ROOM - QR, qr - 5, key_id)
        _signatures(sheet, max(y, qr + QR + 14) + 6, on, ours=ours)
        _foot(sheet, name, on, key_id)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


def _head(sheet: Sheet, name: str, title: str) -> float:
    y = 34.0
    for line in lines_of(name, ROOM, 16, True, 2):
        sheet.text(LEFT, y, line, 16, room=ROOM, bold=True)
        y += 16 * LEADING / MM
    sheet.text(LEFT, y + 6, title, 28, room=ROOM, bold=True)
    sheet.rule(LEFT, y + 11, LEFT + ROOM, 1.3)
    return y + 22


def _purpose(*, ours: bool) -> str:
    if ours:
        return _(
            "These six groups belong to the key of our club. By them **the commune knows that what"
            " it receives is from us** and from nobody else."
        )
    return _(
        "These six groups belong to the key of our association. By them **a club knows that only"
        " our commune can open** what it sends."
    )


def _steps(*, ours: bool) -> tuple[str, ...]:
    return (
        _("Give this paper **by hand**, together with the key file on a USB stick.")
        if ours
        else _("Give this paper to each club **by hand**, with the key file on a USB stick."),
        _(
            "The other side reads the key file. Its screen shows the first four groups:"
            " **they must be these**."
        ),
        _("Then it types **the last two groups** from this paper."),
        _("If anything differs, do not pair. Ask for a new key file."),
        _("Keep the other side's paper with the club's papers.")
        if ours
        else _("Keep each club's paper with the commune's papers."),
    )


def _digits(sheet: Sheet, top: float, groups: Sequence[str]) -> float:
    """The groups in a frame, three in a row, those to be typed in a frame of their own; returns
    the next baseline."""
    step, size = ROOM / GROUPS_IN_A_ROW, 30
    rows = -(-len(groups) // GROUPS_IN_A_ROW)
    high = rows * ROW + 2 * PAD
    sheet.box(LEFT, top, ROOM, high, weight=1, round_=3)
    for at, group in enumerate(groups):
        row, column = divmod(at, GROUPS_IN_A_ROW)
        middle = LEFT + step * (column + 0.5)
        base = top + PAD + row * ROW + 13.5
        sheet.text(middle, base, group, size, room=step - 4, bold=True, align="center")
    left = LEFT + step * (GROUPS_IN_A_ROW - TYPED) + PAD
    inner = TYPED * step - 2 * PAD
    sheet.box(left, top + PAD + (rows - 1) * ROW, inner, ROW, weight=2, round_=2)
    words = _("the last two groups: the other side types them")
    below = top + high + 6
    sheet.text(LEFT + ROOM, below, words, 12, room=ROOM, align="right")
    return below + 13


def _qr(sheet: Sheet, x: float, y: float, key_id: str) -> None:
    """The name of the key for a scanner, and its first signs below for the eye."""
    code = segno.make(key_id.upper(), error="m", micro=False)
    modules = [list(row) for row in code.matrix]
    side = QR / (len(modules) + 2 * QUIET)
    for down, row in enumerate(modules):
        for across, dark in enumerate(row):
            if dark:
                # A hair wider than its place, or printers leave white lines between.
                place = (x + (across + QUIET) * side, y + (down + QUIET) * side)
                sheet.tint(*place, side + 0.02, side + 0.02, 100)
    words = _("key {id}").format(id=key_id[:8].upper())
    size = fitting(words, QR, 12, 10)
    sheet.text(x + QR / 2, y + QR + 2, words, size, room=QR, align="center")


def _signatures(sheet: Sheet, y: float, on: date, *, ours: bool) -> None:
    half = ROOM / 2
    chair, officer = _("Chair of the club"), _("Officer of the commune")
    givers = (chair, officer) if ours else (officer, chair)
    for x, who, does in (
        (LEFT, givers[0], _("gives this paper")),
        (LEFT + half, givers[1], _("has compared the digits")),
    ):
        middle = x + half / 2
        sheet.text(middle, y, who, 14, room=half - 6, bold=True, align="center")
        sheet.text(middle, y + 6.5, does, 12, room=half - 6, align="center")
        sheet.dotted(x + 8, y + 30, x + half - 8)
    printed = _("Made on {date}").format(date=fmt_date(on))
    sheet.text(LEFT + half, y + 39, printed, 12, room=ROOM, align="center")


def _foot(sheet: Sheet, name: str, on: date, key_id: str) -> None:
    foot = _("Printed {date} · page {n} of {all} · {code}").format(
        date=fmt_date(on), n=1, all=1, code=code_for("key", name, key_id, on.isoformat())
    )
    sheet.rule(LEFT, 280, LEFT + ROOM, 0.5)
    room = width(foot, 10)
    sheet.text(LEFT + ROOM, 285.5, foot, 10, room=ROOM, align="right")
    sheet.text(LEFT, 285.5, cut(name, ROOM - room - 5, 10), 10, room=ROOM - room - 5)

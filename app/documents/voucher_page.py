"""One voucher on half a sheet: money in (phiếu thu), money out (phiếu chi), or what moves no cash
(phiếu kế toán). Always Vietnamese.

Lengths are millimetres, sizes points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base import money
from app.base.dates import fmt_date, official_date
from app.base.ids import code_for
from app.documents.issuer import Issuer
from app.documents.kit import Sheet
from app.documents.letters import TINOS, cut, fitting, lines_of, width
from app.documents.money_hands import Hands
from app.funds.accounts import Kind

TITLES: Final[dict[Kind, str]] = {
    "receipt": "PHIẾU THU",
    "payment": "PHIẾU CHI",
    "journal": "PHIẾU KẾ TOÁN",
}

LEFT, RIGHT, HALF = 20.0, 195.0, 148.5
ROOM = RIGHT - LEFT
VALUE_AT = LEFT + 44
VALUE_ROOM = RIGHT - VALUE_AT
SIZE, SMALL = 13.0, 9.0
FIRST_FIELD, LAST_FIELD = 44.0, 91.0
STEP = 8.4
SIGN_AT, NAME_AT = 100.0, 124.0
RECEIVED_AT, CODE_AT = 133.0, 142.0
MOST_LINES = 6
"""Of the small table on a voucher that moves no cash."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sum, or a line of a voucher that moves no cash: what it is, and how much.

    There a debit is above zero and a credit below.
    """

    words: str
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class Voucher:
    """One voucher as it is printed. `funds` are titles; `parts` add up to the amount when there
    are several, on a journal they are its lines and add up to nothing.

    `cancels` and `cancelled_by` are numbers of other vouchers, "" when there is none.
    """

    kind: Kind
    number: str
    on: date
    funds: tuple[str, ...]
    amount_vnd: int
    reason: str
    party: str = ""
    address: str = ""
    attached: str = ""
    parts: tuple[Part, ...] = ()
    by_bank: bool = False
    cancels: str = ""
    cancelled_by: str = ""


def code_of(voucher: Voucher, issuer: Issuer) -> str:
    """The code at its foot: it follows from what is printed, so a changed paper has another one."""
    facts = (voucher.number, voucher.on.isoformat(), voucher.party, voucher.reason)
    return code_for("voucher", issuer.mark, *facts, str(voucher.amount_vnd))


def draw(sheet: Sheet, top: float, voucher: Voucher, hands: Hands, issuer: Issuer) -> None:
    """A voucher in the half of the page that begins at `top`."""
    _head(sheet, top, voucher, issuer)
    rows = _fields(voucher)
    count = sum(max(len(lines), 1) for _label, lines, _size in rows)
    table_high = 0.0
    if voucher.kind == "journal":
        table_high = 5.4 * (min(len(voucher.parts), MOST_LINES) + 2) + 4
    last = LAST_FIELD + _lower(voucher)
    step = min(STEP, (last - FIRST_FIELD - table_high) / max(count - 1, 1))
    y = top + FIRST_FIELD
    for label, lines, size in rows:
        sheet.text(LEFT, y, label, SIZE, room=VALUE_AT - LEFT - 2)
        for line in lines or [""]:
            bold = size > SIZE or label.startswith("Họ tên")
            fits = fitting(line, VALUE_ROOM, size, 11, bold=bold, family=TINOS)
            words = cut(line, VALUE_ROOM, fits, bold=bold, family=TINOS)
            sheet.dotted(VALUE_AT, y + 1.4, RIGHT)
            if words:
                sheet.text(VALUE_AT, y, words, fits, room=VALUE_ROOM, bold=bold)
            y += step
    if voucher.kind == "journal":
        _table(sheet, y - step + 4, voucher.parts)
    _signers(sheet, top, voucher, hands)
    _foot(sheet, top, voucher, issuer)


def _head(sheet: Sheet, top: float, voucher: Voucher, issuer: Issuer) -> None:
    right_room = 62.0
    left_room = ROOM - right_room - 4
    size = fitting(issuer.name, left_room, 12.5, 10.5, bold=True, family=TINOS)
    base = top + 11.6
    for line in lines_of(issuer.name, left_room, size, True, 2, TINOS):
        sheet.text(LEFT, base, line, size, room=left_room + 0.02, bold=True)
        base += size * 0.42
    place = ", ".join(part for part in (issuer.commune, issuer.province) if part)
    place = place[:1].upper() + place[1:]
    size = fitting(place, left_room, 12, 10, family=TINOS)
    sheet.text(LEFT, base, cut(place, left_room, size, family=TINOS), size, room=left_room)
    number = f"Số: {voucher.number}"
    sheet.text(RIGHT, top + 11.6, number, 13, room=right_room, bold=True, align="right")
    base = top + 16.8
    for fund in lines_of(", ".join(voucher.funds), right_room, 12, False, 2, TINOS):
        sheet.text(RIGHT, base, fund, 12, room=right_room + 0.02, align="right")
        base += 4.8
    if voucher.cancelled_by:
        words = f"ĐÃ HỦY bằng {voucher.cancelled_by}"
        sheet.text(RIGHT, base + 0.6, words, 12, room=right_room, bold=True, align="right")
    middle = LEFT + ROOM / 2
    title = TITLES[voucher.kind]
    sheet.text(middle, top + 27.6, title, 20, room=ROOM, bold=True, align="center")
    day = official_date(voucher.on).capitalize()
    sheet.text(middle, top + 34.4, day, SIZE, room=ROOM, italic=True, align="center")


Row = tuple[str, list[str], float]


def _fields(voucher: Voucher) -> list[Row]:
    """Labels with the lines that stand on them; an empty value is a line to write on."""
    amount = f"{money.fmt(voucher.amount_vnd)}{'  (chuyển khoản)' if voucher.by_bank else ''}"
    reason = voucher.reason
    if voucher.cancels:
        reason = f"Hủy {voucher.cancels}. {reason}"
    about = _wrapped(reason, 2 if voucher.parts else 3)
    if voucher.kind == "journal":
        return [
            ("Lý do", about, SIZE),
            ("Kèm theo", _wrapped(voucher.attached, 1), SIZE),
        ]
    whose = "người nộp" if voucher.kind == "receipt" else "người nhận"
    rows: list[Row] = [
        (f"Họ tên {whose}", [voucher.party] if voucher.party else [], SIZE),
        ("Địa chỉ", [voucher.address] if voucher.address else [], SIZE),
        ("Lý do", about, SIZE),
        ("Số tiền", [amount], 16),
        ("Bằng chữ", _wrapped(f"{money.sentence(voucher.amount_vnd)}.", 2), SIZE),
        ("Kèm theo", _wrapped(voucher.attached, 1), SIZE),
    ]
    if len(voucher.parts) > 1:
        rows.insert(4, ("Gồm", _wrapped(sum_words(voucher.parts), 3), SIZE))
    return rows


def _wrapped(text: str, most: int) -> list[str]:
    return lines_of(text, VALUE_ROOM, SIZE, False, most, TINOS) if text else []


def sum_words(parts: Sequence[Part]) -> str:
    """ "gốc 400.000 + lãi 50.000 = 450.000 đ": any pencil can follow it."""
    shown = " + ".join(
        f"{part.words} {money.fmt_number(part.amount_vnd)}".replace(" ", "\N{NO-BREAK SPACE}")
        for part in parts
    )
    return f"{shown} =\N{NO-BREAK SPACE}{money.fmt(sum(part.amount_vnd for part in parts))}"


def _table(sheet: Sheet, y: float, parts: Sequence[Part]) -> None:
    """What is put where: debits at the left, credits at the right, both with one sum."""
    debit, credit = RIGHT - 36, RIGHT - 1.5
    sheet.tint(LEFT, y, ROOM, 5.4, 10)
    sheet.rule(LEFT, y, RIGHT, 1)
    sheet.text(LEFT + 1.5, y + 4, "Quỹ, khoản", 11.5, room=90, bold=True)
    sheet.text(debit, y + 4, "Nợ (đ)", 11.5, room=34, bold=True, align="right")
    sheet.text(credit, y + 4, "Có (đ)", 11.5, room=34, bold=True, align="right")
    y += 5.4
    sheet.rule(LEFT, y, RIGHT, 1)
    for part in gathered(parts):
        room = debit - LEFT - 36
        size = fitting(part.words, room, 11.5, 10, family=TINOS)
        words = cut(part.words, room, size, family=TINOS)
        sheet.text(LEFT + 1.5, y + 4, words, size, room=room)
        at = debit if part.amount_vnd > 0 else credit
        figure = money.fmt_number(abs(part.amount_vnd))
        sheet.text(at, y + 4, figure, 11.5, room=34, align="right")
        y += 5.4
        sheet.rule(LEFT, y, RIGHT, 0.5)
    figure = money.fmt_number(sum(part.amount_vnd for part in parts if part.amount_vnd > 0))
    sheet.text(LEFT + 1.5, y + 4, "Cộng", 11.5, room=90, bold=True)
    for at in (debit, credit):
        sheet.text(at, y + 4, figure, 11.5, room=34, bold=True, align="right")
    sheet.rule(LEFT, y + 5.4, RIGHT, 1)


def gathered(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The lines as they fit: when there are too many, small debits become one line, and credits."""
    if len(parts) <= MOST_LINES:
        return tuple(parts)
    found: list[Part] = []
    for side in (1, -1):
        mine = [part for part in parts if part.amount_vnd * side > 0]
        mine.sort(key=lambda part: -abs(part.amount_vnd))
        kept = len(mine) if len(mine) <= MOST_LINES // 2 else MOST_LINES // 2 - 1
        found += mine[:kept]
        if rest := mine[kept:]:
            found.append(
                Part(f"{len(rest)} khoản khác cộng lại", sum(part.amount_vnd for part in rest))
            )
    return tuple(found)


def _signers(sheet: Sheet, top: float, voucher: Voucher, hands: Hands) -> None:
    first = {"receipt": "Người nộp", "payment": "Người nhận", "journal": ""}[voucher.kind]
    signers = [
        ("Người lập", hands.maker),
        ("Thủ quỹ", hands.treasurer),
        ("Kế toán", hands.accountant),
        ("Chủ nhiệm", hands.chair),
    ]
    if first:
        signers.insert(0, (first, voucher.party if _one_person(voucher.party) else ""))
    wide = ROOM / len(signers)
    for place, (title, name) in enumerate(signers):
        middle = LEFT + wide * (place + 0.5)
        base = top + SIGN_AT + _lower(voucher)
        sheet.text(middle, base, title, 12, room=wide - 2, bold=True, align="center")
        hint = "(Ký, họ tên)"
        sheet.text(middle, base + 4.8, hint, 11, room=wide - 2, italic=True, align="center")
        if name:
            # Smaller rather than on a third line: that would take the room to sign.
            size, lines = next(
                (size, lines)
                for size, most in ((11.5, 2), (10.5, 2), (11.5, 3))
                if len(lines := lines_of(name, wide - 2, size, False, 3, TINOS)) <= most
            )
            for number, line in enumerate(lines):
                at = top + NAME_AT + _lower(voucher) - (len(lines) - 1 - number) * 4.6
                sheet.text(middle, at, line, size, room=wide - 1.9, align="center")


def _lower(voucher: Voucher) -> float:
    """How much lower people sign where nobody writes that the money was received."""
    return 12.0 if voucher.kind == "journal" else 0.0


def _one_person(party: str) -> bool:
    """Whether the party is somebody who signs, and not "57 thành viên"."""
    return bool(party) and not any(sign.isdigit() for sign in party)


def _foot(sheet: Sheet, top: float, voucher: Voucher, issuer: Issuer) -> None:
    if voucher.kind != "journal":
        label = "Đã nhận đủ số tiền (viết bằng chữ):"
        sheet.text(LEFT, top + RECEIVED_AT, label, 11.5, room=90)
        start = LEFT + width(label, 11.5, family=TINOS) + 2
        sheet.dotted(start, top + RECEIVED_AT + 1, RIGHT)
    right = f"mã {code_of(voucher, issuer)}"
    taken = width(right, SMALL, True, TINOS)
    base = top + CODE_AT
    sheet.text(RIGHT, base, right, SMALL, room=taken, bold=True, align="right")
    room = ROOM - taken - 5
    title = TITLES[voucher.kind].capitalize()
    left = f"{title} {voucher.number} · {issuer.name} · {fmt_date(voucher.on)}"
    sheet.text(LEFT, base, cut(left, room, SMALL, family=TINOS), SMALL, room=room)

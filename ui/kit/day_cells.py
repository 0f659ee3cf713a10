"""What stands in a day of the calendar: its number, what became of each thing, short names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import N_, ngettext
from ui.kit import icons
from ui.kit.marks import Mark, explained, paint_ground
from ui.kit.paged import paint_words
from ui.kit.style import BODY, look

DayState = Literal["made", "missed", "unmarked", "ahead", "by_other"]
PAD: Final = 5
NUMBER, LINE = 23, 22
"""How high the number of a day is, and each line below it."""
_RADIUS: Final = 6
_NUMBER_WIDE: Final = 28
"""What stays free of icons for the number of the day."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """One thing of a day: what became of it, a short name, and whether somebody has to act on it.
    `key` is the caller's own."""

    key: Any
    state: DayState
    text: str
    alarm: bool = False


LOOKS: Mapping[str, Mark] = {
    "made": Mark("tint", "pri", "pri", 1, "check", N_("made")),
    "by_other": Mark("surface", "pri", "pri", 1, "users", N_("somebody else came")),
    "missed": Mark("bad_bg", "bad", "bad", 3, "x", N_("missed")),
    "unmarked": Mark("warn_bg", "warn", "warn", 2, "circle-question-mark", N_("not written")),
    "ahead": Mark("surface", "ink2", "ink", 2, "", N_("planned"), dashed=True),
    "alarm": Mark("act", "act", "on_act", 1, "triangle-alert", N_("something to report")),
    "": Mark("surface", "hair", "ink2", 1, "", N_("nothing")),
}
_RANK = ("alarm", "missed", "unmarked", "ahead", "made", "by_other")
"""What a day with several things looks like: as the one that wants most to be seen."""


def kind_of(mark: DayMark) -> str:
    """Under which look a mark stands."""
    return "alarm" if mark.alarm else mark.state


def paint_day(
    painter: QPainter,
    room: QRectF,
    day: date,
    marks: Sequence[DayMark],
    *,
    today: bool,
    brief: bool,
) -> None:
    """Paint a day: its number with an icon for each thing of the day, and their names below."""
    now = look()
    kinds = [kind_of(mark) for mark in marks]
    shown = LOOKS[min(kinds, key=_RANK.index, default="")]
    paint_ground(painter, room, shown, _RADIUS)
    pad = now.px(PAD)
    ink = now.color(shown.ink)
    head = QRectF(room.left() + pad, room.top() + 1, room.width() - 2 * pad, now.px(NUMBER))
    _paint_number(painter, head, day, ink, today=today)
    size = now.px(icons.SMALL)
    fit = max(1, int((head.width() - now.px(_NUMBER_WIDE)) // size))
    if len(kinds) > fit:  # rather the icons that say what is wrong
        kinds.sort(key=_RANK.index)
    icon_names = [LOOKS[kind].icon for kind in kinds if LOOKS[kind].icon][:fit]
    x = head.right() - size * len(icon_names)
    for name in icon_names:
        icons.paint(painter, name, ink.name(), x, head.center().y() - size / 2, size)
        x += size
    high = now.px(LINE)
    bold = now.font(BODY, bold=True)
    lines = max(1, int((room.bottom() - head.bottom()) // high))
    texts = texts_of(marks, lines, brief=brief)
    if len(marks) > lines:
        left = len(marks) - lines + 1
        people = ngettext("{n} person", "{n} people", left).format(n=left)
        metrics = QFontMetrics(bold)
        wide = head.width()
        fits = (one for one in (texts[-1], people) if metrics.horizontalAdvance(one) <= wide)
        texts[-1] = next(fits, str(left))
    for number, text in enumerate(texts):
        place = QRectF(head.left(), head.bottom() + number * high, head.width(), high)
        paint_words(painter, place, text, bold, ink, keep_end=True)


def texts_of(marks: Sequence[DayMark], lines: int, *, brief: bool) -> list[str]:
    """What stands in a day of so many lines; the last one says how many things it has no room
    for: "Mùi +1"."""
    crowded = len(marks) > lines
    texts = [
        mark.text.rpartition(" ")[2] if brief or crowded else mark.text for mark in marks[:lines]
    ]
    if crowded:
        texts[-1] = f"{texts[-1]} +{len(marks) - lines}"
    return texts


def _paint_number(painter: QPainter, head: QRectF, day: date, ink: QColor, *, today: bool) -> None:
    now = look()
    font = now.font(BODY, bold=today)
    if not today:
        paint_words(painter, head, str(day.day), font, ink)
        return
    wide = QFontMetrics(font).horizontalAdvance(str(day.day)) + 2 * now.px(6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.color("ink"))
    box = QRectF(head.left() - now.px(2), head.top() + 2, wide, head.height())
    painter.drawRoundedRect(box, now.px(3), now.px(3))
    paint_words(painter, box, str(day.day), font, now.color("surface"), middle=True)


class _Sample(QWidget):
    """One state of the legend."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(30), look().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, shown = look(), LOOKS[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), shown, _RADIUS)
        if shown.icon:
            size = now.px(icons.SMALL) - 4
            x, y = (self.width() - size) / 2, (self.height() - size) / 2
            icons.paint(painter, shown.icon, now.color(shown.ink).name(), x, y, size)


def day_legend(entries: Sequence[tuple[str, str]]) -> QWidget:
    """What the looks mean, below a calendar: pairs of a state (or "alarm") and words."""
    return explained((_Sample(kind), words) for kind, words in entries)

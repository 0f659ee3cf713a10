"""How everything looks: colours, sizes and fonts, in one frozen `Look` that the kit paints with.

Sizes are written as they are at 100 % and pass through `px`; a new size or theme restyles all
windows at once (`apply`), without a restart and without losing what was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from app.base.places import resource
from ui.kit.sheet import sheet

SIZES = (100, 115, 130, 150, 175, 200)
"""Steps of A− and A+, in per cent."""

FAMILY = "Noto Sans"

# Heights and type at 100 %, in px of a 96 dpi screen.
BODY, KEY, SECTION, FIGURE, BIG, TITLE, FOCUSED = 19, 17, 21, 21, 27, 30, 25
BUTTON, MAIN_BUTTON, ROW, HEAD, CELL, TILE = 46, 56, 45, 44, 46, 96
TOP_BAR, UNDO_BAR, LEFT_COLUMN, SCROLL_BAR = 58, 64, 280, 22


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme, as hex. `on_x` and `x_ink` are texts on the ground of that name."""

    canvas: str = "#F4F2EC"
    surface: str = "#FFFFFF"
    sunk: str = "#E9E6DC"
    ink: str = "#1B1A17"
    ink2: str = "#47443C"
    line: str = "#827D70"
    hair: str = "#D8D4C8"
    card_line: str = "#D8D4C8"
    pri: str = "#0E4D40"
    on_pri: str = "#FFFFFF"
    tint: str = "#E0EEE7"
    side: str = "#123F36"
    side_ink: str = "#FBF7EC"
    side_line: str = "#6E9489"
    ring: str = "#1B1A17"
    glow: str = "#FFE27A"
    glow2: str = "#FFF3C9"
    bad: str = "#8C1D18"
    bad_bg: str = "#FBE8E4"
    act: str = "#8C1D18"
    on_act: str = "#FFFFFF"
    warn: str = "#5C3A00"
    warn_bg: str = "#FFF0D2"
    high_ink: str = "#6A2E00"
    high_bg: str = "#FFDDBF"
    very_high_ink: str = "#7A1512"
    very_high_bg: str = "#F8D0CA"
    low_ink: str = "#1F3A5F"
    low_bg: str = "#E1EAF6"
    upper: str = "#0E4D40"
    lower: str = "#7A3E00"
    thick: int = 1
    """Width of the line around cards: 2 where colour alone does not set them off."""


LIGHT = Tokens()
CREAM = Tokens(
    canvas="#F3E8CF",
    surface="#FFF8E7",
    sunk="#EADDBE",
    ink2="#463F2E",
    line="#80704A",
    hair="#D9CBA8",
    card_line="#D9CBA8",
    tint="#E4ECD6",
)
CONTRAST = Tokens(
    canvas="#000000",
    surface="#000000",
    sunk="#000000",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    line="#FFFFFF",
    hair="#8C8C8C",
    card_line="#FFFFFF",
    pri="#FFE14D",
    on_pri="#000000",
    tint="#000000",
    side="#000000",
    side_ink="#FFFFFF",
    side_line="#8C8C8C",
    ring="#00FFFF",
    glow="#00333D",
    glow2="#00333D",
    bad="#FFB0A8",
    bad_bg="#000000",
    warn="#FFC85C",
    warn_bg="#000000",
    high_ink="#FFB877",
    high_bg="#000000",
    very_high_ink="#FFB0A8",
    very_high_bg="#000000",
    low_ink="#A9CBFF",
    low_bg="#000000",
    upper="#FFE14D",
    lower="#FFB877",
    thick=2,
)
THEMES = {"light": LIGHT, "cream": CREAM, "contrast": CONTRAST}


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at a size in per cent."""

    tokens: Tokens = LIGHT
    size: int = 100

    def px(self, at_100: float) -> int:
        """A length at this size; at least 1 px of whatever is more than nothing."""
        scaled = round(at_100 * self.size / 100)
        return scaled if scaled or not at_100 else 1

    def font(self, at_100: float = BODY, *, bold: bool = False) -> QFont:
        """The font of the program; `at_100` is its size in px at 100 %."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(at_100))
        font.setBold(bold)
        return font

    def color(self, token: str) -> QColor:
        """The colour of a token, such as "ink"."""
        return QColor(getattr(self.tokens, token))


_DEFAULT = Look()


def look() -> Look:
    """How things look now. Kept by the application object, beside its font and palette."""
    app = QCoreApplication.instance()
    current = app.property("look") if app is not None else None
    return current if isinstance(current, Look) else _DEFAULT


def px(at_100: float) -> int:
    """A length at the size in use."""
    return look().px(at_100)


def load_fonts() -> None:
    """Make Noto Sans known to Qt; other fonts lose the tone marks of Vietnamese capitals."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def apply(theme: str, size: int) -> None:
    """Show everything in a theme ("light", "cream", "contrast") and a size of SIZES."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    now = Look(THEMES.get(theme, LIGHT), size if size in SIZES else SIZES[0])
    if app.property("look") == now:
        return
    app.setProperty("look", now)
    app.setFont(now.font())
    app.setPalette(_palette(now))
    app.setStyleSheet(sheet(now.tokens, now.px))  # tells every widget that the style changed
    for window in app.topLevelWidgets():
        for part in (*window.findChildren(QLayout), *window.findChildren(QWidget)):
            rescale = getattr(part, "rescale", None)
            if rescale is not None:
                rescale()


def bigger(size: int) -> int:
    """The next size step up, or the largest."""
    return next((step for step in SIZES if step > size), SIZES[-1])


def smaller(size: int) -> int:
    """The next size step down, or the smallest."""
    return next((step for step in reversed(SIZES) if step < size), SIZES[0])


def texts_on_grounds() -> Iterator[tuple[str, str]]:
    """Every pair (text, ground) of tokens that stand on each other: the test of contrast."""
    for ink in ("ink", "ink2", "pri"):
        yield from ((ink, ground) for ground in ("canvas", "surface", "sunk"))
    yield from (("bad", ground) for ground in ("canvas", "surface"))
    yield from (("ink", ground) for ground in ("glow", "glow2", "tint", "bad_bg", "warn_bg"))
    yield from (
        *(("on_pri", "pri"), ("pri", "tint"), ("side_ink", "side"), ("bad", "bad_bg")),
        *(("on_act", "act"), ("warn", "warn_bg"), ("high_ink", "high_bg")),
        *(("very_high_ink", "very_high_bg"), ("low_ink", "low_bg")),
        *(("upper", "surface"), ("lower", "surface")),
    )


def lines_on_grounds() -> Iterator[tuple[str, str]]:
    """Every pair (line, ground) that must be told apart: borders, icons, the focus ring."""
    yield from (("line", ground) for ground in ("canvas", "surface"))
    yield from (("ring", ground) for ground in ("canvas", "surface", "glow", "glow2"))
    yield from (("pri", "surface"), ("bad", "surface"), ("warn", "surface"))


def _palette(now: Look) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, token in (
        *((roles.Window, "canvas"), (roles.WindowText, "ink"), (roles.Base, "surface")),
        *((roles.AlternateBase, "sunk"), (roles.Text, "ink"), (roles.Button, "surface")),
        *((roles.ButtonText, "ink"), (roles.Highlight, "pri"), (roles.HighlightedText, "on_pri")),
        *((roles.PlaceholderText, "ink2"), (roles.ToolTipBase, "surface")),
        *((roles.ToolTipText, "ink"), (roles.Link, "pri"), (roles.Mid, "line")),
    ):
        palette.setColor(role, now.color(token))
    return palette


def repolish(widget: QWidget) -> None:
    """Let the sheet look again at a widget whose dynamic property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


TEXT_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine

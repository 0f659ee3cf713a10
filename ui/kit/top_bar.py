"""The bar at the top, the same on every page: home and back at the left; saved, size of text, help,
curtain and who works at the right."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import line
from ui.kit.notice import IconLabel
from ui.kit.style import BODY, TOP_BAR, look, px

_MARGIN, _GAP = 12, 8
_TICK = 22


@dataclass(frozen=True, slots=True)
class _Fit:
    """What is shown at a width; everything else has been shed."""

    keys: bool = False
    saved: bool = False
    user: bool = False
    icons: bool = False


# In this order it sheds; the words of buttons never go. At last it takes a second line.
_STEPS = (
    _Fit(keys=True, saved=True, user=True, icons=True),
    _Fit(saved=True, user=True, icons=True),
    _Fit(user=True, icons=True),
    _Fit(icons=True),
    _Fit(),
)


class TopBar(QFrame):
    """The window connects its buttons and tells it what to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "bar")
        self.home = self._button(_("First page"), "house", "Alt+Home")
        self.contents = self._button(_("Contents"), "list")
        self.contents.key = "F10"  # the window listens, also while the button is not needed
        self.back = self._button(_("Back"), "arrow-left", "Esc")
        self._tick = IconLabel("check", "ink", _TICK)
        self._saved = line("")
        for part in (self._tick, self._saved):
            part.setParent(self)
        self.smaller = self._button("A−", name=_("Smaller text"))
        self.larger = self._button("A+", name=_("Larger text"))
        self.help = self._button(_("Show me"), "circle-question-mark", "F1")
        self.curtain = self._button(_("Cover"), "eye-off", "F12")
        self.user = self._button("", "user", name=_("Who is at work"))
        self._book_open = self._folded = False
        self.fit()

    def _button(self, text: str, icon: str = "", key: str = "", name: str = "") -> Button:
        button = Button(text, icon=icon, key=key, name=name, tight=True)
        button.setParent(self)
        return button

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.fit()

    def set_book_open(self, is_open: bool) -> None:
        """Without a book there is nowhere to go, nothing saved and nobody at work."""
        self._book_open = is_open
        self.fit()

    def set_saved(self, words: str) -> None:
        """Say when something was saved last: "Saved 9:41"; "" for nothing yet."""
        self._saved.setText(words)
        self._tick.setToolTip(words)
        self._tick.setAccessibleName(words)
        self.fit()

    def saved_words(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    def set_user(self, words: str) -> None:
        """Say who works: "Bà Lan, thư ký"."""
        self.user.rename(words)
        self.fit()

    def set_folded(self, folded: bool) -> None:
        """Whether the left column has become the button Contents."""
        self._folded = folded
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(TOP_BAR) + 1)

    def fit(self) -> None:
        """Choose what is shown and place it: in one line, or in two where even words need that."""
        room = self.width() - 2 * px(_MARGIN)
        for step in _STEPS:
            left, right = self._parts(step)
            right_width = self._width(right)
            fits = self._width(left) + px(_GAP) + right_width <= room
            if fits:
                break
        wrapped = bool(left) and not fits
        self.setFixedHeight(px(TOP_BAR) * (2 if wrapped else 1) + 1)
        self._place(left, px(_MARGIN), 0)
        self._place(right, self.width() - px(_MARGIN) - right_width, int(wrapped))

    def _parts(self, step: _Fit) -> tuple[list[QWidget], list[QWidget]]:
        """What stands at the left and at the right; the rest is hidden."""
        for button in self.findChildren(Button):
            button.show_key, button.show_icon = step.keys, step.icons
        is_open, saved = self._book_open, bool(self._saved.text())
        left: dict[QWidget, bool] = {
            self.home: is_open,
            self.contents: is_open and self._folded,
            self.back: is_open,
        }
        right: dict[QWidget, bool] = {
            self._tick: is_open and saved and step.icons,
            self._saved: is_open and saved and step.saved,
            self.smaller: True,
            self.larger: True,
            self.help: True,
            self.curtain: is_open,
            self.user: is_open and step.user and bool(self.user.text()),
        }
        for part, shown in (left | right).items():
            part.setVisible(shown)
        return (
            [part for part, shown in left.items() if shown],
            [part for part, shown in right.items() if shown],
        )

    def _width(self, parts: list[QWidget]) -> int:
        return sum(self._size(part).width() for part in parts) + px(_GAP) * max(len(parts) - 1, 0)

    def _size(self, part: QWidget) -> QSize:
        if part is self._saved:
            metrics = QFontMetrics(look().font(BODY))
            return QSize(metrics.horizontalAdvance(self._saved.text()) + 2, metrics.height() + 2)
        return part.size() if part is self._tick else part.sizeHint()

    def _place(self, parts: list[QWidget], x: int, in_line: int) -> None:
        middle = px(TOP_BAR) * in_line + px(TOP_BAR) // 2
        for part in parts:
            size = self._size(part)
            part.setGeometry(x, middle - size.height() // 2, size.width(), size.height())
            x += size.width() + px(_GAP)

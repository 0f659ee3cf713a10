"""A card that is a way in: it sums something up, and pressing it shows the whole."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit.button import key_width, key_words, paint_key
from ui.kit.fields import ENTER
from ui.kit.labels import section
from ui.kit.layout import Column, Row, plain
from ui.kit.notice import IconLabel
from ui.kit.style import look, px


class PressCard(QAbstractButton):
    """A white card that is pressed by a click anywhere, or by Enter and Space in focus. Subclasses
    give it a layout, and call `can_be_pressed` where there is something to press for."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def can_be_pressed(self) -> None:
        """Let it take the focus, and show that pressing it does something."""
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        pressed = self.isDown()
        pen = QPen(now.color("pri"), 3) if pressed else QPen(now.color("card_line"), 1)
        if not pressed:
            pen.setWidth(now.tokens.thick)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(now.color("surface"))
        inset = pen.width() / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, now.px(8), now.px(8))


class Door(PressCard):
    """A white card with its name, what it sums up, and at the top right its key.

    A click anywhere, the key, or Enter and Space in focus press it. Without a key it is only a
    card. `keep` puts in what stays, `fill` what is shown anew each time.
    """

    def __init__(self, title: str, key: str = "") -> None:
        super().__init__()
        self.title, self.key = title, key
        self.setAccessibleName(title)
        head = Row(8)
        self._named = section(title)
        head.add(self._named, stretch=1)
        self._inside = Column(4)
        self._around = Column(6, (18, 10, 12, 12))
        self._around.add(head)
        self._around.add(plain(self._inside))
        self._around.stretch()
        self.setLayout(self._around)
        if not key:
            return
        self.can_be_pressed()
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.click)
        head.addWidget(KeyMark(key), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(IconLabel("chevron-right", "ink2", 24), 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        """Give it another name."""
        self.title = title
        self._named.setText(title)
        self.setAccessibleName(title)

    def keep(self, part: QWidget, *, below: bool = False, grows: bool = False) -> None:
        """Put in something that stays: above what is filled in, or at the foot of the card. What
        `grows` takes the room that the card has to spare."""
        place = self._around.count() if below else 1
        self._around.insertWidget(place, part, 100 if grows else 0)

    def fill(self, *parts: QWidget) -> None:
        """Show these, in the place of what stood there."""
        self._inside.clear()
        for part in parts:
            self._inside.add(part)


class KeyMark(QWidget):
    """The key in its small frame, as it stands on buttons."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._words = key_words(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedSize(key_width(look(), self._words), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key(painter, now, QRectF(self.rect()), self._words, now.color("ink"))

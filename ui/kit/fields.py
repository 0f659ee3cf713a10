"""Fields of a form: label above, the field, and one line below it for hint, echo or error.

A field never corrects what is typed (UniKey rewrites letters while typing); it reads it when left.
Every field gives plain text; what it means is for the rooms' `rules` to say.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.base.text import nfc
from ui.kit import icons
from ui.kit.labels import label, muted
from ui.kit.layout import Column, Row
from ui.kit.notice import IconLabel
from ui.kit.style import BUTTON, look, px, repolish

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """One line to type in. Enter goes on like Tab; where `acts` is set it is told as `entered`.

    While what stands in it is only `proposed`, work that begins here replaces it, as after Tab.
    """

    left = Signal()
    entered = Signal()
    acts = False

    def __init__(self, icon: str = "") -> None:
        super().__init__()
        self.icon_name = icon
        self.proposed = False
        self.textEdited.connect(self._typed_over)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        left = px(icons.SMALL + 10) if self.icon_name else 0
        self.setTextMargins(left, 0, 0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), super().minimumSizeHint().height())

    def value(self) -> str:
        """What was typed, composed (NFC), without spaces around."""
        return nfc(self.text()).strip()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Z takes back typing; with nothing typed it belongs to the window: the last act.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and (
                (event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable())
                or (event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable())
            )
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER and not control:
            if self.acts:
                self.entered.emit()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.proposed and event.reason() is Qt.FocusReason.OtherFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _typed_over(self) -> None:
        self.proposed = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.icon_name:
            size = px(icons.SMALL)
            ink = look().tokens.ink
            icons.paint(
                QPainter(self), self.icon_name, ink, px(14), (self.height() - size) / 2, size
            )


class Lines(QPlainTextEdit):
    """Several lines to type in; Tab leaves them."""

    left = Signal()

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setFixedHeight(px(self._count * 29 + 22))

    def value(self) -> str:
        """What was typed, composed (NFC), without spaces around."""
        return nfc(self.toPlainText()).strip()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Field(QWidget):
    """A field with its label above and the line below.

    `edited` tells that it was left or chosen. Subclasses put their widgets in with `put`.
    """

    edited = Signal(object)
    keeps_line = True
    """Without it the line below takes no room while there is nothing to say."""
    wide = False
    """Whether it takes a whole row of a form."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.title, self.hint = title, hint
        self._problem = self._question = ""
        self._label = label(title, "bold")
        self._said = muted(hint)
        self._mark = IconLabel("circle-alert", "bad", 22)
        self._mark.hide()
        below = Row(7)
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        below.add(self._said, stretch=1)
        self._column = Column(3)
        self._column.add(self._label)
        self._column.add(below)
        self._column.stretch()
        self.setLayout(self._column)
        if not title:
            self._label.hide()
        if not hint and not self._keeps_line():
            self._said.hide()
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        # The line below keeps its height, so that nothing moves when it speaks.
        self._said.setMinimumHeight(QFontMetrics(look().font()).height() + 1)

    def put(self, inside: QWidget | Row) -> None:
        """Set what stands between label and hint."""
        if isinstance(inside, QWidget):
            self._column.insertWidget(1, inside)
        else:
            self._column.insertLayout(1, inside)
        self.first().setAccessibleName(self.title)
        self.first().setAccessibleDescription(self.hint)

    def text(self) -> str:
        """The plain text of the field."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show a value."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The widget that gets the focus."""
        raise NotImplementedError

    def echo(self, text: str) -> str:
        """What the field understands by a text, to be shown below it; "" for nothing to say."""
        return ""

    def current_problem(self) -> str:
        """The sentence shown as wrong, or nothing."""
        return self._problem

    def problem(self, sentence: str) -> None:
        """Say what is wrong at the place of the hint; "" takes it back. The text stays."""
        self._problem = sentence
        self._mark.setVisible(bool(sentence))
        if sentence:
            self._say(sentence, "error")
        else:
            self._say_below()
        self._mark_wrong(bool(sentence))
        self.first().setAccessibleDescription(sentence or self.hint)

    def ask(self, sentence: str) -> None:
        """Ask about a text that is possible but odd; it never stops a form. "" takes it back."""
        self._question = sentence
        if not self._problem:
            self._say_below()

    def said(self) -> str:
        """What stands in the line below."""
        return self._said.text()

    def _mark_wrong(self, wrong: bool) -> None:
        widget = self.first()
        if bool(widget.property("wrong")) is not wrong:
            widget.setProperty("wrong", wrong)
            repolish(widget)

    def _below(self) -> str:
        text = self.text()
        return (self.echo(text) if text else "") or self.hint

    def _say_below(self) -> None:
        if self._question:
            self._say(self._question, "warn")
        else:
            self._say(self._below(), "muted")

    def _say(self, text: str, role: str) -> None:
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            repolish(self._said)
        self._said.setText(text)
        if not self._keeps_line():
            self._said.setVisible(bool(text))

    def _keeps_line(self) -> bool:
        """Whether the line below keeps its place while it has nothing to say."""
        return self.keeps_line and bool(self.title)

    def _left(self) -> None:
        if not self._problem:
            self._say_below()
        self.edited.emit(self.text())


class TextField(Field):
    """One line of text."""

    proposes = False
    """Whether a text put into it is a proposal: a figure or a day is typed anew as a whole."""

    def __init__(self, title: str, hint: str = "", *, icon: str = "") -> None:
        super().__init__(title, hint)
        self.edit = Line(icon)
        self.edit.left.connect(self._left)
        self.put(self.edit)

    def text(self) -> str:
        return self.edit.value()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.edit.proposed = self.proposes
        self.problem("")

    def first(self) -> QWidget:
        return self.edit


class LinesField(Field):
    """Several lines of text."""

    def __init__(self, title: str, hint: str = "", *, lines: int = 3) -> None:
        super().__init__(title, hint)
        self.edit = Lines(lines)
        self.edit.left.connect(self._left)
        self.put(self.edit)

    def text(self) -> str:
        return self.edit.value()

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.problem("")

    def first(self) -> QWidget:
        return self.edit


def follow(fields: Iterable[Field], say: Callable[[], object]) -> None:
    """Call `say` whenever something is chosen or typed in one of the fields: it tells what follows
    from them."""
    for field in fields:
        field.edited.connect(say)
        if isinstance(field, TextField):
            field.edit.textEdited.connect(say)


class SearchBox(Line):
    """A line that searches at every key; `typed` carries its text. Arrows go to the list below."""

    typed = Signal(object)

    def __init__(self, hint: str) -> None:
        super().__init__("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._list: QWidget | None = None
        self.textChanged.connect(self._changed)

    def leads_to(self, widget: QWidget) -> None:
        """Let Enter, Up, Down and the page keys go to a list without losing the place here."""
        self._list = widget

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look().font(21)).horizontalAdvance(self.placeholderText())
        return QSize(words + px(icons.SMALL + 50), px(BUTTON))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        to_list = (*ENTER, keys.Key_Up, keys.Key_Down, keys.Key_PageUp, keys.Key_PageDown)
        if self._list is not None and event.key() in to_list and not event.modifiers():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.placeholderText() if self.width() < self.sizeHint().width() else "")

    def _changed(self, text: str) -> None:
        self.typed.emit(nfc(text).strip())

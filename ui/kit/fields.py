"""Fields of a form: label above, the field, and below it one line for hint, echo or error.

A field never corrects what is typed (Unikey rewrites letters while typing); it is read when left.
Every field gives plain text; what it means is for the rooms' `rules` to say.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.base.text import _, nfc
from ui.kit.button import Button, choice
from ui.kit.icons import Icon
from ui.kit.labels import label, row, set_role
from ui.kit.style import look

# What a field says about its text when it is left: (text) -> hint, e.g. the weekday of a date.
Echo = Callable[[str], str]


class Line(QLineEdit):
    """One line to type in. Enter goes on like Tab; the text is whole Unicode (NFC) when asked."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def value(self) -> str:
        """What was typed, composed, without spaces around."""
        return nfc(self.text()).strip()


class Area(QPlainTextEdit):
    """Several lines to type in; Tab leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def value(self) -> str:
        """What was typed, composed, without spaces around."""
        return nfc(self.toPlainText()).strip()


class Field(QWidget):
    """A field with its label and the line below it. `changed` tells that it was left or chosen."""

    changed = Signal()

    def __init__(self, name: str, title: str, hint: str = "", echo: Echo | None = None) -> None:
        super().__init__()
        self.name, self.hint, self._echo = name, hint, echo
        self.title = label(title, "strong")
        self.said = label(hint, "hint", wrap=False)
        self.mark = Icon("circle-alert", 22, "bad")
        self.mark.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(look().px(2))
        self._grid.addWidget(self.title, 0, 0)
        self._grid.addLayout(row(self.mark, self.said, None, gap=7), 2, 0)
        self._error = ""

    def put(self, inner: QWidget | QHBoxLayout) -> None:
        """Set what is typed into or chosen from."""
        if isinstance(inner, QWidget):
            self._grid.addWidget(inner, 1, 0)
        else:
            self._grid.addLayout(inner, 1, 0)

    def value(self) -> str:
        """The plain text of the field."""
        raise NotImplementedError

    def set_value(self, text: str) -> None:
        """Show a value."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The widget that gets the focus."""
        raise NotImplementedError

    def error(self) -> str:
        """The sentence shown as wrong, or nothing."""
        return self._error

    def set_error(self, sentence: str) -> None:
        """Say what is wrong, at the place of the hint; an empty text takes it back."""
        self._error = sentence
        set_role(self.said, "role", "error" if sentence else "hint")
        self.mark.setVisible(bool(sentence))
        self.said.setWordWrap(bool(sentence))
        self.said.setText(sentence or self._line_below())
        set_role(self.first(), "wrong", "true" if sentence else "false")
        self.first().setAccessibleDescription(sentence or self.hint)

    def _line_below(self) -> str:
        said = self._echo(self.value()) if self._echo and self.value() else ""
        return said or self.hint

    def _left(self) -> None:
        if not self._error:
            self.said.setText(self._line_below())
        self.changed.emit()


class TextField(Field):
    """One line of text; or several when `lines` is more than one."""

    def __init__(
        self, name: str, title: str, hint: str = "", echo: Echo | None = None, lines: int = 1
    ) -> None:
        super().__init__(name, title, hint, echo)
        self.edit: Line | Area = Line() if lines == 1 else Area()
        if lines > 1:
            self.edit.setFixedHeight(look().px(28 * lines + 16))
        self.edit.setAccessibleName(title)
        self.edit.left.connect(self._left)
        self.put(self.edit)

    def value(self) -> str:
        return self.edit.value()

    def set_value(self, text: str) -> None:
        if isinstance(self.edit, Line):
            self.edit.setText(text)
        else:
            self.edit.setPlainText(text)
        self.set_error("")

    def first(self) -> QWidget:
        return self.edit


class PassphraseField(Field):
    """A passphrase: dots until F7 shows the letters; says when Caps Lock seems to be on."""

    def __init__(self, name: str, title: str, hint: str = "") -> None:
        super().__init__(name, title, hint)
        self.edit = Line()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(title)
        self.edit.setMinimumWidth(look().px(420))
        self.edit.installEventFilter(self)
        self.edit.left.connect(self._left)
        self.show_button = Button(_("Show letters"), self.toggle, icon="eye", key="F7")
        self.put(row(self.edit, self.show_button, gap=16))

    def toggle(self) -> None:
        """Show the letters, or the dots again."""
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.show_button.set_text(_("Hide letters") if hidden else _("Show letters"))
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F7:
                self.toggle()
                return True
            if event.type() == QEvent.Type.KeyPress and not self._error:
                letter = event.text()
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                capital = letter.isalpha() and (letter.isupper() != shift)
                self.said.setText(
                    _("Caps Lock is on: capitals do not matter here.") if capital else self.hint
                )
        return super().eventFilter(watched, event)

    def value(self) -> str:
        return self.edit.text()

    def set_value(self, text: str) -> None:
        self.edit.setText(text)
        self.set_error("")

    def first(self) -> QWidget:
        return self.edit


class ChoiceField(Field):
    """A few values as big buttons; arrow keys move, Space or Enter chooses. "" is none chosen."""

    def __init__(
        self,
        name: str,
        title: str,
        options: Sequence[tuple[str, str]],
        hint: str = "",
        columns: int = 0,
    ) -> None:
        super().__init__(name, title, hint)
        self.buttons: dict[str, Button] = {}
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(8))
        per_row = columns or len(options)
        for number, (value, text) in enumerate(options):
            button = choice(text, box)
            button.clicked.connect(self._chosen)
            button.installEventFilter(self)
            self.buttons[value] = button
            grid.addWidget(button, number // per_row, number % per_row)
        grid.setColumnStretch(per_row, 1)
        self.put(box)

    def _chosen(self) -> None:
        pressed = self.sender()
        for button in self.buttons.values():
            button.setChecked(button is pressed)
        self.set_error("")
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            buttons = list(self.buttons.values())
            step = {
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Up: -1,
            }.get(Qt.Key(event.key()), 0)
            if step and watched in buttons:
                place = (buttons.index(watched) + step) % len(buttons)
                buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def value(self) -> str:
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, text: str) -> None:
        for value, button in self.buttons.items():
            button.setChecked(value == text)
        self.set_error("")

    def first(self) -> QWidget:
        chosen = self.buttons.get(self.value())
        return chosen or next(iter(self.buttons.values()))


class TicksField(Field):
    """Several values of which any may be chosen; the value is the chosen ones with spaces."""

    def __init__(
        self,
        name: str,
        title: str,
        options: Sequence[tuple[str, str]],
        hint: str = "",
        columns: int = 1,
    ) -> None:
        super().__init__(name, title, hint)
        self.buttons: dict[str, Button] = {}
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(8))
        for number, (value, text) in enumerate(options):
            button = choice(text, box)
            button.clicked.connect(self._ticked)
            self.buttons[value] = button
            grid.addWidget(button, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
        self.put(box)

    def _ticked(self) -> None:
        self.set_error("")
        self.changed.emit()

    def value(self) -> str:
        return " ".join(value for value, button in self.buttons.items() if button.isChecked())

    def set_value(self, text: str) -> None:
        chosen = text.split()
        for value, button in self.buttons.items():
            button.setChecked(value in chosen)
        self.set_error("")

    def first(self) -> QWidget:
        return next(iter(self.buttons.values()))

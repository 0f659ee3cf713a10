"""Fields that say below what they understood: dates, births, numbers, money; and passphrases."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.base import money
from app.base.errors import UserError
from app.base.text import _
from ui.kit.button import Button
from ui.kit.fields import Field, Line, TextField
from ui.kit.labels import line
from ui.kit.layout import Row
from ui.kit.style import px


class DateField(TextField):
    """A day in any way that `parse_date` takes; weekday and lunar date are echoed below."""

    proposes = True

    def __init__(self, title: str, today: date, hint: str = "", *, ahead: int = 31) -> None:
        super().__init__(title, hint or _("For example 5/3/2026, 5/3, or “yesterday”"))
        self._today, self._ahead = today, ahead

    def echo(self, text: str) -> str:
        from app.base import dates  # with its lunar calendar it would slow down the first page
        from app.base.lunar import lunar, lunar_words

        try:
            day = dates.parse_date(text, self._today, ahead=self._ahead)
        except UserError:
            return ""
        return f"{dates.fmt_long(day)}, {lunar_words(lunar(day))}"


class BirthField(TextField):
    """A birth as far as it is known: a day, a month, or only the year."""

    def __init__(self, title: str, today: date, hint: str = "") -> None:
        super().__init__(title, hint or _("Day, month and year, or just the year"))
        self._today = today

    def echo(self, text: str) -> str:
        from app.base import dates

        try:
            birth = dates.parse_birth(text, self._today)
        except UserError:
            return ""
        return _("{birth}, {n} this year").format(
            birth=dates.fmt_birth(birth), n=dates.age_by_year(birth, self._today)
        )


class NumberField(TextField):
    """A number with its unit behind it; comma and point both separate decimals."""

    proposes = True

    def __init__(self, title: str, unit: str = "", hint: str = "") -> None:
        super().__init__(title, hint)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        if unit:
            row = Row(8)
            self._column.removeWidget(self.edit)
            row.add(self.edit, stretch=1)
            row.add(line(unit))
            self._column.insertLayout(1, row)
            self.edit.setAccessibleName(f"{title} ({unit})")


class MoneyField(TextField):
    """An amount as people type it: 500k, 1tr5, 1.250.000. Left, it is written out with its words
    below."""

    proposes = True

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint or _("For example 500k, 1tr5 or 1.250.000"))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.left.connect(self._write_out)
        self.edit.textEdited.connect(self._typed)

    def _typed(self) -> None:
        """The words of another amount must not stand below the one that is being typed."""
        if not self.current_problem():
            self.ask(self._question)

    def echo(self, text: str) -> str:
        try:
            return money.sentence(money.parse(text))
        except UserError:
            return ""

    def _write_out(self) -> None:
        try:
            self.edit.setText(money.fmt(money.parse(self.text())))
        except UserError:
            return


class PassphraseField(Field):
    """A passphrase: dots until F7 shows the letters; it says when Caps Lock seems to be on."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.edit = _Secret(self)
        self.edit.left.connect(self._left)
        self.show_button = Button(_("Show letters"), icon="eye", key="F7")
        self.show_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab leads on; F7 is its key
        self.show_button.clicked.connect(self.toggle)
        row = Row(16)
        row.add(self.edit, stretch=1)
        row.add(self.show_button)
        self.put(row)

    def toggle(self) -> None:
        """Show the letters, or the dots again."""
        hidden = self.edit.echoMode() is QLineEdit.EchoMode.Password
        modes = QLineEdit.EchoMode
        self.edit.setEchoMode(modes.Normal if hidden else modes.Password)
        self.show_button.rename(
            _("Hide letters") if hidden else _("Show letters"), "eye-off" if hidden else "eye"
        )
        self.edit.setFocus()

    def typed(self, letter: str, *, shift: bool) -> None:
        """Say so when a letter came out as a capital although Shift was not held."""
        if self._problem or not letter.isalpha():
            return
        on = letter.isupper() != shift
        self._say(_("Caps Lock is on: letters come out as capitals.") if on else self.hint, "muted")

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self.problem("")

    def set_title(self, title: str) -> None:
        """Ask for somebody else's passphrase."""
        self.title = title
        self._label.setText(title)
        self.edit.setAccessibleName(title)

    def first(self) -> QWidget:
        return self.edit


class _Secret(Line):
    def __init__(self, field: PassphraseField) -> None:
        super().__init__("key-round")
        self._field = field
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)

    def rescale(self) -> None:
        super().rescale()
        self.setMinimumWidth(px(200))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._field.typed(event.text(), shift=shift)
        super().keyPressEvent(event)

"""Fields that are saved one by one, as they are left: no button, and nothing lost in a power cut.

What cannot be saved yet, such as who led before what was done is written, waits in the book as the
texts of a form do.
"""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.base.errors import Invalid
from ui.kit.choice import Option
from ui.kit.fields import Field
from ui.kit.form import Values
from ui.kit.page import Page
from ui.kit.say import tell

T = TypeVar("T")


class Kept(QObject, Generic[T]):
    """The fields of one thing `T` on a page. `read` makes it of their texts and may raise Invalid
    with the names of fields; `store` writes it into the book. Both are asked whenever a field is
    left with something new. `saved` tells that the book has changed.
    """

    saved = Signal()

    def __init__(
        self,
        page: Page,
        fields: Mapping[str, Field],
        read: Callable[[Values], T],
        store: Callable[[T], object],
    ) -> None:
        super().__init__(page)
        self._page, self.fields = page, dict(fields)
        self._read, self._store = read, store
        self._key = ""
        self._texts: Values = {}
        self._value: T | None = None
        self._left: set[str] = set()
        self.storing = False
        for field in self.fields.values():
            field.edited.connect(self._edited)

    def show(self, key: str, texts: Mapping[str, str], value: T | None) -> None:
        """Show what the book has of the thing `key`: its texts, and its value (None when it is not
        there yet). Over them come the texts that wait; what is being typed stays."""
        same, before = key == self._key, self._texts
        waiting = {} if same else self._page.session.drafts.texts(key)
        self._key, self._value = key, value
        self._texts = {name: texts.get(name, "") for name in self.fields}
        if not same:
            self._left = set(waiting)
        for name, field in self.fields.items():
            if same and field.text() != before[name]:
                continue
            wanted = waiting.get(name, self._texts[name])
            if field.text() != wanted:
                field.set_text(wanted)
            elif not same:
                field.problem("")

    def values(self) -> Values:
        """The text of every field."""
        return {name: field.text() for name, field in self.fields.items()}

    def changed(self) -> bool:
        """Whether something is typed that is not in the book."""
        return self.values() != self._texts

    def flush(self) -> bool:
        """Save what is typed; False, with the problems beside the fields, when that cannot be."""
        self._left |= set(self.fields)
        return self._try()

    def keep_typed(self) -> None:
        """Let what is still being typed wait in the book too, before its field is left."""
        values = self.values()
        if self._key and not self.storing and values != self._texts:
            self._wait(values)

    def give_up(self) -> None:
        """Forget what is typed and not saved."""
        self._page.session.drafts.drop(self._key)
        self._key = ""

    def first_problem(self) -> QWidget | None:
        """Where something is wrong."""
        wrong = (field for field in self.fields.values() if field.current_problem())
        return next((field.first() for field in wrong), None)

    def lock(self, locked: bool) -> None:
        """Let the fields only be read."""
        for field in self.fields.values():
            for line in field.findChildren(QLineEdit):
                line.setReadOnly(locked)
            for lines in field.findChildren(QPlainTextEdit):
                lines.setReadOnly(locked)
            for option in field.findChildren(Option):
                policy = Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.StrongFocus
                option.setEnabled(not locked)
                option.setFocusPolicy(policy)

    def _edited(self) -> None:
        field = self.sender()
        self._left |= {name for name, each in self.fields.items() if each is field}
        self._try()

    def _try(self) -> bool:
        """Save, and show in the page around what is in the way."""
        if self.storing:
            return True
        try:
            return self._save()
        except Exception as error:  # noqa: BLE001 - said on the page; the texts wait
            self._wait(self.values())
            tell(self._page, error)
            return False

    def _save(self) -> bool:
        values = self.values()
        if values == self._texts:
            self._done()
            return True
        try:
            value = self._read(values)
        except Invalid as error:
            for name, field in self.fields.items():
                sentence = error.problems.get(name, "") if name in self._left else ""
                if sentence != field.current_problem():
                    field.problem(sentence)
            self._wait(values)
            return False
        if value != self._value:
            self.storing = True
            try:
                self._store(value)
            finally:
                self.storing = False
        key, self._texts, self._value = self._key, values, value
        self._page.session.drafts.drop(key)
        self._done()
        self.saved.emit()
        return True

    def _done(self) -> None:
        self._page.session.drafts.drop(self._key)
        for field in self.fields.values():
            if field.current_problem():
                field.problem("")

    def _wait(self, values: Values) -> None:
        title, room = self._page.title(), self._page.shell.room()
        self._page.session.drafts.keep(self._key, values, title, room)

"""A quiet line in a form: who of the book somebody being typed in may be, and a key to look."""

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.members import records
from app.members.doubts import looked_at
from app.members.duplicates import Pair
from app.members.look_alikes import Register
from ui.kit.button import Button
from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.labels import label
from ui.kit.layout import Column, Row
from ui.kit.notice import IconLabel
from ui.kit.say import guard
from ui.kit.style import px
from ui.members.words import capital

TWO_LINES = 58
"""The height that is kept free, at 100 %."""


class AlikeLine(QWidget):
    """Compares what a form holds with the register at every key, and never stops anybody.

    The line keeps its height, so that nothing moves when it speaks.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._today = form.session.today()
        self._register = Register.of(records.people(form.session.club, self._today))
        self._found: tuple[Pair, ...] = ()
        self._mark = IconLabel("triangle-alert", "warn", 24)
        self._words = label("", "warn")
        self.look = Button(_("Look at this person"), icon="user", key="F4")
        self.look.clicked.connect(self._open)
        row = Row(12)
        row.add(self._mark)
        row.add(self._words, stretch=1)
        row.add(self.look)
        inside = Column(0)
        inside.add(row)
        self.setLayout(inside)
        self.rescale()
        for field in form.fields.values():
            if isinstance(field, TextField):
                field.edit.textChanged.connect(self._compare)
            else:
                field.edited.connect(self._compare)
        self._compare()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.setMinimumHeight(px(TWO_LINES))

    def found(self) -> tuple[Pair, ...]:
        """Who may be meant, the surest first."""
        return self._found

    def said(self) -> str:
        """What stands in the line."""
        return self._words.text()

    def _compare(self) -> None:
        person, _asked = looked_at(self._form.values(), self._today)
        self._found = self._register.like(person)
        self._words.setText(_sentence(self._found))
        for part in (self._mark, self._words, self.look):
            part.setVisible(bool(self._found))

    @guard
    def _open(self) -> None:
        from ui.members.person import PersonPage

        form = self._form
        form.shell.show(PersonPage(form.session, form.shell, self._found[0].one.id))


def _sentence(found: tuple[Pair, ...]) -> str:
    if not found:
        return ""
    known = found[0].one
    said = _("Is it {name}, born {year}, number {code}? {why}.").format(
        name=known.person.name,
        year=(known.person.birth or _("not known"))[:4],
        code=known.code,
        why=capital(", ".join(found[0].why)),
    )
    others = len(found) - 1
    if others:
        more = ngettext("{n} more is like that.", "{n} more are like that.", others)
        said += " " + more.format(n=others)
    return said

"""Fields that name people of the register: type a part of a name, Enter takes who stands first.

Below the line a small list shows who may be meant; Up and Down move in it. The text of a field is
the id of the person, or the ids with spaces between; a name that fits nobody stays as typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.names import fold
from app.base.text import _, ngettext
from ui.kit.button import Button
from ui.kit.fields import Field
from ui.kit.layout import Column, Flow, plain
from ui.kit.offer import Offer, Offered, OfferLine

SHOWN = 5
"""So many people are offered at a time; whoever is looked for among more types more letters."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to choose: `more` tells two of the same name apart."""

    id: str
    name: str
    more: str = ""


class Directory(Protocol):
    """The people to choose from."""

    def find(self, text: str) -> Sequence[Somebody]:
        """Who may be meant, the likeliest first; everybody for an empty text."""

    def get(self, person_id: str) -> Somebody | None:
        """The person with this id."""


class PersonField(Field):
    """One person."""

    def __init__(self, title: str, people: Directory, hint: str = "") -> None:
        super().__init__(title, hint or _("Type a part of the name, then Enter"))
        self._people = people
        self._chosen: Somebody | None = None
        self.edit = PersonLine(people)
        self.edit.taken.connect(self._take)
        self.edit.textEdited.connect(self._typed)
        self.edit.left.connect(self._leave)
        self.put(self.edit)

    def text(self) -> str:
        person = self._chosen or self.edit.only_match()
        return person.id if person is not None else self.edit.value()

    def set_text(self, text: str) -> None:
        self._chosen = self._people.get(text)
        self.edit.setText(self._chosen.name if self._chosen is not None else text)
        self.edit.setCursorPosition(0)
        self.problem("")
        self._say_below()

    def first(self) -> QWidget:
        return self.edit

    def echo(self, text: str) -> str:
        return self._chosen.more if self._chosen is not None else ""

    def _take(self, place: int) -> None:
        self.set_text(self.edit.found[place].id)
        self.edit.focusNextChild()

    def _typed(self) -> None:
        self._chosen = None

    def _leave(self) -> None:
        only = self.edit.only_match()
        if self._chosen is None and only is not None:
            self.set_text(only.id)
        self._left()


class PeopleField(Field):
    """Several people, in the order of choosing; pressing a name takes it out again."""

    def __init__(self, title: str, people: Directory, hint: str = "") -> None:
        super().__init__(title, hint or _("Type a part of a name, Enter adds it"))
        self._people = people
        self._chosen: list[Somebody] = []
        self.edit = PersonLine(people)
        self.edit.taken.connect(self._take)
        self.edit.left.connect(self._leave)
        self._names = Flow(8)
        inside = Column(8)
        inside.add(self.edit)
        inside.add(plain(self._names))
        self.put(plain(inside))
        self._show_names()

    def text(self) -> str:
        ids = [person.id for person in self._chosen]
        only = self.edit.only_match()
        if only is not None and only.id not in ids:
            ids.append(only.id)
        elif only is None and self.edit.value():
            ids.append(self.edit.value())
        return " ".join(ids)

    def set_text(self, text: str) -> None:
        known = [(part, self._people.get(part)) for part in text.split()]
        self._chosen = [person for _part, person in known if person is not None]
        self.edit.setText(" ".join(part for part, person in known if person is None))
        self.problem("")
        self._show_names()

    def first(self) -> QWidget:
        return self.edit

    def echo(self, text: str) -> str:
        count = len(self._chosen)
        if not count:
            return ""
        return ngettext("{n} person chosen", "{n} people chosen", count).format(n=count)

    def _take(self, place: int) -> None:
        self._choose(self.edit.found[place])

    def _choose(self, person: Somebody) -> None:
        if person not in self._chosen:
            self._chosen.append(person)
        self.edit.clear()
        self.problem("")
        self._show_names()

    def _leave(self) -> None:
        only = self.edit.only_match()
        if only is not None:
            self._choose(only)
        self._left()

    def _show_names(self) -> None:
        self._names.clear()
        for person in self._chosen:
            name = _("Take out {name}").format(name=person.name)
            button = Button(person.name, icon="x", tight=True, name=name)
            button.setProperty("person", person.id)
            button.clicked.connect(self._take_out)
            self._names.add(button)
        holder = self._names.parentWidget()
        if holder is not None:
            holder.setVisible(bool(self._chosen))
            holder.updateGeometry()
        self._say_below()

    def _take_out(self) -> None:
        gone = self.sender().property("person")
        self._chosen = [person for person in self._chosen if person.id != gone]
        self._show_names()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left()


class PersonLine(OfferLine):
    """A line that offers people below it while somebody types; `found` are those it offers."""

    def __init__(self, people: Directory) -> None:
        super().__init__("search")
        self._people = people
        self.found: Sequence[Somebody] = ()
        self.textEdited.connect(self._typed)

    def only_match(self) -> Somebody | None:
        """Who is meant beyond doubt: the only one whose name has what was typed."""
        typed = fold(self.value())
        found = self._people.find(self.value())[:2] if typed else ()
        return found[0] if len(found) == 1 and typed in fold(found[0].name) else None

    def offering(self) -> Offer:
        """Who may be meant, the likeliest chosen; everybody when nothing is typed."""
        self.found = self._people.find(self.value())
        rows = [Offered(person.name, person.more) for person in self.found[:SHOWN]]
        return Offer(self, rows, at=0, note=self._note)

    def _note(self, shown: int) -> str:
        """What the last line says when not everybody is shown."""
        if not self.found:
            return _("Nobody in the register is called so.")
        rest = len(self.found) - shown
        if not rest:
            return ""
        many = ngettext("{n} more: type more letters.", "{n} more: type more letters.", rest)
        return many.format(n=rest)

    def _typed(self) -> None:
        if self.value():
            self.show_offer()
        else:
            self.withdraw()

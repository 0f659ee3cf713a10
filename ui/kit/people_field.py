"""Fields that name people of the register: type a part of a name, Enter takes who stands first.

Below the line a small list shows who may be meant; Up and Down move in it. The text of a field is
the id of the person, or the ids with spaces between; a name that fits nobody stays as typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.base.names import fold
from app.base.text import _, ngettext
from ui.kit.button import Button
from ui.kit.fields import ENTER, Field, Line
from ui.kit.layout import Column, Flow, plain
from ui.kit.paged import PADDING, hair_pen, paint_ring, paint_words
from ui.kit.style import BODY, ROW, TEXT_FLAGS, look, px

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

    def _take(self, person: Somebody) -> None:
        self.set_text(person.id)
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

    def _take(self, person: Somebody) -> None:
        if person not in self._chosen:
            self._chosen.append(person)
        self.edit.clear()
        self.problem("")
        self._show_names()

    def _leave(self) -> None:
        only = self.edit.only_match()
        if only is not None:
            self._take(only)
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


class PersonLine(Line):
    """A line that offers people below it while somebody types; `taken` carries who was chosen."""

    taken = Signal(object)

    def __init__(self, people: Directory) -> None:
        super().__init__("search")
        self._people = people
        self.offer: _Offer | None = None
        self.textEdited.connect(self._search_typed)

    def only_match(self) -> Somebody | None:
        """Who is meant beyond doubt: the only one whose name has what was typed."""
        typed = fold(self.value())
        found = self._people.find(self.value())[:2] if typed else ()
        return found[0] if len(found) == 1 and typed in fold(found[0].name) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        offer = self.offer
        if key == keys.Key_Down and offer is None:
            self._search()  # everybody, when nothing is typed
        elif offer is None:
            super().keyPressEvent(event)
        elif key in (keys.Key_Down, keys.Key_Up):
            offer.step(1 if key == keys.Key_Down else -1)
        elif key == keys.Key_Escape:
            self._withdraw()
        elif key in ENTER and not event.modifiers() and offer.current() is not None:
            self.take(offer.current())
        else:
            super().keyPressEvent(event)

    def take(self, person: Somebody | None) -> None:
        """Choose a person."""
        self._withdraw()
        if person is not None:
            self.taken.emit(person)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._withdraw()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._withdraw()
        super().hideEvent(event)

    def _search_typed(self) -> None:
        if self.value():
            self._search()
        else:
            self._withdraw()

    def _search(self) -> None:
        self._withdraw()
        self.offer = _Offer(self, self._people.find(self.value()))
        self.offer.show()
        self.offer.raise_()

    def _withdraw(self) -> None:
        offer, self.offer = self.offer, None
        if offer is not None:
            offer.hide()
            offer.deleteLater()


class _Offer(QWidget):
    """The list below a line. It takes no focus: keys go on to the line."""

    def __init__(self, line: PersonLine, found: Sequence[Somebody]) -> None:
        super().__init__(line.window())
        self._line, self._all, self.found = line, found, found[:SHOWN]
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place()
        self._speak()

    def current(self) -> Somebody | None:
        """Who Enter would take."""
        return self.found[self._at] if self.found else None

    def step(self, by: int) -> None:
        """Go up or down."""
        if self.found:
            self._at = (self._at + by) % len(self.found)
            self._speak()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() - 1) // px(ROW)
        if row < len(self.found):
            self._line.take(self.found[row])

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.color("surface"))
        bold, plain_font = now.font(BODY, bold=True), now.font(BODY)
        for number, person in enumerate(self.found):
            room = QRectF(1, 1 + number * now.px(ROW), self.width() - 2, now.px(ROW))
            if number == self._at:
                painter.fillRect(room, now.color("glow2"))
            if number:
                painter.setPen(hair_pen())
                painter.drawLine(room.topLeft(), room.topRight())
            inner = room.adjusted(now.px(PADDING), 0, -now.px(PADDING), 0)
            end = paint_words(painter, inner, person.name, bold, now.color("ink"))
            inner.setLeft(end + now.px(PADDING))
            paint_words(painter, inner, person.more, plain_font, now.color("ink2"))
            if number == self._at:
                paint_ring(painter, room)
        if self.last():
            top = 1 + len(self.found) * now.px(ROW)
            room = QRectF(now.px(PADDING), top, self.width(), now.px(ROW))
            painter.setFont(plain_font)
            painter.setPen(now.color("ink2"))
            painter.drawText(room, TEXT_FLAGS, self.last())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.color("line"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def last(self) -> str:
        """What the last line says when not everybody is shown."""
        if not self.found:
            return _("Nobody in the register is called so.")
        rest = len(self._all) - len(self.found)
        if rest:
            many = ngettext("{n} more: type more letters.", "{n} more: type more letters.", rest)
            return many.format(n=rest)
        return ""

    def _place(self) -> None:
        """Below the line, or above it where the window leaves more room; never over the line."""
        window, line = self._line.window(), self._line
        top = line.mapTo(window, QPoint(0, 0))
        above, below = top.y() - 2, window.height() - top.y() - line.height() - 2
        rows = len(self.found) + bool(self.last())
        if rows * px(ROW) > max(above, below):
            self.found = self.found[: max(max(above, below) // px(ROW) - 1, 1)]
            rows = len(self.found) + bool(self.last())
        height = rows * px(ROW) + 2
        y = top.y() + line.height() if height - 2 <= below else top.y() - height
        self.setGeometry(QRect(top.x(), y, line.width(), height))

    def _speak(self) -> None:
        """Let a screen reader say who stands first."""
        person = self.current()
        words = f"{person.name}, {person.more}" if person is not None else self.last()
        self._line.setAccessibleDescription(words)

"""The five boxes of a consent paper: yes, no or left blank, each with one key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.base.text import _
from app.members.rules import PURPOSES
from ui.kit.choice import Option
from ui.kit.fields import Field
from ui.kit.labels import label
from ui.kit.layout import Cells, plain
from ui.privacy.words import SHORT

_ORDER = ("", "yes", "no")


class AnswersField(Field):
    """A line for each purpose. A key 1 to 5 says yes at that line, again no, again blank.

    Its text is "C1=yes C2=no"; a purpose left blank is missing.
    """

    keeps_line = False

    def __init__(self) -> None:
        super().__init__(_("Boxes on the paper"), _("Keys 1 to 5: yes, again: no, then blank"))
        self._lines: dict[str, Sequence[Option]] = {}
        inside = Cells(8, 6)
        words = {"yes": _("Yes"), "no": _("No"), "": _("Blank")}
        for number, purpose in enumerate(PURPOSES):
            title = _(SHORT[purpose])
            name = label(title, wrap=False)
            inside.addWidget(name, number, 0)
            group = QButtonGroup(self)
            options = [Option(code, words[code]) for code in ("yes", "no", "")]
            for place, option in enumerate(options, start=1):
                group.addButton(option)
                option.setAccessibleName(f"{title}: {option.text()}")
                inside.addWidget(option, number, place)
            group.buttonClicked.connect(self._chosen)
            self._lines[purpose] = options
            options[-1].setChecked(True)
        inside.setColumnStretch(0, 1)
        self.put(plain(inside))

    def put(self, inside: QWidget) -> None:  # type: ignore[override]
        self._column.insertWidget(1, inside)

    def text(self) -> str:
        return " ".join(
            f"{purpose}={option.code}"
            for purpose, options in self._lines.items()
            for option in options
            if option.code and option.isChecked()
        )

    def set_text(self, text: str) -> None:
        said = answers_of(text)
        for purpose, options in self._lines.items():
            for option in options:
                option.setChecked(option.code == said.get(purpose, ""))
        self.problem("")

    def first(self) -> QWidget:
        options = next(iter(self._lines.values()))
        return next(option for option in options if option.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(PURPOSES) and not event.modifiers() & ~_KEYPAD:
            self._turn(tuple(PURPOSES)[place])
            return
        super().keyPressEvent(event)

    def _turn(self, purpose: str) -> None:
        options = self._lines[purpose]
        now = next(option.code for option in options if option.isChecked())
        wanted = _ORDER[(_ORDER.index(now) + 1) % len(_ORDER)]
        chosen = next(option for option in options if option.code == wanted)
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chosen()

    def _mark_wrong(self, wrong: bool) -> None:
        for options in self._lines.values():
            for option in options:
                option.setProperty("wrong", wrong)
                option.update()

    def _chosen(self) -> None:
        self.problem("")
        self.edited.emit(self.text())


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def answers_of(text: str) -> dict[str, str]:
    """The text of the field as purpose and answer."""
    pairs = (part.partition("=") for part in text.split())
    return {purpose: answer for purpose, _sign, answer in pairs}

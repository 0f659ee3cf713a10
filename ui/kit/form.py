"""A form: a page of fields, one button that does it, one that leaves.

What is typed is never cleared: problems are shown beside the fields, a red bar says how many, F8
goes to the first; a form that is left keeps its texts until they are saved.
"""

from collections.abc import Callable, Mapping
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import Invalid
from app.base.text import _, ngettext
from ui.kit.button import Button
from ui.kit.fields import Field
from ui.kit.labels import rich
from ui.kit.layout import Apart, Cells, Column, Flow, Row, card, plain
from ui.kit.notice import IconLabel
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px

Values = dict[str, str]
"""The plain text of every field by its name; "" where nothing was typed or chosen."""

SECRETS = ("passphrase", "again")
"""Fields that nobody else shall find in a form, and that no draft keeps."""

PAUSE = 5000
"""Milliseconds after which what was typed so far is kept, again and again."""

COLUMN = 400
"""The least width of a column of fields, at 100 %; a form of short numbers may ask for less."""


class Form(Page):
    """`save(values)` calls the core, which may raise Invalid with the names of fields; when it
    returns, the form goes away. `draft` names the place where unsaved texts wait."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        purpose: str,
        fields: Mapping[str, Field],
        save: Callable[[Values], object],
        *,
        verb: str,
        leave: str = "",
        icon: str = "check",
        columns: int = 2,
        least: float = COLUMN,
        values: Mapping[str, str] | None = None,
        draft: str = "",
    ) -> None:
        super().__init__(session, shell)
        self.head(title, purpose)
        self.fields = dict(fields)
        self._save, self._columns, self._draft = save, columns, draft
        self._least = least
        self._shown_columns = 0
        self._bar = _Bar()
        self._bar.jump.clicked.connect(self.to_first_problem)
        self._bar.hide()
        self.body.add(self._bar)
        self._cells = Cells(across=40, down=10)
        for field in self.fields.values():
            field.edited.connect(self._edited)
        self.body.add(plain(self._cells))
        self._arrange(columns)
        self.above_buttons = Column(8)
        self.body.add(self.above_buttons)
        self.body.stretch()
        self.do = Button(verb, icon=icon, key="Ctrl+Enter", kind="primary", main=True)
        self.do.clicked.connect(self.save_now)
        self.leave = Button(leave or _("Leave without saving"), key="Esc", main=True)
        self.leave.clicked.connect(self.escape)
        buttons = Flow(48)
        buttons.add(self.do)
        buttons.add(self.leave)
        self.body.add(plain(buttons))
        for name, text in (values or {}).items():
            if name in self.fields:
                self.fields[name].set_text(text)
        self._before = self.values()
        self._clock = QTimer(self, interval=PAUSE)
        self._clock.timeout.connect(self.keep_draft)
        for name, text in session.drafts.texts(draft).items():
            if name in self.fields:
                self.fields[name].set_text(text)

    def values(self) -> Values:
        """The plain text of every field, by name."""
        return {name: field.text() for name, field in self.fields.items()}

    def changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def first_focus(self) -> QWidget:
        return next(iter(self.fields.values())).first()

    def leaving(self) -> None:
        self.keep_draft()

    @guard
    def keep_draft(self) -> None:
        """Keep what is typed and not saved, so that a power cut or another page takes nothing."""
        if not self._draft or self.session.worker.busy():  # then the book is in its hands
            return
        if self.changed():
            told = {name: text for name, text in self.values().items() if name not in SECRETS}
            self.session.drafts.keep(self._draft, told, self.title(), self.shell.room())
        else:
            self.session.drafts.drop(self._draft)

    @guard
    def save_now(self) -> None:
        """Hand the values over; on success leave, else show every problem."""
        self.clear_error()
        self._clear_problems()
        try:
            self._save(self.values())
        except Invalid as error:
            self.show_problems(error.problems)
            return
        self.session.drafts.drop(self._draft)
        self._before = self.values()
        self.shell.back()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Each problem beside its field; those that belong to no field here, at the top."""
        homeless = [text for name, text in problems.items() if name not in self.fields]
        for name, sentence in problems.items():
            if name in self.fields:
                self.fields[name].problem(sentence)
        if homeless:
            self.error(Invalid(dict(_numbered(homeless))))
        self._count_problems()
        if not homeless:
            self.to_first_problem()

    def to_first_problem(self) -> None:
        """Put the focus on the first field with a problem."""
        for field in self.fields.values():
            if field.current_problem():
                field.first().setFocus(Qt.FocusReason.TabFocusReason)
                self.reveal(field)
                return

    def problems(self) -> dict[str, str]:
        """What is shown as wrong, by field."""
        return {
            name: field.current_problem()
            for name, field in self.fields.items()
            if field.current_problem()
        }

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - px(48)
        self._arrange(max(1, min(self._columns, (room + px(40)) // px(self._least + 40))))

    def _arrange(self, columns: int) -> None:
        if columns == self._shown_columns:
            return
        for column in range(self._columns):
            self._cells.setColumnStretch(column, 1 if column < columns else 0)
        place = 0
        for field in self.fields.values():
            self._cells.removeWidget(field)
            span = columns if field.wide else 1
            place += -place % span  # a wide one begins a row
            top = Qt.AlignmentFlag.AlignTop
            self._cells.addWidget(field, place // columns, place % columns, 1, span, top)
            place += span
        self._shown_columns = columns

    def _edited(self) -> None:
        if self._bar.isVisible():
            self._count_problems()

    def _clear_problems(self) -> None:
        for field in self.fields.values():
            field.problem("")
        self._bar.hide()

    def _count_problems(self) -> None:
        count = len(self.problems())
        self._bar.setVisible(count > 0)
        self._bar.say(count)


class _Bar(QWidget):
    """How many fields need a look, and the way to the first."""

    def __init__(self) -> None:
        super().__init__()
        self._words = rich("")
        self.jump = Button(_("Go to the first one"), key="F8")
        row = Row(14)
        row.add(IconLabel("circle-alert", "bad"))
        row.add(self._words, stretch=1)
        inside = Column(0, (14, 9, 14, 9))
        inside.add(Apart(plain(row), self.jump, gap=14, grow=True))
        frame = Column(0)
        frame.add(card(inside, frame="bad"))
        self.setLayout(frame)

    def say(self, count: int) -> None:
        """Say the number of fields."""
        many = ngettext("{n} field needs a look.", "{n} fields need a look.", count)
        kept = _("What you typed is kept.")
        self._words.setText(f"<b>{escape(many.format(n=count))}</b> {escape(kept)}")


def _numbered(sentences: list[str]) -> list[tuple[str, str]]:
    """Names for sentences that have none, so that they can be one Invalid."""
    return [(str(number), sentence) for number, sentence in enumerate(sentences)]

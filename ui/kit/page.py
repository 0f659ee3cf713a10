"""A page: title, purpose, at most three actions, content; it refreshes itself when it should.

Pages lie in a stack: a form, a question or a preview is a page above the one it serves, and goes
away by Esc without losing what stands below. A page never updates another one.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from app.base.errors import UserError
from app.base.text import _
from ui.kit import labels, pick, say
from ui.kit.button import Button
from ui.kit.layout import Column, Content, Flow, Margins, Row, plain
from ui.kit.notice import Notice
from ui.kit.session import Session
from ui.kit.style import TITLE, look, px
from ui.kit.tasks import ProgressFrame, Task, Work

if TYPE_CHECKING:
    from app.club.file import Club
    from ui.kit.side_column import SideColumn


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def open(self, room: str, **about: Any) -> None:
        """Go to a room; `about` reaches the `arrive` of its page."""

    def show(self, page: "Page") -> None:
        """Put a page above the present one."""

    def back(self) -> None:
        """Leave the topmost page, or go to the room before."""

    def back_to(self, page: "Page") -> None:
        """Leave every page above this one, without losing what stands in them."""

    def home(self) -> None:
        """Go to the first page."""

    def room(self) -> str:
        """The name of the room one is in."""

    def open_club(self, club: "Club") -> None:
        """Work with this book from now on."""

    def close_club(self, **about: Any) -> None:
        """Close the book and show who may sign in to it; `about` reaches the welcome page."""

    def restart(self) -> None:
        """Build the window anew: after another officer has signed in."""


class Page(QScrollArea):
    """Base of all pages. Subclasses fill `body`, declare `reads` and override `refresh`."""

    reads: ClassVar[frozenset[str]] = frozenset()
    help_id: ClassVar[str] = ""
    quiet: ClassVar[bool] = False
    """No undo bar after each saved row: for grids, where the bar would come and go."""
    margins: ClassVar[Margins] = (24, 12, 24, 12)
    """Around what is on the page; a page that holds pages has none."""

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__()
        self.session, self.shell = session, shell
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = _Head()
        self._notices = Column(8)
        self.body = Column(14)
        content = Column(14, self.margins)
        content.add(self._head)
        content.add(self._notices)
        content.add(self.body, stretch=1)
        self.setWidget(Content(content))
        self._stale = True
        self._rested = False
        self._task: Task | None = None
        self._notice: Notice | None = None
        session.changed.connect(self._touched)

    # --- what a page says about itself ------------------------------------------------------

    def head(self, title: str, purpose: str = "") -> None:
        """The title, and one sentence: what this page is for, or the state in figures."""
        self._head.title.setText(title)
        self._head.purpose.setText(purpose)
        self._head.purpose.setVisible(bool(purpose))
        self.setAccessibleName(title)
        self._head.fit()

    def title(self) -> str:
        """What stands in the large title."""
        return self._head.title.text()

    def purpose(self) -> str:
        """The sentence below the title."""
        return self._head.purpose.text()

    def set_actions(self, *buttons: Button) -> None:
        """At most three buttons at the right of the title, the primary one last."""
        for button in buttons:
            self._head.buttons.add(button)
        self._head.fit()

    def set_lead(self, button: Button) -> None:
        """A button before the title: back to what comes before this page."""
        self._head.set_lead(button)

    def shed_keys(self, may: bool = True) -> None:
        """Let the buttons beside the title leave out their keys before they go below it."""
        self._head.sheds_keys = may
        self._head.fit()

    # --- what subclasses may override --------------------------------------------------------

    def refresh(self) -> None:
        """Ask the core again and show the answer. Called when first seen, and when a table of
        `reads` was touched: at once when visible, else when seen next."""

    def arrive(self, **about: Any) -> None:
        """Show one thing of this room, as another page has asked."""

    def first_focus(self) -> QWidget | None:
        """Where work begins."""
        return None

    def escape(self) -> None:
        """What Esc does."""
        self.shell.back()

    def inner(self) -> "Page":
        """The page one works in: this one, unless it holds others."""
        return self

    def column(self) -> "SideColumn | None":
        """What stands at the left instead of the rooms, while this page or one above it is seen."""
        return None

    def make_ready(self) -> None:
        """Refresh what is old, before the page is asked where its work begins."""
        if self._stale:
            self._renew()

    def leaving(self) -> None:
        """Called before another page is shown: keep drafts, finish the row in hand."""

    # --- working with the core ---------------------------------------------------------------

    def run(
        self,
        work: Work,
        then: Callable[[Any], object],
        what: str,
        *,
        alone: bool = True,
        place: QBoxLayout | None = None,
        retry: Callable[[], object] | None = None,
    ) -> bool:
        """Let the worker do `work(job)`, then hand its result to `then` here.

        After half a second its progress shows, with Stop. With `alone` nothing else can be done
        meanwhile; work that only reads a snapshot passes False. `retry` is offered with an error
        that the user can act on. False when work is going on.
        """
        if self._task is not None:
            return False
        self.clear_error()
        self._then, self._retry = then, retry
        self._task = task = self.session.worker.start(work)
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        progress = ProgressFrame(task, what, alone=alone)
        (self._notices if place is None else place).addWidget(progress)
        return True

    def error(self, error: UserError, retry: Callable[[], object] | None = None) -> None:
        """Show what happened at the top of the page, with Try again where that makes sense."""
        what, rest = say.parts(str(error))
        buttons = []
        if retry is not None:
            again = Button(_("Try again"), icon="refresh-cw", kind="primary")
            again.clicked.connect(self.clear_error)
            again.clicked.connect(retry)
            buttons.append(again)
        self._show(Notice("bad", what, rest, *buttons, self._closing()))
        (buttons or [self._notices_close])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def fault(self, report: str) -> None:
        """Show that the program failed, and offer to save the report."""
        self._report = report
        what, rest = say.parts(str(say.fault_sentence()))
        saving = Button(_("Save the report"), icon="file-text")
        saving.clicked.connect(self._save_report)
        self._show(Notice("bad", what, rest, saving, self._closing()))

    def good(self, what: str, rest: str = "", *buttons: Button) -> None:
        """Show what went well, until closed."""
        self._show(Notice("info", what, rest, *buttons, self._closing()))

    def clear_error(self) -> None:
        """Take away what the page says at its top."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def notices(self) -> list[Notice]:
        """What the page says at its top."""
        return [self._notice] if self._notice is not None else []

    def ask(
        self,
        title: str,
        lines: Sequence[str],
        *,
        act: str,
        keep: str,
        then: Callable[[str], object],
        danger: bool = True,
        reason: str = "",
    ) -> None:
        """Ask before something that cannot be undone: a page that says in figures what it will do.

        `keep` is the safe verb (green, first, Esc), `act` does it; `reason` is the label of a
        field that must be filled, and its text is what `then` gets ("" without one).
        """
        from ui.kit.question import Question  # a question is a page too

        question = Question(self.session, self.shell, title, lines, act, keep, danger, reason)
        question.answered.connect(then)
        self.shell.show(question)

    # --- inside ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()
        # When the layout has come to rest, where the focus is may have moved out of sight.
        QTimer.singleShot(0, self, self._reveal_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escape()
            return
        event.ignore()  # arrows and pages belong to tables, not to the scroll area

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self.reveal(self.focusWidget())
        return moved

    def reveal(self, widget: QWidget | None) -> None:
        """Scroll so that a widget is seen."""
        if widget is not None and self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, px(24), px(56))  # with label and hint

    def _show(self, notice: Notice) -> None:
        self.clear_error()
        self._notice = notice
        self._notices.insertWidget(0, notice)
        notice.show()  # now, not soon: what is hidden takes no focus
        self.ensureVisible(0, 0)

    def _closing(self) -> Button:
        self._notices_close = Button(_("Close this message"), icon="x")
        self._notices_close.clicked.connect(self.clear_error)
        return self._notices_close

    @say.guard
    def _save_report(self) -> None:
        path = pick.save_file(self, _("Save the report"), "so-clb-report.txt")
        if path is not None:
            pick.write(path, self._report.encode())
            self.clear_error()

    def _reveal_focus(self) -> None:
        if not self.isVisible():
            return
        if not self._rested:
            self._rested = True
            if self._fits_at_top(self.focusWidget()):
                self.ensureVisible(0, 0)  # it was scrolled to where the focus has been meanwhile
        self.reveal(self.focusWidget())

    def _fits_at_top(self, widget: QWidget | None) -> bool:
        """Whether a widget is seen, with its hint, when the page is not scrolled."""
        content = self.widget()
        if widget is None or content is None or not content.isAncestorOf(widget):
            return False
        bottom = widget.mapTo(content, QPoint(0, widget.height())).y()
        return bottom + px(56) <= self.viewport().height()

    def _touched(self, tables: frozenset[str]) -> None:
        if self.reads & tables:
            self._stale = True
            if self.isVisible():
                self._renew()

    @say.guard
    def _renew(self) -> None:
        self._stale = False
        self.refresh()

    @say.guard
    def _done(self, value: object) -> None:
        self._task = None
        self._then(value)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, UserError) and self._retry is not None:
            self.error(error, self._retry)
        else:
            say.tell(self, error)


class _Head(QWidget):
    """Title at the left and buttons at the right, or below where the width does not do."""

    def __init__(self) -> None:
        super().__init__()
        self.title = labels.title("")
        self.purpose = labels.muted("")
        self.buttons = Flow(8)
        self._lead: Button | None = None
        self.sheds_keys = False
        self._named = Row(14)
        self._named.add(self.title, stretch=1)
        self._row = Row(12)
        self._row.add(self._named, stretch=1)
        self._row.add(plain(self.buttons))
        column = Column(2)
        column.add(self._row)
        column.add(self.purpose)
        self.setLayout(column)

    def set_lead(self, button: Button) -> None:
        """Put a button before the title."""
        self._lead = button
        self._named.insertWidget(0, button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.buttons.minimumSize().width(), super().minimumSizeHint().height())

    def fit(self) -> None:
        """Choose between beside and below. Where it may, it first leaves out the keys on buttons:
        of all but the last, then of that too."""
        font = look().font(TITLE, bold=True)
        words = QFontMetrics(font).horizontalAdvance(self.title.text()) + px(12)
        if self._lead is not None and not self._lead.isHidden():
            words += self._lead.sizeHint().width() + px(14)
        buttons = [item.widget() for item in self.buttons.items()]
        beside = False
        for shed in (0, len(buttons) - 1, len(buttons)) if self.sheds_keys else (0,):
            for place, button in enumerate(buttons):
                if isinstance(button, Button) and button.show_key is not (place >= shed):
                    button.show_key = place >= shed
                    button.updateGeometry()
            beside = words + self.buttons.sizeHint().width() + px(12) <= max(self.width(), 1)
            if beside:
                break
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)

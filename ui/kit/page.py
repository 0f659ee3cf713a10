"""A page: one title, at most three actions, one sentence, then its content.

Pages lie in a stack: a form or a question is a page pushed on top of the one it serves, and goes
away by Esc without losing what stands below. A page never updates another one: it declares the
tables it reads, and is asked to refresh when they were touched, at the latest when it is seen.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.base.errors import Cancelled, UserError
from app.base.log import logger
from app.base.text import _
from ui.kit.button import Button
from ui.kit.icons import Icon
from ui.kit.labels import column, label, notice, row
from ui.kit.session import Session
from ui.kit.style import look


class Shell(Protocol):
    """What a page may ask of the window around it."""

    session: Session

    def open_room(self, room: str, about: str = "") -> None:
        """Go to another room; `about` is what that page shows at once."""

    def push(self, page: "Page") -> None:
        """Put a page on top of the present one."""

    def pop(self) -> None:
        """Leave the topmost page."""


class Page(QWidget):
    """Base of all pages. Subclasses set `room`, `reads`, build `body` and override `refresh`."""

    room: ClassVar[str] = ""
    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.session = shell, shell.session
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stale = True
        self._shortcuts: list[QShortcut] = []
        px = look().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(12), px(24), px(12))
        outer.setSpacing(px(14))
        self.title = label("", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.purpose = label("", "hint", wrap=True)
        self._actions = row(gap=8)
        head = row(self.title, self._actions, gap=12)
        head.setStretch(0, 1)
        outer.addLayout(column(head, self.purpose, gap=2))
        self._notice_place = QVBoxLayout()
        outer.addLayout(self._notice_place)
        self._notice: QFrame | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(px(14))
        outer.addLayout(self.body, 1)
        session = self.session
        session.changed.connect(self._touched)

    # --- head -----------------------------------------------------------------------------

    def set_head(self, title: str, purpose: str = "", actions: Sequence[Button] = ()) -> None:
        """The title, its sentence, and at most three buttons at the right, the main one last."""
        self.title.setText(title)
        self.purpose.setText(purpose)
        self.purpose.setVisible(bool(purpose))
        for button in actions:
            self._actions.addWidget(button)
            if button.key:
                self.on_key(button.key, button.click)

    def set_purpose(self, purpose: str) -> None:
        """Say another sentence below the title."""
        self.purpose.setText(purpose)
        self.purpose.setVisible(bool(purpose))

    def on_key(self, key: str, act: Callable[[], object]) -> None:
        """A key of this page, written as on buttons: "Ctrl N", "F8"."""
        sequence = key.replace(" ", "+").replace("Enter", "Return")
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        self._shortcuts.append(shortcut)

    # --- refreshing -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask the core again and show the answer."""

    def about(self, what: str) -> None:
        """Show one thing of this room at once, such as a person's id."""

    def first_focus(self) -> QWidget | None:
        """Where work begins."""
        return None

    def may_leave(self) -> bool:
        """Whether Esc or another room may take this page away now."""
        return True

    def _touched(self, tables: frozenset[str]) -> None:
        if self.reads & tables:
            self._stale = True
            if self.isVisible():
                self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _renew(self) -> None:
        self._stale = False
        self.guard(self.refresh)

    # --- speaking -------------------------------------------------------------------------

    def guard(self, act: Callable[[], object]) -> bool:
        """Do something; a failure is said on the page. Whether it went well."""
        try:
            act()
        except Cancelled:
            return False
        except UserError as error:
            self.say_error(str(error))
            return False
        except Exception:
            logger("ui").exception("a page failed")
            self.say_error(
                _(
                    "Something went wrong inside the program. Nothing was changed. "
                    "Close this message and try again; the log says more to a helper."
                )
            )
            return False
        return True

    def say_error(self, sentence: str) -> None:
        """Show what happened, in the page, until it is closed or something else is said."""
        what, _dot, rest = sentence.partition(". ")
        self._say("bad", "circle-alert", what + ("." if rest else ""), rest)

    def say_good(self, what: str, rest: str = "") -> None:
        """Show what was done."""
        self._say("good", "circle-check", what, rest)

    def say_nothing(self) -> None:
        """Take the message away."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def _say(self, kind: str, icon: str, what: str, rest: str) -> None:
        self.say_nothing()
        texts = column(label(what, "strong", wrap=True), gap=2)
        if rest:
            texts.addWidget(label(rest, wrap=True))
        close = Button(_("Close"), self.say_nothing, icon="x")
        colour = {"bad": "bad", "good": "pri", "warn": "warn"}[kind]
        self._notice = notice(kind, Icon(icon, 30, colour), texts, close)
        self._notice.setAccessibleName(f"{what} {rest}")
        layout = self._notice.layout()
        if layout is not None:
            layout.setStretch(1, 1)  # type: ignore[attr-defined]
        self._notice_place.addWidget(self._notice)

    def message(self) -> str:
        """What the page says at the moment, or nothing."""
        return self._notice.accessibleName() if self._notice is not None else ""

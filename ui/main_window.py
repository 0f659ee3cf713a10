"""The window: the rooms of the book, the way between them, undo, the curtain, the size of text.

Its rooms stand in `ui.kit.rooms`; the page of a room is imported when first opened.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from app.base.errors import UserError
from app.base.text import _, set_language
from ui.kit import style, who
from ui.kit.focus import FocusRing
from ui.kit.idle import IdleWatch
from ui.kit.page import Page
from ui.kit.privacy import Privacy
from ui.kit.rooms import ROOMS, Room
from ui.kit.say import guard
from ui.kit.session import Session, Told
from ui.kit.window_frame import WindowFrame

if TYPE_CHECKING:  # these are imported when they are needed, so that the window is there quickly
    from app.club.file import Club
    from ui.kit.curtain import Curtain


class MainWindow(QMainWindow):
    """The shell around the pages; see `ui.kit.page.Shell`.

    `rooms` and `idle` are given by tests; `rooms` maps the kind of the open file ("" for none).
    """

    def __init__(
        self,
        session: Session,
        rooms: dict[str, tuple[Room, ...]] | None = None,
        idle: IdleWatch | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self._all_rooms = rooms or ROOMS
        self._privacy = Privacy(self, session, idle or IdleWatch())
        self._pages: dict[str, Page] = {}
        self._room = ""
        self._trail: list[str] = []
        self._above: list[Page] = []
        self._arrival: dict[str, Any] = {}
        self._shortcuts: list[QShortcut] = []
        self._ring = FocusRing(self)
        for sequence, slot in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Q", self.close),
            ("F10", self.contents),
        ):
            self._listen(sequence, slot)
        for digit in "1234567890":
            self._listen(f"Alt+{digit}", self._numbered)
        session.opened.connect(self._opened)
        session.told.connect(self._told)
        session.changed.connect(self._saved)
        session.restyled.connect(self._restyle)
        session.respoken.connect(self.restart)
        self._privacy.covered.connect(self._covered)
        self._privacy.uncovered.connect(self._uncovered)
        self._privacy.left.connect(self.close_club)
        self._privacy.warned.connect(self._warned)
        self._build()

    # --- what pages ask (Shell) ---------------------------------------------------------------

    def open(self, room: str, **about: Any) -> None:
        """Go to a room and show there what `about` says."""
        self._set_aside()
        while self._above:
            self._drop(self._above.pop())
        if self._room and self._room != room:
            self._trail.append(self._room)
        self._enter(room, **about)

    def show(self, page: Page | None = None) -> None:
        """Put a page above the present one; without a page it is Qt's: show the window."""
        if page is None:
            super().show()
            return
        self._set_aside()
        self._above.append(page)
        self._stack.addWidget(page)
        self._bring(page)

    def back(self) -> None:
        """Leave the topmost page, or go to the room before."""
        self._set_aside()
        if self._above:
            gone = self._above.pop()
            self._bring(self.page())
            self._drop(gone)
        elif self._trail:
            self._enter(self._trail.pop())
        elif self._room != self._home():
            self._enter(self._home())

    def back_to(self, page: Page) -> None:
        """Leave every page above this one."""
        if self.page() is page:
            return
        self._set_aside()
        place = self._above.index(page) + 1 if page in self._above else 0
        gone, self._above = self._above[place:], self._above[:place]
        self._bring(self.page())
        for each in gone:
            self._drop(each)

    def home(self) -> None:
        """Go to the first page."""
        self.open(self._home())
        self._trail.clear()

    def open_club(self, club: "Club") -> None:
        """Work with this book from now on."""
        self.session.open(club)

    def close_club(self, **about: Any) -> None:
        """Close the book and show who may sign in to it; `about` reaches the welcome page."""
        self._set_aside()
        self._arrival = {"folder": self.session.club.folder, "left": True, **about}
        self.session.open(None)

    def restart(self) -> None:
        """Build everything anew in the room one is in: for another language or officer."""
        set_language(self.session.settings.language)
        room = self._room
        self._build()
        self._enter(room if room in {each.name for each in self._rooms()} else self._home())

    # --- what else the window does ------------------------------------------------------------

    def start(self, folder: Path | None = None) -> None:
        """Show the first page: the book in `folder` to sign in to, or the welcome."""
        self._arrival = {"folder": folder} if folder is not None else {}
        if self._room:  # something was shown before
            self._build()
        self._begin()

    def page(self) -> Page:
        """The page one sees."""
        return self._above[-1] if self._above else self._pages[self._room]

    def room(self) -> str:
        """The name of the room one is in."""
        return self._room

    @guard
    def undo(self) -> None:
        """Take back the last act."""
        if self.session.has_club:
            self.session.undo()

    @guard
    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.session.has_club:
            self.session.redo()

    def error(self, error: UserError, retry: Callable[[], object] | None = None) -> None:
        """Errors of the window itself are shown in the page one sees."""
        self.page().inner().error(error, retry)

    def fault(self, report: str) -> None:
        """See `error`."""
        self.page().inner().fault(report)

    def cover(self) -> None:
        """Draw the curtain at once."""
        self._privacy.cover()

    def curtain(self) -> "Curtain | None":
        """The curtain, while it is drawn."""
        return self._privacy.curtain()

    def larger(self) -> None:
        """One step of size up."""
        self.session.configure(size=style.bigger(self.session.settings.size))

    def smaller(self) -> None:
        """One step of size down."""
        self.session.configure(size=style.smaller(self.session.settings.size))

    def help(self) -> None:
        """One page about the room one is in."""
        from ui.kit.help_page import HelpPage

        if not isinstance(self.page(), HelpPage):
            room = type(self.page().inner()).help_id or self._help_of(self._room)
            self.show(HelpPage(self.session, self, room))

    def contents(self) -> None:
        """The left column as a page of tiles."""
        from ui.kit.contents import ContentsPage

        if self.session.has_club and not isinstance(self.page(), ContentsPage):
            self.show(ContentsPage(self.session, self, self._frame.column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame.fold(self.width())
        self._privacy.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Pages hear Esc first; this is for the top bar and the left column.
        if event.key() == Qt.Key.Key_Escape and not event.modifiers() and self._frame.isEnabled():
            self._escape()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._set_aside()
        self._privacy.watch(False)
        self.session.opened.disconnect(self._opened)
        self.session.close()
        super().closeEvent(event)

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self._pages.clear()
        self._above.clear()
        self._trail.clear()
        self._room = ""
        frame = WindowFrame(self._numbered_rooms(), book_open=self.session.has_club)
        self._frame, self._stack = frame, frame.stack
        self.top_bar, self.left_column = frame.top_bar, frame.left_column
        self.warning_bar, self.undo_bar = frame.warning_bar, frame.undo_bar
        for signal, slot in (
            (self.top_bar.home.clicked, self.home),
            (self.top_bar.contents.clicked, self.contents),
            (self.top_bar.back.clicked, self._escape),
            (self.top_bar.smaller.clicked, self.smaller),
            (self.top_bar.larger.clicked, self.larger),
            (self.top_bar.help.clicked, self.help),
            (self.top_bar.curtain.clicked, self.cover),
            (self.top_bar.user.clicked, self._open_officers),
            (self.left_column.chosen, self.open),
            (self.undo_bar.undo, self.undo),
            (self.undo_bar.redo, self.redo),
        ):
            signal.connect(slot)
        self.setCentralWidget(frame)  # which deletes the one before
        self.top_bar.set_user(who.in_words(self.session))
        self._saved()
        self._frame.fold(self.width())
        self._name_window()

    def _opened(self) -> None:
        """Another book is open, or none."""
        self._build()
        self._begin()

    def _begin(self) -> None:
        arrival, self._arrival = self._arrival, {}
        self._privacy.watch(self.session.has_club)
        self._enter(self._home(), **({} if self.session.has_club else arrival))

    def _rooms(self) -> Sequence[Room]:
        kind = self.session.club.kind.name if self.session.has_club else ""
        may = self.session.may
        return [
            room
            for room in self._all_rooms[kind]
            if (not room.right or may(room.right)) and not (room.unless and may(room.unless))
        ]

    def _numbered_rooms(self) -> list[Room]:
        return [room for room in self._rooms() if room.number]

    def _home(self) -> str:
        return self._rooms()[0].name

    def _enter(self, name: str, **about: Any) -> None:
        room = next(room for room in self._rooms() if room.name == name)
        if name not in self._pages:
            module, _colon, class_name = room.page.partition(":")
            page: Page = getattr(import_module(module), class_name)(self.session, self)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._room = name
        self.left_column.mark(name)
        page = self._pages[name]
        if about:
            self._arrive(page, about)
        self._bring(self.page())  # which may have been put above by `arrive`

    @guard
    def _arrive(self, page: Page, about: dict[str, Any]) -> None:
        page.arrive(**about)

    def _bring(self, page: Page) -> None:
        """Show a page that is in the stack; work goes on where it was left, or begins."""
        page.make_ready()
        known = page.focusWidget()  # asked first: the stack gives the focus to what comes first
        self._frame.show_column_of(self._column_owner())
        self._stack.setCurrentWidget(page)
        target = next((one for one in (known, page.first_focus()) if _can_take(page, one)), None)
        if target is None:
            page.focusNextChild()
        else:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            page.reveal(target)

    def _column_owner(self) -> Page | None:
        """The topmost page that brings a column of its own."""
        pages = [self._pages[self._room], *self._above]
        return next((page for page in reversed(pages) if page.column() is not None), None)

    def _set_aside(self) -> None:
        """The present page is about to be left."""
        if self._above or self._room in self._pages:
            self._leave(self.page())

    @guard
    def _leave(self, page: Page) -> None:
        page.leaving()

    def _drop(self, page: Page) -> None:
        self._stack.removeWidget(page)
        page.deleteLater()

    # --- small things -------------------------------------------------------------------------

    def _listen(self, sequence: str, slot: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(sequence), self)
        shortcut.setProperty("digit", sequence[-1])
        shortcut.activated.connect(slot)
        self._shortcuts.append(shortcut)

    def _listening(self, on: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)

    def _numbered(self) -> None:
        self._frame.column.press(self.sender().property("digit"))

    def _escape(self) -> None:
        self.page().escape()

    def _open_officers(self) -> None:
        if any(room.name == "officers" for room in self._rooms()):
            self.open("officers")

    def _told(self, told: Told) -> None:
        if told.asked or not type(self.page().inner()).quiet:
            self.undo_bar.say(told.text, undo=told.undo, redo=told.redo)
        else:
            self.undo_bar.hide()  # what it says is no longer what Ctrl+Z takes back

    def _saved(self) -> None:
        at = self.session.saved_at
        words = _("Saved {time}").format(time=f"{at:%H:%M}".lstrip("0")) if at else ""
        self.top_bar.set_saved(words)

    def _restyle(self) -> None:
        settings = self.session.settings
        style.apply(settings.theme, settings.size)
        self._frame.fold(self.width())

    def _name_window(self) -> None:
        name = ""
        if self.session.has_club:
            from app.club.doorplate import title

            name = title(self.session.club.folder)
        self.setWindowTitle(f"Sổ CLB – {name}" if name else "Sổ CLB")

    def _help_of(self, room: str) -> str:
        """Help belongs to the package of a page: ui.commune.receive shows that of commune."""
        found = next(each for each in self._rooms() if each.name == room)
        return found.page.partition(":")[0].removeprefix("ui.").partition(".")[0]

    # --- the curtain ----------------------------------------------------------------------------

    def _covered(self) -> None:
        self.undo_bar.hide()
        self._listening(False)
        self._frame.setEnabled(False)
        self.session.covered.emit(True)

    def _uncovered(self) -> None:
        self.session.covered.emit(False)
        self._frame.setEnabled(True)
        self._listening(True)
        self._bring(self.page())

    def _warned(self, words: str) -> None:
        self.warning_bar.say(words, undo=False, redo=False)
        self.warning_bar.setVisible(bool(words))


def _can_take(page: Page, widget: QWidget | None) -> bool:
    """Whether a part of the page can take the focus now: what had it may be gone meanwhile."""
    return widget not in (None, page) and widget.isEnabled() and widget.isVisibleTo(page)

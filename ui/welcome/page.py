"""Before a book is open: the books of this PC, and the ways to get one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.job import Job
from app.base.text import _
from app.club.doorplate import sign_in_names
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.labels import section
from ui.kit.layout import Column
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles
from ui.welcome import books
from ui.welcome.books import Book
from ui.welcome.door import DoorPage


class WelcomePage(DoorPage):
    """Tiles of the books on this PC; below, a new book, the practice book, a copy."""

    help_id = "welcome"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.tiles: list[Tile] = []
        self._books: list[Book] = []
        self._waiting: Path | None = None
        self._found = section(_("Books on this PC"))
        self._shelf = Column(0)
        self.body.add(self._found)
        self.body.addLayout(self._shelf)
        self.body.gap(8)
        self.body.add(section(_("Begin")))
        self.practice = self._way(
            _("Open the practice book"),
            _("Invented people; nothing can go wrong."),
            "book-open",
            self.open_practice,
        )
        ways = (
            self.practice,
            self._way(
                _("Begin a club's book"),
                _("For one club: members, health, money."),
                "users",
                self._new_club,
            ),
            self._way(
                _("Begin the commune's book"),
                _("For the association, which receives from its clubs."),
                "landmark",
                self._new_commune,
            ),
            self._way(
                _("Take a book back from a copy"),
                _("From a stick, when a PC broke or something was lost."),
                "refresh-cw",
                self._restore,
            ),
            self._way(
                _("Open a book elsewhere"),
                _("In a folder that you choose."),
                "search",
                self._open_elsewhere,
            ),
        )
        self._ways = Tiles(ways)
        self.body.add(self._ways)
        self.body.stretch()

    def _way(self, title: str, second: str, icon: str, act: Callable[[], object]) -> Tile:
        tile = Tile(title, second, icon=icon)
        tile.clicked.connect(act)
        return tile

    def refresh(self) -> None:
        self._stale = True  # folders are no tables: each look asks again
        self.head(_("The club's book"), _("Choose a book, begin one, or try the practice book."))
        found = books.books()
        if found == self._books and self.tiles:
            return  # the focus stays where it is
        self._books = found
        self._found.setVisible(bool(self._books))
        self._shelf.clear()
        self.tiles = []
        for number, book in enumerate(self._books):
            key = str(number + 1) if number < 9 else ""
            icon = "users" if book.is_club else "landmark"
            tile = Tile(book.title, icon=icon, number=key)
            tile.setProperty("place", number)
            tile.clicked.connect(self._pressed)
            self.tiles.append(tile)
        self._shelf.add(Tiles(self.tiles))

    def first_focus(self) -> QWidget:
        return self.tiles[0] if self.tiles else self.practice

    def arrive(self, **about: Any) -> None:
        """`folder` to sign in to; `left` when it was just closed; a `copy` to take it back from;
        what is `said` there: a sentence, and the rest."""
        folder = about.get("folder")
        if not isinstance(folder, Path):
            return
        copy = about.get("copy")
        again = not about.get("left") and copy is None
        self._sign_in(folder, at_once=again, said=about.get("said"))
        if isinstance(copy, Path):
            from ui.welcome.take_back import restore_form

            self.shell.show(restore_form(self.session, self.shell, copy, folder))

    def escape(self) -> None:
        """There is nothing to go back to."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            place = int(digit) - 1
            if 0 <= place < len(self.tiles):
                self.tiles[place].click()
                return
        super().keyPressEvent(event)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _pressed(self) -> None:
        self._sign_in(self._books[int(self.sender().property("place"))].folder)

    def _sign_in(
        self, folder: Path, *, at_once: bool = True, said: tuple[str, str] | None = None
    ) -> None:
        """Ask who it is; a book that asks for nothing opens `at_once`, or waits for a press."""
        self._waiting = folder
        try:
            book = books.book_in(folder)
            people = sign_in_names(folder)
            if any(person.asks for person in people):
                from ui.welcome.sign_in import SignInPage

                page = SignInPage(self.session, self.shell, book, people)
                if said is not None:
                    page.good(*said)
                self.shell.show(page)
            elif said is not None:
                opening = Button(_("Open the book"), icon="book-open", kind="primary")
                opening.clicked.connect(self._once_more)
                self.good(said[0], "", opening)
                opening.setFocus()
            elif at_once:
                self._open(book)
        except UserError as error:
            self.refused(folder, error, self._once_more)

    def _open(self, book: Book) -> None:
        from app.club.file import open_file

        self.shell.open_club(open_file(book.folder, self.session.ports, kind=book.kind))

    @guard
    def _once_more(self) -> None:
        if self._waiting is not None:
            self._sign_in(self._waiting)

    @guard
    def _open_elsewhere(self) -> None:
        folder = pick.folder(self, _("The folder of the book"))
        if folder is not None:
            self._sign_in(folder)

    @guard
    def open_practice(self) -> None:
        """Open the practice book; the first time it is made."""
        folder = books.practice_dir()
        if books.is_there(folder):
            self._sign_in(folder)
            return
        today = self.session.today()

        def work(job: Job) -> None:
            from app.practice.make import make  # a large room, which few starts need

            make(folder, today, job=job).close()

        def done(_nothing: object) -> None:
            self._open(books.book_in(folder))

        self.run(work, done, _("Making the practice book"))

    @guard
    def _new_club(self) -> None:
        from ui.welcome.begin import club_form

        self.shell.show(club_form(self.session, self.shell))

    @guard
    def _new_commune(self) -> None:
        from ui.welcome.begin import commune_form

        self.shell.show(commune_form(self.session, self.shell))

    @guard
    def _restore(self) -> None:
        from ui.welcome.copies import CopiesPage

        self.shell.show(CopiesPage(self.session, self.shell, None))

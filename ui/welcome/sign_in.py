"""Who is it? A tile per officer, one passphrase, and the ways back in for who forgot it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.job import Job
from app.base.text import _
from app.club.doorplate import SignIn
from app.club.faults import Trouble
from ui.kit.button import Button
from ui.kit.entries import PassphraseField
from ui.kit.layout import Apart, Flow, card, padded, plain
from ui.kit.name_tiles import NameTile, number_typed, short
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tiles
from ui.welcome.books import Book
from ui.welcome.door import WRONG_SECRET, DoorPage, patient, tried

if TYPE_CHECKING:  # this page shows before SQLite is loaded
    from app.club.file import Club


class SignInPage(DoorPage):
    """Tiles, chosen by click, number or arrows; the passphrase of the chosen one below."""

    help_id = "welcome"

    def __init__(
        self, session: Session, shell: Shell, book: Book, people: tuple[SignIn, ...]
    ) -> None:
        super().__init__(session, shell)
        self._book, self.people = book, people
        self.head(book.title, _("Who are you? Press your name, or type the number beside it."))
        self.tiles = [NameTile(person, place) for place, person in enumerate(people)]
        for tile in self.tiles:
            tile.clicked.connect(self._pressed)
            tile.typed.connect(self._typed_on_name)
        self.body.add(Tiles(self.tiles))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.passphrase.edit.acts = True
        self.passphrase.edit.entered.connect(self.open_book)
        self.do = Button(
            _("Open the book"), icon="book-open", key="Enter", kind="primary", main=True
        )
        self.do.clicked.connect(self.open_book)
        inside = padded(8)
        inside.add(Apart(self.passphrase, self.do, gap=24, grow=True))
        self._box = card(inside)
        self.body.add(self._box)
        self.body.stretch()
        forgot = Button(_("Forgot the passphrase"), icon="circle-question-mark")
        forgot.clicked.connect(self._forgot)
        other = Button(_("Another book"), icon="arrow-left", key="Esc")
        other.clicked.connect(self.escape)
        restore = Button(_("Take the book back from a copy"), icon="refresh-cw")
        restore.clicked.connect(self._take_back)
        left = Flow(12)
        left.add(forgot)
        left.add(other)
        self.body.add(Apart(plain(left), restore))
        self.choose(0)

    def first_focus(self) -> QWidget:
        return self.tiles[0] if len(self.tiles) > 1 else self.passphrase.first()

    def choose(self, place: int) -> None:
        """This officer signs in."""
        for number, tile in enumerate(self.tiles):
            tile.setChecked(number == place)
        self._chosen = place
        person = self.people[place]
        self.passphrase.set_title(_("Passphrase of {name}").format(name=short(person)))
        self.passphrase.problem("")
        self.passphrase.setVisible(person.asks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = number_typed(event, self.tiles)
        if place is not None:
            self._choose_and_type(place)
        else:
            super().keyPressEvent(event)

    @guard
    def open_book(self) -> None:
        """Open as the chosen officer; a wrong passphrase is said beside the field, and kept."""
        person = self.people[self._chosen]
        typed = self.passphrase.text() if person.asks else None
        if typed == "":
            self.passphrase.problem(_("Type the passphrase, then press Enter."))
            self._to_passphrase()
            return
        ports, book = self.session.ports, self._book

        def work(job: Job) -> "Club":
            from app.club.file import open_file

            club = open_file(
                book.folder, patient(ports, job), typed, book.kind, slot_id=person.slot_id
            )
            club.ports = ports
            return club

        self.passphrase.problem("")
        self.run(tried(work), self._opened, _("Opening the book"))

    def _opened(self, result: Any) -> None:
        if isinstance(result, Trouble) and result.reason in WRONG_SECRET:
            self.passphrase.problem(str(result))
            self._to_passphrase()
            self.passphrase.edit.selectAll()
        elif isinstance(result, UserError):
            self.refused(self._book.folder, result, self.open_book)
        else:
            from ui.welcome.first_steps import open_new_or_not

            open_new_or_not(self.session, self.shell, result)

    @guard
    def _pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, NameTile):
            self._choose_and_type(tile.place)

    def _typed_on_name(self, letter: str) -> None:
        """The first letter of the passphrase was typed on a name."""
        tile = self.sender()
        if not isinstance(tile, NameTile):
            return
        self.choose(tile.place)
        if self.people[tile.place].asks:
            self._to_passphrase()
            self.passphrase.edit.insert(letter)

    def _choose_and_type(self, place: int) -> None:
        self.choose(place)
        if self.people[place].asks:
            self._to_passphrase()
        else:
            self.open_book()

    def _to_passphrase(self) -> None:
        self.passphrase.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(self._box)  # in large letters it lies far below the names

    @guard
    def _forgot(self) -> None:
        from ui.welcome.forgot import ForgotPage

        self.shell.show(ForgotPage(self.session, self.shell, self._book, self.people))

    @guard
    def _take_back(self) -> None:
        from ui.welcome.copies import CopiesPage

        self.shell.show(CopiesPage(self.session, self.shell, self._book.folder))

"""Who is it? A tile per officer, one passphrase, and the ways back in for who forgot it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.job import Job
from app.base.names import address, given_name
from app.base.text import _
from app.club.doorplate import SignIn
from app.club.faults import Trouble
from app.club.roles import ROLE_NAMES
from ui.kit.button import Button
from ui.kit.entries import PassphraseField
from ui.kit.layout import Apart, Flow, card, padded, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles
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
        self.tiles: list[Tile] = []
        for number, person in enumerate(people):
            roles = ", ".join(_(ROLE_NAMES[role]) for role in person.roles if role in ROLE_NAMES)
            tile = _NameTile(_polite(person), roles, str(number + 1) if number < 9 else "")
            tile.page, tile.place = self, number
            tile.clicked.connect(self._pressed)
            self.tiles.append(tile)
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
        form = address(person.sex, None) if person.sex else ""
        who = f"{form} {given_name(person.name)}".strip()
        self.passphrase.set_title(_("Passphrase of {name}").format(name=who))
        self.passphrase.problem("")
        self.passphrase.setVisible(person.asks)

    def begin(self, letter: str) -> None:
        """The first letter of the passphrase was typed on a name."""
        self._to_passphrase()
        self.passphrase.edit.insert(letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        number = int(digit) if digit.isascii() and digit.isdecimal() else 0
        if 0 < number <= len(self.tiles):
            self._choose_and_type(number - 1)
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
        if isinstance(tile, _NameTile):
            self._choose_and_type(tile.place)

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


class _NameTile(Tile):
    """A name. Going to it by an arrow chooses it; a letter typed on it begins the passphrase."""

    page: SignInPage
    place: int

    def __init__(self, name: str, roles: str, number: str) -> None:
        super().__init__(name, roles, number=number)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The page says which one is chosen, not the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.page.choose(self.place)
            if self.page.passphrase.isVisibleTo(self.page):
                self.page.begin(letter)
            return
        super().keyPressEvent(event)


def _polite(person: SignIn) -> str:
    if not person.sex:
        return person.name
    form = address(person.sex, None)
    return f"{form[:1].upper()}{form[1:]} {person.name}"

"""Who is it? A tile per officer, one passphrase, and the ways back in for who forgot it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import Invalid, UserError
from app.base.names import address, given_name
from app.base.text import _
from app.club import officers
from app.club.file import open_file
from app.club.officers import SignIn
from app.club.roles import ROLE_NAMES
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import PassphraseField
from ui.kit.fields import ENTER, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import body
from ui.kit.layout import Flow, Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.recovery_paper import show_paper
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles
from ui.welcome import books
from ui.welcome.books import Book


def enter(session: Session, shell: Shell, folder: Path) -> None:
    """Open the book of a folder at once when it asks nothing, else ask who it is."""
    book = books.book_in(folder)
    people = officers.sign_in_names(folder)
    if not any(person.asks for person in people):
        shell.open_club(open_file(folder, session.ports, kind=book.kind))
        return
    shell.show(SignInPage(session, shell, book, people))


class SignInPage(Page):
    """Tiles, chosen by click or number; the passphrase of the chosen one below."""

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
            tile = Tile(person.name, roles, number=str(number + 1) if number < 9 else "")
            tile.setCheckable(True)
            tile.setProperty("place", number)
            tile.clicked.connect(self._pressed)
            self.tiles.append(tile)
        self.body.add(Tiles(self.tiles))
        self.passphrase = PassphraseField(_("Passphrase"))
        self.passphrase.edit.acts = True
        self.passphrase.edit.entered.connect(self.open_book)
        self.do = Button(_("Open the book"), icon="book-open", kind="primary", main=True)
        self.do.clicked.connect(self.open_book)
        row = Row(24)
        row.add(self.passphrase, stretch=1)
        row.addWidget(self.do, 0, Qt.AlignmentFlag.AlignVCenter)
        inside = padded(8)
        inside.add(row)
        self._box = card(inside)
        self.body.add(self._box)
        self.body.stretch()
        forgot = Button(_("Forgot the passphrase"), icon="circle-question-mark")
        forgot.clicked.connect(self._forgot)
        other = Button(_("Another book"), icon="arrow-left", key="Esc")
        other.clicked.connect(self.escape)
        foot = Flow(12)
        foot.add(forgot)
        foot.add(other)
        self.body.add(plain(foot))
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
        self.passphrase.setVisible(person.asks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and 0 < int(digit) <= len(self.tiles):
            self._choose_and_type(int(digit) - 1)
        elif event.key() in ENTER:
            self.open_book()
        else:
            super().keyPressEvent(event)

    @guard
    def open_book(self) -> None:
        """Open as the chosen officer; a wrong passphrase is said beside the field, and kept."""
        person = self.people[self._chosen]
        try:
            club = open_file(
                self._book.folder,
                self.session.ports,
                self.passphrase.text() if person.asks else None,
                self._book.kind,
                slot_id=person.slot_id,
            )
        except UserError as error:
            if not person.asks:
                raise
            self.passphrase.problem(str(error))
            self.passphrase.edit.selectAll()
            self.passphrase.edit.setFocus()
            return
        self.shell.open_club(club)

    @guard
    def _pressed(self) -> None:
        self._choose_and_type(int(self.sender().property("place")))

    def _choose_and_type(self, place: int) -> None:
        self.choose(place)
        if self.people[place].asks:
            self.passphrase.problem("")
            self.passphrase.first().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_book()

    @guard
    def _forgot(self) -> None:
        self.shell.show(ForgotPage(self.session, self.shell, self._book, self.people))


class ForgotPage(Page):
    """Two ways back: the chair sets a new passphrase, or the recovery paper opens the book."""

    help_id = "welcome"

    def __init__(
        self, session: Session, shell: Shell, book: Book, people: tuple[SignIn, ...]
    ) -> None:
        super().__init__(session, shell)
        self._book, self._people = book, people
        self.head(_("Forgot the passphrase"), _("Nothing is lost. There are two ways back in."))
        first = padded(10)
        first.add(
            body(
                _(
                    "1. Another officer who may do so signs in, opens Officers, chooses your"
                    " name and presses “Set a new passphrase”."
                )
            )
        )
        second = padded(10)
        second.add(body(_("2. Open the envelope with the recovery paper and type its code.")))
        self.code = Button(_("Type the recovery code"), icon="key-round", kind="primary", main=True)
        self.code.clicked.connect(self._use_code)
        if not officers.has_recovery(book.folder):
            self.code.off(_("No recovery paper was made for this book."))
        second.add(self.code)
        self.body.add(card(first))
        self.body.add(card(second))
        self.body.stretch()

    def first_focus(self) -> QWidget | None:
        return self.code if self.code.isEnabled() else None

    @guard
    def _use_code(self) -> None:
        fresh: list[str] = []

        def save(values: Values) -> None:
            if values["passphrase"] != values["again"]:
                raise Invalid({"again": _("The two are not the same. Type both again.")})
            club, code = officers.use_recovery_code(
                self._book.folder,
                self.session.ports,
                values["code"],
                values["who"],
                values["passphrase"],
                self._book.kind,
            )
            fresh.append(code)
            self.shell.open_club(club)

        form = _CodeForm(
            self.session,
            self.shell,
            _("Open with the recovery paper"),
            _("The paper opens the book once; a new one is printed at once."),
            {
                "code": TextField(_("The code on the paper"), _("Six groups of five")),
                "who": Choice(
                    _("Who are you?"),
                    [(person.officer_id, person.name) for person in self._people],
                    columns=2,
                ),
                "passphrase": PassphraseField(
                    _("Your new passphrase"), _("Four words, or 12 letters and more")
                ),
                "again": PassphraseField(_("The same once more")),
            },
            save,
            verb=_("Open the book"),
            icon="book-open",
        )
        form.fresh = fresh
        self.shell.show(form)


class _CodeForm(Form):
    """After the book is open the window is built anew; then only the new paper is to be shown."""

    fresh: list[str]

    def save_now(self) -> None:
        session, shell = self.session, self.shell
        super().save_now()
        if self.fresh:
            show_paper(session, shell, self.fresh[0])

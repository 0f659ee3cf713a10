"""The ways back in for an officer who forgot the passphrase; a new recovery paper comes at once."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.job import Job
from app.base.text import _
from app.club import doorplate, officers
from app.club.doorplate import SignIn
from app.club.file import Club
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.fields import TextField
from ui.kit.form import Values
from ui.kit.labels import body, bold
from ui.kit.layout import Row, card, padded
from ui.kit.page import Page, Shell
from ui.kit.passphrases import new_passphrase, twice
from ui.kit.recovery_paper import show_paper
from ui.kit.say import guard
from ui.kit.session import Session
from ui.welcome.books import Book
from ui.welcome.door import WorkForm, patient


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
        row = Row(0)
        row.add(self.code)
        row.stretch()
        second.add(row)
        if not doorplate.has_recovery(book.folder):
            # Below and not inside the button: the sentence is too long for one line of large text.
            self.code.setEnabled(False)
            second.add(bold(_("No recovery paper was made for this book.")))
        self.body.add(card(first))
        self.body.add(card(second))
        self.body.stretch()

    def first_focus(self) -> QWidget | None:
        return self.code if self.code.isEnabled() else None

    @guard
    def _use_code(self) -> None:
        self.shell.show(code_form(self.session, self.shell, self._book, self._people))


def code_form(session: Session, shell: Shell, book: Book, people: tuple[SignIn, ...]) -> WorkForm:
    """The code, who it is, and a new passphrase; then the book is open, with a new paper above."""

    def work(values: Values, job: Job) -> tuple[Club, str]:
        club, code = officers.use_recovery_code(
            book.folder,
            patient(session.ports, job),
            values["code"],
            values["who"],
            twice(values),
            book.kind,
        )
        club.ports = session.ports
        return club, code

    def then(result: Any) -> None:
        club, code = result
        shell.open_club(club)
        show_paper(session, shell, code)

    known = [(person.officer_id, person.name) for person in people]
    form = WorkForm(
        session,
        shell,
        _("Open with the recovery paper"),
        _("The paper opens the book once; a new one is printed at once."),
        {
            "code": TextField(_("The code on the paper"), _("Six groups of five")),
            "who": Choice(_("Who are you?"), known, columns=2),
            **new_passphrase(session.ports, _("Your new passphrase")),
        },
        work,
        then,
        verb=_("Open the book"),
        what=_("Opening the book"),
        secret="code",
        icon="book-open",
    )
    form.fields["who"].set_text(known[0][0])
    return form

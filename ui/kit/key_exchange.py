"""The page on which two sides exchange their keys: ours to give away, theirs to be compared.

The club and the commune do the same, each with its own words: a key file goes over on a stick, a
paper goes by hand, and whoever reads the file types the last digits from the paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.errors import Invalid, UserError
from app.base.text import _, language
from app.bundle import keys
from app.bundle.keys import GROUPS, TYPED, Card
from app.club.profile import is_practice
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import body, line, muted, section
from ui.kit.layout import Cells, Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session

IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The words of one side: titles of the two halves, what to do with each, the buttons, the
    field for the digits, and what the finished act is called."""

    ours: str
    give: str
    theirs: str
    read: str
    file: str
    first_groups: str
    type_groups: str
    pair: str


class KeyPage(Page):
    """Left our own key, right the other side's. Subclasses say whose key they take (`takes`), in
    which words, what is known already, and what pairing does."""

    takes: ClassVar[str] = ""
    """The kind of book whose key file is read here: "club" or "commune"."""

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.words = self.in_words()
        self._ours, self._theirs = padded(10), padded(10)
        self.body.add(SideBySide(card(self._ours), card(self._theirs), share=50))
        self.body.stretch()
        self.copy = Button(_("Copy the key file"), icon="stick", key="Ctrl+S")
        self.copy.clicked.connect(self._copy_card)
        self.print = Button(_("Print the key paper"), icon="printer", key="Ctrl+P")
        self.print.clicked.connect(self._show_paper)
        self.read = Button(self.words.read, icon="key-round", key="Ctrl+O", kind="primary")
        self.read.clicked.connect(self._choose_card)
        self._known = Column(6)
        self._digits = Cells(across=22, down=4)
        self._lay_out()

    # --- for subclasses ---------------------------------------------------------------------

    def in_words(self) -> KeyWords:
        """The words of this side."""
        raise NotImplementedError

    def known(self) -> Sequence[QWidget]:
        """What is known of the other side already."""
        raise NotImplementedError

    def pair(self, card: Card) -> None:
        """Take a key that was compared."""
        raise NotImplementedError

    # --- the page ---------------------------------------------------------------------------

    def refresh(self) -> None:
        self._digits.clear()
        for number, group in enumerate(keys.own(self.session.club).card.fingerprint):
            place = divmod(number, IN_A_ROW)
            self._digits.addWidget(line(group, "big"), *place, Qt.AlignmentFlag.AlignLeft)
        self._known.clear()
        for widget in self.known():
            self._known.add(widget)

    def first_focus(self) -> QWidget:
        return self.read

    def _lay_out(self) -> None:
        self._ours.add(section(self.words.ours))
        self._ours.add(body(self.words.give))
        self._digits.setColumnStretch(IN_A_ROW, 1)
        self._ours.add(plain(self._digits))
        self._ours.add(muted(_("The other side types the last two groups.")))
        self._ours.gap(4)
        acts = Flow(8)
        acts.add(self.copy)
        acts.add(self.print)
        self._ours.add(plain(acts))
        self._ours.stretch()
        self._theirs.add(section(self.words.theirs))
        self._theirs.addLayout(self._known)
        act = Flow(8)
        act.add(self.read)
        self._theirs.gap(4)
        self._theirs.add(plain(act))
        self._theirs.stretch()

    @guard
    def _copy_card(self) -> None:
        own = keys.own(self.session.club)
        roots = self.session.club.ports.drives()
        name = f"{own.card.code}{keys.SUFFIX}"
        path = pick.save_file(self, _("Copy the key file"), name, roots[0] if roots else None)
        if path is not None:
            pick.write(path, keys.card_file(own))
            self.good(
                _("The key file is written: {file}.").format(file=path.name),
                _("Give it away together with the key paper."),
            )

    @guard
    def _show_paper(self) -> None:
        from app.documents.key_paper import key_paper  # loads what makes PDFs,
        from ui.kit.preview import Preview  # and what turns them into pictures

        own = keys.own(self.session.club).card
        pdf = key_paper(
            own.kind,
            own.name,
            own.fingerprint,
            own.key_id,
            self.session.today(),
            language(),
            practice=is_practice(self.session.club),
        )
        self._preview = Preview(
            self.session,
            self.shell,
            pdf,
            _("Key paper"),
            _("Print it, sign it, and give it away by hand."),
            self._save_paper,
        )
        self.shell.show(self._preview)

    def _save_paper(self, pdf: bytes) -> None:
        """Where no printer stands, the paper is printed at the copy shop."""
        path = pick.save_file(self._preview, _("Save the key paper"), _("key-paper.pdf"))
        if path is not None:
            pick.write(path, pdf)
            self._preview.good(_("The key paper is saved."), str(path))

    @guard
    def _choose_card(self) -> None:
        path = pick.open_file(self, self.words.file, [(_("Key files"), f"*{keys.SUFFIX}")])
        if path is not None:
            found = keys.read_card(_bytes(path), self.takes)
            self.shell.show(compare_form(self.session, self.shell, self.words, found, self.pair))


def compare_form(
    session: Session,
    shell: Shell,
    words: KeyWords,
    found: Card,
    pair: Callable[[Card], None],
) -> Form:
    """The first groups are shown; the last two have to come from the paper."""

    def save(values: Values) -> None:
        try:
            keys.check_groups(found, values["groups"])
        except UserError as error:
            raise Invalid({"groups": str(error)}) from error
        pair(found)

    form = Form(
        session,
        shell,
        _("Key of {name}").format(name=found.name),
        _("Compare with the paper that was given to you by hand."),
        {"groups": TextField(words.type_groups, _("Ten digits, as they stand on the paper"))},
        save,
        verb=words.pair,
        leave=_("Leave without pairing"),
        icon="key-round",
        columns=1,
    )
    shown = padded(6)
    shown.add(body(words.first_groups))
    digits = Cells(across=22, down=4)
    for number, group in enumerate(found.fingerprint[: GROUPS - TYPED]):
        digits.addWidget(line(group, "big"), 0, number)
    digits.setColumnStretch(GROUPS - TYPED, 1)
    shown.add(plain(digits))
    shown.add(muted(_("If they differ, leave without pairing and ask for a new key file.")))
    form.body.insertWidget(0, card(shown))
    return form


def _bytes(path: Path) -> bytes:
    """The start of a file: more than a card can be. Raises UserError."""
    try:
        with path.open("rb") as file:
            return file.read(keys.MAX_CARD + 1)
    except OSError as error:
        raise UserError(
            _("The key file cannot be read. Nothing was changed. Plug the stick in again.")
        ) from error

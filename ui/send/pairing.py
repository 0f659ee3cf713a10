"""Pairing, once: our key to the commune, the commune's key to us, compared by typed digits."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.errors import Invalid, UserError
from app.base.files import write_whole
from app.base.text import _
from app.bundle import keys, records
from app.bundle.keys import Card
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import big, body, muted, section
from ui.kit.layout import Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session

SHOWN_GROUPS = 4


class PairPage(Page):
    """Left our own key, right the commune's."""

    help_id = "send"
    reads = frozenset({"paired_commune"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(
            _("Pairing with the commune"),
            _("Once, sitting together: both give a key file and compare a paper."),
        )
        self._ours, self._theirs = padded(10), padded(10)
        self.body.add(SideBySide(card(self._ours), card(self._theirs), share=50))
        self.body.stretch()
        self._read = Button(_("Read the commune's key"), icon="key-round", kind="primary")
        self._read.clicked.connect(self._read_card)

    def refresh(self) -> None:
        club = self.session.club
        own = keys.own(club).card
        self._ours.clear()
        self._ours.add(section(_("Our key, for the commune")))
        self._ours.add(body(_("Copy the key file for the commune, and write these on paper:")))
        self._ours.add(big(" ".join(own.fingerprint[:3])))
        self._ours.add(big(" ".join(own.fingerprint[3:])))
        self._ours.add(muted(_("The commune types the last two groups.")))
        copy = Button(_("Copy our key file"), icon="stick", key="Ctrl+S")
        copy.clicked.connect(self._copy_card)
        self._ours.add(_line(copy))
        self._ours.stretch()
        self._theirs.clear()
        commune = records.commune(club)
        self._theirs.add(section(_("The commune's key, for us")))
        if commune is not None:
            self._theirs.add(body(_("Paired with {commune}.").format(commune=commune.name)))
            self._theirs.add(muted(_("Read another key only when the commune has a new one.")))
        else:
            self._theirs.add(
                body(_("Read the commune's key file, then type two groups from its paper."))
            )
        self._read = Button(_("Read the commune's key"), icon="key-round", kind="primary")
        self._read.clicked.connect(self._read_card)
        self._theirs.add(_line(self._read))
        self._theirs.stretch()

    def first_focus(self) -> QWidget:
        return self._read

    @guard
    def _copy_card(self) -> None:
        own = keys.own(self.session.club)
        name = f"{own.card.code}{keys.SUFFIX}"
        roots = self.session.club.ports.drives()
        path = pick.save_file(self, _("Copy our key file"), name, roots[0] if roots else None)
        if path is not None:
            write_whole(path, keys.card_file(own))
            self.good(_("The key file is written: {file}.").format(file=path.name))

    @guard
    def _read_card(self) -> None:
        path = pick.open_file(
            self, _("The commune's key file"), [(_("Key files"), f"*{keys.SUFFIX}")]
        )
        if path is not None:
            self.read_card(path)

    def read_card(self, path: Path) -> None:
        """Show what a key file says and ask for the digits on the paper."""
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise UserError(
                _("The key file cannot be read. Nothing was changed. Plug the stick in again.")
            ) from error
        self.shell.show(compare_form(self.session, self.shell, keys.read_card(raw, "commune")))


def compare_form(session: Session, shell: Shell, found: Card) -> Form:
    """The first groups are shown; the last two have to come from the paper."""

    def save(values: Values) -> None:
        try:
            keys.check_groups(found, values["groups"])
        except UserError as error:
            raise Invalid({"groups": str(error)}) from error
        keys.pair(session.club, found, session.today())

    return Form(
        session,
        shell,
        _("Key of {name}").format(name=found.name),
        _("The paper must begin with: {groups}.").format(
            groups=" ".join(found.fingerprint[:SHOWN_GROUPS])
        ),
        {
            "groups": TextField(
                _("Type the last two groups from the commune's paper"), _("Ten digits")
            )
        },
        save,
        verb=_("Pair with the commune"),
        leave=_("Leave without pairing"),
        icon="key-round",
        columns=1,
    )


def _line(button: Button) -> QWidget:
    flow = Flow(8)
    flow.add(button)
    return plain(flow)

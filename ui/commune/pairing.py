"""Pairing with a club, once: our key to the club, the club's key to us."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.bundle.keys import Card
from app.commune import records
from ui.kit.key_exchange import KeyPage, KeyWords
from ui.kit.labels import body, muted
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.session import Session

NAMED = 4


class PairClubPage(KeyPage):
    """Left our own key, right the one of a club."""

    help_id = "commune"
    reads = frozenset({"club_pair"})
    takes = "club"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(
            _("Pairing with a club"),
            _("Once, sitting together: both give a key file and compare a paper."),
        )

    def in_words(self) -> KeyWords:
        return KeyWords(
            ours=_("The commune's key, for the clubs"),
            give=_("Copy the key file onto the club's stick, and give the paper by hand."),
            theirs=_("A club's key, for us"),
            read=_("Read a club's key"),
            file=_("The club's key file"),
            first_groups=_("The club's paper must begin with these four groups:"),
            type_groups=_("Type the last two groups from the club's paper"),
            pair=_("Pair with this club"),
        )

    def known(self) -> Sequence[QWidget]:
        names = [
            pairing.name
            for pairing in records.pairings(self.session.club)
            if pairing.revoked_on is None
        ]
        ask = body(_("Read the club's key file, then type two groups from its paper."))
        if not names:
            return (ask, muted(_("Until then nothing of a club is received.")))
        shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
        paired = ngettext(
            "{n} club is paired: {names}", "{n} clubs are paired: {names}", len(names)
        )
        return (ask, mark_line("circle-check", paired.format(n=len(names), names=shown)))

    def pair(self, card: Card) -> None:
        records.pair(self.session.club, card, self.session.today())

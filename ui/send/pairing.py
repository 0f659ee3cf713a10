"""Pairing with the commune, once: our key to the commune, the commune's key to us."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.text import _
from app.bundle import keys, records
from app.bundle.keys import Card
from ui.kit.key_exchange import KeyPage, KeyWords
from ui.kit.labels import body, muted
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.session import Session


class PairPage(KeyPage):
    """Left our own key, right the commune's."""

    help_id = "send"
    reads = frozenset({"paired_commune"})
    takes = "commune"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(
            _("Pairing with the commune"),
            _("Once, sitting together: both give a key file and compare a paper."),
        )

    def in_words(self) -> KeyWords:
        return KeyWords(
            ours=_("Our key, for the commune"),
            give=_(
                "Copy the key file onto a stick, print the paper, and give both to the commune."
            ),
            theirs=_("The commune's key, for us"),
            read=_("Read the commune's key"),
            file=_("The commune's key file"),
            first_groups=_("The commune's paper must begin with these four groups:"),
            type_groups=_("Type the last two groups from the commune's paper"),
            pair=_("Pair with the commune"),
        )

    def known(self) -> Sequence[QWidget]:
        commune = records.commune(self.session.club)
        if commune is None:
            return (
                body(_("Read the commune's key file, then type two groups from its paper.")),
                muted(_("Until then nothing can be sent.")),
            )
        return (
            mark_line("circle-check", _("Paired with {commune}.").format(commune=commune.name)),
            body(_("Since {day}.").format(day=fmt_date(commune.paired_on))),
            muted(_("Read another key only when the commune has a new one.")),
        )

    def pair(self, card: Card) -> None:
        keys.pair(self.session.club, card, self.session.today())

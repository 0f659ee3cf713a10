"""Why a file from a stick was not taken in: one code and one text per reason.

Each text says what happened, that nothing was changed, and what to do.
"""

from app.base.errors import Refused
from app.base.text import N_, _

TORN = "TORN"
DAMAGED = "DAMAGED"
NOT_A_BUNDLE = "NOT_A_BUNDLE"
LINK = "LINK"
UNREADABLE = "UNREADABLE"
TOO_BIG = "TOO_BIG"
NOT_FOR_US = "NOT_FOR_US"
UNPAIRED = "UNPAIRED"
FORGED = "FORGED"
NEWER_APP = "NEWER_APP"
BAD_CONTENT = "BAD_CONTENT"
SET_ASIDE_FULL = "SET_ASIDE_FULL"
NOT_A_KEY = "NOT_A_KEY"

# What may still become right: after pairing, or after an update of the program.
SET_ASIDE = frozenset({UNPAIRED, NEWER_APP})

TEXTS = {
    TORN: N_(
        "This file is cut short: the stick was probably pulled out too early."
        " The commune's book was not changed."
        " Plug the stick into the club's PC and send again."
    ),
    DAMAGED: N_(
        "This file was damaged on its way, perhaps by a bad stick."
        " The commune's book was not changed."
        " Send again from the club's PC, on another stick."
    ),
    NOT_A_BUNDLE: N_(
        "This file is not what a club sends."
        " The commune's book was not changed."
        " Choose a file whose name begins with NCT."
    ),
    LINK: N_(
        "This is a shortcut to another place, not a file; a virus may have put it there."
        " It was not opened and nothing was changed."
        " Delete it from the stick."
    ),
    UNREADABLE: N_(
        "This file could not be read from the stick."
        " The commune's book was not changed."
        " Plug the stick in again, or ask the club to send on another one."
    ),
    TOO_BIG: N_(
        "This file is far too big for what a club sends, so it was not opened."
        " The commune's book was not changed."
        " Ask the club to send again on an empty stick."
    ),
    NOT_FOR_US: N_(
        "This file was locked for another commune and cannot be opened here."
        " The commune's book was not changed."
        " Ask the club which commune it is paired with."
    ),
    UNPAIRED: N_(
        "This file comes from a club that is not paired with this commune, or with new keys."
        " It was set aside and the commune's book was not changed."
        " Pair with the club, then receive again."
    ),
    FORGED: N_(
        "The signature in this file is not the club's."
        " It was not taken in and the commune's book was not changed."
        " Telephone the chair of the club before anything else."
    ),
    NEWER_APP: N_(
        "The club's program is newer than this one, so this file cannot be read yet."
        " It was set aside and the commune's book was not changed."
        " Update this program, then receive again."
    ),
    BAD_CONTENT: N_(
        "The signature is right, but what is inside breaks the rules of this format."
        " The commune's book was not changed."
        " Ask the club to update its program and send again."
    ),
    SET_ASIDE_FULL: N_(
        "There is no more room among the files set aside, so this one was left on the stick."
        " The commune's book was not changed."
        " Pair with the waiting clubs, then receive again."
    ),
    NOT_A_KEY: N_(
        "This file is not the right key file, or it was damaged."
        " Nothing was changed."
        " Ask the other side to save its key file again."
    ),
}


class Unreadable(Refused):
    """A file that was not taken in; `code` is the reason, `detail` is for the log, never shown.

    `club` and `seq` are what the file says of itself, as far as it could be read.
    """

    def __init__(
        self, code: str, detail: str = "", club: str | None = None, seq: int | None = None
    ) -> None:
        super().__init__(_(TEXTS[code]))
        self.code, self.detail, self.club, self.seq = code, detail, club, seq

    def __reduce__(self) -> "tuple[type[Unreadable], tuple[str, str, str | None, int | None]]":
        return type(self), (self.code, self.detail, self.club, self.seq)

"""The lists of this room: who may change them, their page of help, and those of former times."""

from collections.abc import Sequence
from typing import TypeVar

from app.base.text import _
from ui.kit import list_page
from ui.kit.button import Button
from ui.kit.list_page import HasId
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session

R = TypeVar("R", bound=HasId)


class ListPage(list_page.ListPage[R]):
    """A list of what the club has and does."""

    help_id = "organisation"
    right = "organisation.write"


class TermsPage(ListPage[R]):
    """A list of what holds for a time: that of today, or by a key all of it (`former`)."""

    def __init__(self, session: Session, shell: Shell) -> None:
        self.former = False
        super().__init__(session, shell)

    def title_buttons(self) -> Sequence[Button]:
        self._which = Button(_("Former ones too"), icon="clock", key="F4")
        self._which.clicked.connect(self._turn)
        return (self._which,)

    @guard
    def _turn(self) -> None:
        self.former = not self.former
        self._which.rename(_("Only those of today") if self.former else _("Former ones too"))
        self.refresh()

"""What was typed into forms and not saved: at hand while the program runs, and kept in the open
book, so that a power cut takes nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.club.file import Club

Texts = dict[str, str]


class Drafts:
    """The texts of unsaved forms by the key of the form.

    Without a book, as in the welcome, they live as long as the program.
    """

    def __init__(self) -> None:
        self._club: Club | None = None
        self._officer = ""
        self._texts: dict[str, Texts] = {}

    def watch(self, club: "Club | None") -> None:
        """Go on with the drafts of another book, or of none."""
        self._club, self._officer = club, ""
        self._texts = {}

    def texts(self, key: str) -> Mapping[str, str]:
        """What is kept of a form; empty when nothing is."""
        return self._of_officer().get(key, {})

    def keep(self, key: str, texts: Mapping[str, str], title: str = "", room: str = "") -> None:
        """Keep what was typed, under the form's title and the room it was opened from."""
        kept = self._of_officer()
        if kept.get(key) == dict(texts):
            return
        kept[key] = dict(texts)
        if self._club is not None:
            from app.club import drafts

            drafts.keep(self._club, key, title, room, texts)

    def drop(self, key: str) -> None:
        """Forget a form that was saved or given up."""
        if self._of_officer().pop(key, None) is not None and self._club is not None:
            from app.club import drafts

            drafts.drop(self._club, key)

    def _of_officer(self) -> dict[str, Texts]:
        """The drafts of who is at work now; another officer does not find them."""
        if self._club is not None and self._officer != self._club.actor.id:
            from app.club import drafts  # the sign-in must not wait for it

            self._officer = self._club.actor.id
            self._texts = {each.key: dict(each.texts) for each in drafts.drafts(self._club)}
        return self._texts

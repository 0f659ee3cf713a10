"""The queue of a screening day: who came gets the next number, and is found by it again.

Numbers are kept as drafts are, so that a power cut does not mix up the slips people hold; they are
no part of the book.
"""

from datetime import date

from ui.kit.session import Session


class Queue:
    """The numbers of one day."""

    def __init__(self, session: Session, on: date) -> None:
        self._session = session
        self._on = on

    def number(self, person_id: str) -> int | None:
        """The number of a person; None for who has not come yet."""
        text = self._session.drafts.texts(self._key()).get(person_id)
        return int(text) if text else None

    def person(self, number: int) -> str | None:
        """Who holds a number."""
        kept = self._session.drafts.texts(self._key())
        return next((who for who, text in kept.items() if text == str(number)), None)

    def take(self, person_id: str) -> int:
        """The number of who has come: the one given before, else the next one."""
        there = self.number(person_id)
        if there is not None:
            return there
        kept = dict(self._session.drafts.texts(self._key()))
        number = max((int(text) for text in kept.values()), default=0) + 1
        self._session.drafts.keep(self._key(), {**kept, person_id: str(number)})
        return number

    def give_back(self, person_id: str) -> None:
        """Take somebody out who was called by mistake."""
        kept = dict(self._session.drafts.texts(self._key()))
        if kept.pop(person_id, None) is not None:
            self._session.drafts.keep(self._key(), kept)

    def _key(self) -> str:
        return f"health.queue {self._on.isoformat()}"

"""The people that the steps of a meeting name: the register as it is now."""

from collections.abc import Sequence

from ui.kit.people_field import Somebody
from ui.kit.register import Register
from ui.kit.session import Session


class People:
    """The register for the fields of a step. `renew` asks it again; people in `also` are there
    whatever became of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._register: Register | None = None
        self._also: tuple[str, ...] = ()

    def renew(self, also: Sequence[str | None] = ()) -> None:
        """Ask the register again when it is needed next."""
        self._also = tuple(each for each in also if each)
        self._register = None

    @property
    def known(self) -> frozenset[str]:
        """The ids of everybody who may be named."""
        return self._now().known

    def find(self, text: str) -> Sequence[Somebody]:
        """See `Directory`."""
        return self._now().find(text)

    def get(self, person_id: str) -> Somebody | None:
        """See `Directory`."""
        return self._now().get(person_id) if person_id else None

    def _now(self) -> Register:
        if self._register is None:
            session = self._session
            self._register = Register(session.club, session.today(), self._also)
        return self._register

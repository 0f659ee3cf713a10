"""How the list speaks of people and of whom it shows."""

import pytest

from app.base.text import _
from app.club.file import Club
from app.members import lists_records
from app.members.filters import EVERYBODY, READY, Filter
from app.members.rules import Member, Membership, Person
from tests.makers import TODAY
from ui.kit.session import Session
from ui.members import shown

MOVED = Membership("2021-03-10", "2026-02-01", "moved")


@pytest.mark.parametrize(
    ("membership", "said"),
    [
        (Membership("2021-03-10"), "since 2021"),
        (Membership(), ""),
        (None, "no member"),
        (Membership("2027-01-01"), "no member"),
        (MOVED, "left 2/2026"),
        (Membership(None, "2026-02-01", "died"), "died 2/2026"),
        (Membership(None, "2026-02-01", "paused"), "pauses 2/2026"),
    ],
)
def test_belonging(session: Session, membership: Membership | None, said: str) -> None:
    member = Member("p", "001", Person("Lê Thị Lan"), membership, None)
    assert shown.belonging(member, TODAY) == said


def test_a_filter_is_called_by_its_name(session: Session, club: Club) -> None:
    wanted = Filter(sex="F", age_from=75)
    assert shown.title_of(wanted, shown.known(session)) == "women, 75 and older"
    assert not shown.is_named(wanted, shown.known(session))
    lists_records.save_list(club, "Quà Tết", wanted)
    assert shown.title_of(wanted, shown.known(session)) == "Quà Tết"
    assert shown.is_named(wanted, shown.known(session))
    for title, ready in READY.values():
        assert shown.title_of(ready, shown.known(session)) == _(title)
    assert shown.is_named(EVERYBODY, shown.known(session))

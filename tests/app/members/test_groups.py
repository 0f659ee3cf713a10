"""Groups of members: each question picks whom it says, in the order given."""

from datetime import date

import pytest

from app.members.groups import GROUPS, Asked, group
from app.members.rules import HouseholdStatus, Member, Membership, Person, composition

ON = date(2026, 6, 19)


def member(number: int, membership: Membership | None = None, **more: object) -> Member:
    status = more.pop("status", None)
    person = Person(**{"name": f"Lê Thị {number}", "sex": "F", "birth": "1950", **more})
    return Member(f"p{number}", f"{number:03}", person, membership or Membership(), status)


PEOPLE = (
    member(1, sex="M", birth="1990", bhyt_until="2026-07-01"),
    member(2, status=HouseholdStatus(2026, "poor")),
    member(3, status=HouseholdStatus(2025, "near_poor"), birth=None),
    member(4, status=HouseholdStatus(2026, "difficult"), bhyt_until="2026-12-31"),
    member(5, Membership(left_on="2026-01-01", reason="moved")),
)
MEMBERS = PEOPLE[:4]
ASKED = Asked(
    PEOPLE, MEMBERS, composition(MEMBERS, ON), {"p1": frozenset({"C2"}), "p2": frozenset({"C1"})}
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "1234"),
        ("women", "234"),
        ("from_60", "24"),
        ("poor", "2"),
        ("near_poor", "3"),
        ("difficult", "4"),
        ("to-confirm", "3"),
        ("incomplete", "3"),
        ("cards-ending", "1"),
        ("without-consent", "234"),
        ("gone", "5"),
    ],
)
def test_groups(name, expected):
    assert [each.id for each in group(name, ASKED)] == [f"p{n}" for n in expected]


def test_every_group_can_be_asked():
    for name in GROUPS:
        group(name, ASKED)
    with pytest.raises(KeyError):
        group("nobody", ASKED)

"""Somebody new against the register: found with why, and nobody without a reason."""

import pytest

from app.base.text import _
from app.members import duplicates
from app.members.look_alikes import Register
from app.members.rules import Member, Person

KNOWN = tuple(
    Member(f"p{number}", f"{number:03}", person, None, None)
    for number, person in enumerate(
        (
            Person("Nguyễn Thị Đào", "F", "1953-05-12", cccd="027153000123", phone="0912345678"),
            Person("Trần Văn Tý", "M", "1950", bhyt="HT2272720012345"),
            Person("Lê Hồng Lan"),
            Person("Nguyễn Thị Đào", "F", "1970"),
        ),
        start=1,
    )
)
REGISTER = Register.of(KNOWN)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("Nguyen thi dao"), ["p1", "p4"]),
        (Person("Nguyễn Thị Đào", birth="1953"), ["p1"]),
        (Person("Nguyễn Thị Đạo", birth="1953-05-12"), ["p1"]),
        (Person("Nguyễn Thị Đao", birth="1953-05-12"), ["p1"]),
        (Person("Nguyễn Thị Đàoo", birth="1953-05-12"), ["p1"]),
        (Person("Nguyễn Thị Đàoo", birth="1953-05-13"), []),
        (Person("Đào", phone="0912345678"), ["p1"]),
        (Person("Hoa", phone="0912345678"), []),
        (Person("", cccd="027153000123"), ["p1"]),
        (Person("Tý", bhyt="2720012345"), ["p2"]),
        (Person("Đào"), []),
        (Person(""), []),
        (Person("Nguyễn Thị Đào", sex="M", birth="1953"), []),
        (Person("Vũ Văn Mới", birth="1950"), []),
    ],
)
def test_like(person: Person, expected: list[str]) -> None:
    assert [pair.one.id for pair in REGISTER.like(person)] == expected


def test_the_surest_comes_first_and_says_why() -> None:
    (first, *_others) = REGISTER.like(Person("Nguyễn Thị Đào", birth="1953", phone="0912345678"))
    assert first.one.id == "p1"
    assert first.other.id == ""
    same = duplicates.SAME_NAME_AND_YEAR, duplicates.SAME_PHONE_AND_NAME
    assert first.why == tuple(_(why) for why in same)

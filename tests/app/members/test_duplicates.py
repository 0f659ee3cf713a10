import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.members import duplicates
from app.members.duplicates import alike
from app.members.rules import Member, Person

NUMBERS = itertools.count(1)
LAN = Person("Nguyễn Thị Lan", "F", "1950-05-12", cccd="027150001234", phone="0912345678")


def member(person: Person, code: str | None = None) -> Member:
    code = code or f"{next(NUMBERS):03}"
    return Member(f"p{code}", code, person, None, None)


def why(one: Person, other: Person) -> tuple[str, ...]:
    pairs = alike([member(one), member(other)])
    return pairs[0].why if pairs else ()


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (Person("Bùi An", "M", cccd="027150001234"), (duplicates.SAME_CCCD,)),
        (Person("nguyen thi lan", birth="1950"), (duplicates.SAME_NAME_AND_YEAR,)),
        (Person("Nguyễn Thị Lan (xóm Ải)"), (duplicates.SAME_NAME_NO_YEAR,)),
        (Person("Nguyễn Thị Lam", birth="1950-05-12"), (duplicates.NAME_NEARLY_AND_BIRTH,)),
        (Person("Nguyễn Thị Lna", birth="1950-05-12"), (duplicates.NAME_NEARLY_AND_BIRTH,)),
        (Person("Phạm Lan", birth="1971", phone="0912345678"), (duplicates.SAME_PHONE_AND_NAME,)),
        (
            Person("Nguyễn Thị Lan", "F", "1950", phone="0912345678"),
            (duplicates.SAME_NAME_AND_YEAR, duplicates.SAME_PHONE_AND_NAME),
        ),
        # one digit of the citizen number is a slip
        (Person("Nguyễn Thị Lan", "F", "1950", "027150001235"), (duplicates.SAME_NAME_AND_YEAR,)),
        # two people
        (Person("Nguyễn Thị Lan", "F", "1950", "027150009999"), ()),
        (Person("Nguyễn Thị Lan", "M", "1950"), ()),
        (Person("Nguyễn Thị Lan", "F", "1951"), ()),
        (Person("Nguyễn Thị Liên", birth="1950-05-12"), ()),
        (Person("Nguyễn Thị Lam", birth="1950"), ()),
        (Person("Trần Thị Mai", "F", "1950-05-12", phone="0912345678"), ()),
    ],
)
def test_who_looks_like_lan(other: Person, reasons: tuple[str, ...]) -> None:
    assert why(LAN, other) == reasons
    assert why(other, LAN) == reasons


def test_the_number_of_an_insurance_card_stays_when_its_letters_change() -> None:
    one, other = Person("Lê An", bhyt="GD4272723456789"), Person("Bùi An", bhyt="2723456789")
    assert why(one, other) == (duplicates.SAME_BHYT,)
    zeros = Person("Lê An", bhyt="0000000000"), Person("Bùi Bình", bhyt="0000000000")
    assert why(*zeros) == ()


def test_placeholders_tell_nothing() -> None:
    assert why(Person("Lê An", cccd="000000000000"), Person("Bùi Bình", cccd="000000000000")) == ()
    assert why(Person("Lê An", "F", hamlet="xóm Ải"), Person("Lê An", hamlet="xóm Đoài")) == ()


def test_the_older_code_stands_first_and_the_surest_pair() -> None:
    people = [
        member(Person("Lê Hoa", birth="1948"), "1001"),
        member(Person("Lê Hoa", birth="1948"), "999"),
        member(Person("Bùi An", cccd="027148252949"), "005"),
        member(Person("Bùi Ẩn", cccd="027148252949"), "004"),
    ]
    pairs = alike(people)
    assert [(pair.one.code, pair.other.code) for pair in pairs] == [("004", "005"), ("999", "1001")]
    assert pairs[0].why == (duplicates.SAME_CCCD, duplicates.SAME_NAME_NO_YEAR)


def test_who_was_decided_to_be_two_is_not_asked_about_again() -> None:
    one, other, third = (member(Person("Lê Hoa", birth="1948"), code) for code in ("1", "2", "3"))
    pairs = alike([one, other, third], {frozenset({one.id, other.id})})
    assert [(pair.one.id, pair.other.id) for pair in pairs] == [("p1", "p3"), ("p2", "p3")]


def test_nobody_erased_is_like_anybody() -> None:
    gone = Member("p1", "001", Person("-"), None, None, erased=True)
    assert alike([gone, Member("p2", "002", Person("-"), None, None)]) == ()


names = st.sampled_from(["Lê Hoa", "Lê Hoà", "Lê Hao", "Bùi Lan", "Bùi Lam", "Lê Hoa (Ải)"])
births = st.sampled_from([None, "1948", "1948-05", "1948-05-12", "1950-05-12"])
people = st.builds(
    Person,
    name=names,
    sex=st.sampled_from(["F", "M", None]),
    birth=births,
    cccd=st.sampled_from([None, "027148252949", "027148252948"]),
    phone=st.sampled_from([None, "0912345678"]),
)


@given(st.lists(people, max_size=8), st.randoms(use_true_random=False))
def test_every_pair_is_found_once_in_whatever_order(
    register: list[Person], chance: random.Random
) -> None:
    members = [member(person, f"{number:03}") for number, person in enumerate(register)]
    pairs = alike(members)
    keys = [(pair.one.code, pair.other.code) for pair in pairs]
    assert all(one < other for one, other in keys)
    assert len(set(keys)) == len(keys)
    chance.shuffle(members)
    assert set(alike(members)) == set(pairs)

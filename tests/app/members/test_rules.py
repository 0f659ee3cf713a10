from datetime import date

import pytest

from app.base.errors import Invalid
from app.members.rules import (
    HouseholdStatus,
    Member,
    Membership,
    Person,
    Status,
    composition,
    may_be_same,
    read_joining,
    read_leaving,
    read_person,
    read_standing,
)
from tests.makers import TODAY


def test_a_form_becomes_a_person() -> None:
    fields = {
        "name": "  NGUYỄN  THỊ ĐÀO ",
        "sex": "F",
        "birth": "12/5/1948",
        "cccd": "027 148 252 949",
        "bhyt": "gd 4 27 2723456789",
        "bhyt_until": "31/12/2027",
        "phone": "912.345.678",
        "hamlet": "thôn Đông",
        "note": "",
    }
    assert read_person(fields, TODAY) == Person(
        name="Nguyễn Thị Đào",
        sex="F",
        birth="1948-05-12",
        cccd="027148252949",
        bhyt="GD4272723456789",
        bhyt_until="2027-12-31",
        phone="0912345678",
        hamlet="thôn Đông",
    )


def test_only_the_name_is_needed() -> None:
    assert read_person({"name": "Lê An"}, TODAY) == Person("Lê An")


def test_every_problem_is_told_at_once() -> None:
    fields = {
        "name": " ",
        "sex": "?",
        "birth": "31/2/1948",
        "bhyt_until": "someday",
        "phone": "0912345678 / 0987654321",
        "cccd": "27148252949 (cũ)",
    }
    with pytest.raises(Invalid) as caught:
        read_person(fields, TODAY)
    assert caught.value.problems.keys() == fields.keys()


def test_day_of_joining() -> None:
    assert read_joining({}, TODAY) is None
    assert read_joining({"joined_on": "21/3/2024"}, TODAY) == "2024-03-21"
    for typed in ("someday", "1/12/2026"):
        with pytest.raises(Invalid) as caught:
            read_joining({"joined_on": typed}, TODAY)
        assert caught.value.problems.keys() == {"joined_on"}


def test_the_standing_of_a_year() -> None:
    fields = {"year": " 2024 ", "status": "poor", "source": "125/QĐ-UBND"}
    assert read_standing(fields, TODAY) == HouseholdStatus(2024, "poor", source="125/QĐ-UBND")
    assert read_standing({"year": "2027", "status": "none"}, TODAY).year == 2027
    for year in ("", "1999", "2028", "24", "năm nay"):
        with pytest.raises(Invalid) as caught:
            read_standing({"year": year, "status": "rich"}, TODAY)
        assert caught.value.problems.keys() == {"year", "status"}


def test_leaving() -> None:
    fields = {"left_on": "1/11/2026", "reason": "moved", "note": "theo con"}
    expected = Membership("2024-03-21", "2026-11-01", "moved", "theo con")
    assert read_leaving(fields, "2024-03-21", TODAY) == expected
    for day in ("", "20/3/2024", "1/12/2026"):
        with pytest.raises(Invalid) as caught:
            read_leaving({"left_on": day}, "2024-03-21", TODAY)
        assert caught.value.problems.keys() == {"left_on", "reason"}


@pytest.mark.parametrize(
    ("joined_on", "left_on", "covered"),
    [
        (None, None, True),
        ("2026-11-21", None, True),
        ("2026-11-22", None, False),
        (None, "2026-11-22", True),
        (None, "2026-11-21", False),
    ],
)
def test_a_membership_ends_before_its_last_day(
    joined_on: str | None, left_on: str | None, covered: bool
) -> None:
    assert Membership(joined_on, left_on, left_on and "left").covers(TODAY) is covered


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Person("Lê Hoà"), Person("Lê Hoa"), True),
        (Person("Lê Hoà", birth="1948"), Person("Lê Hòa", birth="1948-05-12"), True),
        (Person("Lê Hoà", birth="1948"), Person("Lê Hòa", birth="1949"), False),
        (
            Person("Lê Hoà", birth="1948", phone="0912345678"),
            Person("Lê Hòa", birth="1949", phone="0912345678"),
            True,
        ),
        (Person("Lê An", phone="0912345678"), Person("Lê Hòa", phone="0912345678"), False),
        (Person("Lê An", cccd="027148252949"), Person("Lê B", cccd="027148252949"), True),
        (Person("Lê An", cccd="12345"), Person("Lê B", cccd="12345"), False),
    ],
)
def test_look_alikes(one: Person, other: Person, same: bool) -> None:
    assert may_be_same(one, other) is same
    assert may_be_same(other, one) is same


def member(
    id_: str, birth: str | None = None, sex: str | None = None, status: Status | None = None
) -> Member:
    person = Person(f"Lê {id_}", sex="F" if sex == "F" else "M" if sex else None, birth=birth)
    held = HouseholdStatus(2025, status) if status else None
    return Member(id_, id_, person, Membership(), held)


def test_composition_counts_and_names() -> None:
    people = [
        member("a", "1948", "F", "poor"),
        member("b", "1966", "M", "near_poor"),  # 60 this year, or still 59
        member("c", "1966-12-31", "F", "difficult"),  # still 59
        member("d", "1990-05", "M", "none"),
        member("e"),
    ]
    found = composition(people, TODAY)
    assert found.members.count == 5
    assert (found.women.ids, found.women.of, found.women.unknown) == (("a", "c"), 5, ("e",))
    assert (found.from_55.ids, found.from_55.unknown) == (("a", "b", "c"), ("e",))
    assert (found.from_60.ids, found.from_60.unknown) == (("a", "b"), ("b", "e"))
    assert (found.from_75.ids, found.from_75.percent) == (("a",), 20)
    assert (found.poor.ids, found.near_poor.ids, found.difficult.ids) == (("a",), ("b",), ("c",))
    assert found.in_need.ids == ("a", "b", "c")
    assert found.to_confirm.ids == ("a", "b", "c", "d")  # on a list of the year before


def test_composition_of_nobody() -> None:
    found = composition([], TODAY)
    assert (found.members.count, found.women.percent) == (0, None)


def test_percents_are_rounded_half_up() -> None:
    people = [member(str(n), sex="F" if n < 1 else "M") for n in range(8)]
    assert composition(people, TODAY).women.percent == 13  # 12.5


def test_status_is_to_confirm_when_old_or_never_confirmed() -> None:
    assert not HouseholdStatus(2026, "poor").to_confirm(TODAY)
    assert HouseholdStatus(2025, "poor").to_confirm(TODAY)
    assert HouseholdStatus(2026, "poor", confirmed=False).to_confirm(TODAY)
    assert not HouseholdStatus(2025, "poor").to_confirm(date(2025, 12, 31))

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.members.doubts import doubts, joining_doubt, looked_at
from app.members.rules import Person, read_person
from tests.makers import TODAY


@given(st.text(), st.text(), st.text(), st.text())
def test_no_text_breaks_the_form(name: str, birth: str, phone: str, cccd: str) -> None:
    fields = {"name": name, "birth": birth, "phone": phone, "cccd": cccd, "bhyt": cccd}
    with suppress(Invalid):
        doubts(read_person(fields, TODAY), TODAY)


def test_odd_is_told_and_not_refused() -> None:
    person = Person("Lan", "M", "1900", cccd="027148252949", bhyt="GD", phone="12")
    assert doubts(person, TODAY).keys() == {"name", "birth", "cccd", "bhyt", "phone"}
    assert doubts(Person("Lê An", birth="2020"), TODAY).keys() == {"birth"}
    assert doubts(Person("Đỗ Thị Lan (xóm Ải)", birth="1948"), TODAY) == {}


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, ""),
        ("2025-12-31", "The card ended on 31/12/2025"),
        ("2026-11-21", ""),  # its last day
        ("2036-12-31", ""),
        ("2037-01-01", "more than 10 years ahead"),
    ],
)
def test_the_end_of_an_insurance_card(until: str | None, said: str) -> None:
    sentence = doubts(Person("Lê An", bhyt_until=until), TODAY).get("bhyt_until", "")
    assert said in sentence and bool(said) == bool(sentence)


def asked(fields: dict[str, str]) -> dict[str, str]:
    return looked_at(fields, TODAY)[1]


def test_a_form_is_looked_at_while_it_is_filled_in() -> None:
    fields = {"name": "", "birth": "31/2/1948", "phone": "12", "cccd": "027148252949", "sex": "M"}
    person, found = looked_at(fields, TODAY)
    assert (person.birth, person.phone) == (None, "12")
    assert found.keys() == {"birth", "phone", "cccd"}  # the name is not there yet
    assert "31" in found["birth"] and "other sex" in found["cccd"]
    assert "future" in asked({"name": "Lê An", "birth": "22/11/2026"})["birth"]
    assert asked({"name": "Lê An", "birth": "1905"}).keys() == {"birth"}
    assert asked({"name": "Lê An", "birth": "1912"}) == {}
    assert asked({}) == {}


@pytest.mark.parametrize(
    ("joined_on", "birth", "odd"),
    [
        ("1948-05-11", "1948-05-12", True),
        ("1947-12-31", "1948", True),
        ("2021-03-10", "1948-05-12", False),
        (None, "1948", False),
        ("2021-03-10", None, False),
    ],
)
def test_nobody_joins_before_being_born(
    joined_on: str | None, birth: str | None, odd: bool
) -> None:
    assert (joining_doubt(joined_on, birth) is not None) is odd

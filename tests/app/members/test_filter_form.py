"""Filters as forms: what is chosen comes back, what cannot be meant is said at its field."""

import pytest
from hypothesis import assume, given

from app.base.errors import Invalid
from app.members.filter_form import ANY, hamlets_of, read_filter, texts_of
from app.members.filters import EVERYBODY, STANDINGS, Filter
from app.members.rules import Member, Person
from tests.app.members.test_filters import FILTERS
from tests.makers import TODAY

HAMLETS = ("Xóm 3", "Xóm Đình", "Xóm Đông")


@given(FILTERS)
def test_a_filter_survives_its_form(wanted: Filter) -> None:
    assume(wanted.standing != frozenset(STANDINGS))
    assume(0 not in (wanted.age_from, wanted.age_to))
    assume((wanted.age_from or 0) <= (wanted.age_to or 999))
    assume((wanted.joined_from or "") <= (wanted.joined_to or "9"))
    texts = texts_of(wanted, HAMLETS)
    assert read_filter(texts, wanted, HAMLETS, TODAY) == wanted
    del texts["hamlet_places"]  # written instead of ticked
    assert read_filter(texts, wanted, HAMLETS, TODAY) == wanted


def test_a_condition_without_a_field_stays() -> None:
    before = Filter(sex="F", unknown={"pension": 1})
    wanted = read_filter({"age_from": " 75 "}, before, HAMLETS, TODAY)
    assert wanted == Filter(sex="F", age_from=75, unknown={"pension": 1})
    assert read_filter({"sex": ANY}, before, HAMLETS, TODAY).sex is None


def test_all_standings_are_everybody() -> None:
    wanted = read_filter({"standing": " ".join(STANDINGS)}, EVERYBODY, HAMLETS, TODAY)
    assert wanted.standing == frozenset()


def test_written_hamlets_need_no_marks() -> None:
    wanted = read_filter({"hamlets": "xom dinh, XÓM ĐÔNG,"}, EVERYBODY, HAMLETS, TODAY)
    assert wanted.hamlets == {"Xóm Đình", "Xóm Đông"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"age_from": "old"}, "age_from"),
        ({"age_from": "0"}, "age_from"),
        ({"age_to": "131"}, "age_to"),
        ({"age_from": "80", "age_to": "75"}, "age_to"),
        ({"birth_month": "13"}, "birth_month"),
        ({"joined_from": "31/2/2026"}, "joined_from"),
        ({"joined_from": "1/3/2026", "joined_to": "1/2/2026"}, "joined_to"),
        ({"hamlets": "Xóm Đông, Xóm Lạ"}, "hamlets"),
    ],
)
def test_what_cannot_be_meant_is_said(fields: dict[str, str], wrong: str) -> None:
    with pytest.raises(Invalid) as problem:
        read_filter(fields, EVERYBODY, HAMLETS, TODAY)
    assert set(problem.value.problems) == {wrong}


def test_hamlets_stand_once_however_they_are_written() -> None:
    people = [
        Member(str(n), str(n), Person("Lan", hamlet=hamlet), None, None)
        for n, hamlet in enumerate(["Xóm Đông", None, "xóm  đông", "Xóm 3"])
    ]
    assert hamlets_of(people) == ("Xóm 3", "Xóm Đông")

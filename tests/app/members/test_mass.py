"""One change for many: whom it changes, who is so already, for whom it cannot be."""

from dataclasses import replace
from typing import Any

import pytest

from app.base.errors import Invalid
from app.base.text import _, ngettext
from app.members.mass import CHANGES, Change, Known, change_words, plan, read_change, summary
from app.members.parts import CIRCUMSTANCES, Circumstance
from app.members.rules import HouseholdStatus, Member, Membership, Person
from tests.makers import TODAY


def member(number: int, membership: Membership | None, **more: Any) -> Member:
    person = Person(f"Lê Thị {number}", hamlet="Xóm Đông", bhyt="HT2272720012345")
    return Member(f"p{number}", f"{number:03}", replace(person, **more), membership, None)


PEOPLE = (
    member(1, Membership("2021-01-01")),
    member(2, Membership("2026-10-01"), hamlet="Xóm 1"),
    member(3, Membership(left_on="2026-01-01", reason="moved"), hamlet=None, bhyt=None),
)
KNOWN = Known(
    TODAY,
    PEOPLE,
    statuses={"p1": HouseholdStatus(2026, "poor"), "p2": HouseholdStatus(2026, "none", False)},
    parts={"p1": (Circumstance("c", "frail", "2026-05-01"),)},
)


@pytest.mark.parametrize(
    ("change", "steps", "already", "cannot"),
    [
        (Change("hamlet", "Xóm 1"), ["p1", "p3"], ["p2"], []),
        (Change("bhyt_place", "Trạm y tế"), ["p1", "p2", "p3"], [], []),
        (Change("bhyt_until", "2027-12-31"), ["p1", "p2"], [], ["p3"]),
        (Change("status", "poor", year=2026), ["p2", "p3"], ["p1"], []),
        (Change("status", "none", year=2026), ["p1", "p2", "p3"], [], []),  # p2 is not confirmed
        (Change("begin_circumstance", "frail", "2026-06-01"), ["p2", "p3"], ["p1"], []),
        (Change("end_circumstance", "frail", "2026-06-01"), ["p1"], ["p2", "p3"], []),
        (Change("end_circumstance", "frail", "2026-04-01"), [], ["p2", "p3"], ["p1"]),
        (Change("leave", "moved", "2026-05-01"), ["p1"], ["p3"], ["p2"]),
    ],
)
def test_plan(change: Change, steps: list[str], already: list[str], cannot: list[str]) -> None:
    found = plan(change, KNOWN)
    assert [step.member.id for step in found.steps] == steps
    assert [each.id for each in found.already] == already
    assert [each.id for each, _why in found.cannot] == cannot
    assert summary(found)


def test_the_summary_says_from_what_to_what() -> None:
    change = Change("hamlet", "Xóm 1")
    lines = summary(plan(change, KNOWN))
    assert len(lines) == 3
    asked = "{n} people: until now {old}, from now on {new}."
    first = ngettext(asked.replace("people", "person"), asked, 1)
    assert lines[0] == first.format(n=1, old="Xóm Đông", new="Xóm 1")
    assert "Xóm Đông" not in lines[1]
    assert change_words(change) == f"{_(CHANGES['hamlet'])}: Xóm 1"


def test_words_of_a_change_with_a_day() -> None:
    change = Change("begin_circumstance", "frail", "2026-06-01")
    assert change_words(change).endswith(f"{_(CIRCUMSTANCES['frail'])}, 1/6/2026")


@pytest.mark.parametrize(
    ("what", "fields", "expected"),
    [
        ("hamlet", {"value": "  Xóm  1 "}, Change("hamlet", "Xóm 1")),
        ("bhyt_until", {"value": "31/12/2027"}, Change("bhyt_until", "2027-12-31")),
        (
            "status",
            {"value": "poor", "year": "2026", "note": "QĐ 12"},
            Change("status", "poor", year=2026, note="QĐ 12"),
        ),
        (
            "begin_involvement",
            {"kind": "volunteer", "since": "1/5/2026"},
            Change("begin_involvement", "volunteer", "2026-05-01"),
        ),
        (
            "end_circumstance",
            {"kind": "frail", "until": "1/5/2026"},
            Change("end_circumstance", "frail", "2026-05-01"),
        ),
        (
            "leave",
            {"reason": "paused", "left_on": "1/5/2026", "note": ""},
            Change("leave", "paused", "2026-05-01"),
        ),
    ],
)
def test_read_change(what: str, fields: dict[str, str], expected: Change) -> None:
    assert read_change(what, fields, TODAY) == expected


@pytest.mark.parametrize(
    ("what", "fields", "wrong"),
    [
        ("hamlet", {"value": " "}, {"value"}),
        ("bhyt_until", {"value": "31/2/2027"}, {"value"}),
        ("status", {"value": "rich", "year": "26"}, {"value", "year"}),
        ("begin_circumstance", {"kind": "", "since": "1/1/2099"}, {"kind", "since"}),
        ("end_involvement", {"kind": "frail"}, {"kind"}),
        ("end_involvement", {"kind": "donor", "until": "1/12/2026"}, {"until"}),
        ("leave", {"reason": "", "left_on": "1/5/2026"}, {"reason"}),
    ],
)
def test_what_cannot_be_read_is_said(what: str, fields: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as problem:
        read_change(what, fields, TODAY)
    assert set(problem.value.problems) == wrong


def test_an_unknown_change_is_a_fault() -> None:
    with pytest.raises(ValueError, match="nothing"):
        read_change("nothing", {}, TODAY)

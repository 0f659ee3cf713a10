"""Filters: each condition keeps whom it says, they combine, read as words and survive as text."""

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.text import _
from app.members.filters import (
    EVERYBODY,
    LACKS,
    READY,
    STANDINGS,
    Asked,
    Filter,
    from_json,
    keep,
    to_json,
    words,
)
from app.members.parts import CIRCUMSTANCES, INVOLVEMENTS
from app.members.rules import PURPOSES, STATUSES, HouseholdStatus, Member, Membership, Person

ON = date(2026, 6, 19)
HERE = Membership("2021-03-10")


def member(number: int, membership: Membership | None = HERE, **more: Any) -> Member:
    status = more.pop("status", None)
    known: dict[str, Any] = {
        "sex": "F",
        "birth": "1950",
        "hamlet": "Xóm Đông",
        "phone": "0912345678",
    }
    person = Person(**{"name": f"Lê Thị {number}", **known, **more})
    return Member(f"p{number}", f"{number:03}", person, membership, status)


PEOPLE = (
    member(1, sex="M", birth="1990-06-30", bhyt_until="2026-07-01", hamlet="xóm  đoài"),
    member(2, status=HouseholdStatus(2026, "poor"), birth="1951-06-19", phone=None),
    member(3, Membership("2024-01-01"), status=HouseholdStatus(2025, "near_poor"), birth=None),
    member(4, Membership(), status=HouseholdStatus(2026, "difficult"), bhyt_until="2026-12-31"),
    member(5, Membership(left_on="2026-01-01", reason="moved")),
    member(6, Membership(left_on="2026-06-01", reason="paused"), birth="1951-06-20"),
    member(7, None, hamlet=None),
    member(8, Membership("2026-07-01")),
)
ASKED = Asked(
    ON,
    PEOPLE,
    purposes={"p1": frozenset({"C2"}), "p2": frozenset({"C1"})},
    circumstances={"p2": frozenset({"lives_alone", "frail"}), "p4": frozenset({"disability"})},
    involved={"p7": frozenset({"volunteer"}), "p1": frozenset({"donor"})},
    teams={"p3": frozenset({"t1"})},
    offices={"p1": frozenset({"chair"})},
)
EVERYONE: frozenset[str] = frozenset()


def codes(*values: str) -> frozenset[str]:
    return frozenset(values)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EVERYBODY, "1234"),
        (Filter(standing=EVERYONE), "12345678"),
        (Filter(standing=codes("gone")), "5"),
        (Filter(standing=codes("paused")), "6"),
        (Filter(standing=codes("others")), "78"),
        (Filter(standing=codes("members", "paused")), "12346"),
        (Filter(sex="M"), "1"),
        (Filter(age_from=75), "24"),
        (Filter(standing=EVERYONE, age_to=74), "16"),
        (Filter(age_from=75, age_to=75), "2"),
        (Filter(households=codes("poor", "near_poor")), "23"),
        (Filter(to_confirm=True), "3"),
        (Filter(hamlets=codes("Xóm Đoài")), "1"),
        (Filter(circumstances=codes("frail", "disability")), "24"),
        (Filter(standing=EVERYONE, involved=codes("volunteer")), "7"),
        (Filter(teams=codes("t1")), "3"),
        (Filter(offices=codes("chair")), "1"),
        (Filter(joined_from="2024-01-01"), "3"),
        (Filter(joined_to="2021-03-10"), "12"),
        (Filter(joined_from="2021-03-10", joined_to="2023-12-31"), "12"),
        (Filter(birth_month=6), "12"),
        (Filter(without_consent="C2"), "234"),
        (Filter(lacking=codes("phone")), "2"),
        (Filter(lacking=codes("birth_or_sex", "phone")), "23"),
        (Filter(standing=EVERYONE, lacking=codes("hamlet")), "7"),
        (Filter(card_ends=True), "1"),
        (Filter(sex="F", age_from=75, households=codes("poor"), hamlets=codes("Xóm Đông")), "2"),
        (Filter(sex="M", households=codes("poor")), ""),
    ],
)
def test_keep(wanted: Filter, expected: str) -> None:
    assert [each.id for each in keep(wanted, ASKED)] == [f"p{n}" for n in expected]


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
        ("gone", "56"),
    ],
)
def test_ready_made(name: str, expected: str) -> None:
    assert [each.id for each in keep(READY[name][1], ASKED)] == [f"p{n}" for n in expected]
    assert len(READY) == 11


def test_words_say_every_condition() -> None:
    asked = Filter(sex="F", age_from=75, households=codes("poor"), hamlets=codes("Xóm Đông"))
    poor = _(STATUSES["poor"])
    assert words(EVERYBODY) == ""
    assert words(asked) == ", ".join(
        [
            _("women"),
            _("{n} and older").format(n=75),
            poor,
            _("hamlet {name}").format(name="Xóm Đông"),
        ]
    )
    assert words(Filter(teams=codes("t1")), {"t1": "Tổ 1"}) == "Tổ 1"
    assert words(Filter(households=codes("near_poor", "poor"))) == (
        poor + _(" or ") + _(STATUSES["near_poor"])
    )
    assert words(Filter(joined_from="2024-01-01")) == _("joined since {day}").format(day="1/1/2024")


def _sets(table: Iterable[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(table)))


_DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat)
_AGES = st.none() | st.integers(0, 120)
FILTERS = st.builds(
    Filter,
    standing=_sets(STANDINGS),
    sex=st.sampled_from([None, "F", "M"]),
    age_from=_AGES,
    age_to=_AGES,
    households=_sets(STATUSES),
    to_confirm=st.booleans(),
    hamlets=st.frozensets(st.sampled_from(["Xóm Đông", "Xóm 3"])),
    circumstances=_sets(CIRCUMSTANCES),
    involved=_sets(INVOLVEMENTS),
    teams=_sets(["t1", "t2"]),
    offices=_sets(["chair"]),
    joined_from=_DAYS,
    joined_to=_DAYS,
    birth_month=st.none() | st.integers(1, 12),
    without_consent=st.sampled_from([None, *PURPOSES]),
    lacking=_sets(LACKS),
    card_ends=st.booleans(),
    unknown=st.dictionaries(st.sampled_from(["blood_type", "pension"]), st.integers()),
)


@given(FILTERS)
def test_any_filter_survives_as_text_and_has_words(wanted: Filter) -> None:
    assert from_json(to_json(wanted)) == wanted
    assert bool(words(wanted)) is (wanted != EVERYBODY)


@given(FILTERS)
def test_every_condition_more_keeps_no_more_people(wanted: Filter) -> None:
    kept = keep(wanted, ASKED)
    for each in fields(Filter):
        looser = replace(wanted, **{each.name: _free(each.name)})
        assert set(kept) <= set(keep(looser, ASKED))


def _free(name: str) -> Any:
    """The value with which a condition asks for nothing."""
    return EVERYONE if name == "standing" else getattr(EVERYBODY, name)


def test_what_a_newer_program_wrote_is_kept_and_said() -> None:
    text = '{"blood_type": "A", "sex": "X", "age_from": "75", "hamlets": ["Xóm 3"]}'
    wanted = from_json(text)
    assert wanted.hamlets == {"Xóm 3"}
    assert wanted.sex is None
    assert json.loads(to_json(wanted)) == json.loads(text)
    assert words(wanted).endswith(_("a condition of a newer program, not applied"))
    with pytest.raises(ValueError, match="no filter"):
        from_json("[]")


@pytest.mark.parametrize(
    "text",
    ['{"birth_month": 13}', '{"joined_from": "2026"}', '{"to_confirm": 1}', '{"teams": [1]}'],
)
def test_a_value_of_the_wrong_kind_asks_for_nothing(text: str) -> None:
    wanted = from_json(text)
    assert wanted == replace(EVERYBODY, unknown=json.loads(text))
    assert keep(wanted, ASKED) == keep(EVERYBODY, ASKED)

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from app.base.errors import Invalid
from app.members import parts
from app.members.parts import RELATIONS, Circumstance, FollowUp, Involvement, Relation
from tests.makers import TODAY

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20 + b"\xff\xd9"


def problems(read: Callable[[], Any]) -> Mapping[str, str]:
    with pytest.raises(Invalid) as caught:
        read()
    return caught.value.problems


def test_what_begins() -> None:
    fields = {"kind": "volunteer", "since": " 5/3/2026", "note": " thứ  hai "}
    found = parts.read_involvement(fields, TODAY)
    assert found == Involvement("", "volunteer", "2026-03-05", note="thứ hai")
    for typed, since in (
        ("2019", "2019-01-01"),
        ("5/2019", "2019-05-01"),
        ("hôm qua", "2026-11-20"),
    ):
        fields = {"kind": "lives_alone", "since": typed}
        assert parts.read_circumstance(fields, TODAY) == Circumstance("", "lives_alone", since)


def test_what_cannot_begin() -> None:
    assert problems(lambda: parts.read_involvement({}, TODAY)).keys() == {"kind", "since"}
    fields = {"kind": "member", "since": "31/2/2026"}
    found = problems(lambda: parts.read_circumstance(fields, TODAY))
    assert found["kind"] == "Choose one of these."
    assert "no day 31" in found["since"]
    ahead = {"kind": "frail", "since": "1/12/2026"}
    assert "lies ahead" in problems(lambda: parts.read_circumstance(ahead, TODAY))["since"]


def test_what_ends() -> None:
    assert parts.read_end({"until": "1/6/2026"}, "2026-06-01", TODAY) == "2026-06-01"
    for typed, sentence in (
        ("31/5/2026", "before its beginning, 1/6/2026"),
        ("1/12/2026", "lies ahead"),
        ("", "not a date"),
        ("2026", "the day and the month too"),
    ):
        fields = {"until": typed}
        found = problems(lambda fields=fields: parts.read_end(fields, "2026-06-01", TODAY))  # type: ignore[misc]
        assert sentence in found["until"]


def test_on_which_days_it_holds() -> None:
    frail = Circumstance("1", "frail", "2026-01-01", "2026-06-01")
    days = {"2025-12-31": False, "2026-01-01": True, "2026-05-31": True, "2026-06-01": False}
    assert {day: parts.holds(frail, TODAY.fromisoformat(day)) for day in days} == days
    assert parts.holds(Involvement("1", "donor", "2026-01-01"), TODAY)


def test_a_relation() -> None:
    fields = {"other_id": "p2", "kind": "child", "together": "1", "note": ""}
    assert parts.read_relation(fields) == Relation("", "p2", "child", together=True)
    assert problems(lambda: parts.read_relation({})).keys() == {"other_id", "kind"}
    for kind in RELATIONS:
        assert parts.inverse(parts.inverse(kind)) == kind
    assert parts.inverse("parent") == "child"
    assert parts.inverse("spouse") == "spouse"


def test_something_to_do() -> None:
    fields = {"text": " hỏi lại thẻ BHYT ", "due_on": "5/12"}
    found = parts.read_follow_up(fields, "p1", TODAY)
    assert found == FollowUp("", "p1", "hỏi lại thẻ BHYT", "2026-12-05", "2026-11-21")
    assert not found.late(TODAY + timedelta(days=14))
    assert found.late(TODAY + timedelta(days=15))
    empty = problems(lambda: parts.read_follow_up({}, "p1", TODAY))
    assert empty.keys() == {"text", "due_on"}
    late = {"text": "đến thăm", "due_on": "20/11/2026"}
    assert "has passed" in problems(lambda: parts.read_follow_up(late, "p1", TODAY))["due_on"]


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (JPEG, None),
        (JPEG + b"\0\0", None),  # as some cameras pad
        (b"", "no photo"),
        (b"\x89PNG\r\n\x1a\n", "no photo"),
        (JPEG[:-2], "no photo"),  # cut short
        (JPEG[:-2] + bytes(100 * 1024) + b"\xff\xd9", "takes 101 kB; at most 100 kB"),
    ],
)
def test_a_photo_is_a_small_jpeg(picture: bytes, sentence: str | None) -> None:
    fault = parts.photo_fault(picture)
    assert fault is None if sentence is None else fault is not None and sentence in fault

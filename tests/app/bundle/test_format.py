import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle import format
from app.bundle.format import MAGIC, MAY_BE_IGNORED, SYNC, Section, frame, sync_body, unframe
from app.bundle.refusals import DAMAGED, NEWER_APP, NOT_A_BUNDLE, TOO_BIG, TORN, Unreadable

SMALL = frame(Section(SYNC, 0, b"the club's data"))


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        sync_body(unframe(raw))
    return caught.value.code


def with_trailer(whole: bytes) -> bytes:
    """A file whose trailer is right, whatever stands before: what an attacker would write."""
    return whole + hashlib.sha256(whole).digest() + struct.pack(">Q8s", len(whole), format.END)


def test_what_is_framed_reads_back() -> None:
    assert sync_body(unframe(SMALL)) == b"the club's data"


def test_a_file_cut_anywhere_is_torn() -> None:
    assert {refusal(SMALL[:length]) for length in range(len(SMALL))} == {TORN}


def test_a_file_with_any_bit_changed_is_damaged() -> None:
    for bit in range(len(SMALL) * 8):
        changed = bytearray(SMALL)
        changed[bit // 8] ^= 1 << bit % 8
        assert refusal(bytes(changed)) == DAMAGED, bit


@pytest.mark.parametrize("length", [1, 100, 4_096])
def test_what_a_stick_adds_or_loses_is_damage(length: int) -> None:
    assert refusal(SMALL + b"\0" * length) == DAMAGED
    assert refusal(SMALL[:-48] + b"\0" * 48) == DAMAGED
    assert refusal(b"\0" * length) == DAMAGED


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 ...", b"PK\3\4", b"Dear commune", b"NCTX\r\n\x1a\n...."]
)
def test_another_kind_of_file_is_no_bundle(raw: bytes) -> None:
    assert refusal(raw) == NOT_A_BUNDLE
    assert refusal(raw * 100) == NOT_A_BUNDLE
    assert refusal(with_trailer(raw * 100)) == NOT_A_BUNDLE


def test_a_file_taken_for_text_is_not_believed() -> None:
    assert refusal(SMALL.replace(b"\r\n", b"\n")) in (NOT_A_BUNDLE, DAMAGED)


def test_a_giant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format, "MAX_FILE", 50)
    assert refusal(SMALL) == TOO_BIG


def test_newer_containers_wait_for_an_update() -> None:
    body = SMALL[:-48]
    assert refusal(with_trailer(body[:8] + struct.pack(">HH", 2, 0) + body[12:])) == NEWER_APP
    assert refusal(with_trailer(body[:8] + struct.pack(">HH", 1, 4) + body[12:])) == NEWER_APP
    assert refusal(frame(Section(SYNC, 0, b"data"), Section(9, 0, b"?"))) == NEWER_APP


def test_sections_that_may_be_ignored_are() -> None:
    raw = frame(Section(9, MAY_BE_IGNORED, b"?"), Section(SYNC, 0, b"data"))
    assert sync_body(unframe(raw)) == b"data"


def test_more_sections_than_the_file_has_room_for() -> None:
    assert refusal(with_trailer(MAGIC + struct.pack(">HHI", 1, 0, 9))) == DAMAGED
    many = [Section(9, MAY_BE_IGNORED, b"")] * 17
    assert refusal(frame(*many)) == DAMAGED


def test_data_stands_exactly_once() -> None:
    assert refusal(frame(Section(9, MAY_BE_IGNORED, b""))) == DAMAGED
    assert refusal(frame(Section(SYNC, 0, b"a"), Section(SYNC, 0, b"b"))) == DAMAGED


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**64 - 1), st.binary(max_size=40))
def test_no_table_of_sections_leads_astray(count: int, length: int, body: bytes) -> None:
    head = MAGIC + struct.pack(">HHI", 1, 0, count) + struct.pack(">HHQ", SYNC, 0, length)
    raw = with_trailer(head + body)
    if (count, length) == (1, len(body)):
        assert sync_body(unframe(raw)) == body
    else:
        assert refusal(raw) in (DAMAGED, NEWER_APP)
    assert refusal(head + body) in (TORN, DAMAGED)

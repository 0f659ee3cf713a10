import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle.canonical import BOUND, NotCanonicalError, decode, encode, join

TEXTS = (
    st.text(max_size=20)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text))
)
VALUES = st.recursive(
    st.none() | st.integers(-BOUND + 1, BOUND - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


@given(VALUES.filter(lambda value: depth(value) <= 6))
def test_what_is_spelled_reads_back(value: object) -> None:
    assert decode(encode(value)) == value


@given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2, max_size=6), st.randoms())
def test_the_order_of_keys_does_not_matter(value: dict[str, int], chance: object) -> None:
    keys = list(value)
    chance.shuffle(keys)
    assert encode({key: value[key] for key in keys}) == encode(value)


@given(st.dictionaries(TEXTS, VALUES.filter(lambda value: depth(value) <= 5), max_size=4))
def test_parts_join_into_the_whole(value: dict[str, object]) -> None:
    assert join({key: encode(part) for key, part in value.items()}) == encode(value)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        value = decode(raw)
    except NotCanonicalError:
        return
    assert encode(value) == raw


@pytest.mark.parametrize(
    "raw",
    [
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":-0}',
        b'{"a":01}',
        b"[NaN]",
        b"[Infinity]",
        b"[true]",
        b'["\\u0041"]',
        b'["\\ud800"]',
        b'["\xff"]',
        '["e\u0302"]'.encode(),
        str(BOUND).encode(),
        b"1" * 5_000,
        b"[" * 7 + b"]" * 7,
        b"[" * 100_000,
        json.dumps("a" * 8_193).encode(),
        b"",
        b"\xef\xbb\xbf{}",
    ],
)
def test_another_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        decode(raw)


@pytest.mark.parametrize(
    "value", [1.5, True, BOUND, "e\u0302", "\ud800", {1: 2}, b"a", [[[[[[[]]]]]]], "a" * 8_193]
)
def test_what_has_no_spelling_is_refused(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        encode(value)


def test_six_levels_are_enough_and_allowed() -> None:
    assert decode(b"[" * 6 + b"]" * 6) == [[[[[[]]]]]]

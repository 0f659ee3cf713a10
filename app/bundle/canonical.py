"""Canonical JSON: one value has exactly one spelling, so that equal bytes mean equal content.

UTF-8 and NFC, keys in order, no spaces, whole numbers only, nothing twice, at most six levels.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

Value: TypeAlias = "int | str | Sequence[Value] | Mapping[str, Value] | None"

MAX_DEPTH = 6
MAX_TEXT = 8_192
BOUND = 2**53  # beyond it, other readers of JSON lose digits


class NotCanonicalError(ValueError):
    """The value cannot be spelled, or the bytes are not the one spelling of their value."""


def encode(value: Value) -> bytes:
    """The one spelling of `value`. Raises NotCanonicalError for what the rules leave out."""
    _check(value, 1)
    return _spell(value)


def join(parts: Mapping[str, bytes]) -> bytes:
    """The spelling of an object whose values are spelled already."""
    return b"{" + b",".join(_spell(key) + b":" + parts[key] for key in sorted(parts)) + b"}"


def decode(raw: bytes) -> Any:
    """The value spelled by `raw`. Raises NotCanonicalError unless `raw` is its one spelling."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        _check(value, 1)
        again = _spell(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(str(error)) from error
    if again != raw:  # also finds repeated keys, spaces, other orders and needless escapes
        raise NotCanonicalError("not the canonical spelling")
    return value


def _spell(value: Value) -> bytes:
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonicalError("half a character") from error


def _refuse(number: str) -> NoReturn:
    raise NotCanonicalError(f"not a whole number: {number[:20]}")


def _check(value: Any, level: int) -> None:
    kind = type(value)
    if value is None:
        return
    if kind is str:
        _check_text(value)
    elif kind is int:  # not bool, which would come back from a database as a number
        if not -BOUND < value < BOUND:
            raise NotCanonicalError("number too large")
    elif kind not in (dict, list, tuple):
        raise NotCanonicalError(f"no place for {kind.__name__}")
    elif level > MAX_DEPTH:
        raise NotCanonicalError("too many levels")
    elif kind is dict:
        for key, inner in value.items():
            if type(key) is not str:
                raise NotCanonicalError("a key that is no text")
            _check_text(key)
            _check(inner, level + 1)
    else:
        for inner in value:
            _check(inner, level + 1)


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise NotCanonicalError("text too long")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise NotCanonicalError("text is not NFC")

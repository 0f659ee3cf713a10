"""Ids that are unique across machines, and the short codes printed on papers."""

import hashlib
from collections.abc import Callable

from app.base.errors import UserError
from app.base.text import _

Rng = Callable[[int], bytes]

# Crockford's base 32: no i, l, o, u, so that an id can be read out when it must be.
_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

# Nothing that is misread on paper or on the telephone: no 0 O, 1 I L, 5 S, 8 B.
_CODE_ALPHABET = "234679ACDEFGHJKMNPQRTUVWXYZ"
_CODE_BASE = len(_CODE_ALPHABET)
# 27 is a power of three: weights that are no multiple of three catch every wrong letter, and
# neighbours that differ by one catch every swap of two neighbouring letters.
_CODE_WEIGHTS = (1, 2, 1, 2, 1)


def new_id(rng: Rng) -> str:
    """A new id: 26 letters and digits from 16 bytes of `rng`, which gets the number of bytes."""
    number = int.from_bytes(rng(16), "big")
    return "".join(_ID_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def new_code(rng: Rng) -> str:
    """A new code for a paper, such as "C4K-7RM"; its last letter checks the others.

    There are 14 million: the caller keeps codes and asks again on the rare collision.
    """
    return _code(int.from_bytes(rng(16), "big"))


def code_for(*parts: str) -> str:
    """The code of a paper that is recorded nowhere: the same parts always give the same code."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _code(int.from_bytes(digest[:16], "big"))


def is_code(typed: str) -> bool:
    """Whether somebody typed the code of a paper, with or without its dash."""
    digits = [_CODE_ALPHABET.find(sign) for sign in _signs(typed)]
    return (
        len(digits) == len(_CODE_WEIGHTS) + 1
        and -1 not in digits
        and digits[-1] == _check(digits[:-1])
    )


def read_code(typed: str) -> str:
    """A code as somebody typed it, in its printed form. Raises UserError for a wrong one."""
    signs = _signs(typed)
    if not is_code(typed):
        raise UserError(
            _(
                "“{code}” is not the code of a paper."
                " Look at the foot of the page for one such as C4K-7RM."
            ).format(code=typed.strip())
        )
    return f"{signs[:3]}-{signs[3:]}"


def _signs(typed: str) -> str:
    return "".join(typed.upper().replace("-", " ").split())


def _code(number: int) -> str:
    digits = [number // _CODE_BASE**place % _CODE_BASE for place in range(len(_CODE_WEIGHTS))]
    signs = "".join(_CODE_ALPHABET[digit] for digit in [*digits, _check(digits)])
    return f"{signs[:3]}-{signs[3:]}"


def _check(digits: list[int]) -> int:
    """The digit that, counted twice, brings the weighted sum to a multiple of the base."""
    total = sum(weight * digit for weight, digit in zip(_CODE_WEIGHTS, digits, strict=True))
    return -total * pow(2, -1, _CODE_BASE) % _CODE_BASE

"""The recovery code on the printed sheet: 30 signs in 6 groups of 5, the last two check the others.

140 random bits in Crockford's base 32, which has no I, L, O and U. Every single wrong sign and
every swap of two signs is caught before anything is tried with the code.
"""

from collections.abc import Callable

from app.base.errors import Invalid
from app.base.text import _

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
LENGTH, _CHECKS, _GROUP = 30, 2, 5

# Crockford's idea with two check signs: the number modulo the greatest prime below 32². A wrong
# sign changes it, because no difference of two signs times a power of 32 is a multiple of it; nor
# is a swap, because no power of 32 below the 27th leaves the remainder 1.
_PRIME = 1021


def new_code(rng: Callable[[int], bytes]) -> str:
    """A new code as it is printed, such as "4C0QH-…": `rng` gets the number of bytes wanted."""
    number = int.from_bytes(rng(18), "big") >> 4
    signs = _write(number, LENGTH - _CHECKS) + _write(number % _PRIME, _CHECKS)
    return "-".join(signs[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def read_code(typed: str) -> str:
    """The 30 signs of a code as somebody typed it; case, spaces and hyphens do not matter.

    O is read as 0, I and L as 1. Raises Invalid (field "code") for what cannot be a code.
    """
    signs = "".join(sign for sign in typed.upper() if sign not in " -–—.\t\r\n")
    signs = signs.translate(_MISREAD)
    if any(sign not in _SIGNS for sign in signs):
        raise Invalid(
            {
                "code": _(
                    "A recovery code has only digits and plain letters. Nothing was changed. "
                    "Turn Vietnamese typing off (the E of UniKey) and type it again."
                )
            }
        )
    if len(signs) != LENGTH:
        raise Invalid(
            {
                "code": _(
                    "A recovery code has {length} signs in 6 groups; there are {n} here. "
                    "Nothing was changed. Type it again from the sheet."
                ).format(length=LENGTH, n=len(signs))
            }
        )
    if _read(signs[:-_CHECKS]) % _PRIME != _read(signs[-_CHECKS:]):
        raise Invalid(
            {
                "code": _(
                    "One sign of the recovery code is wrong. Nothing was changed. "
                    "Compare it with the sheet group by group."
                )
            }
        )
    return signs


def _write(number: int, length: int) -> str:
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(length)))


def _read(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << 5 | _SIGNS.index(sign)
    return number

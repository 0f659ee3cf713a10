"""The code on a member's card: which club, which member, and a letter that checks both.

"7K042-Z" for the eye, "7K042Z" for a scanner. Pure: sums over texts.
"""

import hashlib
import re

# 23 signs that are not misread, a prime number of them: with a weight of its own for each place,
# every wrong sign and every swap of two signs changes the check letter.
_SIGNS = "79ACDEFGHJKMNPQRTUVWXYZ"
_LETTERS = _SIGNS[2:]
_FORM = re.compile(rf"([{_SIGNS}][{_LETTERS}])([0-9]{{3,9}})-?([{_SIGNS}])")


def club_mark(club_code: str) -> str:
    """The two signs of a club on its cards, such as "7K", from whatever names the club for good.

    The second one is a letter, so that no telephone number looks like a card.
    """
    number = int.from_bytes(hashlib.sha256(club_code.encode()).digest()[:8], "big")
    first, second = number % len(_SIGNS), number // len(_SIGNS) % len(_LETTERS)
    return _SIGNS[first] + _LETTERS[second]


def card_code(club_code: str, member_code: str) -> str:
    """The code as it is printed: "7K042-Z". `member_code` is the number of the member, digits."""
    stem = club_mark(club_code) + member_code
    return f"{stem}-{_check(stem)}"


def read_card_code(text: str, club_code: str | None = None) -> str | None:
    """The member code in what was scanned or typed from a card; None when it is no such code.

    With `club_code` also None for the card of another club.
    """
    found = _FORM.fullmatch("".join(text.upper().split()))
    if found is None:
        return None
    mark, member_code, check = found.groups()
    if check != _check(mark + member_code):
        return None
    if club_code is not None and mark != club_mark(club_code):
        return None
    return member_code


def _check(stem: str) -> str:
    """The sign for the sum of all places, each times its place; a digit of the number counts as
    itself, a sign of the mark as its rank."""
    ranks = [_SIGNS.index(sign) for sign in stem[:2]] + [int(sign) for sign in stem[2:]]
    return _SIGNS[sum(place * rank for place, rank in enumerate(ranks, start=1)) % len(_SIGNS)]

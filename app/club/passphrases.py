"""Passphrases: what of them counts, which are strong enough, and a suggestion of four words."""

import unicodedata
from collections.abc import Callable

from app.base.errors import Invalid
from app.base.spoken import spoken_words
from app.base.text import _

MIN_LETTERS, MIN_WORDS, MIN_WORD, MIN_DIFFERENT = 12, 4, 2, 5


def passphrase_bytes(passphrase: str) -> bytes:
    """What of a passphrase counts: not its marks, capitals and spaces.

    So neither Unikey nor Caps Lock can lock anybody out. This is part of the file format: it never
    changes, which is why it is not the `fold` of the search.
    """
    letters = unicodedata.normalize("NFD", passphrase).casefold().replace("đ", "d")
    plain = (sign for sign in letters if not unicodedata.combining(sign) and not sign.isspace())
    return "".join(plain).encode()


def check_passphrase(passphrase: str, *names: str) -> None:
    """Raise Invalid (field "passphrase") for one that is easily guessed.

    At least 12 letters or digits, or four words of two letters or more; five different letters;
    and none of `names` (the officer's, the club's) alone.
    """
    plain = passphrase_bytes(passphrase)
    words = [word for word in passphrase.split() if len(passphrase_bytes(word)) >= MIN_WORD]
    problem = None
    if len(plain.decode()) < MIN_LETTERS and len(words) < MIN_WORDS:
        problem = _(
            "A passphrase needs {words} words, or {letters} letters. Nothing was changed. "
            "Add a word, or take the suggestion."
        ).format(words=MIN_WORDS, letters=MIN_LETTERS)
    elif len(set(plain)) < MIN_DIFFERENT:
        problem = _(
            "This passphrase repeats the same few letters. Nothing was changed. "
            "Take four words that do not belong together."
        )
    elif plain in {passphrase_bytes(name) for name in names}:
        problem = _(
            "A name is easily guessed. Nothing was changed. "
            "Take four words that do not belong together."
        )
    if problem:
        raise Invalid({"passphrase": problem})


def suggest_passphrase(rng: Callable[[int], bytes]) -> str:
    """Four different words from our list of 512; `rng` gets the number of bytes wanted."""
    left = list(spoken_words())
    number = int.from_bytes(rng(16), "big")
    four = []
    for _place in range(MIN_WORDS):
        number, index = divmod(number, len(left))
        four.append(left.pop(index))
    return " ".join(four)

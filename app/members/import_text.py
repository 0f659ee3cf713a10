"""In which code a list was typed: the bytes of CSV files, and sheets in the fonts of the 1990s."""

import csv
import io
import unicodedata
from collections import Counter

from app.base.legacy_text import tcvn3_to_unicode
from app.base.text import nfc

SAMPLE = 20_000  # letters from which the code and the separator are told

_TONES = "\u0300\u0301\u0303\u0309\u0323"


class NotText(Exception):
    """These bytes are no table of text."""


def split_lines(data: bytes) -> list[list[str]]:
    """The cells of a CSV file, whatever its code and separator. Raises NotText."""
    text = _decode(data)
    first, _newline, rest = text.partition("\n")
    if first.lower().startswith("sep="):  # Excel's own remark on the separator
        text = "\n" + rest
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise NotText from error


def _decode(data: bytes) -> str:
    """Unicode in any form, else one byte per letter: Windows-1258, or a TCVN3 font."""
    head = data[:400]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        code = "utf-16"
    elif head[1::2].count(0) * 4 > len(head):
        code = "utf-16-le"
    elif head[0::2].count(0) * 4 > len(head):
        code = "utf-16-be"
    else:
        code = "utf-8-sig"
    try:
        text = data.decode(code)
    except UnicodeDecodeError:
        text = _decode_bytes(data)
    if any(unicodedata.category(sign) == "Cc" and sign not in "\r\n\t" for sign in text[:SAMPLE]):
        raise NotText  # random bytes are full of control characters, a text has none
    return text


def _decode_bytes(data: bytes) -> str:
    """Read in the wrong one of the two, words come out with two tones or with signs in them.

    Text in a TCVN3 font stays as Office would show it ("NguyÔn"); its sheet is read like theirs.
    """
    windows = nfc(data.decode("cp1258", errors="replace"))
    western = data.decode("latin-1")
    font = tcvn3_to_unicode(western[:SAMPLE])
    return windows if _odd_words(windows[:SAMPLE]) <= _odd_words(font) else western


def _odd_words(text: str) -> int:
    """How many words no Vietnamese could have written."""
    odd = 0
    for word in text.split():
        tones = sum(sign in _TONES for sign in unicodedata.normalize("NFD", word))
        odd += tones > 1 or any(ord(sign) > 0x7F and not sign.isalpha() for sign in word)
    return odd


def _separator(text: str) -> str:
    """The sign that splits the lines into the most cells, by the commonest number of cells."""
    lines = text[:SAMPLE].splitlines()

    def cells(separator: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        return max((width * times for width, times in widths.items()), default=0)

    return max(",;\t", key=cells)

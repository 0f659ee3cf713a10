"""In which code a list was typed: the bytes of CSV files, and sheets in the fonts of the 1990s."""

import csv
import io
import re
import unicodedata
from collections import Counter

from app.base.legacy_text import tcvn3_to_unicode, vni_to_unicode
from app.base.syllables import is_syllable
from app.base.text import nfc

SAMPLE = 20_000  # letters from which the code and the separator are told

_WORD = re.compile(r"[^\s.,;:\"()/-]+")


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
    """As Windows-1258, or as text in a TCVN3 or VNI font: whichever gives the fewest odd words.

    Text in such a font stays as Office would show it ("NguyÔn"); its sheet is read like theirs.
    """
    western = data.decode("latin-1")
    sample = western[:SAMPLE]
    windows = nfc(data.decode("cp1258", errors="replace"))
    odd = _odd_words(windows[:SAMPLE])
    in_a_font = min(map(_odd_words, (tcvn3_to_unicode(sample), vni_to_unicode(sample))))
    return windows if odd <= in_a_font else western


def _odd_words(text: str) -> int:
    """How many words no Vietnamese could have written."""
    return sum(not is_syllable(word) for word in _WORD.findall(text) if not word.isascii())


def _separator(text: str) -> str:
    """The sign that splits the lines into the most cells, by the commonest number of cells."""
    lines = text[:SAMPLE].splitlines()

    def cells(separator: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        return max((width * times for width, times in widths.items()), default=0)

    return max(",;\t", key=cells)

"""A compiled catalogue of texts (GNU gettext's .mo), looked up where it lies.

The gettext of Python reads all of its thousands of texts one by one before the first is shown.
The layout is that of the GNU gettext manual, "The Format of GNU MO Files": a header, and two
tables of lengths and places, the sources in the order of their bytes and their translations.
"""

import struct
from bisect import bisect_left
from gettext import NullTranslations
from pathlib import Path

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<5I")
_ENTRY = struct.Struct("<2I")


class Catalogue(NullTranslations):
    """The texts of a language with one form for all counts, as Vietnamese is.

    Raises OSError when the file is missing, ValueError when it is no catalogue.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._data = path.read_bytes()
        if len(self._data) < _HEADER.size:
            raise ValueError("not a catalogue")
        magic, _version, self._count, self._sources, self._translations = _HEADER.unpack_from(
            self._data
        )
        if magic != _MAGIC:
            raise ValueError("not a catalogue")

    def gettext(self, message: str) -> str:
        """The translation of a text; the text itself when there is none."""
        found = self._find(message.encode())
        return message if found is None else found.decode()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation of a counted text; without one, the source that fits `n`."""
        found = self._find(f"{msgid1}\0{msgid2}".encode())
        if found is None:
            return msgid1 if n == 1 else msgid2
        return found.decode()

    def _find(self, source: bytes) -> bytes | None:
        place = bisect_left(range(self._count), source, key=lambda n: self._at(self._sources, n))
        if place == self._count or self._at(self._sources, place) != source:
            return None
        return self._at(self._translations, place)

    def _at(self, table: int, number: int) -> bytes:
        length, place = _ENTRY.unpack_from(self._data, table + number * _ENTRY.size)
        return self._data[place : place + length]

"""The pages of an encrypted file as they lie on the disk, without their encryption: what a thief
with the key and a hex editor would see, free space included.

AES-256 in CBC as SQLCipher 4 lays it out, all blocks of the file at once.
"""

from pathlib import Path

from app.club.connection import PAGE

_RESERVED, _SALT, _ROUNDS = 80, 16, 14


def plain_pages(path: Path, data_key: bytes) -> bytes:
    """Every page of the file, decrypted."""
    raw = path.read_bytes()
    found = []
    for start in range(0, len(raw), PAGE):
        page = raw[start : start + PAGE]
        body = page[_SALT if start == 0 else 0 : PAGE - _RESERVED]
        vector = page[PAGE - _RESERVED : PAGE - _RESERVED + 16]
        found.append((body, vector + body[:-16]))
    blocks = _decrypted(b"".join(body for body, _before in found), data_key)
    return _xor(blocks, b"".join(before for _body, before in found))


def _decrypted(data: bytes, key: bytes) -> bytes:
    """Each block of 16 bytes by itself (FIPS 197); column i holds byte i of every block."""
    columns = [data[i::16] for i in range(16)]
    keys = _round_keys(key)
    columns = _with_key(columns, keys[_ROUNDS])
    for number in range(_ROUNDS - 1, -1, -1):
        # Row r was shifted left by r, so it goes back to the right.
        columns = [columns[(i - 4 * (i % 4)) % 16].translate(_BACK) for i in range(16)]
        columns = _with_key(columns, keys[number])
        if number:
            columns = [_unmixed(columns, i) for i in range(16)]
    plain = bytearray(len(data))
    for i, column in enumerate(columns):
        plain[i::16] = column
    return bytes(plain)


def _with_key(columns: list[bytes], key: bytes) -> list[bytes]:
    return [
        column.translate(bytes(byte ^ each for byte in range(256)))
        for column, each in zip(columns, key, strict=True)
    ]


def _unmixed(columns: list[bytes], i: int) -> bytes:
    word, row = i - i % 4, i % 4
    mixed = b""
    for offset, table in enumerate(_UNMIX):
        part = columns[word + (row + offset) % 4].translate(table)
        mixed = _xor(mixed, part) if mixed else part
    return mixed


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[i : i + 4] for i in range(0, 32, 4)]
    round_constant = 1
    for i in range(8, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if i % 8 == 0:
            word = (word[1:] + word[:1]).translate(_BOX)
            word = bytes([word[0] ^ round_constant]) + word[1:]
            round_constant = _times(round_constant, 2)
        elif i % 8 == 4:
            word = word.translate(_BOX)
        words.append(_xor(words[-8], word))
    return [b"".join(words[i : i + 4]) for i in range(0, len(words), 4)]


def _xor(one: bytes, other: bytes) -> bytes:
    size = len(one)
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(size, "big")


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


def _box() -> bytes:
    table = bytearray(256)
    for byte in range(256):
        inverse = next((each for each in range(256) if _times(byte, each) == 1), 0)
        value = 0x63
        for turn in range(5):
            value ^= ((inverse << turn) | (inverse >> (8 - turn))) & 0xFF
        table[byte] = value
    return bytes(table)


_BOX = _box()
_BACK = bytes(_BOX.index(byte) for byte in range(256))
_UNMIX = [bytes(_times(byte, factor) for byte in range(256)) for factor in (14, 11, 13, 9)]

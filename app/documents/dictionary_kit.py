"""How the data dictionary writes a table down: names that stay, Vietnamese titles, meanings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """One column: its stable English name, a Vietnamese title, what it means, and its unit."""

    name: str
    title: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its stable English name, a Vietnamese title, where its rows come from."""

    name: str
    title: str
    source: str
    columns: tuple[Described, ...]


def table(name: str, title: str, source: str, lines: str) -> Table:
    """A table from lines "name | title | meaning | unit"; the row's own id is the same in all."""
    row = Described("id", "Mã dòng", "không bao giờ đổi; dùng để so khi nhập lại")
    parts = (map(str.strip, line.split("|")) for line in lines.strip().splitlines())
    return Table(name, title, source, (row, *(Described(*part) for part in parts)))


PERSON = "person_id | Người | id trong bảng person"
MEETING = "meeting_id | Buổi sinh hoạt | id trong bảng meeting"
NOTE = "note | Ghi chú | chữ tự do"

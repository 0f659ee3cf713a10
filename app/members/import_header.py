"""Where a list begins on a sheet, and which column holds what: found from the words over it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.base.names import Sex, fold
from app.members import import_cells as cells
from app.members import import_words as words
from app.members.import_sheet import Cell, Row, Sheet

SEARCHED_ROWS = 60
TALLEST = 3
LOOKED_AT = 300  # rows below the header from which the use of a column is told


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a list: its rows as Excel numbers them, and what stands over each column.

    `fields` says which column (A is 0) fills which of `import_words.FIELDS`.
    """

    first: int
    last: int
    headings: Mapping[int, str]
    fields: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Heading:
    """The texts over one column, the widest first."""

    group: str
    leaf: str

    @property
    def text(self) -> str:
        return f"{self.group} – {self.leaf}" if self.group else self.leaf


def find_header(sheet: Sheet) -> tuple[Header, float] | None:
    """The header of the list on this sheet and how good a list it is; None when there is none.

    Better is a list with more known columns, and with more people.
    """
    best: tuple[tuple[float, int], Header] | None = None
    claims = Claims()
    for start in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for height in range(1, TALLEST + 1):
            block = sheet.rows[start : start + height]
            if len(block) < height or block[-1].number - block[0].number >= height:
                continue
            header = _header(block, sheet, claims)
            if header is not None:
                score = (_score(header, sheet.rows[start + height :]), -height)
                if best is None or score > best[0]:
                    best = (score, header)
    return None if best is None else (best[1], best[0][0])


def _score(header: Header, below: Sequence[Row]) -> float:
    """Better is more known columns, and more rows with a name and something in another of them."""
    known = len(header.fields.keys() - {"number"}) + ("number" in header.fields) / 2
    *rest, last = name_columns(header.fields)
    others = set(header.fields.values()) - {*rest, last, header.fields.get("number")}
    people = 0.0
    for row in below[:LOOKED_AT]:
        if cells.is_name(cells.text_of(row.cell(last))):
            people += 1 if any(cells.text_of(row.cell(column)) for column in others) else 0.1
    return known + 2 * min(people, 20)


def name_columns(fields: Mapping[str, int]) -> tuple[int, ...]:
    """The columns of the name, in the order in which its parts are written; none if unknown."""
    if "name" in fields:
        return (fields["name"],)
    parts = ("family_name", "middle_name", "given_name")
    return tuple(fields[part] for part in parts if part in fields)


def _header(block: Sequence[Row], sheet: Sheet, claims: "Claims") -> Header | None:
    headings = _headings(block, sheet.merges)
    fields = _resolve(headings, claims)
    columns = name_columns(fields)
    if not columns:
        return None
    for row in block:
        # In a row of people a name stands in the column of names; in a header none does.
        text = cells.text_of(row.cell(columns[-1]))
        if text and claims.of(text) is None:
            return None
    return Header(
        block[0].number,
        block[-1].number,
        {column: heading.text for column, heading in headings.items()},
        fields,
    )


# --- what stands over each column ---------------------------------------------------------------


def _headings(
    block: Sequence[Row], merges: Sequence[tuple[int, int, int, int]]
) -> dict[int, _Heading]:
    """The words over every column; a word over several columns counts for each of them."""
    width = max(len(row.cells) for row in block)
    lines: list[list[str]] = []
    for place, row in enumerate(block):
        line = [_heading_text(row.cell(column)) for column in range(width)]
        below = block[place + 1 :]
        _spread(line, row.number - 1, merges, below)
        lines.append(line)
    found = {}
    for column in range(width):
        texts = [line[column] for line in lines if line[column]]
        if texts:
            group = " ".join(dict.fromkeys(texts[:-1]))
            found[column] = _Heading(group if group != texts[-1] else "", texts[-1])
    return found


def _heading_text(cell: Cell) -> str:
    return cells.text_of(cell) if isinstance(cell, str) else ""


def _spread(
    line: list[str],
    row: int,
    merges: Sequence[tuple[int, int, int, int]],
    below: Sequence[Row],
) -> None:
    """Copy a word over the columns to its right that it stands over, in place.

    These are the merged cells; and, as many lists only look merged, empty cells with a word of
    their own in a row below.
    """
    for top, left, bottom, right in merges:
        if top <= row <= bottom and left < len(line):
            for column in range(left + 1, min(right + 1, len(line))):
                line[column] = line[column] or line[left]
    for column in range(1, len(line)):
        if not line[column] and any(isinstance(row_.cell(column), str) for row_ in below):
            line[column] = line[column - 1]


# --- which field that is ------------------------------------------------------------------------


class Claims:
    """Which field a text over a column speaks of; remembers what it was asked before."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, int] | None] = {}

    def of(self, text: str) -> tuple[str, int] | None:
        """The field and how sure that is (0 is surest); None when no field is meant."""
        if text not in self._known:
            self._known[text] = _claim(cells.plain(text.partition("(")[0])) or _claim(
                cells.plain(text)
            )
        return self._known[text]


def _claim(plain: str) -> tuple[str, int] | None:
    if not plain or any(pattern.search(plain) for pattern in words.OTHERS):
        return None
    if words.HOUSEHOLD_YEAR.search(plain):
        return "household_year", 0
    statuses = cells.statuses_in(plain)
    if len(statuses) > 1:
        return "household", 0
    if statuses:
        return words.EACH_STATUS[statuses[0]], 0
    for field, patterns in words.HEADERS.items():
        for rank, pattern in enumerate(patterns):
            if pattern.search(plain):
                return field, rank
    return None


def _sex_over(leaf: str) -> Sex | None:
    """The sex that a column is for: "Nam" or "Nữ" alone. With its breve, "Năm" is the year."""
    plain = cells.plain(leaf.partition("(")[0])
    if plain == "nu":
        return "F"
    return "M" if plain == "nam" and "ă" not in leaf.lower() else None


def _resolve(headings: Mapping[int, _Heading], claims: Claims) -> dict[str, int]:
    """One column per field: the surest claim, then the leftmost."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    headings = _without_titles(headings, claims)
    for column, heading in headings.items():
        claim = _claim_of(heading, _siblings(headings, heading), claims)
        if claim is not None:
            wanted.setdefault(claim[0], []).append((claim[1], column))
    fields = {field: min(columns)[1] for field, columns in wanted.items()}
    births = [column for _rank, column in sorted(wanted.get("birth", ()))]
    # "Ngày sinh" and, beside it, "Năm sinh"; but not one word merged over two columns.
    years = [column for column in births if headings[column].text != headings[births[0]].text]
    if years and "birth_year" not in fields:
        fields["birth_year"] = years[0]
    _settle_names(fields)
    return fields


def _without_titles(headings: Mapping[int, _Heading], claims: Claims) -> dict[int, _Heading]:
    """A word over the names as well as over other columns is a title, and groups nothing."""
    titles = {
        heading.group
        for heading in headings.values()
        if (claim := claims.of(heading.leaf)) and claim[0] in ("name", "family_name")
    }
    return {
        column: _Heading("", heading.leaf) if heading.group in titles else heading
        for column, heading in headings.items()
    }


def _siblings(headings: Mapping[int, _Heading], heading: _Heading) -> frozenset[str]:
    if not heading.group:
        return frozenset()
    return frozenset(
        cells.plain(other.leaf) for other in headings.values() if other.group == heading.group
    )


def _claim_of(
    heading: _Heading, siblings: frozenset[str], claims: Claims
) -> tuple[str, int] | None:
    group = claims.of(heading.group) if heading.group else None
    kind = group[0] if group else ""
    leaf = cells.plain(heading.leaf)
    if kind == "birth" and leaf in ("ngay", "thang", "nam") and siblings & {"ngay", "thang"}:
        return {"ngay": "birth_day", "thang": "birth_month", "nam": "birth_year"}[leaf], 0
    sex = _sex_over(heading.leaf)
    if sex is not None:
        word = "female" if sex == "F" else "male"
        return (f"{kind}_{word}", 0) if kind in ("birth", "age") else (word, 0)
    claim = claims.of(heading.leaf)
    if claim is None and heading.group and kind not in ("name", "number"):
        claim = claims.of(f"{heading.group} {heading.leaf}")
    return claim


def _settle_names(fields: dict[str, int]) -> None:
    """Either one column with the full name, or a family name with a given name."""
    if "family_name" in fields and "given_name" not in fields:
        if "name" in fields and fields["name"] > fields["family_name"]:
            fields["given_name"] = fields.pop("name")
        else:
            del fields["family_name"]
    if "name" in fields or "family_name" not in fields:
        for part in ("family_name", "middle_name", "given_name"):
            fields.pop(part, None)


# --- what the cells say about it ----------------------------------------------------------------


def refine(header: Header, sheet: Sheet) -> dict[str, int]:
    """The fields of `header` after a look at the cells: words alone do not tell everything.

    "Nam" and "Nữ" may hold marks or years of birth; "Họ và tên" may stand over two columns;
    "Giới tính (nữ x)" holds marks; a column named after the insurance card may only say yes.
    """
    below = [row for row in sheet.rows if row.number > header.last][:LOOKED_AT]
    fields = dict(header.fields)

    def texts(column: int) -> list[str]:
        return [text for row in below if (text := cells.text_of(row.cell(column)))]

    for word in ("female", "male"):
        _say_what_sexed_column_holds(fields, word, texts)
    if "sex" in fields and "female" not in fields:
        heading = cells.plain(header.headings[fields["sex"]]).split()
        marks = texts(fields["sex"])
        if "nu" in heading and "nam" not in heading and all(map(cells.is_mark, marks)):
            fields["female"] = fields.pop("sex")
    column = fields.get("phone", -1)
    if cells.plain(header.headings.get(column, "")) == "dt" and _mostly(texts(column), _is_word):
        fields.setdefault("ethnic", fields.pop("phone"))  # "ĐT" is a telephone, "DT" dân tộc
    if "bhyt" in fields and _mostly(texts(fields["bhyt"]), cells.is_mark):
        del fields["bhyt"]
    if "name" in fields:
        _split_name(fields, header, below)
    return fields


def _say_what_sexed_column_holds(
    fields: dict[str, int], word: str, texts: Callable[[int], list[str]]
) -> None:
    if word not in fields:
        return
    values = texts(fields[word])
    if _mostly(values, cells.is_birth):
        fields[f"birth_{word}"] = fields.pop(word)
    elif _mostly(values, cells.is_age):
        fields[f"age_{word}"] = fields.pop(word)


def _split_name(fields: dict[str, int], header: Header, below: Iterable[Row]) -> None:
    """See whether the given name stands in a column of its own beside the rest of the name."""
    column = fields["name"]
    beside = column + 1
    heading = header.headings.get(beside, "")
    if beside in fields.values() or heading not in ("", header.headings.get(column)):
        return
    pairs = [(cells.text_of(row.cell(column)), cells.text_of(row.cell(beside))) for row in below]
    both = [given for name, given in pairs if name and given]
    if len(both) * 2 > sum(bool(name) for name, _given in pairs) and _mostly(
        both, lambda given: len(given.split()) == 1 and cells.is_name(f"x {given}")
    ):
        del fields["name"]
        fields["family_name"], fields["given_name"] = column, beside


def _mostly(values: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(fits, values)) * 2 > len(values)


def _is_word(text: str) -> bool:
    return not any(sign.isdecimal() for sign in fold(text))

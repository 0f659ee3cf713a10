import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.sheets import Sheet, SheetColumn, write_xlsx
from app.members.import_read import read_file
from app.members.import_sheet import Cell

WHEN = datetime(2026, 11, 21, 8, 0)  # noqa: DTZ001 - a workbook knows no zones
COLUMNS = (
    SheetColumn("Mã", width=8),
    SheetColumn("Ngày sinh", "date"),
    SheetColumn("Số người", "int"),
    SheetColumn("Số tiền", "money"),
)
ROWS = [("007", "1948-05-12", 3, 1_250_000), ("=1+1", "1948-05", 0, None), ("", "1948", None, -5)]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def read_back(tmp_path: Path, *sheets: Sheet) -> list[list[tuple[Cell, ...]]]:
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx(sheets, WHEN))
    return [[row.cells for row in sheet.rows] for sheet in read_file(path)]


def test_cells_keep_what_they_are(tmp_path: Path) -> None:
    sheet = Sheet("Danh sách thành viên", COLUMNS, ROWS, "CLB thôn Đông, ngày 21/11/2026")
    assert read_back(tmp_path, sheet) == [
        [
            ("Danh sách thành viên",),
            ("CLB thôn Đông, ngày 21/11/2026",),
            ("Mã", "Ngày sinh", "Số người", "Số tiền"),
            ("007", date(1948, 5, 12), 3, 1_250_000),
            ("=1+1", "5/1948", 0),
            (None, "1948", None, -5),
        ]
    ]


def test_a_bare_sheet_begins_with_its_header(tmp_path: Path) -> None:
    (rows,) = read_back(tmp_path, Sheet("person", COLUMNS, ROWS, "left out", bare=True))
    assert rows[0] == ("Mã", "Ngày sinh", "Số người", "Số tiền")
    assert rows[1][0] == "007"


def test_dates_that_excel_would_take_for_years_or_cannot_hold_stay_text(tmp_path: Path) -> None:
    days = ["1905-05-01", "1899-12-31", "2026-02-30", "", "bao giờ"]
    sheet = Sheet("Ngày", (SheetColumn("Ngày", "date"),), [(day,) for day in days], bare=True)
    assert read_back(tmp_path, sheet)[0][1:] == [
        *(("1/5/1905",), ("31/12/1899",), ("30/2/2026",), ("bao giờ",)),
    ]


@pytest.mark.parametrize("sign", "=+-@\t")
def test_nothing_becomes_a_formula_or_a_link(sign: str) -> None:
    texts = [sign + "cmd|'/c calc'!A0", "{=1}", "https://example.org", "mailto:a@example.org"]
    sheet = Sheet("Ghi chú", (SheetColumn("Ghi chú"),), [(text,) for text in texts])
    found = parts(write_xlsx([sheet], WHEN))
    assert not any("<f" in text for text in found.values() if "<worksheet" in text)
    assert not any("<hyperlink" in text for text in found.values())
    assert 'numFmtId="49"' in found["xl/styles.xml"]  # "@": text also when somebody edits the cell


def test_the_same_input_gives_the_same_bytes() -> None:
    sheet = Sheet("Danh sách", COLUMNS, ROWS)
    assert write_xlsx([sheet], WHEN) == write_xlsx([sheet], WHEN)
    assert write_xlsx([sheet], WHEN) != write_xlsx([sheet], WHEN.replace(year=2027))


def test_the_head_stays_in_sight_and_is_printed_on_every_page() -> None:
    found = parts(write_xlsx([Sheet("R&D", COLUMNS, ROWS)], WHEN))
    page = found["xl/worksheets/sheet1.xml"]
    assert 'ySplit="4"' in page
    assert 'state="frozen"' in page
    assert 'fitToHeight="0"' in page
    assert 'paperSize="9"' in page
    assert "R&amp;&amp;D" in page
    assert "$4:$4" in found["xl/workbook.xml"]


def test_wide_lists_lie_on_their_side() -> None:
    wide = tuple(SheetColumn(f"Cột {n}", width=20) for n in range(6))
    pages = [
        parts(write_xlsx([Sheet("A", columns, [])], WHEN))["xl/worksheets/sheet1.xml"]
        for columns in (COLUMNS, wide)
    ]
    assert ["landscape" in page for page in pages] == [False, True]


def test_names_of_sheets_fit_excel_and_differ(tmp_path: Path) -> None:
    long = "Danh sách thành viên câu lạc bộ liên thế hệ [thôn Đông]: 2026/2027"
    path = tmp_path / "names.xlsx"
    sheets = [Sheet(title, COLUMNS, []) for title in (long, long, "'", "a/b?*", "A b")]
    path.write_bytes(write_xlsx(sheets, WHEN))
    names = [sheet.name for sheet in read_file(path)]
    assert len(set(map(str.lower, names))) == 5
    assert names[0] == "Danh sách thành viên câu lạc bộ", "a whole word at the end"
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_comes_back(tmp_path: Path, texts: list[str]) -> None:
    sheet = Sheet("Ghi chú", (SheetColumn("Ghi chú"),), [(text,) for text in texts], bare=True)
    found = [cells[0] for cells in read_back(tmp_path, sheet)[0][1:]]
    assert found == [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]

"""Files as they come: every kind of spreadsheet and code, and everything that is no list."""

import io
import struct
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from app.base.errors import UserError
from app.club.file import Club
from app.members import import_child, import_read, records
from app.members.import_plan import make_plan, open_list, plan_file
from app.members.import_read import read_file
from tests.app.members.lists import (
    WRITERS,
    csv_text,
    in_old_font,
    in_vni_font,
    write_csv,
    write_ods,
    write_xls,
    write_xlsx,
)
from tests.makers import TODAY

ROWS = [
    ["STT", "Họ và tên", "Giới tính", "Năm sinh", "Thôn", "Ghi chú"],
    [1, "Đỗ Thị Ẩn", "Nữ", 1948, "xóm Ải", "giỏi; nấu ăn"],
    [2, "Trần Văn Ước", "Nam", date(1957, 3, 4), "thôn Đoài", None],
]
PEOPLE = [
    ("Đỗ Thị Ẩn", "F", "1948", "xóm Ải"),
    ("Trần Văn Ước", "M", "1957-03-04", "thôn Đoài"),
]


def people(path: Path) -> list[tuple[str | None, ...]]:
    plan = make_plan(open_list(path), (), TODAY)
    found = [entry.joining.person for entry in plan.adding]
    return [(person.name, person.sex, person.birth, person.hamlet) for person in found]


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"list.{kind}", {"DS": ROWS}, ())
    assert people(path) == PEOPLE


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_any_unicode(tmp_path: Path, code: str, separator: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(csv_text(ROWS, separator).encode(code))
    assert people(path) == PEOPLE


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_windows_1258(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "list.csv"
    text = csv_text(ROWS, separator)
    # The code page has the circumflex and the breve with the letter, the tone after it.
    path.write_bytes(b"".join(map(in_1258, text)))
    assert people(path) == PEOPLE


def in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            if tone in marks:
                return unicodedata.normalize("NFC", marks.replace(tone, "")).encode("cp1258") + (
                    tone.encode("cp1258")
                )
        raise


def test_csv_in_a_tcvn3_font(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(in_old_font(csv_text(ROWS)).encode("latin-1"))
    # Toned capitals do not exist in these fonts; names and places get theirs back.
    assert people(path) == PEOPLE


def test_csv_in_a_vni_font(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(in_vni_font(csv_text(ROWS, ";")).encode("latin-1"))
    assert people(path) == PEOPLE


def test_csv_with_excels_remark_on_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"sep=;\r\n" + csv_text(ROWS, ";").encode("utf-8-sig"))
    assert people(path) == PEOPLE


def test_rows_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    rows = [[], ["Danh sách"], [], *ROWS[:2], [], ROWS[2]]
    for write in (write_xlsx, write_xls, write_ods, write_csv):
        plan = make_plan(open_list(write(tmp_path / "list", {"DS": rows}, ())), (), TODAY)
        assert plan.header_rows == (4, 4)
        assert [entry.row for entry in plan.adding] == [5, 7]


def test_numbers_keep_all_their_digits(tmp_path: Path) -> None:
    rows = [
        ["Họ và tên", "Số CCCD", "Điện thoại"],
        ["Đỗ Thị Ẩn", 27148252949, 912345678],
        ["Trần Văn Ước", 1057137693, 84912345678],
    ]
    for kind, write in WRITERS.items():
        plan = make_plan(open_list(write(tmp_path / f"l.{kind}", {"DS": rows}, ())), (), TODAY)
        found = [entry.joining.person for entry in plan.adding]
        assert [person.cccd for person in found] == ["027148252949", "001057137693"]
        assert {person.phone for person in found} == {"0912345678"}


# --- no list ------------------------------------------------------------------------------------


def docx() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return data.getvalue()


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    return data.getvalue()


OLE = bytes.fromhex("D0CF11E0A1B11AE1")
BAD = {
    "a PDF": (b"%PDF-1.7\n%abc", "This is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is a picture"),
    "nothing": (b"", "This file is empty"),
    "spaces": (b" \r\n , ,\r\n", "This file is empty"),
    "random bytes": (bytes(range(256)) * 40, "damaged or is no Excel list"),
    "a broken archive": (b"PK\x03\x04" + b"x" * 300, "damaged or is no Excel list"),
    "a broken old workbook": (OLE + b"\0" * 600, "damaged or is no Excel list"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "a Word document": (docx(), "This is a Word document"),
    "a bomb": (bomb(), "unpacks to far more"),
    "a web page": (b"<html><table><tr><td>STT</td></tr></table></html>", "This is a web page"),
    "a letter": ("Kính gửi Hội NCT xã,\r\nHôm nay…".encode(), "No column with names"),
    "numbers": (b"1,2,3\r\n4,5,6\r\n", "No column with names"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_list_is_said_in_one_sentence(club: Club, tmp_path: Path, what: str) -> None:
    data, sentence = BAD[what]
    path = tmp_path / "roster.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=sentence) as caught:
        plan_file(club, path)
    assert "Nothing was changed." in str(caught.value)
    assert records.people(club, TODAY) == ()


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(UserError, match="cannot be opened"):
            read_file(path)


def test_too_large_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"x" * (import_read.MAX_BYTES + 1))
    with pytest.raises(UserError, match="larger than 10 MB"):
        read_file(path)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_too_many_rows(tmp_path: Path, kind: str) -> None:
    rows = [[number] for number in range(import_read.MAX_ROWS + 1)]
    with pytest.raises(UserError, match="more than 20,000 rows"):
        read_file(WRITERS[kind](tmp_path / f"list.{kind}", {"DS": rows}, ()))


def test_a_cell_at_the_far_end_cannot_take_the_memory(tmp_path: Path) -> None:
    """A dense sheet of that size would have 17 thousand million cells."""
    rows: list[list[str | None]] = [["Họ và tên"]]
    path = write_xlsx(tmp_path / "list.xlsx", {"DS": rows})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(UserError, match="damaged or is no Excel list"):
        read_file(path)


def test_entities_are_not_unpacked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", {"DS": [["Họ và tên"], ["Đỗ Thị Lan"]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    doctype = f'<!DOCTYPE sst [<!ENTITY l0 "lol">{laughs}]>'.encode()
    strings = "xl/sharedStrings.xml"
    parts[strings] = parts[strings].replace(b"<sst", doctype + b"<sst", 1)
    parts[strings] = parts[strings].replace("Đỗ Thị Lan".encode(), b"&l12;")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    try:
        texts = [str(cell) for sheet in read_file(path) for row in sheet.rows for cell in row.cells]
    except UserError:
        return
    assert all(len(text) < 100 for text in texts)


def test_long_cells_are_cut(tmp_path: Path) -> None:
    rows = [["Họ và tên", "Ghi chú"], ["Đỗ Thị Lan", "x" * 5_000]]
    for kind in ("xlsx", "csv"):
        plan = make_plan(
            open_list(WRITERS[kind](tmp_path / f"l.{kind}", {"DS": rows}, ())), (), TODAY
        )
        assert len(plan.adding[0].joining.person.note or "") == import_child.CELL_TEXT
        assert [doubt.field for doubt in plan.doubts] == ["note"]


def test_limits_of_child_and_parent_agree() -> None:
    from app.members.import_sheet import MAX_TEXT

    assert (import_child.ROWS, import_child.CELL_TEXT) == (import_read.MAX_ROWS, MAX_TEXT)
    assert import_child.SECONDS < import_read.SECONDS


def test_locked_old_workbook(tmp_path: Path) -> None:
    """BIFF8 says so in a FILEPASS record right after the beginning of the workbook."""
    path = write_xls(tmp_path / "list.xls", {"DS": ROWS})
    data = path.read_bytes()
    begin = struct.pack("<HH", 0x0809, 16)
    at = data.index(begin) + 20
    locked = data[:at] + struct.pack("<HHHHH", 0x002F, 6, 1, 1, 1) + data[at + 10 :]
    path.write_bytes(locked)
    with pytest.raises(UserError, match="locked with a password"):
        read_file(path)


def test_locked_libreoffice_sheet(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "list.ods", {"DS": ROWS})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = bytes(range(256)) * 4
    parts["META-INF/manifest.xml"] = b'<manifest:encryption-data manifest:checksum="x"/>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(UserError, match="locked with a password"):
        read_file(path)


# --- what else lies in a workbook ---------------------------------------------------------------


def busy_workbook(path: Path) -> Path:
    """A picture, a chart of its own, formulas with and without values, merged cells."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Danh sách & ghi chú")
    picture = io.BytesIO(bytes.fromhex(PIXEL))
    sheet.insert_image("F1", "dau.png", {"image_data": picture})
    sheet.merge_range("A1:D1", "DANH SÁCH HỘI VIÊN NĂM 2026")
    for column, text in enumerate(["STT", "Họ và tên", "", "Thôn"]):
        sheet.write(1, column, text)
    sheet.merge_range("C2:C3", "Năm sinh")
    for row, name in enumerate(["Đỗ Thị Ẩn", "Trần Văn Ước", "Lê Bình"], start=3):
        sheet.write_formula(row, 0, f"=ROW()-{3}", None, row - 2)
        sheet.write(row, 1, name)
        sheet.write_formula(row, 2, "=1900+50", None, ("", 1950, 1951)[row - 3])
    sheet.merge_range("D4:D6", "thôn Đoài")
    sheet.write_formula("C6", "=NA()", None, "#N/A")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Danh sách & ghi chú'!$C$4:$C$6"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.close()
    return path


MERGED: list[tuple[list[str | int | None], list[tuple[int, int, int, int]]]] = [
    (["UBND XÃ HÒA BÌNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [(0, 0, 0, 3)]),
    (["DANH SÁCH HỘI VIÊN NĂM 2026"], [(1, 0, 1, 5)]),
    (
        ["TT", "Họ và tên", "Năm sinh", None, "Thôn", "Hoàn cảnh"],
        [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4), (2, 5, 3, 5)],
    ),
    ([None, None, "Nam", "Nữ"], []),
    ([1, "Lê An", 1950, None, "Thôn Đông", "Nghèo"], [(4, 4, 6, 4), (4, 5, 5, 5)]),
    ([2, "Lê Bình", None, 1951], []),
    ([3, "Lê Cúc", None, 1952], []),
    ([4, "Đỗ Dũng", 1950, None, "Thôn Tây"], [(7, 4, 8, 4)]),
    ([5, "Đỗ Em", 1949], []),
    (["Tổng cộng: 5 người"], [(9, 0, 9, 5)]),
]


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_merged_titles_headers_and_hamlets(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"list.{kind}"
    rows = [cells for cells, _merges in MERGED]
    merges = [merge for _cells, found in MERGED for merge in found]
    if kind == "xlsx":
        WRITERS[kind](path, {"DS": rows}, merges)
    else:  # xlwt writes a merged cell in one go
        book = xlwt.Workbook()
        sheet = book.add_sheet("DS")
        begun = {(top, left): (top, bottom, left, right) for top, left, bottom, right in merges}
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    span = begun.get((row, column), (row, row, column, column))
                    sheet.write_merge(*span, cell)
        book.save(str(path))
    plan = make_plan(open_list(path), (), TODAY)
    assert plan.header_rows == (3, 4)
    assert [
        (
            *(entry.joining.person.name, entry.joining.person.sex, entry.joining.person.birth),
            entry.joining.person.hamlet,
            entry.joining.status.status if entry.joining.status else None,
        )
        for entry in plan.adding
    ] == [
        ("Lê An", "M", "1950", "Thôn Đông", "poor"),
        ("Lê Bình", "F", "1951", "Thôn Đông", "poor"),
        ("Lê Cúc", "F", "1952", "Thôn Đông", None),
        ("Đỗ Dũng", "M", "1950", "Thôn Tây", None),
        ("Đỗ Em", "M", "1949", "Thôn Tây", None),
    ]


PIXEL = (
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "f8cf50070003840181a1f6fd2d0000000049454e44ae426082"
)


@pytest.mark.parametrize("kind", ["xlsx", "xlsm"])
def test_pictures_formulas_and_merged_cells(tmp_path: Path, kind: str) -> None:
    path = busy_workbook(tmp_path / f"list.{kind}")
    plan = make_plan(open_list(path), (), TODAY)
    found = [entry.joining.person for entry in plan.adding]
    assert [(person.name, person.birth, person.hamlet) for person in found] == [
        ("Đỗ Thị Ẩn", None, "thôn Đoài"),
        ("Trần Văn Ước", "1950", "thôn Đoài"),
        ("Lê Bình", None, "thôn Đoài"),
    ]
    named = [doubt for doubt in plan.doubts if "formula without a value" in doubt.message]
    assert [(doubt.row, doubt.field) for doubt in named] == [(4, "birth"), (6, "birth")]
    assert "C4" in named[0].message

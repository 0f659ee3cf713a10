"""One cell at a time: births, days, numbers, statuses, sexes, in every way that lists have them."""

from datetime import date

import pytest

from app.members import import_cells as cells
from app.members.import_sheet import Cell
from app.members.numbers import tidy_bhyt, tidy_cccd, tidy_phone
from tests.makers import TODAY


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        (1957, "1957"),
        (1957.0, "1957"),
        ("1957", "1957"),
        ("1957.0", "1957"),
        (57, "1957"),
        ("57", "1957"),
        ("04/03/1957", "1957-03-04"),
        ("4-3-1957", "1957-03-04"),
        ("4.3.57", "1957-03-04"),
        ("1957-03-04 00:00:00", "1957-03-04"),
        ("ngày 4 tháng 3 năm 1957", "1957-03-04"),
        (date(1957, 3, 4), "1957-03-04"),
        (20883, "1957-03-04"),  # the number behind a date cell
        ("20883", "1957-03-04"),
        (date(1905, 5, 10), "1957"),  # 1957 in a cell formatted as a date
        (4031957, "1957-03-04"),
        ("04031957", "1957-03-04"),
        ("3/1957", "1957-03"),
        (121957, "1957-12"),
        (5.1948, "1948-05"),
        (10.195, "1950-10"),
        ("00/00/1957", "1957"),
        ("khoảng 1957", "1957"),
        ("Năm 1957", "1957"),
        (None, None),
        ("", None),
        ("-", None),
        ("không", None),
        ("x", None),  # a mark is no birth
    ],
)
def test_births_without_a_doubt(cell: Cell, birth: str | None) -> None:
    assert cells.read_birth(cell, TODAY) == cells.Got(birth)


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("31/2/1957", "1957"),  # no such day
        ("03/25/1957", "1957-03-25"),  # month first
        ("1957 (Đinh Dậu)", "1957"),
        ("5/3/05", "2005-03-05"),  # either century
        (12, "2012"),
        ("không rõ", None),
        ("12/5", None),
        (1850, None),
        (date(2030, 1, 1), None),
    ],
)
def test_doubtful_births(cell: Cell, birth: str | None) -> None:
    got = cells.read_birth(cell, TODAY)
    assert got.value == birth
    assert got.doubt
    assert birth is not None or got.left == cells.text_of(cell)


@pytest.mark.parametrize(
    ("parts", "birth"),
    [
        ((4, 3, 1957), "1957-03-04"),
        (("04", "03", "1957"), "1957-03-04"),
        ((None, 3, 1957), "1957-03"),
        ((None, None, 1957), "1957"),
        ((4, None, 1957), "1957"),
        ((None, None, None), None),
        ((31, 2, 1957), "1957"),
    ],
)
def test_birth_in_three_columns(parts: tuple[Cell, Cell, Cell], birth: str | None) -> None:
    assert cells.read_birth_parts(*parts, TODAY).value == birth


def test_age_is_a_birth_with_a_doubt() -> None:
    got = cells.read_age(76, TODAY, 2025)
    assert (got.value, got.doubt) == ("1949", "Age 76 was taken as born 1949.")
    assert cells.read_age("1949", TODAY, 2025) == cells.Got("1949")
    assert cells.read_age(None, TODAY, 2025) == cells.Got()


@pytest.mark.parametrize(
    ("cell", "first", "last", "doubted"),
    [
        (date(2024, 3, 21), "2024-03-21", "2024-03-21", False),
        ("21/03/2024", "2024-03-21", "2024-03-21", False),
        (45372, "2024-03-21", "2024-03-21", False),
        (2024, "2024-01-01", "2024-12-31", True),
        ("Năm 2024", "2024-01-01", "2024-12-31", True),
        ("02/2024", "2024-02-01", "2024-02-29", True),
        ("13/2024", None, None, True),
        ("từ đầu", None, None, True),
        ("", None, None, False),
    ],
)
def test_days(cell: Cell, first: str | None, last: str | None, doubted: bool) -> None:
    for got, day in (
        (cells.read_day(cell, TODAY), first),
        (cells.read_day(cell, TODAY, last=True), last),
    ):
        assert got.value == day
        assert bool(got.doubt) == doubted


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0912345678", "0912345678"),
        (912345678, "0912345678"),
        ("0912 345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        (84912345678, "0912345678"),
        (9.12345678e8, "0912345678"),
        ("9.12345678E+08", "0912345678"),
        ("9,12345678E+08", "0912345678"),
        ("912345678.0", "0912345678"),
        (841234567, "0841234567"),
        ("0222 3825 123", "02223825123"),
        (2223825123, "02223825123"),
        ("12345", "12345"),
        ("không", None),
        ("ko có", None),
        (0, None),
    ],
)
def test_phones(cell: Cell, phone: str | None) -> None:
    assert cells.read_number(cell, tidy_phone) == cells.Got(phone)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0912345678/0987654321", "0912345678"),
        ("0912345678 0987654321", "0912345678"),
        ("0912345678 - 0987654321", "0912345678"),
        ("0912345678 (con trai)", "0912345678"),
        ("số của con", None),
        ("9.12E+08", None),
    ],
)
def test_what_is_more_than_a_phone_goes_into_the_note(cell: Cell, phone: str | None) -> None:
    got = cells.read_number(cell, tidy_phone)
    assert (got.value, got.left) == (phone, cell)
    assert got.doubt


@pytest.mark.parametrize(
    ("cell", "cccd"),
    [
        ("027148252949", "027148252949"),
        ("'027148252949", "027148252949"),
        ("027 148 252 949", "027148252949"),
        (27148252949, "027148252949"),
        (27148252949.0, "027148252949"),
        (1057137693, "001057137693"),
        ("2.7148252949E+10", "027148252949"),
        (12345678, "012345678"),
        ("123456789", "123456789"),
        (99148252949, "99148252949"),  # 099 is no province: nothing to complete
        ("chưa có", None),
    ],
)
def test_citizen_numbers(cell: Cell, cccd: str | None) -> None:
    assert cells.read_number(cell, tidy_cccd) == cells.Got(cccd)


@pytest.mark.parametrize("cell", ["2.71483E+10", "2,71483E+10"])
def test_a_number_that_excel_cut_is_kept_in_the_note_only(cell: str) -> None:
    got = cells.read_number(cell, tidy_cccd)
    assert (got.value, got.left) == (None, cell)
    assert got.doubt is not None
    assert "cut short" in got.doubt


@pytest.mark.parametrize(
    ("cell", "bhyt"),
    [
        ("GD 4 27 2723456789", "GD4272723456789"),
        ("gd4272723456789", "GD4272723456789"),
        (123456789, "0123456789"),
        (2723456789, "2723456789"),
        ("x", None),
    ],
)
def test_insurance_cards(cell: Cell, bhyt: str | None) -> None:
    assert cells.read_number(cell, tidy_bhyt).value == bhyt


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("hộ nghèo", "poor"),
        ("Nghèo", "poor"),
        ("HN", "poor"),
        ("Cận nghèo", "near_poor"),
        ("hộ cận nghèo", "near_poor"),
        ("C.nghèo", "near_poor"),
        ("HCN", "near_poor"),
        ("hoàn cảnh khó khăn", "difficult"),
        ("KK", "difficult"),
        ("thoát nghèo", "none"),
        ("Thoát nghèo - cận nghèo", "near_poor"),
        ("không nghèo", "none"),
        ("Không", "none"),
        ("Bình thường", "none"),
        ("hộ trung bình", "none"),
        ("", None),
        ("-", None),
    ],
)
def test_household_statuses(text: str, status: str | None) -> None:
    assert cells.read_status(text) == cells.Got(status)


def test_doubtful_statuses() -> None:
    assert cells.read_status("nghèo, khó khăn").value == "poor"
    assert cells.read_status("nghèo, khó khăn").doubt
    got = cells.read_status("thương binh")
    assert (got.value, got.left) == (None, "thương binh")


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        *[(word, "F") for word in ("Nữ", "nữ", "NỮ", "nu", "F", "Bà", "gái")],
        *[(word, "M") for word in ("Nam", "nam", "M", "Ông", "trai")],
        ("", None),
        ("-", None),
    ],
)
def test_sexes(text: str, sex: str | None) -> None:
    assert cells.read_sex(text) == cells.Got(sex)


def test_a_single_n_could_be_either() -> None:
    got = cells.read_sex("N")
    assert (got.value, got.left) == (None, "N")


@pytest.mark.parametrize("text", ["Lò Thị Ổn", "Y H'Lê", "Tống Văn Cống", "Đỗ Thị Lan (xóm Ải)"])
def test_names(text: str) -> None:
    assert cells.is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "12", "(2)", "Tổng cộng: 57 người", "TỔNG SỐ", "Cộng", "Cộng: 23", "Nữ: 37"),
        *("Trong đó: nữ 30", "Bằng chữ: năm mươi bảy", "Ngày 21 tháng 3 năm 2026", "CHỦ NHIỆM"),
        *("NGƯỜI LẬP BIỂU", "TM. BAN CHỦ NHIỆM", "T/M UBND XÃ", "Xác nhận của UBND xã"),
        "Ngày … tháng … năm 2026",
    ],
)
def test_no_names(text: str) -> None:
    assert not cells.is_name(text)


def test_days_taken_for_months() -> None:
    swapped: list[Cell] = [date(1950, month, 3) for month in range(1, 7)]
    swapped += [f"{day}/3/1950" for day in range(20, 26)]
    assert cells.days_exchanged(swapped)
    assert not cells.days_exchanged([*swapped, "3/4/1950"])
    assert not cells.days_exchanged([*swapped, date(1950, 3, 25)])
    assert not cells.days_exchanged([1950] * 20)

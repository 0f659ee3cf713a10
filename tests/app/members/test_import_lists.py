"""Lists in the shapes that communes keep them: where the list is, what the columns hold, who is a
person, who is there already."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.base.errors import UserError
from app.members.import_plan import Choice, ImportPlan, ListFile, column_letter, make_plan
from app.members.import_sheet import Cell, Row, Sheet
from app.members.rules import Member, Person
from tests.app.members.lists import in_old_font
from tests.makers import TODAY

Rows = Sequence[Sequence[Cell]]


def sheet(rows: Rows, name: str = "DS", merges: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    filled = tuple(
        Row(number, tuple(cell if cell != "" else None for cell in cells))
        for number, cells in enumerate(rows, start=1)
        if any(cell not in (None, "") for cell in cells)
    )
    return Sheet(name, visible=True, rows=filled, merges=tuple(merges))


def plan(rows: Rows, known: Sequence[Person] = (), choice: Choice | None = None) -> ImportPlan:
    members = [Member(str(n), f"{n:03}", person, None, None) for n, person in enumerate(known, 1)]
    return make_plan(ListFile("list.xlsx", (sheet(rows),)), members, TODAY, choice)


def told(found: ImportPlan, *wanted: str) -> list[tuple[str | None, ...]]:
    """What the plan would add: of each person the fields asked for."""
    people = []
    for entry in found.adding:
        joining = entry.joining
        more = {
            "status": joining.status.status if joining.status else None,
            "joined": joining.joined_on,
        }
        people.append(tuple(more.get(f, getattr(joining.person, f, None)) for f in wanted))
    return people


# --- columns ------------------------------------------------------------------------------------


def test_lone_column_of_marks_gives_the_sex_of_all() -> None:
    rows = [["TT", "Họ tên", "NS", "Nữ"], [1, "Lê An", 1950, None], [2, "Lê Bình", 1951, "x"]]
    assert told(plan(rows), "name", "sex") == [("Lê An", "M"), ("Lê Bình", "F")]
    rows = [["Nam", "Họ tên"], ["v", "Lê An"], ["", "Lê Bình"], ["Nam", "Lê Cúc"]]
    assert told(plan(rows), "sex") == [("M",), ("F",), ("M",)]


def test_lone_column_that_nobody_used_says_nothing() -> None:
    rows = [["Họ tên", "Năm sinh", "Nữ"], ["Lê An", 1950, None], ["Lê Bình", 1951, None]]
    assert told(plan(rows), "sex") == [(None,), (None,)]


@pytest.mark.parametrize("group", ["Giới tính", ""])
def test_two_columns_of_marks(group: str) -> None:
    header = [["Họ tên", group, "", "NS"], ["", "Nam", "Nữ", ""]]
    if not group:
        header = [["Họ tên", "Nam", "Nữ", "NS"]]
    rows = [*header, ["Lê An", "x", "", 1950], ["Lê Bình", "", "x", 1951], ["Lê Cúc", "x", "x", 1]]
    found = plan(rows)
    assert told(found, "sex") == [("M",), ("F",), (None,)]
    assert [doubt.field for doubt in found.doubts if doubt.row == len(rows)] == ["sex", "birth"]


def test_years_under_nam_and_nu() -> None:
    below = [["Lê An", 1950, ""], ["Lê Bình", "", "4/3/1951"]]
    expected = [("M", "1950"), ("F", "1951-03-04")]
    for header in (
        [["Họ tên", "Năm sinh", ""], ["", "Nam", "Nữ"]],
        [["", "Năm sinh", ""], ["Họ tên", "Nam", "Nữ"]],
        [["Họ tên", "Nam", "Nữ"]],
    ):
        assert told(plan([*header, *below]), "sex", "birth") == expected
    rows = [["Họ tên", "Tuổi", ""], ["", "Nam", "Nữ"], ["Lê An", 76, ""], ["Lê Bình", "", 75]]
    assert told(plan(rows), "sex", "birth") == [("M", "1950"), ("F", "1951")]


def test_marks_for_women_said_in_brackets() -> None:
    rows = [["Họ tên", "Giới tính (nữ x)"], ["Lê An", ""], ["Lê Bình", "x"]]
    assert told(plan(rows), "sex") == [("M",), ("F",)]


@pytest.mark.parametrize(
    "header",
    [
        ["Họ đệm", "Tên"],
        ["Họ và tên đệm", "Tên"],
        ["Họ, chữ đệm", "Tên"],
        ["Họ lót", "Tên"],
        ["Họ", "Tên"],
        ["Họ và tên", ""],
    ],
)
def test_names_in_two_columns(header: list[str]) -> None:
    rows = [[*header, "Năm sinh"], ["Nguyễn Thị", "An", 1950], ["Trần Văn", "Bình", 1951]]
    assert told(plan(rows), "name") == [("Nguyễn Thị An",), ("Trần Văn Bình",)]


def test_names_in_three_columns_under_one_word() -> None:
    rows = [["Họ và tên", "", "", "NS"], ["Họ", "Đệm", "Tên", ""], ["Lê", "Thị Thu", "An", 1950]]
    assert told(plan(rows), "name") == [("Lê Thị Thu An",)]


@pytest.mark.parametrize(
    "header",
    [
        *("Họ và tên", "HỌ VÀ TÊN", "Họ tên hội viên", "Họ, chữ đệm và tên", "Tên", "Hội viên"),
        *("Họ và tên (in hoa)", "Ho va ten", "Họ  và\ntên", "Họ & tên", "Full name"),
    ],
)
def test_names_by_any_name(header: str) -> None:
    assert told(plan([[header, "NS"], ["Lê An", 1950]]), "name") == [("Lê An",)]


def test_columns_about_other_people_are_not_taken() -> None:
    rows = [
        [
            "Họ tên chủ hộ",
            "Họ và tên",
            "Năm sinh chồng",
            "NS",
            "Người thân",
            "SĐT người thân",
            "ĐT",
        ],
        ["Lê Xa", "Lê An", 1940, 1950, "Lê Con", "0912345678", "0987654321"],
    ]
    wanted = ("name", "birth", "contact_name", "contact_phone", "phone")
    assert told(plan(rows), *wanted) == [("Lê An", "1950", "Lê Con", "0912345678", "0987654321")]


def test_columns_that_only_sound_alike_are_not_taken() -> None:
    rows = [
        [
            "Họ tên",
            "Ngày vào Đảng",
            "Tuổi Đảng",
            "Nơi sinh",
            "Ngày cấp CCCD",
            "Chức vụ",
            "Ngày vào CLB",
        ],
        ["Lê An", "3/2/1970", 56, "Bắc Ninh", "1/1/2021", "Chủ nhiệm", "21/3/2024"],
    ]
    found = plan(rows)
    assert told(found, "birth", "cccd", "joined") == [(None, None, "2024-03-21")]
    assert set(found.fields) == {"name", "joined"}


def test_birth_in_three_columns_under_one_word() -> None:
    rows = [["Họ tên", "Ngày sinh", "", ""], ["", "Ngày", "Tháng", "Năm"], ["Lê An", 4, 3, 1957]]
    assert told(plan(rows), "birth") == [("1957-03-04",)]


def test_day_and_month_beside_the_year() -> None:
    rows = [["Họ tên", "Ngày sinh", "Năm sinh"], ["Lê An", "4/3", 1957], ["Lê Bình", "", 1958]]
    assert told(plan(rows), "birth") == [("1957-03-04",), ("1958",)]


def test_statuses_as_marks_words_and_remarks() -> None:
    rows = [
        ["Họ tên", "Hộ", "", "", "NS"],
        ["", "Nghèo", "Cận nghèo", "Khó khăn", ""],
        ["Lê An", "x", "", "", 1],
        ["Lê Bình", "", 1, "", 1],
        ["Lê Cúc", "", "", "✓", 1],
        ["Lê Dũng", "0", "-", "không", 1],
        ["Lê Em", "x", "", "x", 1],
    ]
    found = plan(rows)
    assert told(found, "status") == [("poor",), ("near_poor",), ("difficult",), (None,), ("poor",)]
    rows = [["Họ tên", "Hộ nghèo/cận nghèo"], ["Lê An", "Nghèo"], ["Lê Bình", "Cận nghèo"]]
    assert told(plan(rows), "status") == [("poor",), ("near_poor",)]
    rows = [["Họ tên", "NS", "Ghi chú"], ["Lê An", 1950, "Hộ nghèo"], ["Lê Bình", 1950, "Tổ 1"]]
    assert told(plan(rows), "status", "note") == [("poor", "Hộ nghèo"), (None, "Tổ 1")]


def test_what_no_field_can_hold_stays_in_the_note() -> None:
    rows = [["Họ tên", "Năm sinh", "SĐT", "Ghi chú"], ["Lê An", "Giáp Ngọ", "số của con", "múa"]]
    found = plan(rows)
    assert told(found, "birth", "phone", "note") == [
        (None, None, "múa; Năm sinh: Giáp Ngọ; SĐT: số của con")
    ]
    assert {(doubt.row, doubt.field) for doubt in found.doubts} == {(2, "birth"), (2, "phone")}


def test_insurance_column_that_only_says_yes_is_left_out() -> None:
    rows = [["Họ tên", "BHYT"], ["Lê An", "x"], ["Lê Bình", "có"]]
    assert "bhyt" not in plan(rows).fields


def test_all_capitals_become_a_name_and_other_spellings_stay() -> None:
    rows = [["Họ tên"], ["NGUYỄN THỊ HOÀ"], ["Y H'LÊ"], ["Lê thị Thuý"], ["Đỗ Thị LAN"]]
    names = [("Nguyễn Thị Hoà",), ("Y H'Lê",), ("Lê thị Thuý",), ("Đỗ Thị LAN",)]
    assert told(plan(rows), "name") == names


def test_old_font_beside_unicode() -> None:
    rows: list[list[Cell]] = [["Họ và tên", "Tên gọi khác", "Địa chỉ", "Ghi chú"]]
    for name, place in (
        ("Trần Thị Út", "xóm Ải"),
        ("Lý Văn Sáu", "ấp Đông"),
        ("Đỗ Ẩn", "thôn Đoài"),
    ):
        rows.append([in_old_font(name), "", in_old_font(place), "đã kiểm tra"])
    found = plan(rows)
    assert told(found, "name", "hamlet", "note") == [
        ("Trần Thị Út", "xóm Ải", "đã kiểm tra"),
        ("Lý Văn Sáu", "Ấp Đông", "đã kiểm tra"),
        ("Đỗ Ẩn", "thôn Đoài", "đã kiểm tra"),
    ]


def test_old_font_of_capitals() -> None:
    rows = [["hä vµ tªn", "n¨m sinh"], ["nguyÔn v¨n an", 1950], ["®µo thÞ èn", 1951]]
    assert told(plan(rows), "name") == [("Nguyễn Văn An",), ("Đào Thị Ốn",)]


# --- rows ---------------------------------------------------------------------------------------

FORM: list[list[Cell]] = [
    ["HỘI NGƯỜI CAO TUỔI XÃ HÒA BÌNH"],
    ["DANH SÁCH HỘI VIÊN NĂM 2025"],
    ["(chuẩn nghèo giai đoạn 2022-2026, tính đến 30/6/2024)"],
    [],
    ["STT", "Họ và tên", "Năm sinh", "Hộ nghèo", "Ghi chú"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["I", "THÔN ĐÔNG"],
    [1, "Lê An", 1950, "x", "Chủ nhiệm"],
    [2, "Lê Bình"],
    [3],
    ["Cộng", "", 2],
    ["II.", "Thôn Đoài (2 người)"],
    ["STT", "Họ và tên", "Năm sinh", "Hộ nghèo", "Ghi chú"],
    [1, "Tống Văn Cúc", 1951],
    [2, "Tô Thị Bản", 1952],
    ["", "Tổng cộng: 4 người", "", 1],
    ["", "Trong đó: nữ 1"],
    [],
    ["", "Ngày 21 tháng 3 năm 2026"],
    ["", "NGƯỜI LẬP", "", "CHỦ NHIỆM"],
    ["", "Đỗ Thị Lan", "", "Trần Văn Ước"],
]


def test_only_people_are_read() -> None:
    found = plan(FORM)
    assert [entry.row for entry in found.adding] == [8, 9, 14, 15]
    assert told(found, "name", "hamlet") == [
        ("Lê An", "Thôn Đông"),
        ("Lê Bình", "Thôn Đông"),
        ("Tống Văn Cúc", "Thôn Đoài"),
        ("Tô Thị Bản", "Thôn Đoài"),
    ]


def test_names_that_sound_like_the_words_of_a_form() -> None:
    names = ["Hồ Thị Tên", "An Đình Hùng", "Tống Sở", "Công Thị Số", "Bàn Thị Tổ", "Chu Tích"]
    rows = [["Họ tên", "Thôn"], *([name, ""] for name in names)]
    assert told(plan(rows), "name") == [(name,) for name in names]
    rows = [["Họ", "Tên", "Thôn"], ["Hồ", "Lan", "Đông"], ["Hồ", "Tên", "Đông"]]
    assert told(plan(rows), "name") == [("Hồ Lan",), ("Hồ Tên",)]


def test_people_below_a_sum_in_the_middle() -> None:
    rows = [
        *(["Họ tên", "Giới tính", "Thôn"], ["Lê An", "Nữ", "Đông"], ["Cộng: 1"]),
        *(["Lê Bình", "Nam", "Đoài"], ["Lê Cúc"], ["Tổng cộng", "2 người"]),
        *(["", "", "Thư ký"], ["Đỗ Lan", "", "Bùi Ước"]),
    ]
    assert told(plan(rows), "name") == [("Lê An",), ("Lê Bình",)]


def test_one_merged_cell_speaks_for_all_beside_it() -> None:
    rows = [["Họ tên", "Thôn"], ["Lê An", "thôn Đông"], ["Lê Bình"], ["Lê Cúc", "thôn Đoài"]]
    merged = sheet(rows, merges=[(1, 1, 2, 1)])
    found = make_plan(ListFile("list.xlsx", (merged,)), (), TODAY)
    assert told(found, "hamlet") == [("thôn Đông",), ("thôn Đông",), ("thôn Đoài",)]
    assert told(plan(rows), "hamlet") == [("thôn Đông",), (None,), ("thôn Đoài",)]


def test_status_counts_for_the_year_of_the_list() -> None:
    found = plan(FORM)
    status = found.adding[0].joining.status
    assert status is not None
    assert (status.year, status.confirmed, status.source) == (2025, True, "list.xlsx")
    chosen = plan(FORM, choice=Choice(year=2023)).adding[0].joining.status
    assert chosen is not None
    assert (chosen.year, chosen.confirmed) == (2023, True)
    unknown = plan(FORM[4:])
    status = unknown.adding[0].joining.status
    assert status is not None
    assert (status.year, status.confirmed) == (TODAY.year, False)
    assert "names no year" in unknown.doubts[0].message


@pytest.mark.parametrize(
    ("title", "header", "name", "year"),
    [
        ("DANH SÁCH NĂM 2025", "Hộ nghèo", "DS", 2025),
        ("DANH SÁCH NĂM 2026", "Hộ nghèo năm 2025", "DS", 2025),
        ("Theo QĐ 12 năm 2021", "Hộ nghèo", "DS 2024", 2021),
        ("Giai đoạn 2021-2025", "Hộ nghèo", "DS 2024", 2024),
        ("Nhiệm kỳ 2021 – 2026", "Hộ nghèo", "DS", None),
        ("DANH SÁCH NĂM 2031", "Hộ nghèo", "DS", None),
    ],
)
def test_year_of_a_list(title: str, header: str, name: str, year: int | None) -> None:
    rows = sheet([[title], ["Họ và tên", header], ["Lê An", "x"]], name)
    found = make_plan(ListFile("list.xlsx", (rows,)), (), TODAY)
    assert (found.year, found.year_known) == (year or TODAY.year, year is not None)


def test_row_without_a_name_is_named() -> None:
    rows = [["STT", "Họ tên", "NS", "SĐT"], [1, "Lê An", 1950, ""], [2, "", 1951, "0912345678"]]
    found = plan(rows)
    assert (found.read, len(found.adding)) == (2, 1)
    assert [(skip.row, skip.why) for skip in found.skipped] == [
        (3, "There is no name in this row.")
    ]


def test_the_list_itself_is_chosen_among_the_sheets() -> None:
    guide = sheet(
        [
            ["HƯỚNG DẪN"],
            ["Họ và tên", "Ghi đầy đủ"],
            ["Năm sinh", "Ghi năm"],
            ["Ví dụ"],
            ["Họ và tên", "Năm sinh", "Giới tính", "Thôn"],
            ["Nguyễn Văn A", 1950, "Nam", "thôn Đông"],
        ],
        "Hướng dẫn",
    )
    people = sheet([["Họ tên", "NS"], ["Lê An", 1950], ["Lê Bình", 1951], ["Lê Cúc", 1952]])
    listed = ListFile("list.xlsx", (guide, people))
    found = make_plan(listed, (), TODAY)
    assert (found.sheet, found.other_sheets) == ("DS", ("Hướng dẫn",))
    assert make_plan(listed, (), TODAY, Choice(sheet="hướng dẫn")).read == 1
    with pytest.raises(UserError, match="There is no sheet “X”"):
        make_plan(listed, (), TODAY, Choice(sheet="X"))


def test_hidden_sheet_comes_last() -> None:
    rows = [["Họ tên", "NS"], ["Lê An", 1950], ["Lê Bình", 1951]]
    hidden = Sheet("old", visible=False, rows=sheet([*rows, ["Lê Cúc", 1952]]).rows)
    found = make_plan(ListFile("list.xlsx", (hidden, sheet(rows))), (), TODAY)
    assert (found.sheet, found.other_sheets) == ("DS", ())


def test_mapping_can_be_changed_and_planned_again() -> None:
    rows = [["Họ tên", "Tuổi vào CLB", "Nơi ở cũ"], ["Lê An", 1950, "thôn Đông"]]
    first = plan(rows)
    assert first.fields["hamlet"] == 2
    again = plan(rows, choice=Choice(fields={"name": 0, "birth": 1, "note": 2}))
    assert told(again, "birth", "hamlet", "note") == [("1950", None, "thôn Đông")]
    assert [column.field for column in again.columns] == ["name", "birth", "note"]
    with pytest.raises(UserError, match="which column holds the names"):
        plan(rows, choice=Choice(fields={"birth": 1}))


def test_header_with_nobody_below() -> None:
    with pytest.raises(UserError, match="nobody under the header"):
        plan([["STT", "Họ và tên", "Năm sinh"], ["", "Tổng cộng: 0"]])


def test_letters_of_columns() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]


def test_days_and_months_exchanged_are_pointed_out() -> None:
    rows: list[list[Cell]] = [["Họ tên", "Ngày sinh"]]
    rows += [[f"Lê {given}", date(1950, 6, day)] for day, given in enumerate("ABCDEF", 1)]
    rows += [[f"Bùi {given}", f"{day}/6/1950"] for day, given in enumerate("ABCDEF", 13)]
    assert [doubt.field for doubt in plan(rows).doubts] == ["birth"]


# --- who is there already -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (("Trần Thị Hoa", 1950, "027148252949"), "The same citizen number as 001 Lê Hoà."),
        (("Lê Hòa", 1948, ""), "The same name and birth as 001 Lê Hoà."),
        (("LÊ HOÀ", "1948", ""), "The same name and birth as 001 Lê Hoà."),
        (("Lê An", "4/3/1957", "027157000001"), "The same name and birth as 002 Lê An."),
    ],
)
def test_certainly_there_already(listed: tuple[Cell, ...], why: str) -> None:
    known = (
        Person("Lê Hoà", birth="1948", cccd="027148252949"),
        Person("Lê An", birth="1957-03-04", cccd="027157000002"),
    )
    found = plan([["Họ tên", "Năm sinh", "CCCD"], listed], known)
    assert found.adding == ()
    assert [skip.why for skip in found.skipped] == [why]


@pytest.mark.parametrize(
    "listed",
    [
        ("Lê Hoa", 1948, ""),  # another name
        ("Lê Hoà", "5/1948", ""),  # another birth
        ("Lê Hoà", "", ""),  # none
        ("Lê Hoà", 1948, "027148000001"),  # only a year, and two citizen numbers
    ],
)
def test_look_alikes_are_added_with_a_doubt(listed: tuple[Cell, ...]) -> None:
    known = (Person("Lê Hoà", birth="1948", cccd="027148252949"),)
    found = plan([["Họ tên", "Năm sinh", "CCCD"], listed], known)
    assert len(found.adding) == 1
    assert [
        (doubt.row, doubt.field) for doubt in found.doubts if "looks like" in doubt.message
    ] == [(2, "name")]


def test_twice_in_one_list() -> None:
    rows = [["Họ tên", "NS"], ["Lê An", 1950], ["Lê An", 1950], ["Lê An", 1951]]
    found = plan(rows)
    assert told(found, "birth") == [("1950",), ("1951",)]
    assert [(skip.row, skip.why) for skip in found.skipped] == [
        (3, "The same name and birth as Lê An (row 2).")
    ]


def test_half_a_citizen_number_identifies_nobody() -> None:
    rows = [
        ["Họ tên", "CCCD"],
        ["Lê An", "12345"],
        ["Lê Bình", "12345"],
        ["Lê Cúc", "000000000000"],
    ]
    rows.append(["Lê Dũng", "000000000000"])
    assert len(plan(rows).adding) == 4


def test_dt_is_a_telephone_or_the_ethnic_group() -> None:
    rows = [["Họ tên", "ĐT", "DT"], ["Lê An", "0912345678", "Kinh"]]
    assert told(plan([rows[0][:2], rows[1][:2]]), "phone") == [("0912345678",)]
    assert told(plan([["Họ tên", "DT"], ["Lê An", "Kinh"]]), "phone", "ethnic") == [(None, "Kinh")]

"""The list of members as a spreadsheet, and that its import finds nothing new in it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.club.file import Club
from app.documents.member_sheet import STATUSES, member_sheet
from app.documents.sheets import write_xlsx
from app.members import import_child, import_read, records
from app.members.import_plan import ImportPlan, ListFile, make_plan
from app.members.import_read import read_file
from app.members.rules import HouseholdStatus, Member, Membership, Person
from tests.makers import TODAY

WHEN = datetime(2026, 11, 21, 8, 0)  # noqa: DTZ001 - a workbook knows no zones

odd_names = st.one_of(
    st.sampled_from(
        [
            *("Nguyễn Thị Đào", "LÊ AN", "Tổng Cộng", "Thôn Đông", "CHỦ NHIỆM", "=1+1", "-", "@a"),
            *("Họ và tên", "Lan (xóm Ải)", "Y H'Lê", "Lê Thị Thuý", "Lê Thị Thúy", "A", "Nữ", "x"),
            *("NguyÔn ThÞ Lan", "Nguyeãn Thò Lan", "Bùi 2", "x" * 300, "Ký tên", "Ngày 1 tháng 2"),
        ]
    ),
    st.text(min_size=1, max_size=30).filter(str.strip),
)
births = st.one_of(
    st.none(),
    st.integers(1900, 2020).map(str),
    st.dates(date(1890, 1, 1), date(2026, 1, 1)).map(lambda day: day.isoformat()),
    st.dates(date(1907, 1, 1), date(2020, 1, 1)).map(lambda day: day.isoformat()[:7]),
)
texts = st.one_of(
    st.none(),
    st.sampled_from(
        ["=cmd|'/c calc'!A0", "a\nb\r\nc", "+84", "007", "thôn Đông", "2026-01-01", "x", "không"]
    ),
    st.text(min_size=1, max_size=40),
)
digits = st.none() | st.text("0123456789", min_size=1, max_size=15)
days = st.none() | st.dates(date(1950, 1, 1), TODAY).map(lambda day: day.isoformat())
people = st.builds(
    Person,
    name=odd_names,
    sex=st.sampled_from(["F", "M", None]),
    birth=births,
    cccd=digits,
    bhyt=digits | st.just("GD4272712345678"),
    bhyt_until=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(str),
    bhyt_place=texts,
    phone=digits,
    hamlet=texts,
    ethnic=texts,
    contact_name=texts,
    contact_phone=digits,
    note=texts | st.just("rất dài " * 600),
)
statuses = st.none() | st.builds(
    HouseholdStatus,
    year=st.integers(2015, 2026),
    status=st.sampled_from(list(STATUSES)),
    confirmed=st.booleans(),
    source=st.none(),
)
registers = st.lists(st.tuples(people, days, statuses), min_size=1, max_size=8).map(
    lambda rows: [
        Member(str(n), f"{n:03}", person, Membership(joined), status)
        for n, (person, joined, status) in enumerate(rows, start=1)
    ]
)


def read_again(club: Club, members: list[Member]) -> ImportPlan:
    """The plan of importing the list, read without a process of its own."""
    data = write_xlsx([member_sheet(club, members, TODAY)], WHEN)
    sheets = tuple(import_read._sheet(sheet) for sheet in import_child._sheets(data))
    return make_plan(ListFile("list.xlsx", sheets), members, TODAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(registers)
def test_the_import_finds_nothing_new(club: Club, members: list[Member]) -> None:
    plan = read_again(club, members)
    assert plan.adding == ()
    assert plan.changes == ()
    assert plan.renewing == {}
    assert len(plan.skipped) == len(members)


def test_every_field_goes_out(club: Club, tmp_path: Path) -> None:
    person = Person(
        *("Đỗ Thị Ẩn", "F", "1948-05-12", "027148252949", "GD4272712345678", "2027-12-31"),
        *("Trạm y tế xã", "0912345678", "thôn Đông", "Kinh", "Lê Con", "0987654321", "múa"),
    )
    records.add_person(club, person, "2020-03-05", HouseholdStatus(2025, "near_poor"))
    members = records.members(club, TODAY)
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx([member_sheet(club, members, TODAY)], WHEN))
    (sheet,) = read_file(path)
    assert sheet.rows[0].cells == ("DANH SÁCH THÀNH VIÊN",)
    assert sheet.rows[1].cells == ("CLB thôn Đông, xã Hòa Bình – ngày 21/11/2026",)
    plan = make_plan(ListFile("list.xlsx", (sheet,)), (), TODAY)
    (entry,) = plan.adding
    assert entry.joining.person == person
    assert entry.joining.joined_on == "2020-03-05"
    assert entry.joining.status == HouseholdStatus(2025, "near_poor", True, "list.xlsx")
    assert entry.code == "001"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_headings_are_vietnamese_in_every_language(club: Club, language: str) -> None:
    sheet = member_sheet(club, (), TODAY)
    assert "Họ và tên" in [column.name for column in sheet.columns]

"""A list about people who are in the book: who is meant, what differs, what is taken over."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.club.file import Club
from app.members import records
from app.members.import_plan import Choice, ImportPlan, ListFile, apply_plan, make_plan
from app.members.import_sheet import Cell
from app.members.rules import HouseholdStatus, Member, Membership, Person
from tests.app.members.test_import_lists import sheet
from tests.makers import TODAY

HEAD = ["Mã hội viên", "Họ và tên", "Năm sinh", "CCCD", "Điện thoại", "Thôn", "Ghi chú"]
AN = Person("Lê Thị An", "F", "1950", "001150000001", phone="0912345678", note="múa")
BINH = Person("Trần Văn Bình", "M", "1948-05-12", "001048000002", hamlet="thôn Đông")


def register(*people: Person, status: HouseholdStatus | None = None) -> list[Member]:
    return [
        Member(f"p{n}", f"{n:03}", person, Membership("2020-01-01"), status)
        for n, person in enumerate(people, start=1)
    ]


def plan(
    rows: Sequence[Sequence[Cell]],
    known: Sequence[Member],
    head: Sequence[str] = HEAD,
    choice: Choice | None = None,
) -> ImportPlan:
    return make_plan(ListFile("list.xlsx", (sheet([head, *rows]),)), known, TODAY, choice)


def told(found: ImportPlan) -> list[tuple[str, str, str | None, str]]:
    return [(change.code, change.field, change.old, change.new) for change in found.changes]


# --- who is meant -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        ["002", "Trần Văn Bình", "", "", "0987654321", "", ""],
        [2, "", "", "", "0987654321", "", ""],
        ["", "TRẦN BÌNH", "", "001048000002", "0987654321", "", ""],
        ["", "Trần Văn Bình", "12/5/1948", "", "0987654321", "", ""],
    ],
)
def test_people_are_known_by_code_number_or_name_and_birth(row: list[Cell]) -> None:
    found = plan([row], register(AN, BINH))
    assert ("002", "phone", None, "0987654321") in told(found)
    assert found.adding == ()


def test_a_code_of_another_club_means_nobody_here() -> None:
    rows = [["001", "Đỗ Văn Ước", 1944, "", "", "", ""], ["002", "Lý Sáu", 1950, "", "", "", ""]]
    found = plan(rows, register(AN, BINH))
    assert [entry.joining.person.name for entry in found.adding] == ["Đỗ Văn Ước", "Lý Sáu"]
    assert [doubt.field for doubt in found.doubts] == ["code"]  # said once for the whole list


def test_one_code_of_this_club_that_is_somebody_elses_is_named() -> None:
    rows = [["001", "Lê Thị An", 1950, "", "", "", ""], ["002", "Đỗ Ước", 1944, "", "", "", ""]]
    found = plan(rows, register(AN, BINH))
    assert [entry.joining.person.name for entry in found.adding] == ["Đỗ Ước"]
    (doubt,) = [doubt for doubt in found.doubts if doubt.field == "code"]
    assert "002 Trần Văn Bình" in doubt.message


def test_code_and_number_of_two_people_change_nobody() -> None:
    row = ["001", "Lê Thị An", 1950, "001048000002", "0987654321", "", ""]
    found = plan([row], register(AN, BINH))
    assert (found.adding, found.changes) == ((), ())
    assert "002 Trần Văn Bình" in found.skipped[0].why


def test_two_rows_about_one_person_do_not_quarrel() -> None:
    rows = [["001", "Lê Thị An", "", "", phone, "", ""] for phone in ("0911111111", "0922222222")]
    found = plan(rows, register(AN))
    assert told(found) == [("001", "phone", "0912345678", "0911111111")]
    assert len(found.skipped) == 2


def test_who_has_left_is_named() -> None:
    (member,) = register(AN)
    gone = replace(member, membership=Membership("2020-01-01", "2026-03-01", "moved"))
    found = plan([["001", "Lê Thị An", "", "", "", "", ""]], [gone])
    assert "001 Lê Thị An" in found.doubts[0].message
    assert found.adding == ()


def test_who_is_no_member_is_named() -> None:
    (member,) = register(AN)
    found = plan([["001", "Lê Thị An", "", "", "", "", ""]], [replace(member, membership=None)])
    assert "no member" in found.doubts[0].message


def test_a_list_of_this_club_brings_nobody_erased_back() -> None:
    rows = [["001", "Lê Thị An", "", "", "", "", ""], ["009", "Đỗ Văn Ước", 1944, "", "", "", ""]]
    lists = ListFile("list.xlsx", (sheet([HEAD, *rows]),))
    found = make_plan(lists, register(AN), TODAY, erased=frozenset({"009"}))
    assert found.adding == ()
    assert "erased" in found.left_out[0].why
    foreign = make_plan(lists, register(BINH), TODAY, erased=frozenset({"009"}))
    assert len(foreign.adding) == 2  # codes of another club mean nothing here


# --- what differs -------------------------------------------------------------------------------


def test_empty_cells_erase_nothing() -> None:
    assert plan([["001", "Lê Thị An", "", "", "", "", ""]], register(AN)).changes == ()


def test_every_field_that_differs_is_said() -> None:
    head = [*HEAD, "Giới tính", "Dân tộc", "Thẻ BHYT", "Hạn thẻ BHYT", "Ngày vào CLB"]
    row = ["001", "Lê Thị Ân", "3/4/1950", "001150000009", "0987654321", "Tây", "hát"]
    row += ["Nữ", "Tày", "GD4272712345678", "31/12/2027", "5/3/2021"]
    assert told(plan([row], register(AN), head)) == [
        ("001", "name", "Lê Thị An", "Lê Thị Ân"),
        ("001", "birth", "1950", "1950-04-03"),
        ("001", "cccd", "001150000001", "001150000009"),
        ("001", "bhyt", None, "GD4272712345678"),
        ("001", "bhyt_until", None, "2027-12-31"),
        ("001", "phone", "0912345678", "0987654321"),
        ("001", "hamlet", None, "Tây"),
        ("001", "ethnic", None, "Tày"),
        ("001", "note", "múa", "hát"),
        ("001", "joined", "2020-01-01", "2021-03-05"),
    ]


@pytest.mark.parametrize(
    ("field", "column", "cell", "sure"),
    [
        ("phone", "Điện thoại", "0987654321", True),
        ("birth", "Năm sinh", "3/4/1950", True),
        ("birth", "Năm sinh", 1951, False),
        ("name", "Họ và tên", "Lê Thị Anh", False),
        ("cccd", "CCCD", "001150000009", False),
        ("note", "Ghi chú", "hát", False),
        ("note", "Ghi chú", "múa, hát", True),
        ("hamlet", "Thôn", "thôn Tây", True),
    ],
)
def test_contradictions_are_looked_at_first(
    field: str, column: str, cell: Cell, sure: bool
) -> None:
    row: list[Cell] = ["001", "Lê Thị An", "", "", "", "", ""]
    row[HEAD.index(column)] = cell
    found = plan([row], register(AN))
    assert [(change.field, change.sure) for change in found.changes] == [(field, sure)]
    named = [doubt for doubt in found.doubts if "001 Lê Thị An" in doubt.message]
    assert bool(named) == (not sure and field != "note")


@pytest.mark.parametrize(
    "row",
    [
        ["002", "TRẦN VĂN BÌNH", 1948, "1048000002", "", "Thôn đông", ""],
        ["002", "Trần  Văn Bình", "5/1948", "001048000002", "không có", "-", ""],
    ],
)
def test_the_same_said_otherwise_is_no_difference(row: list[Cell]) -> None:
    row = [None if cell == "-" else cell for cell in row]
    assert plan([row], register(AN, BINH)).changes == ()


def test_what_only_the_import_put_into_the_note_is_no_difference() -> None:
    rows = [["", "Lê Thị An", "Giáp Ngọ", "001150000001", "", "", "múa"]]
    (known,) = register(replace(AN, note="múa; Năm sinh: Giáp Ngọ"))
    assert plan(rows, [known]).changes == ()


@pytest.mark.parametrize(
    ("year", "cell", "changed", "renewed"),
    [
        (2026, "nghèo", [("001", "household", "near_poor", "poor")], {}),
        (2026, "cận nghèo", [], {}),
        (2025, "nghèo", [], {}),
    ],
)
def test_two_statuses_of_one_year(
    year: int, cell: str, changed: list[object], renewed: dict[str, object]
) -> None:
    head = ["Mã hội viên", "Họ và tên", "Diện hộ", "Năm xét diện hộ"]
    known = register(AN, status=HouseholdStatus(2026, "near_poor"))
    found = plan([["001", "Lê Thị An", cell, year]], known, head)
    assert told(found) == changed
    assert found.renewing == renewed


def test_a_status_that_was_never_confirmed_gives_way() -> None:
    head = ["Mã hội viên", "Họ và tên", "Diện hộ", "Năm xét diện hộ"]
    for confirmed in (True, False):
        known = register(AN, status=HouseholdStatus(2026, "near_poor", confirmed))
        (change,) = plan([["001", "Lê Thị An", "nghèo", 2026]], known, head).changes
        assert change.sure is not confirmed


# --- taking it over -----------------------------------------------------------------------------


@pytest.fixture
def two(club: Club) -> Club:
    status = HouseholdStatus(2026, "near_poor")
    records.add_person(club, AN, "2020-01-01", status)
    records.add_person(club, BINH, "2021-01-01")
    return club


NEWS: list[list[Cell]] = [
    ["001", "Lê Thị Ân", "", "", "0987654321", "thôn Tây", "", "5/3/2021", "nghèo"],
    ["002", "Trần Văn Bình", "", "", "0911111111", "", "", "", ""],
    ["", "Đỗ Văn Ước", 1944, "", "", "", "", "", ""],
]
WIDE = [*HEAD, "Ngày vào CLB", "Hoàn cảnh năm 2026"]


def read(club: Club, rows: Sequence[Sequence[Cell]] = NEWS) -> ImportPlan:
    return plan(rows, records.people(club, TODAY), WIDE, Choice(year=2026))


def test_news_and_new_people_are_one_step(two: Club) -> None:
    before = records.people(two, TODAY)
    assert apply_plan(two, read(two)) == 1
    an, binh = (records.member_by_code(two, code, TODAY) for code in ("001", "002"))
    assert an is not None
    assert binh is not None
    assert (an.person.name, an.person.phone, an.person.hamlet, an.person.note) == (
        *("Lê Thị Ân", "0987654321", "thôn Tây"),
        "múa",
    )
    assert an.membership == Membership("2021-03-05")
    assert an.status == HouseholdStatus(2026, "poor", True, "list.xlsx")
    assert binh.person == replace(BINH, phone="0911111111")
    assert records.members(two, TODAY)[0].person.name == "Lê Thị Ân"  # sorted by its new name
    assert read(two).changes == ()
    two.undo()
    assert records.people(two, TODAY) == before


def test_only_what_was_chosen_is_taken_over(two: Club) -> None:
    found = read(two)
    chosen = [change for change in found.changes if change.field == "phone"]
    apply_plan(two, found, taken=chosen)
    an = records.member_by_code(two, "001", TODAY)
    assert an is not None
    assert an.person == replace(AN, phone="0987654321")
    assert {change.field for change in read(two).changes} == {
        *("name", "hamlet", "joined", "household"),
    }


def test_nothing_chosen_changes_nothing(two: Club) -> None:
    found = read(two, NEWS[:2])
    assert apply_plan(two, found, taken=()) == 0
    assert two.next_undo() is not None
    assert len(read(two, NEWS[:2]).changes) == len(found.changes)


def test_an_entry_that_changed_since_is_not_written_over(two: Club) -> None:
    found = read(two)
    an = records.member_by_code(two, "001", TODAY)
    assert an is not None
    records.edit_person(two, an.id, replace(an.person, phone="0900000000"))
    with pytest.raises(Refused, match="Nothing was changed"):
        apply_plan(two, found)
    assert len(records.people(two, TODAY)) == 2


# --- several sheets -----------------------------------------------------------------------------


def hamlets() -> ListFile:
    head = ["Họ và tên", "Năm sinh", "Điện thoại"]
    return ListFile(
        "xa.xlsx",
        (
            sheet([["Hướng dẫn"], ["Điền đủ các cột"]], "Hướng dẫn"),
            sheet([head, ["Lê Thị An", 1950, "0912345678"]], "Thôn Đông"),
            sheet([head, ["Đỗ Văn Ước", 1944, ""], ["Lê Thị An", 1950, ""]], "Thôn Tây"),
        ),
    )


def test_the_best_sheet_is_taken_and_the_others_are_named() -> None:
    found = make_plan(hamlets(), (), TODAY)
    assert (found.sheet, found.other_sheets, found.together) == (
        *("Thôn Tây", ("Thôn Đông",)),
        False,
    )
    assert "Thôn Đông" in found.doubts[0].message
    assert [entry.joining.person.hamlet for entry in found.adding] == [None, None]


def test_all_sheets_together_each_a_hamlet() -> None:
    found = make_plan(hamlets(), (), TODAY, Choice(together=True))
    assert found.together
    assert [
        (entry.sheet, entry.row, entry.joining.person.name, entry.joining.person.hamlet)
        for entry in found.adding
    ] == [
        ("Thôn Đông", 2, "Lê Thị An", "Thôn Đông"),
        ("Thôn Tây", 2, "Đỗ Văn Ước", "Thôn Tây"),
    ]
    assert [(skip.sheet, skip.row) for skip in found.skipped] == [("Thôn Tây", 3)]
    assert all("were not read" not in doubt.message for doubt in found.doubts)


def test_the_list_it_comes_from_stays_named(two: Club, tmp_path: Path) -> None:
    apply_plan(two, read(two))
    entry = two.next_undo()
    assert entry is not None
    assert entry.args == {"n": 1, "more": 2}

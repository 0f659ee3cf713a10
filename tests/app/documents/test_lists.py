"""Lists on paper and for Excel: the same people in the same order, nothing cut, numbers aligned."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from app.base.errors import UserError
from app.club.file import Club
from app.documents import listing_page
from app.documents.frame import A4, A4_WIDE
from app.documents.issuer import Issuer
from app.documents.kit import Placed
from app.documents.listing import Column, Group, Listing, to_sheet
from app.documents.listing_layout import LINES, UPRIGHT, WIDE, settle
from app.documents.member_list import COLUMNS, Roll, attendance, gather, member_list, phones
from app.documents.sheets import write_xlsx
from app.members.rules import Member, Membership, Person
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.makers import NOW, TODAY


def somebody(number: int, name: str = "Nguyễn Thị Đào", **more: str | None) -> Member:
    about: dict[str, str | None] = {
        "birth": "1948-05-12",
        "hamlet": "Xóm Đình",
        "phone": "0987214365",
        "cccd": "027148000123",
        "bhyt": "HT2400123456789",
        **more,
    }
    person = Person(name, "F", **about)
    return Member(str(number), f"{number:03}", person, Membership("2021-03-10"), None)


ROLL = Roll(TODAY, tuple(somebody(number) for number in range(1, 61)), {})
HARD = Roll(
    TODAY,
    (
        somebody(1, LONG_NAME, note="Ở cùng con gái út, hay quên, gọi trước khi đến " * 3),
        somebody(2, "Ọ", birth="1948", hamlet="Khu dân cư số 12 đường Nguyễn Thị Minh Khai"),
        somebody(3, birth=None, hamlet=None, phone=None, cccd=None, bhyt=None),
    ),
    {"1": ("lives_alone", "severe_disability", "ethnic_minority", "frail")},
)


def drawn(listing: Listing) -> list[Placed]:
    return placed(lambda watch: listing_page.render(listing, ISSUER, watch=watch))


def size_of(listing: Listing) -> tuple[float, float]:
    return A4_WIDE if settle(listing).frame is WIDE else A4


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER], ids=lambda one: one.mark)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "listing",
    [
        member_list(ROLL),
        member_list(HARD),
        member_list(HARD, {"household", "circumstances", "note", "joined"}, by_hamlet=True),
        member_list(ROLL, {"code", "signature"}, title="nữ, từ 75 tuổi, hộ nghèo, thôn Đông"),
        attendance(ROLL, date(2026, 12, 10)),
        attendance(HARD),
        phones(HARD),
    ],
    ids=["usual", "hard", "long-words", "to-sign", "attendance", "attendance-hard", "phones"],
)
def test_nothing_is_small_or_cut(listing: Listing, language: str, issuer: Issuer) -> None:
    texts = placed(
        lambda watch: listing_page.render(listing, issuer, language=language, watch=watch)
    )
    check(texts, size_of(listing), 9.5)


def test_names_stand_in_the_order_of_the_screen(club: Club, people: dict[str, str]) -> None:
    roll, issuer = gather(club, TODAY)
    names = [member.person.name for member in roll.people]
    assert [name.split()[-1] for name in names] == ["Đào", "Khanh", "Sửu", "Tý"]
    backwards = Roll(roll.on, tuple(reversed(roll.people)), roll.circumstances)
    for listing in (member_list(backwards), attendance(backwards), phones(backwards)):
        assert [row[0] for row in listing.rows] == list(reversed(names))
        said = words(listing_page.render(listing, issuer))
        places = [said.index(name.split()[-1]) for name in reversed(names)]
        assert places == sorted(places)


def test_thirty_names_on_a_sheet_of_attendance_and_no_secrets() -> None:
    pdf = listing_page.render(attendance(ROLL, date(2026, 12, 10)), ISSUER)
    assert len(pages(pdf)) == 2
    assert "10/12/2026" in words(pdf)
    assert "0987" not in words(pdf)
    assert "027148" not in words(pdf).replace(" ", "")


def test_a_citizen_number_is_half_hidden_on_paper_and_in_excel() -> None:
    listing = member_list(ROLL, {"cccd"})
    assert "027 148 ••• •••" in words(listing_page.render(listing, ISSUER))
    assert all("000123" not in str(value) for row in to_sheet(listing).rows for value in row)


def test_by_hamlet_each_group_has_its_count(club: Club, people: dict[str, str]) -> None:
    roll, issuer = gather(club, TODAY)
    listing = member_list(roll, by_hamlet=True)
    assert [group.title for group in listing.groups] == [
        "Xóm Chùa: 1 person",
        "Xóm Đình: 2 people",
        "Hamlet not known: 1 person",
    ]
    said = words(listing_page.render(listing, issuer, language="en"))
    assert "Xóm Đình: 2 people" in said
    assert "4 people: 2 women" in said


def test_two_of_one_name_are_told_apart_by_their_year() -> None:
    roll = Roll(TODAY, (somebody(1), somebody(2, birth="1961")), {})
    for listing in (member_list(roll, {"phone"}), attendance(roll), phones(roll)):
        said = words(listing_page.render(listing, ISSUER))
        assert "1948" in said
        assert "1961" in said


def test_a_list_lies_or_stands_as_it_fits_or_as_it_is_told() -> None:
    assert settle(member_list(ROLL)).frame is UPRIGHT
    many = set(COLUMNS) - {"note", "cccd", "circumstances"}
    assert settle(member_list(ROLL, many)).frame is WIDE
    assert settle(member_list(ROLL, turn="wide")).frame is WIDE


def test_too_many_columns_are_refused_in_words() -> None:
    roll = Roll(TODAY, HARD.people, HARD.circumstances)
    with pytest.raises(UserError, match="Leave one or two out"):
        settle(member_list(roll, set(COLUMNS), turn="upright"))


def test_long_words_take_lines_and_long_lists_take_sheets() -> None:
    listing = Listing(
        "x",
        "Danh sách",
        TODAY,
        (Column("Ghi chú"),),
        (Group("", tuple((f"{number} " + "từ " * 80,) for number in range(60))),),
        total="Tổng cộng",
    )
    ready = settle(listing)
    assert all(len(line.cells[1]) <= LINES for sheet in ready.sheets for line in sheet)
    assert len(ready.sheets) > 1
    assert len(ready.sheets[-1]) >= 1, "the total never stands alone"
    assert "Tổng cộng" in pages(listing_page.render(listing, ISSUER))[-1]


def test_a_heading_never_stands_at_the_foot_of_a_sheet() -> None:
    groups = tuple(Group(f"Xóm {number}", (("Đào",),) * 4) for number in range(20))
    listing = Listing("x", "Danh sách", TODAY, (Column("Tên"),), groups)
    for sheet in settle(listing).sheets:
        assert sheet[-1].number > 0


def test_no_row_stands_alone_on_the_last_sheet() -> None:
    for count in range(25, 80):
        rows = tuple((f"Đào {number}",) for number in range(count))
        listing = Listing("x", "Danh sách", TODAY, (Column("Tên"),), (Group("", rows),))
        sheets = settle(listing).sheets
        assert len(sheets[-1]) > 1
        assert [line.number for sheet in sheets for line in sheet] == list(range(1, count + 1))


def test_the_foot_names_the_hamlet_when_the_club_is_too_long() -> None:
    issuer = replace(ISSUER, name="Câu lạc bộ Liên thế hệ tự giúp nhau thôn Đông")
    title = "Bảng kê thu tiền buổi sinh hoạt tháng 6/2026"
    listing = Listing("x", title, TODAY, (Column("Tên"),), (Group("", (("Đào",),)),))
    (page,) = pages(listing_page.render(listing, issuer))
    assert f"{title} · {issuer.hamlet}" in page


def test_an_empty_list_says_so() -> None:
    listing = member_list(Roll(TODAY, (), {}))
    (page,) = pages(listing_page.render(listing, ISSUER, language="en"))
    assert "Nobody stands on this list." in page


def test_the_heads_of_an_empty_list_stand_on_one_line() -> None:
    columns = (Column("Họ và tên", bold=True), Column("Thôn, xóm"), Column("Xong", hand=22))
    ready = settle(Listing("x", "Danh sách", TODAY, columns, (Group("", ()),), turn="wide"))
    assert all(len(head) == 1 for head in ready.heads)
    assert max(ready.widths) < ready.frame.room / 2


def test_a_short_cell_stays_on_one_line_while_a_long_one_can_break() -> None:
    columns = (Column("Họ và tên", bold=True), Column("Thôn, xóm"), Column("Vì sao"))
    rows = tuple((LONG_NAME, "Xóm Đình", "cao ba lần liền, nên đi khám " * 4) for _n in range(4))
    ready = settle(Listing("x", "Danh sách", TODAY, columns, (Group("", rows),)))
    for line in ready.sheets[0]:
        assert [len(cell) for cell in line.cells][:3] == [1, 1, 1]
        assert len(line.cells[3]) > 1


def test_sums_stand_below_their_columns_and_with_the_last_row() -> None:
    columns = (Column("Họ và tên", bold=True), Column("Phí (đ)", "money"), Column("Ghi chú"))
    for count in range(20, 36):
        rows = tuple((f"Đào {number}", 5_000, "x") for number in range(count))
        sums = ("Cộng", 5_000 * count, "")
        listing = Listing(
            "x", "Bảng kê", TODAY, columns, (Group("", rows),), sums=sums, total="Tất cả"
        )
        texts = drawn(listing)
        check(texts, size_of(listing), 10)
        total = next(one for one in texts if one.text == f"{5 * count}.000")
        cell = [one for one in texts if one.text == "5.000"][-1]
        assert total.bold
        assert total.page == cell.page
        assert abs(total.left + total.width - cell.left - cell.width) < 0.01
        assert total.baseline > cell.baseline


def test_the_sheet_for_excel_holds_what_the_paper_holds() -> None:
    listing = member_list(ROLL, {"code", "birth", "phone", "joined", "signature"})
    data = write_xlsx([to_sheet(listing)], NOW)
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(rows) if row[0] == "No.")
    first = rows[head + 1]
    assert first[1:3] == ["Nguyễn Thị Đào", "001"]
    assert first[3] == date(1948, 5, 12)
    assert "0987214365" in first, "digits, to be used elsewhere"
    assert len(rows) == head + 1 + 60


def test_every_sheet_carries_club_day_page_and_code() -> None:
    for number, page in enumerate(pages(listing_page.render(member_list(ROLL), ISSUER)), start=1):
        assert "thôn Đông" in page
        assert "21/11/2026" in page
        assert f"{number}/2" in page


def test_other_people_have_another_code_and_the_same_the_same_bytes() -> None:
    one = listing_page.render(attendance(ROLL), ISSUER)
    assert one == listing_page.render(attendance(ROLL), ISSUER)
    assert one != listing_page.render(attendance(HARD), ISSUER)
    assert faces(one) == {"NotoSans"}

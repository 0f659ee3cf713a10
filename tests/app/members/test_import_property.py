"""The same people come out of a list however its columns stand, are called and are written."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import UserError
from app.members.import_plan import ImportPlan, ListFile, make_plan, open_list
from app.members.import_sheet import Cell, Row, Sheet
from tests.app.members.lists import WRITERS, in_old_font, in_vni_font
from tests.makers import TODAY


@dataclass(frozen=True)
class One:
    """A person as the list means it."""

    family: str
    given: str
    sex: str
    birth: str
    cccd: str | None
    phone: str | None
    hamlet: str
    status: str | None

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}"


@st.composite
def one(draw: st.DrawFn) -> One:
    family = draw(st.sampled_from(["Nguyễn", "Trần", "Đào", "Lò", "Tống", "Tô", "Bàn", "Ứng"]))
    middle = draw(st.sampled_from(["Thị", "Văn", "Hồng", "Thị Thu", "Đức"]))
    given_name = draw(st.sampled_from(["Ẩn", "Út", "Hoà", "Hòa", "Đượm", "Ước", "Lan", "Cộng"]))
    sex = draw(st.sampled_from("FM"))
    year = draw(st.integers(1927, 1999))
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    birth = draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"]))
    province = draw(st.sampled_from(["001", "027", "086"]))
    number = f"{province}{int(sex == 'F')}{year % 100:02}{draw(st.integers(0, 999_999)):06}"
    phone = f"0{draw(st.sampled_from('35789'))}{draw(st.integers(0, 99_999_999)):08}"
    return One(
        family=f"{family} {middle}",
        given=given_name,
        sex=sex,
        birth=birth,
        cccd=draw(st.none() | st.just(number)),
        phone=draw(st.none() | st.just(phone)),
        hamlet=draw(st.sampled_from(["thôn Đông", "xóm Ải", "khu phố 3", "bản Lươn"])),
        status=draw(st.sampled_from([None, "poor", "near_poor", "difficult"])),
    )


rosters = st.lists(
    one(), min_size=1, max_size=6, unique_by=lambda one: (one.name, one.birth)
).filter(
    lambda people: (
        len({one.cccd for one in people if one.cccd}) == sum(bool(p.cccd) for p in people)
    )
)

# Each way to write something: the header cells of its columns, and the cells of a person.
WORDS = {"poor": "hộ nghèo", "near_poor": "cận nghèo", "difficult": "khó khăn", None: ""}
MARKED = ["poor", "near_poor", "difficult"]


def day_first(birth: str) -> str:
    return "/".join(reversed(birth.split("-")))


@st.composite
def columns(draw: st.DrawFn, people: list[One]) -> list[tuple[str, list[Cell]]]:
    """The columns of a list about `people`, in any order; each with its header."""
    pick = draw
    found: list[list[tuple[str, list[Cell]]]] = []

    def column(headers: list[str], cells: list[Cell]) -> tuple[str, list[Cell]]:
        return pick(st.sampled_from(headers)), cells

    def number(text: str | None) -> Cell:
        if text is None:
            return None
        forms: list[Cell] = [text, int(text), float(text), str(int(text)), f" {text} "]
        return pick(st.sampled_from(forms))

    if pick(st.booleans()):
        names = [("Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Tên hội viên", "Họ, chữ đệm và tên")]
        found.append([column(list(names[0]), [one.name for one in people])])
    else:
        family = column(["Họ đệm", "Họ và đệm", "Họ lót"], [one.family for one in people])
        found.append([family, ("Tên", [one.given for one in people])])
    births: list[Cell] = []
    for one in people:
        year_only = len(one.birth) == 4
        forms: list[Cell] = [day_first(one.birth), int(one.birth) if year_only else one.birth]
        births.append(pick(st.sampled_from(forms)))
    if pick(st.booleans()):
        women: list[Cell] = [
            birth if one.sex == "F" else None for one, birth in zip(people, births, strict=True)
        ]
        men: list[Cell] = [
            birth if one.sex == "M" else None for one, birth in zip(people, births, strict=True)
        ]
        found.append([("Năm sinh|Nam", men), ("Năm sinh|Nữ", women)])
    else:
        found.append([column(["Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh"], births)])
        words = {"F": ["Nữ", "nữ", "NỮ", "nu"], "M": ["Nam", "nam", "NAM"]}
        sexes: list[Cell] = [pick(st.sampled_from(words[one.sex])) for one in people]
        marks: list[Cell] = ["x" if one.sex == "F" else None for one in people]
        ways = [column(["Giới tính", "Giới", "Nam/Nữ"], sexes)]
        if any(marks):
            ways.append(("Nữ", marks))
        found.append([pick(st.sampled_from(ways))])
    found.append(
        [column(["Số CCCD", "CCCD/CMND", "Số định danh"], [number(o.cccd) for o in people])]
    )
    found.append([column(["SĐT", "Điện thoại", "Số ĐT"], [number(one.phone) for one in people])])
    found.append([column(["Thôn, xóm", "Địa chỉ", "Nơi ở"], [one.hamlet for one in people])])
    if pick(st.booleans()):
        texts: list[Cell] = [WORDS[one.status] for one in people]
        found.append([column(["Hoàn cảnh", "Diện hộ", "Hộ nghèo, cận nghèo"], texts)])
    else:
        heads = ["Hoàn cảnh|Hộ nghèo", "Hoàn cảnh|Cận nghèo", "Hoàn cảnh|Khó khăn"]
        found.append(
            [
                (head, ["x" if one.status == status else None for one in people])
                for head, status in zip(heads, MARKED, strict=True)
            ]
        )
    shuffled = pick(st.permutations(found))
    return [("STT", list(range(1, len(people) + 1))), *(c for group in shuffled for c in group)]


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[One], list[list[Cell]]]:
    """People, and the rows of a sheet about them."""
    people = draw(rosters)
    cols = draw(columns(people))
    heads = [head.split("|") for head, _cells in cols]
    title = draw(st.sampled_from([[], [["CLB LIÊN THẾ HỆ"], ["DANH SÁCH NĂM 2026"], []]]))
    header: list[list[Cell]] = [[]]
    if any(len(head) > 1 for head in heads):
        upper, last = [], ""
        for head in heads:  # a merged cell holds its text in its first column
            upper.append("" if len(head) > 1 and head[0] == last else head[0])
            last = head[0]
        header = [list(upper), [head[1] if len(head) > 1 else "" for head in heads]]
    else:
        header = [[head[0] for head in heads]]
    body = [list(cells) for cells in zip(*(cells for _head, cells in cols), strict=True)]
    end = draw(st.sampled_from([[], [["", "Tổng cộng: 5 người"], ["", "", "CHỦ NHIỆM"]]]))
    return people, [*title, *header, *body, *end]


def in_memory(rows: list[list[Cell]]) -> ImportPlan:
    filled = tuple(
        Row(number, tuple(None if cell == "" else cell for cell in cells))
        for number, cells in enumerate(rows, start=1)
        if any(cell not in ("", None) for cell in cells)
    )
    return make_plan(ListFile("list", (Sheet("DS", visible=True, rows=filled),)), (), TODAY)


def check(plan: ImportPlan, people: list[One]) -> None:
    found = []
    for entry in plan.adding:
        person, status = entry.joining.person, entry.joining.status
        family, _space, given_name = person.name.rpartition(" ")
        found.append(
            One(
                family,
                given_name,
                person.sex or "",
                person.birth or "",
                person.cccd,
                person.phone,
                person.hamlet or "",
                status.status if status else None,
            )
        )
    assert found == people
    assert plan.skipped == ()


@given(lists())
def test_same_people_whatever_the_list_looks_like(made: tuple[list[One], list[list[Cell]]]) -> None:
    people, rows = made
    check(in_memory(rows), people)


def every_text(rows: list[list[Cell]], how: str) -> list[list[Cell]]:
    ways = {
        "decomposed": lambda text: unicodedata.normalize("NFD", text),
        "old font": in_old_font,
        "southern font": in_vni_font,
    }
    return [[ways[how](cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


@given(lists(), st.sampled_from(["decomposed", "old font", "southern font"]))
def test_same_people_in_another_code(made: tuple[list[One], list[list[Cell]]], how: str) -> None:
    people, rows = made
    check(in_memory(every_text(rows, how)), people)


@given(rosters)
def test_capitals_become_names(people: list[One]) -> None:
    rows: list[list[Cell]] = [["Họ và tên", "Năm sinh"]]
    rows += [[one.name.upper(), day_first(one.birth)] for one in people]
    assert [entry.joining.person.name for entry in in_memory(rows).adding] == [
        one.name for one in people
    ]


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=lists())
def test_same_people_from_every_kind_of_file(
    tmp_path: Path, kind: str, made: tuple[list[One], list[list[Cell]]]
) -> None:
    people, rows = made
    path = WRITERS[kind](tmp_path / f"list.{kind}", {"DS": rows}, ())
    check(make_plan(open_list(path), (), TODAY), people)


cells = (
    st.none()
    | st.text(max_size=12)
    | st.text("0123456789./-xE+ ()", max_size=14)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.sampled_from(["x", "Nữ", "Tổng cộng", "CHỦ NHIỆM", "Thôn Đông", "hộ nghèo", "Lê An"])
)
HEADERS = (
    "STT|Họ và tên|Năm sinh|Ngày vào CLB|CCCD|SĐT|Thẻ BHYT|Hạn thẻ BHYT|Hoàn cảnh|Hộ nghèo|Nữ|Nam|"
    "Tuổi|Giới tính|Thôn|Ghi chú|Ngày|Tháng|Tên|Họ đệm|Năm sinh của con"
)


@given(
    st.lists(st.sampled_from(HEADERS.split("|")), min_size=1, max_size=8),
    st.lists(st.lists(cells, max_size=8), max_size=6),
    st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=3),
)
def test_no_table_breaks_the_import(
    header: list[str], rows: list[list[Cell]], merges: list[tuple[int, int, int, int]]
) -> None:
    table: list[list[Cell]] = [["DANH SÁCH NĂM 2026"], list(header), *rows]
    filled = tuple(Row(number, tuple(row)) for number, row in enumerate(table, start=1) if row)
    listed = ListFile("list", (Sheet("DS", visible=True, rows=filled, merges=tuple(merges)),))
    try:
        plan = make_plan(listed, (), TODAY)
    except UserError as error:
        assert "Nothing was changed." in str(error)  # noqa: PT017 - both ways are right
    else:
        assert plan.read == len(plan.adding) + len(plan.skipped)
        rows_told = {doubt.row for doubt in plan.doubts} | {skip.row for skip in plan.skipped}
        assert rows_told <= {row.number for row in filled}

"""The layout of Decree 30: heads that do not touch, justified text, signatures in company."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import (
    BODY,
    BOTTOM,
    LEFT,
    MOTTO,
    NATION,
    RIGHT,
    ROOM,
    Letterhead,
    Signer,
    TableColumn,
    bare_place,
)
from app.documents.issuer import Issuer
from app.documents.kit import Placed
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.makers import TODAY

SIGNERS = (
    Signer("THƯ KÝ", "Đoàn Văn Minh"),
    Signer("CHỦ NHIỆM", "Trịnh Thị Lan", "TM. BAN CHỦ NHIỆM"),
)
TEXT = "Hôm nay, từ 8 giờ 00, tại nhà văn hóa thôn Đông, **câu lạc bộ** họp sinh hoạt định kỳ. " * 3


def minutes(paragraphs: int, issuer: Issuer = ISSUER, number: str = "06/BB-CLB") -> Official:
    paper = Official()
    paper.head(Letterhead.of(issuer, date(2026, 2, 5), number))
    paper.title("BIÊN BẢN", "Sinh hoạt định kỳ tháng 2 năm 2026")
    paper.section("I. Thành phần")
    for _each in range(paragraphs):
        paper.paragraph(TEXT)
    paper.section("II. Nội dung")
    paper.point("1.", TEXT)
    paper.table(
        [TableColumn("Số", 20, "center"), TableColumn("Việc", 145)],
        [[str(number), "dọn đường ngõ xóm"] for number in range(1, 6)],
    )
    paper.paragraph("Biên bản lập thành hai bản./.")
    paper.signatures(SIGNERS)
    paper.recipients(("UBND xã;", "Lưu: CLB."))
    return paper


def drawn(paper: Official, issuer: Issuer = ISSUER) -> list[Placed]:
    return placed(lambda watch: pdf([(paper, "C4K-7RM")], "Biên bản", issuer, TODAY, watch=watch))


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("number", ["", "06/BB-CLB"])
def test_nothing_is_small_or_cut(issuer: Issuer, number: str) -> None:
    check(drawn(minutes(4, issuer, number), issuer), (210, 297), 9, edge=10)


def test_the_head_is_as_the_decree_has_it() -> None:
    texts = {one.text: one for one in drawn(minutes(1))}
    assert (texts[NATION].size, texts[NATION].bold) == (12, True)
    assert (texts[MOTTO].size, texts[MOTTO].bold) == (13, True)
    assert "Hòa Bình, ngày 05 tháng 02 năm 2026" in texts
    assert {"HỘI NGƯỜI CAO TUỔI", "XÃ HÒA BÌNH"} <= set(texts), "on two lines, or the heads touch"
    assert not texts["XÃ HÒA BÌNH"].bold
    assert texts["BIÊN BẢN"].size == 14
    left = [one for one in texts.values() if one.left < 100 and one.baseline < 45]
    assert max(one.left + one.width for one in left) < texts[NATION].left


def test_lines_are_justified_and_the_last_is_not() -> None:
    paper = Official()
    paper.paragraph(TEXT)
    texts = [one for one in drawn(paper) if one.size == BODY]
    ends: dict[float, float] = {}
    starts: dict[float, float] = {}
    for one in texts:
        ends[one.baseline] = max(ends.get(one.baseline, 0), one.left + one.width)
        starts[one.baseline] = min(starts.get(one.baseline, 999), one.left)
    lines = sorted(ends)
    assert len(lines) > 2
    for line in lines[:-1]:
        assert ends[line] == pytest.approx(RIGHT, abs=0.05)
    assert ends[lines[-1]] < RIGHT - 1
    assert starts[lines[0]] == pytest.approx(LEFT + 10)
    assert starts[lines[1]] == pytest.approx(LEFT)


@settings(max_examples=15)
@given(st.integers(0, 40))
def test_a_signature_never_stands_alone(paragraphs: int) -> None:
    texts = drawn(minutes(paragraphs))
    last = max(one.page for one in texts)
    sign = next(one for one in texts if one.text == "THƯ KÝ")
    before = [
        one
        for one in texts
        if one.page == sign.page and one.baseline < sign.baseline and one.baseline > 15
    ]
    assert before, "at least two lines of text go with it"
    for one in texts:
        assert one.baseline <= BOTTOM or one.size == 9
    assert {one.page for one in texts} == set(range(1, last + 1))


@settings(max_examples=15)
@given(st.integers(0, 30))
def test_a_heading_keeps_its_text(paragraphs: int) -> None:
    texts = drawn(minutes(paragraphs))
    heading = next(one for one in texts if one.text == "II. Nội dung")
    point = next(one for one in texts if one.text == "1.")
    assert point.page == heading.page


def test_the_page_number_stands_on_top_but_not_on_page_one() -> None:
    texts = drawn(minutes(11))
    top = [(one.page, one.text) for one in texts if one.baseline == 13]
    assert top == [(2, "2")]
    said = pages(pdf([(minutes(11), "C4K-7RM")], "Biên bản", ISSUER, TODAY))
    assert "trang 2/2 · mã C4K-7RM" in said[1]


def test_the_head_of_a_table_stands_on_each_page() -> None:
    paper = Official()
    columns = [TableColumn("Số", 20), TableColumn("Việc", ROOM - 20)]
    paper.table(columns, [[str(number), "việc"] for number in range(80)])
    said = pages(pdf([(paper, "C4K-7RM")], "Bảng", ISSUER, TODAY))
    assert len(said) > 1
    assert all("Việc" in page for page in said)


@pytest.mark.parametrize(
    ("commune", "place"),
    [
        ("xã Hòa Bình", "Hòa Bình"),
        ("Phường 3", "3"),
        ("Đặc khu Phú Quốc", "Phú Quốc"),
        ("Ea Kao", "Ea Kao"),
    ],
)
def test_the_place_of_a_date(commune: str, place: str) -> None:
    assert bare_place(commune) == place


def test_each_paper_counts_its_own_pages() -> None:
    said = pages(pdf([(minutes(1), "A"), (minutes(1), "B")], "Biên bản", ISSUER, TODAY))
    assert ["trang 1/1" in page for page in said] == [True, True]


def test_one_family_same_bytes_exact_words() -> None:
    one, other = (pdf([(minutes(3), "X")], "Biên bản", ISSUER, TODAY) for _time in range(2))
    assert one == other
    assert faces(one) == {"Tinos"}
    assert "họp sinh hoạt định kỳ" in words(one)

"""The printed book: its pages, its fonts, its words, and that nothing is cut or too small."""

import hashlib
import re
from collections import defaultdict
from datetime import date
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ContentStream

from app.base.errors import Cancelled, Refused, UserError
from app.base.job import WatchedJob
from app.base.shapes import BANDS
from app.club.file import Club
from app.club.roles import SECRETARY, Actor
from app.documents.health_book import book_code, gather, render
from app.documents.health_book_frame import BOTTOM, PAGE, Holder
from app.documents.issuer import Contact, Issuer
from app.documents.kit import Placed
from app.health import records as health
from app.health.rules import Reading
from app.members import records as members
from app.members.rules import Person
from tests.app.documents.papers import faces

PRINTED = date(2026, 6, 22)
ISSUER = Issuer(
    "CLB Liên thế hệ tự giúp nhau thôn Đông",
    "xã Hòa Bình",
    "tỉnh Bắc Ninh",
    Contact("Trịnh Thị Lan", "0987654321", "bà"),
    Contact("Đặng Thị Hiền", "0966112233", "chị"),
)


def reading(month: int, systolic: int, diastolic: int, **more: Any) -> Reading:
    return Reading(
        date(more.pop("year", 2026), month, more.pop("day", 21)), systolic, diastolic, **more
    )


DAO = Holder(
    "042",
    "Nguyễn Thị Đào",
    "bà",
    "1948-05-12",
    "027148000123",
    "2400123456",
    date(2026, 12, 31),
    "Trạm y tế xã Hòa Bình",
    "0912345678",
    "xóm Đình, thôn Đông",
    Contact("Anh Trần Văn Sơn", "0912345678"),
    (
        reading(1, 146, 88, pulse=72, weight_g=49_500, height_mm=1_490, taken_by="Đặng Thị Hiền"),
        reading(2, 150, 92, pulse=74, weight_g=49_000, note="đã khám 27/2"),
        reading(3, 142, 86, pulse=70, weight_g=49_500),
        reading(6, 128, 80, pulse=68, weight_g=50_500),
    ),
)
NOTHING_KNOWN = Holder("7", "Lò Văn Ọ")
HARD = Holder(
    "D-107",
    "Nguyễn Hoàng Công Tằng Tôn Nữ Phương Khanh",
    birth="1950",
    hamlet="Khu dân cư số 12 đường Nguyễn Thị Minh Khai nối dài, tổ dân phố Hòa Bình",
    bhyt_place="Bệnh viện đa khoa khu vực miền núi phía Bắc tỉnh Bắc Ninh",
    contact=Contact("Cháu ngoại Nguyễn Hoàng Công Tằng Tôn Nữ Phương Khanh", "02223888115"),
    readings=(
        *(reading(month, 150 - month, 88, year=2025) for month in range(1, 13)),
        reading(1, 185, 95, day=3, note="đi khám ngay, bác sĩ hẹn lại sau hai tuần " * 3),
        reading(1, 88, 58, day=20, weight_g=48_250),
        reading(3, 178, 102, weight_g=61_500, note="Khôngcókhoảngtrắngnàotrongghichúdàinày"),
        Reading(date(2026, 8, 2), weight_g=62_000, taken_by="Nguyễn Thị Nghiêngnghiêng"),
        reading(9, 162, 88, glucose_umol_l=6_106),
        reading(10, 299, 199, pulse=250, weight_g=249_950),
        reading(12, 139, 84, day=31),
    ),
)
SHORT_ISSUER = Issuer("CLB", "xã A", "B")
# Smallest sizes, in points: tables and what a member reads, what is read aloud, footers, hints.
TABLE, HINT, FOOT = 14.0, 12.0, 10.0


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def placed(*holders: Holder, issuer: Issuer = ISSUER, language: str = "vi") -> list[Placed]:
    found: list[Placed] = []
    render(holders, issuer, PRINTED, language=language, watch=found.append)
    return found


@pytest.fixture(scope="module")
def book() -> bytes:
    return render([DAO], ISSUER, PRINTED)


# --- pages ----------------------------------------------------------------------------------


def test_a_book_has_sixteen_pages_of_a5(book: bytes) -> None:
    pages = PdfReader(BytesIO(book)).pages
    assert len(pages) == 16
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(PAGE[0] / 25.4 * 72, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(PAGE[1] / 25.4 * 72, abs=0.01)


def test_many_books_follow_each_other() -> None:
    pages = text_of(render([DAO, NOTHING_KNOWN, HARD], ISSUER, PRINTED))
    assert len(pages) == 48
    assert "Lò Văn Ọ" in pages[16]


def test_club_day_page_and_code_stand_on_every_page(book: bytes) -> None:
    for number, text in enumerate(text_of(book), start=1):
        assert "thôn Đông" in text
        assert "22/6/2026" in text
        assert f"{number}/16" in text.replace("\n", "")
        assert book_code("042", 2026) in text


def test_vietnamese_can_be_searched_exactly(book: bytes) -> None:
    pages = text_of(book)
    for page, words in (
        (1, "Nguyễn Thị Đào"),
        (1, "0912 345 678"),
        (2, "027 148 ••• •••"),
        (2, "24 0012 3456"),
        (2, "Trạm y tế xã Hòa Bình"),
        (4, "xin đến trạm y tế khám"),
        (4, "100 – 119"),
        (5, "yếu hoặc tê một bên tay, chân"),
        (6, "146 / 88"),
        (6, "đã khám 27/2"),
        (6, "Bình thường"),
        (16, "0987 654 321"),
        (16, "tỉnh Bắc Ninh"),
    ):
        assert words in pages[page - 1], (page, words)
    assert "\N{NO-BREAK SPACE}" not in "".join(pages)


def test_the_citizen_card_is_never_printed_in_full(book: bytes) -> None:
    assert "000123" not in "".join(text_of(book)).replace(" ", "")


def test_the_band_of_each_month_is_word_and_mark(book: bytes) -> None:
    page = PdfReader(BytesIO(book)).pages[5]
    assert page.extract_text().count("Cao") == 3  # January to March; June is normal
    assert "Bình thường" in page.extract_text()
    content = page.get_contents()
    assert content is not None
    operations = [operator for _operands, operator in ContentStream(content, None).operations]
    assert operations.count(b"f") + operations.count(b"f*") + operations.count(b"B") >= 3


def test_nothing_to_print_still_says_so() -> None:
    for as_booklet in (False, True):
        (text,) = text_of(render([], ISSUER, PRINTED, as_booklet=as_booklet))
        assert "thôn Đông" in text
        assert "22/6/2026" in text


def test_a_book_shows_the_year_of_the_last_reading_and_a_blank_year_after_it() -> None:
    old = Holder("1", "An", readings=(reading(5, 120, 80, year=2023),))
    pages = text_of(render([old], ISSUER, PRINTED))
    assert "2023" in pages[5]
    assert "2023" in pages[7]
    assert "2026" in pages[9]
    assert "2027" in text_of(render([DAO], ISSUER, PRINTED))[9]
    assert "2026" in text_of(render([NOTHING_KNOWN], ISSUER, PRINTED))[5]


def test_several_readings_of_a_month_share_its_row(book: bytes) -> None:
    twice = Holder(
        "1", "An", readings=(reading(5, 150, 90, day=5), reading(5, 126, 78, weight_g=50_000))
    )
    text = text_of(render([twice], ISSUER, PRINTED))[5]
    assert "126 / 78" in text
    assert "5/5: 150 / 90" in text


# --- sizes and room ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("issuer", [ISSUER, SHORT_ISSUER], ids=["long", "short"])
@pytest.mark.parametrize("holder", [DAO, NOTHING_KNOWN, HARD], ids=lambda one: one.code)
def test_no_text_is_too_small_too_wide_or_on_another(
    holder: Holder, issuer: Issuer, language: str
) -> None:
    by_page: dict[int, list[Placed]] = defaultdict(list)
    for one in placed(holder, issuer=issuer, language=language):
        by_page[one.page].append(one)
        assert one.size >= (FOOT if one.baseline > BOTTOM + 3 else HINT), one
        assert one.width <= one.room + 0.01, one
        assert one.left >= 9.9, one
        assert one.left + one.width <= PAGE[0] - 9.9, one
        assert one.baseline <= 205, one
    for texts in by_page.values():
        for one, other in combinations(texts, 2):
            assert not _overlap(one, other), (one, other)


def _overlap(one: Placed, other: Placed) -> bool:
    """Whether letters touch: digits and capitals reach 0.72 of the size up, tails 0.2 down."""
    tall = [(text.baseline - 0.72 * text.size / 72 * 25.4) for text in (one, other)]
    deep = [(text.baseline + 0.2 * text.size / 72 * 25.4) for text in (one, other)]
    beside = (
        one.left + one.width <= other.left + 0.01 or other.left + other.width <= one.left + 0.01
    )
    return not beside and tall[0] < deep[1] and tall[1] < deep[0]


def test_tables_are_14_points_and_what_is_read_aloud_16() -> None:
    for one in placed(DAO):
        if one.page in (6, 7, 10, 11, 13, 14) and one.baseline < BOTTOM:
            assert one.size >= TABLE, one
        if one.page in (4, 5) and 24 < one.baseline < BOTTOM:
            assert one.size >= (
                TABLE if one.text in ("số trên", "số dưới", "upper", "lower") else 16
            )


def test_nothing_but_the_foot_stands_below_the_text() -> None:
    assert all(
        one.baseline <= BOTTOM + 0.01 or one.baseline > 196 for one in placed(HARD) if one.page > 1
    )


LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyĐÀẢÃÁẠ ̣-'", min_size=1, max_size=60)


@settings(max_examples=15, deadline=None)
@given(LETTERS.filter(str.strip), LETTERS, st.sampled_from(["1948", "1948-05", None]))
def test_any_name_and_hamlet_fit(name: str, hamlet: str, birth: str | None) -> None:
    for one in placed(Holder("9", name, "ông", birth, hamlet=hamlet)):
        assert one.width <= one.room + 0.01, one


# --- the file ---------------------------------------------------------------------------------


@pytest.mark.parametrize("as_booklet", [False, True])
@pytest.mark.parametrize("holders", [[DAO], []], ids=["book", "nothing"])
def test_every_font_that_the_file_names_is_embedded(
    holders: list[Holder], as_booklet: bool
) -> None:
    assert faces(render(holders, ISSUER, PRINTED, as_booklet=as_booklet)) == {"NotoSans"}


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (render([DAO, HARD], ISSUER, PRINTED) for _time in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    assert first != render([DAO, HARD], ISSUER, date(2026, 6, 23))


def test_what_all_books_share_is_stored_once() -> None:
    one = len(render([NOTHING_KNOWN], ISSUER, PRINTED))
    ten = len(render([NOTHING_KNOWN] * 10, ISSUER, PRINTED))
    assert ten < 3 * one


def test_the_language_is_an_argument() -> None:
    vietnamese, english = (
        PdfReader(BytesIO(render([DAO], ISSUER, PRINTED, language=language)))
        for language in ("vi", "en")
    )
    assert vietnamese.root_object["/Lang"] == "vi-VN"
    assert english.root_object["/Lang"] == "en"
    assert "Slightly high" in english.pages[3].extract_text()
    assert "Hơi cao" in vietnamese.pages[3].extract_text()


def test_a_booklet_has_eight_sides_of_a4_in_the_order_of_folding() -> None:
    pages = PdfReader(BytesIO(render([DAO], ISSUER, PRINTED, as_booklet=True))).pages
    assert len(pages) == 8
    found = []
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(297 / 25.4 * 72, abs=0.01)
        numbers = re.findall(r"(\d+)\s*/16\b", page.extract_text())
        found.append({int(number) for number in numbers})
    assert found == [{16, 1}, {2, 15}, {14, 3}, {4, 13}, {12, 5}, {6, 11}, {10, 7}, {8, 9}]


def test_the_code_of_a_book_catches_a_wrong_sign() -> None:
    code = book_code("042", 2026)
    assert re.fullmatch(r"042-26[A-Z]", code)
    others = {book_code(other, 2026)[-1] for other in ("041", "043", "052", "142")}
    assert code[-1] not in others
    assert book_code("042", 2027) != code


def test_a_long_run_tells_how_far_it_is_and_can_be_stopped() -> None:
    steps: list[tuple[int, int, str]] = []
    job = WatchedJob(lambda done, total, what: steps.append((done, total, what)))
    render([DAO, HARD], ISSUER, PRINTED, job=job)
    assert steps[0] == (0, 2, "Nguyễn Thị Đào")
    job.cancel()
    with pytest.raises(Cancelled):
        render([DAO], ISSUER, PRINTED, job=job)


def test_every_band_has_its_mark_on_the_page_of_advice() -> None:
    words = {"low": "Low", "urgent": "from 180", "very_high": "Very high", "high": "High"}
    words |= {"normal": "Normal", "elevated": "Slightly high"}
    assert set(words) == set(BANDS)
    text = " ".join(one.text for one in placed(DAO, language="en") if one.page == 4)
    assert all(word in text for word in words.values())


# --- from the club ------------------------------------------------------------------------------


def test_books_are_made_from_the_register(club: Club) -> None:
    an = members.add_person(club, Person("Lê Văn An", "M", "1950", hamlet="Xóm Bến"))
    members.add_person(club, Person("Đào Thị Bưởi", "F"))
    health.add_reading(club, an, reading(5, 150, 90, note="a\nb"))
    holders, issuer = gather(club, PRINTED)
    assert [holder.name for holder in holders] == ["Lê Văn An", "Đào Thị Bưởi"]
    assert holders[0].title == "ông"
    assert holders[0].readings[0].note == "a b"
    assert issuer.name == "CLB thôn Đông"
    assert issuer.chair.name == "Đỗ Thị Lan"


def test_only_the_chosen_members_each_once(club: Club) -> None:
    members.add_person(club, Person("Lê Văn An"))
    members.add_person(club, Person("Đào Thị Bưởi"))
    codes = [one.code for one in members.members(club, PRINTED)]
    holders, _issuer = gather(club, PRINTED, [codes[1], codes[1]])
    assert [holder.name for holder in holders] == ["Đào Thị Bưởi"]


def test_an_unknown_code_is_named_and_nothing_is_made(club: Club) -> None:
    with pytest.raises(UserError, match="999"):
        gather(club, PRINTED, ["999"])


def test_printing_health_books_needs_the_right_to_health_data(club: Club) -> None:
    club.actor = Actor("x", "Bình", frozenset({SECRETARY}))
    with pytest.raises(Refused):
        gather(club, PRINTED)

"""The poster of a month: large, black, without names, the same page on A3 and A4."""

from dataclasses import replace

import pytest

from app.areas import case_records
from app.areas.rules import Help, HelpCase
from app.base.errors import UserError
from app.base.text import LANGUAGES, speaking
from app.base.text import _ as said
from app.club.file import Club
from app.documents import poster
from app.documents.issuer import Issuer
from app.documents.kit import Placed
from app.documents.poster import Helped, Poster
from app.documents.wall import A3, FLOOR, Paper
from app.meetings import records
from tests.app.documents.month import JUNE, LANG, hold
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

A4 = (210.0, 297.0)
FOOT = 10
LONG = "Góp ngày công sửa lại đường bê tông trước nhà văn hóa, lắp hai bóng đèn và trồng hoa"


@pytest.fixture
def june(club: Club) -> Poster:
    hold(club)
    return poster.gather(club, JUNE)


def drawn(found: Poster, paper: Paper = "A3", language: str = "vi") -> list[Placed]:
    return placed(lambda watch: poster.render(found, paper=paper, language=language, watch=watch))


def test_no_poster_without_a_meeting(club: Club) -> None:
    with pytest.raises(UserError, match="6/2026"):
        poster.gather(club, JUNE)


def test_the_figures_of_the_month(june: Poster) -> None:
    text = words(poster.render(june))
    for part in ("3 / 4", "8 / 8", "10.000 đ", "Kiến nghị xã lắp đèn đường", "10 kg gạo"):
        assert part in text
    assert "Dọn đường ngõ xóm Đình" in text
    assert "Thứ ba 21/7 (mùng 8 tháng 6 âm lịch), 8:00" in text
    assert "Phòng ngã trong nhà" in text
    assert "nhà văn hóa thôn Đông" in text


def test_nobody_is_named_and_nothing_told_of_health(june: Poster) -> None:
    text = words(poster.render(june))
    for name in LANG.values():
        assert name not in text
    assert "Nộp hồ sơ trợ cấp cho một bà" in text
    assert "ra viện" not in text
    assert "Cho thêm" not in text
    assert "190" not in text


def test_names_from_outside_the_register_are_left_out(june: Poster, club: Club) -> None:
    meeting = records.meeting_of(club, JUNE)
    assert meeting is not None
    case = HelpCase(
        "", "outsider", "2026-06-21", "Cháy nhà", name="Lý Văn Khà", meeting_id=meeting.id
    )
    given = Help("", "", "2026-06-21", "labour", "Dựng lại bếp cho Lý Văn Khà")
    case_records.add_case(club, case, [given])
    text = words(poster.render(poster.gather(club, JUNE)))
    assert "Dựng lại bếp cho một người" in text
    assert "Lý Văn Khà" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_all_fits_and_is_large(june: Poster, issuer: Issuer, paper: Paper, language: str) -> None:
    hard = replace(
        june,
        issuer=issuer,
        decisions=(LONG,) * 9,
        community=((LONG, 132),) * 4,
        helped=(Helped("family", (("goods", LONG), ("company", ""))),) * 3,
        topics=(LONG,) * 8,
    )
    grown = 1.0 if paper == "A3" else 210 / 297
    for one in (june, hard, replace(june, decisions=(), helped=(), community=(), following=None)):
        texts = drawn(one, paper, language)
        check(texts, A3 if paper == "A3" else A4, FOOT)
        large = [text for text in texts if text.size != FOOT]
        assert min(text.size for text in large) >= FLOOR * grown - 0.01
        assert {text.page for text in texts} == {1}


def test_what_does_not_fit_is_counted(june: Poster) -> None:
    text = words(poster.render(replace(june, decisions=tuple(f"{LONG} {n}" for n in range(9)))))
    with speaking("vi"):
        more = [said("and {n} more").format(n=n) for n in range(1, 9)]
    assert any(each in text for each in more)


def test_months_before_and_behind(june: Poster) -> None:
    """The poster of June says nothing of July, whenever it is printed."""
    texts = [
        one.text for one in placed(lambda watch: poster.render(june, language="en", watch=watch))
    ]
    assert [text for text in texts if text.startswith("M") and text[1:].isdigit()] == [
        *("M1", "M2", "M3", "M4", "M5", "M6")
    ]
    nothing = replace(june, present=None, counted_vnd=None, spent_vnd=0)
    assert "–" in [one.text for one in drawn(nothing)]


def test_one_page_our_letters_the_same_bytes(june: Poster) -> None:
    pdf = poster.render(june)
    assert len(pages(pdf)) == 1
    assert faces(pdf) == {"NotoSans"}
    assert pdf == poster.render(june)

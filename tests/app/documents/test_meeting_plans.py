"""Invitations and the plan of a year: what was planned, on the right paper, nothing cut."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.base.errors import UserError
from app.base.periods import Month
from app.club.file import Club
from app.documents import invitation, year_plan
from app.documents.frame import A4, A4_WIDE
from app.documents.invitation import Invitation, Layout
from app.documents.issuer import Issuer
from app.documents.year_plan import YearPlan
from app.meetings import plan_records
from app.meetings.rules import Meeting, Theme
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.app.meetings.scene import JULY, RULE, add_people

PRINTED = date(2026, 7, 12)
GUEST = "Ông Nguyễn Văn Toàn, Phó Chủ tịch Hội Người cao tuổi xã"


def asked(issuer: Issuer = ISSUER, topics: Sequence[str] = ("Nuôi gà thả vườn",)) -> Invitation:
    return Invitation(
        month=JULY,
        on=date(2026, 7, 21),
        at_time="8:00",
        place="Nhà văn hóa thôn Đông",
        leader="Trịnh Thị Lan",
        topics=tuple(topics),
        printed=PRINTED,
        issuer=issuer,
    )


HARD = ["Phòng bệnh mùa nóng cho người cao tuổi và người mới ốm dậy"] * 4


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("layout", ["official", "plain"])
@pytest.mark.parametrize("guests", [(), (GUEST, LONG_NAME, "Bà Hoa")], ids=["blank", "named"])
def test_an_invitation_fits(issuer: Issuer, layout: Layout, guests: tuple[str, ...]) -> None:
    for language in ("vi", "en"):
        texts = placed(
            lambda watch, language=language: invitation.render(  # type: ignore[misc]
                asked(issuer, HARD), guests, layout, language=language, watch=watch
            )
        )
        check(texts, A4, 9)


def test_guests_get_an_official_one_each() -> None:
    pdf = invitation.render(asked(), [GUEST, "Bà Nguyễn Thị Hoa"])
    first, second = pages(pdf)
    assert faces(pdf) == {"Tinos"}
    assert "GIẤY MỜI" in first
    assert GUEST in " ".join(first.split())
    assert "Bà Nguyễn Thị Hoa" in second
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    said = words(pdf)
    assert "8 giờ, Thứ ba, ngày 21/7/2026 (mùng 8 tháng 6 âm lịch)" in said
    assert "Nhà văn hóa thôn Đông" in said
    assert ".../GM-CLB" in said, "the number is written by hand"
    assert "TM. BAN CHỦ NHIỆM" in said


def test_members_get_large_print_two_on_a_sheet() -> None:
    pdf = invitation.render(asked(), ["bà Đào", "ông Tý", "bà Sửu"], "plain", language="en")
    assert len(pages(pdf)) == 2
    assert faces(pdf) == {"NotoSans"}
    first, second = pages(pdf)
    assert "bà Đào" in first
    assert "ông Tý" in first
    assert "bà Sửu" in second
    assert "21/7/2026" in first
    assert "8/6 lunar" in first
    blank = pages(invitation.render(asked(), (), "plain", language="en"))
    assert len(blank) == 1
    assert blank[0].count("8/6 lunar") == 2


def test_the_invitation_says_what_is_planned(club: Club) -> None:
    with pytest.raises(UserError, match="No meeting is planned for 7/2026"):
        invitation.gather(club, JULY)
    plan_records.set_rule(club, RULE)
    (person_id,) = add_people(club, "Đỗ Thị Lan")
    plan_records.set_themes(club, JULY, [Theme("", "health", "Ăn nhạt", person_id)])
    found = invitation.gather(club, JULY)
    assert (found.on, found.at_time, found.place) == (date(2026, 7, 21), "8:00", "nhà văn hoá")
    assert found.topics == ("Ăn nhạt",)
    assert invitation.render(found) == invitation.render(found)
    plan_records.call_off(club, JULY, "bão")
    with pytest.raises(UserError, match="nobody can be invited"):
        invitation.gather(club, JULY)


# --- the plan of a year -----------------------------------------------------------------------


def year(issuer: Issuer = ISSUER, *, places: bool = False, themes: int = 1) -> YearPlan:
    months = [Month(2026, number) for number in range(2, 13)]  # none in January
    meetings = tuple(
        Meeting(
            "x",
            month,
            planned_on=f"{month}-21",
            at_time="08:00",
            place=f"Nhà bà {LONG_NAME}, xóm {month.month}" if places else "Nhà văn hóa",
            leader=LONG_NAME if places else "",
            state="called_off" if month.month == 9 else "planned",
            why="bão lớn, đường ngập, phải để sang tháng sau" if month.month in (9, 2) else None,
        )
        for month in months
    )
    topic = "Phòng bệnh mùa nóng cho người cao tuổi"
    told = tuple(
        (month, Theme(str(number), "health", topic)) for month in months for number in range(themes)
    )
    return YearPlan(2026, meetings, told, "ngày 21 hằng tháng", PRINTED, issuer)


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("themes", [0, 1, 3, 9])
@pytest.mark.parametrize("places", [False, True], ids=["one-place", "places"])
def test_a_year_fits_on_one_page(issuer: Issuer, language: str, themes: int, places: bool) -> None:
    plan = year(issuer, places=places, themes=themes)
    texts = placed(lambda watch: year_plan.render(plan, language=language, watch=watch))
    check(texts, A4_WIDE, 10)
    assert {one.page for one in texts} == {1}


def test_each_month_has_its_day_and_what_is_shared_stands_once() -> None:
    said = words(year_plan.render(year(), language="en"))
    assert "Saturday 21/2" in said
    assert "5/1" in said, "the lunar day of 21/2"
    assert said.count("Nhà văn hóa") == 1
    assert said.count("Health care: Phòng bệnh") == 10
    assert "21/9" not in said, "called off"
    assert "No meeting: bão lớn" in said
    other = words(year_plan.render(year(places=True), language="en"))
    assert other.count("Nhà bà") == 10


def test_the_plan_is_that_of_the_book(club: Club) -> None:
    empty = year_plan.gather(club, 2026)
    assert empty.meetings == ()
    assert len(pages(year_plan.render(empty))) == 1
    plan_records.set_rule(club, RULE)
    plan_records.set_themes(club, JULY, [Theme("", "culture", "Hát quan họ")])
    found = year_plan.gather(club, 2026)
    assert len(found.meetings) == 12
    said = words(year_plan.render(found, language="en"))
    assert "Hát quan họ" in said
    assert "day 21 of every month" in said
    assert year_plan.render(found) == year_plan.render(found)

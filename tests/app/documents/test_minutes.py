"""The minutes: every point in the order of the meeting, nobody's health, room for two to sign."""

from dataclasses import replace
from datetime import date

import pytest

from app.areas.rules import Activity, HelpCase
from app.base.errors import UserError
from app.base.text import speaking
from app.club.file import Club
from app.documents import minutes
from app.documents.issuer import NOBODY, Issuer
from app.documents.minutes import Minutes
from app.documents.minutes_points import carried_words, points, tidy
from app.meetings import records, task_records
from app.meetings.rules import Attendance, Decision, Task
from app.meetings.summary import AreaDone
from tests.app.documents.month import DAY, JUNE, LANG, hold
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

A4 = (210.0, 297.0)
ON = date.fromisoformat(DAY)


@pytest.fixture
def june(club: Club) -> Minutes:
    hold(club)
    return minutes.gather(club, JUNE)


def test_no_minutes_without_a_meeting(club: Club) -> None:
    with pytest.raises(UserError, match="6/2026"):
        minutes.gather(club, JUNE)


def test_everything_stands_in_the_order_of_the_meeting(june: Minutes) -> None:
    said = words(minutes.render(june))
    order = (
        *("BIÊN BẢN", "Sinh hoạt định kỳ tháng 6 năm 2026", "lúc 8 giờ ngày 21 tháng 6 năm 2026"),
        *("I. Thành phần", "Chủ trì: bà Trịnh Thị Lan, Chủ nhiệm", "Thư ký: ông Đoàn Văn Minh"),
        *("3 trên 4 người (75 %)", "Vắng 1 người: 1 người ốm", "Khách mời: Nguyễn Hữu Lộc"),
        *("II. Nội dung", "1 trên 2 việc đã xong: Mượn loa", "Đã mượn của thôn Đoài"),
        *("1 việc làm tiếp: Sửa mái hiên (Lê Văn Quý, hạn 15/6/2026)", "2 người được cân, đo"),
        *("2 người nộp, cộng 10.000 đ", "Việc của mảng income (31 người)", "mảng home_care"),
        *("kiến nghị với Ủy ban xã: lắp đèn đường", "mảng culture", "mảng resources"),
        *("Đỗ Thị Sửu: 10 kg gạo (trị giá 200.000 đ)", "Dọn đường ngõ xóm Đình"),
        *("Thành viên vui vẻ ra về", "III. Quyết định, giao việc", "Nộp hồ sơ", "10/7/2026"),
        *("Kiến nghị xã", "IV. Kế hoạch tháng 7", "8 giờ, thứ ba, ngày 21/7/2026"),
        *("Phòng ngã trong nhà", "V. Kiểm quỹ cuối buổi", "2 × 5.000 đ = 10.000 đ"),
        *("THƯ KÝ", "Đoàn Văn Minh", "CHỦ TRÌ", "CHỦ NHIỆM", "Trịnh Thị Lan", "Nơi nhận:"),
    )
    place = 0
    for part in order:
        place = said.index(part, place)
    assert "Số: 06/BB-CLB" in said


def test_health_is_counts_and_a_case_has_no_story(june: Minutes) -> None:
    said = words(minutes.render(june))
    assert "190" not in said
    assert "ra viện" not in said, "why somebody is helped is nobody's business"
    assert said.count(LANG["suu"]) == 2, "as a case and in a decision, never as ill"
    assert "Cho thêm" not in said, "what was given after the meeting is not in its minutes"


def test_what_was_done_later_was_not_done_at_the_meeting() -> None:
    later = Task("", "Sửa loa", "2026-05-21", done_on="2026-07-01", result="Xong")
    assert carried_words([later], ON) == "1 việc làm tiếp: Sửa loa"
    assert (
        carried_words([replace(later, done_on=DAY)], ON) == "1 trên 1 việc đã xong: Sửa loa – Xong"
    )
    assert carried_words([], ON) == ""


def test_an_area_without_anything_is_named(june: Minutes) -> None:
    told = replace(june.summary, areas={**june.summary.areas, "culture": AreaDone()})
    with speaking("vi"):
        about = {point.about: point.said for point in points(told, ON)}
        assert "văn hóa" in about["Mảng chưa có việc trong tháng"]


def test_what_was_done_on_another_day_says_when(june: Minutes) -> None:
    walk = Activity(
        *("", "culture", "other", "2026-06-05", "Thăm **đền** thờ."),
        led_by="Lê Thị Nga",
        participants=9,
        outsiders=2,
        spent_vnd=50_000,
        in_kind="1 loa",
        woven="green",
    )
    areas = {**june.summary.areas, "culture": AreaDone(1, (), (walk,))}
    with speaking("vi"):
        said = " ".join(point.said for point in points(replace(june.summary, areas=areas), ON))
    assert (
        "ngày 5/6: Thăm *đền* thờ (Lê Thị Nga hướng dẫn, 11\N{NO-BREAK SPACE}người, 2 ngoài" in said
    )
    assert "chi 50.000\N{NO-BREAK SPACE}đ, hiện vật: 1 loa" in said


def test_what_came_after_the_meeting_is_not_in_its_minutes(june: Minutes) -> None:
    later = Activity("", "culture", "other", "2026-06-28", "Đi lễ hội")
    case = HelpCase("", "outsider", "2026-06-28", "Cháy nhà", name="Lý Văn Khà")
    areas = {**june.summary.areas, "culture": AreaDone(1, (), (later,))}
    told = replace(june.summary, areas=areas, cases=(case,), community=(later,))
    with speaking("vi"):
        said = " ".join(point.said for point in points(told, ON))
        again = " ".join(point.said for point in points(told, date(2026, 6, 30)))
    assert "lễ hội" not in said
    assert "Khà" not in said
    assert "Đi lễ hội" in again
    assert "Lý Văn Khà" in again


def test_decisions_and_the_work_they_give(club: Club) -> None:
    ids = hold(club)
    june = records.meeting_of(club, JUNE)
    assert june is not None
    task_records.add_task(club, Task("", "Mua sổ", "", ids["minh"]), june.id)
    first = minutes.gather(club, JUNE).summary.decisions[0]
    task_records.add_task(club, Task("", "Chụp ảnh", ""), june.id, first.id)
    rows = minutes.decided(minutes.gather(club, JUNE).summary)
    assert rows == (
        ("1", "Nộp hồ sơ trợ cấp cho bà Đỗ Thị Sửu. Việc giao: Viết đơn", LANG["quy"], "10/7/2026"),
        ("", "Chụp ảnh", "", ""),
        ("2", "Kiến nghị xã lắp đèn đường", "", ""),
        ("–", "Mua sổ", LANG["minh"], ""),
    )


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
def test_all_fits_also_when_much_was_said(june: Minutes, issuer: Issuer) -> None:
    long = "Góp ngày công sửa lại đường bê tông trước nhà văn hóa và lắp hai bóng đèn. " * 12
    told = replace(
        june.summary,
        decisions=tuple(Decision(str(n), n, long) for n in range(1, 15)),
        carried=tuple(Task("", long, DAY, owner=LONG_NAME, due_on=DAY) for _each in range(5)),
    )
    hard = replace(june, summary=told, issuer=issuer, leader=NOBODY, by_chair=False)
    check(placed(lambda watch: minutes.render(hard, watch=watch)), A4, 9, edge=10)
    assert words(minutes.render(hard)).count("lắp hai bóng đèn") == 12 * (14 + 5), "nothing is cut"


def test_a_usual_month_has_at_most_two_pages(june: Minutes) -> None:
    pdf = minutes.render(june)
    assert len(pages(pdf)) <= 2
    assert faces(pdf) == {"Tinos"}
    assert pdf == minutes.render(june)
    texts = placed(lambda watch: minutes.render(june, watch=watch))
    check(texts, A4, 9, edge=10)
    sign = next(one for one in texts if one.text == "THƯ KÝ")
    assert any(one.page == sign.page and one.baseline < sign.baseline - 5 for one in texts)


def test_the_code_follows_the_words(june: Minutes) -> None:
    again = replace(june, summary=replace(june.summary, decisions=()))
    assert minutes.code(june) != minutes.code(again)
    assert minutes.code(june) == minutes.code(replace(june))


def test_somebody_else_leads_and_nobody_writes(june: Minutes) -> None:
    other = replace(june, leader=replace(june.leader, name="Lê Hoa"), by_chair=False)
    said = words(minutes.render(replace(other, secretary=NOBODY)))
    assert "CHỦ NHIỆM" not in said
    assert "Thư ký: ...." in said


def test_nobody_was_counted_nothing_was_decided(june: Minutes) -> None:
    told = replace(
        june.summary, present=None, absent=(), decisions=(), tasks=(), cash=None, following=None
    )
    said = words(minutes.render(replace(june, summary=told)))
    assert "Thành viên có mặt" not in said
    assert "không có quyết định" in said
    assert "Chưa định ngày" in said
    assert "V. Kiểm quỹ" not in said


def test_reasons_are_counted(june: Minutes) -> None:
    away = tuple(Attendance(str(n), "", "Ai", present=False) for n in range(3))
    said = words(minutes.render(replace(june, summary=replace(june.summary, absent=away))))
    assert "Vắng 3 người: 3 người không rõ lý do" in said


def test_typed_words_become_a_part_of_a_sentence() -> None:
    assert tidy("  Đã **xong**;\nvề nhà. ") == "Đã *xong*; về nhà"
    assert tidy(None) == ""
